"""Pages: noting by a link, and the notes of a stop."""
