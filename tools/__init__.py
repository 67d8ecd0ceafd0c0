"""Tools of nahbar."""
