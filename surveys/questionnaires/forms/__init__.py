"""Forms of questionnaires, their sections and their questions."""
