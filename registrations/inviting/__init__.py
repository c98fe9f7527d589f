"""Contact lists, and who wants to hear no more."""
