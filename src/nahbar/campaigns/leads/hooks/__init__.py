"""Webhooks of shops and CRMs: signatures checked, payloads read, replays and disorder without harm."""
