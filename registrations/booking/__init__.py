"""Register, change, cancel, promote: the only code that moves a seat."""
