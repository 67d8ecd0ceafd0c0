"""Mailboxes opened by OAuth 2: tokens fetched, kept for a while, handed to the mail server."""
