"""The next edition of a tour in preparation, as its organiser and one of its co-hosts live through it."""
