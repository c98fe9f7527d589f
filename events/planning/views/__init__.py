"""Pages of planning, divided along the domain."""
