"""The sample brand: a generated bookshop with its creators, clearly marked, in a workspace of its own."""

from __future__ import annotations

OWNER_EMAIL = "demo@example.org"
OWNER_PASSWORD = "nahbar-demo"  # noqa: S105 -- the sample's sign-in is printed on every start
