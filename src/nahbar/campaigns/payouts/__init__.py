"""Payouts: what was earned, statements, and a file for the bank. Nothing is paid by the software itself."""
