"""Signing oneself in, by the code on a door's poster or on a screen."""
