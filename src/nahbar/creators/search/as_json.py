"""Hits of a search as plain values, for `--json` and the API."""

from __future__ import annotations

from typing import Any

import msgspec

from nahbar.creators.search.hits import Found, Hit


def found_json(found: Found) -> dict[str, Any]:
    """Return hits as plain values; reasons are English sentences."""
    return {"total": found.total, "creators": found.creators, "hits": [hit_json(hit) for hit in found.hits]}


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return one hit as plain values."""
    plain: dict[str, Any] = msgspec.structs.asdict(hit)
    plain["reasons"] = [reason.render() for reason in hit.reasons]
    return plain
