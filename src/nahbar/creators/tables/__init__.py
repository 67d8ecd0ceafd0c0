"""Every table and every statement of the creators room, by subject."""
