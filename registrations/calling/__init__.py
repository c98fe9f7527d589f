"""Telephone calls: who must learn by voice that a stop is cancelled or moved, because a message may come too late."""
