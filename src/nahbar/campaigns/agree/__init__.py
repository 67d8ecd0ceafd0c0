"""Campaigns and collaborations: what is planned, with whom, and how far it is."""
