"""Use cases of the creators room: one function, one transaction."""
