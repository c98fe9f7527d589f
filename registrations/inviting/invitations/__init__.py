"""Invitations of contact lists to a stop: prepared, tried on oneself, approved, sent at a pace, reminded once."""
