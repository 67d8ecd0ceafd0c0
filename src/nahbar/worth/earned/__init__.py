"""What a period earned beside the time before it, who and what earned it, and what nobody can tell of it."""
