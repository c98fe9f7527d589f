"""Pages of the organiser's own questions."""
