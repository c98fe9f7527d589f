"""Who prepares the next edition of a tour."""

from events.team.rules import creates_tours, reads_tour

# Whoever may create a tour and reads this one; it may be archived.
clones_tour = creates_tours & reads_tour
