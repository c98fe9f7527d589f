"""One file a type."""
