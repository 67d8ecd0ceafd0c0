"""Whom to book for a budget: prices, shared audiences, the choice."""
