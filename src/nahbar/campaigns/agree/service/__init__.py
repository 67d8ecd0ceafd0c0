"""Use cases of campaigns and collaborations: one function, one transaction."""
