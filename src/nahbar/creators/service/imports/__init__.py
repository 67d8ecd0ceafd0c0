"""Tables brought in: dropped, matched, previewed, imported whole or not at all, undone."""
