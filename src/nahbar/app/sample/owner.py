"""Who owns the sample workspace."""

from __future__ import annotations

OWNER_EMAIL = "demo@example.org"
OWNER_PASSWORD = "nahbar-demo"  # noqa: S105 -- the sample's sign-in is printed on every start
OWNER_NAME = "Ilka Sommerfeld"
