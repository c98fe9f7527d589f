"""The co-host's home: all its stops, of every tour, each with what it owes and what came of it."""
