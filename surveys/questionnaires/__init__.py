"""Writing questionnaires: their sections and questions in the languages they are offered in, and freezing them."""
