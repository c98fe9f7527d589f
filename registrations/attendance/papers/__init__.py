"""The papers of a stop: sheets to sign, badges, who is expected, posters for doors, and all of it as one case."""
