"""Tracking links and coupon codes: who may make them, where they lead, what clicks on them are worth counting."""
