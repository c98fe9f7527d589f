"""The rules, each a function from a reading to the faults in it."""
