"""What came in within a period and within the time before it, over all campaigns."""
