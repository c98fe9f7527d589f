"""The order that people give to rows, by moving one at a time."""
