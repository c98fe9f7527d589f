"""Registrations in figures: over time, by whose relay, size, trade, place, distance; and how full each session is."""
