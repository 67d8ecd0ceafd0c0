"""Benchmarks of nahbar."""
