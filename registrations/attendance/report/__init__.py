"""The attendance report of a stop and of a tour: who came in figures, without names; and who will probably come."""
