"""What a like is worth: association, credit and effect, three answers that are never mixed."""
