"""Use cases of mailboxes."""
