"""Pages of proposals: making one, reading them, deciding."""
