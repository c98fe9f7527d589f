"""Pages of notices and of messages."""
