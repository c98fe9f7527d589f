"""Composing, publishing and downloading syntheses."""
