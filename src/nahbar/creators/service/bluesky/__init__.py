"""Creators fetched from Bluesky: asked politely, page by page, kept as one import."""
