"""Experiments of other designs, as a table that somebody has: which columns mean what, and what the table says."""
