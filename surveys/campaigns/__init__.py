"""Sending questionnaires, reminding, collecting answers."""
