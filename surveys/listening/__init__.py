"""Listening: what is said at the sessions, noted by a link or in the workspace, and coded to skills."""
