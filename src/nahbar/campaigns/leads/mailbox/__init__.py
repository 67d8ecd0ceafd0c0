"""Leads by e-mail: mailboxes that are read by IMAP."""
