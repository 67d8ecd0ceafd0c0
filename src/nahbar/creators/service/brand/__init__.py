"""The brand's own profile, creators beside it, and who speaks of a theme out of their own life."""
