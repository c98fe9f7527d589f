"""Pages of whatever has its calendar across tours: an organisation, a territory, a theme, with its stops."""
