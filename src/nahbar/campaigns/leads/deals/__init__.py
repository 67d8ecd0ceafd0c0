"""The deals one by one: listed, filtered and summed, with who is credited and what was given back."""
