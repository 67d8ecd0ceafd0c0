"""Training of nahbar."""
