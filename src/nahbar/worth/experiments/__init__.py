"""Cause: what randomised groups say, with intervals that hold however often somebody looks."""
