"""How likely a lead becomes a deal, from what was known when it came: only where decided leads can show it."""
