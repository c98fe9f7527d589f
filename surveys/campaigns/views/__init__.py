"""Pages: answering, and the team's campaigns."""
