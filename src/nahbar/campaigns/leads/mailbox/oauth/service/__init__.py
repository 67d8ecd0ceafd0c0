"""Use cases of mailboxes that are opened by OAuth 2."""
