"""Who takes part: the 90-9-1 rule measured instead of believed."""
