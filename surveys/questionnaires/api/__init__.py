"""Questionnaires, their pages and their questions over the API, to the teams of their tours."""
