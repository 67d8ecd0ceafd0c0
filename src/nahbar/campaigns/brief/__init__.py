"""Briefs: written from a template, kept in versions, read as a page and as paper."""
