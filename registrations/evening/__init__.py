"""The evening page: one A4 of what was said, approved before leaving, read by everybody who came that same night."""
