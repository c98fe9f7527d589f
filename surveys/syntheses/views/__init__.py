"""Pages: writing a synthesis, publishing it, reading what was published, and the answers for the team."""
