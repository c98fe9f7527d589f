"""First floor: what is planned."""
