"""Monday's letter: who owes what, gathered, shown beforehand, and written once a week."""
