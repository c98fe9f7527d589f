"""The links by which telephones serve the door: made, shown, sent, withdrawn."""
