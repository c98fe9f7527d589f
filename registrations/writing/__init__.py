"""What the team writes to those who registered: its own words of notices, messages to many, messages by rule."""
