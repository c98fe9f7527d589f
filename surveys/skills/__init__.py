"""Skills frameworks: writing one, freezing it, going on with a new version."""
