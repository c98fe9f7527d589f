"""Distributions of answers, and what of them may be said to whom."""
