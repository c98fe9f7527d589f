"""Registrations as a sheet: a partner’s list in, a row a person out."""
