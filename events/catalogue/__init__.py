"""The public site: home, a tour, a stop; and both as data."""
