"""Who came: presence, attendance sheets, lists."""
