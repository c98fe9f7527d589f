"""Pages of questionnaires, in the workspace."""
