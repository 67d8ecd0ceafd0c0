"""Use cases of leads and deals."""
