"""Second floor: who comes."""
