"""How presence is proved at a stop: the regime, whose rule it follows, whether people sign themselves in."""
