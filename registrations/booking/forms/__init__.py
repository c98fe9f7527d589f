"""The forms with which a party, or the team for it, registers and changes."""
