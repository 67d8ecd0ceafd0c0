"""Alembic migrations of the store: one file a step, never edited after a release."""
