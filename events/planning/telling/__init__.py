"""Who is told of a change of a stop, and what they read: shown before it happens."""
