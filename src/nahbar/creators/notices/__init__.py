"""What creators did that waits for a person of the brand, and the notices about it by e-mail."""
