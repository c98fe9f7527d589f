"""The door on a telephone without an account, under `/desk/<token>/`."""
