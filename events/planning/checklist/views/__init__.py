"""Pages of a tour's checklist and of a stop's tasks."""
