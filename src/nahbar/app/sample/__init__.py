"""The sample brand: a generated bookshop with its creators, clearly marked, in a workspace of its own."""

from __future__ import annotations

from nahbar.app.sample.making import ensure_sample
from nahbar.app.sample.owner import OWNER_EMAIL, OWNER_PASSWORD

__all__ = ["OWNER_EMAIL", "OWNER_PASSWORD", "ensure_sample"]
