"""On which terms a stop takes registrations: its window, approval, codes, the limit of a firm, the waiting list."""
