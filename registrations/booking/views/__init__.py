"""Pages: the public form, one's own registration, and the workspace."""
