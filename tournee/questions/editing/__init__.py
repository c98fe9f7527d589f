"""Writing questions: the fields that a type asks of an organiser, its lists of words, what is refused, codes."""
