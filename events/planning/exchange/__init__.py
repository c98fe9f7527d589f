"""Stops with their sessions and partners, out to a table and back in: what is written out reads back as it was."""
