"""The evening page in the workspace, and what everybody reads of it."""
