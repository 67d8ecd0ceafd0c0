"""Searching: the index, hits and their reasons, searches that are kept."""
