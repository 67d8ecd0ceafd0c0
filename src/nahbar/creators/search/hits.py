"""What a search answers: creators that were found, each with the reason. Pure."""

from __future__ import annotations

import msgspec

from nahbar.creators.search.reasons import BestPost
from nahbar.kernel.messages import Message


class Hit(msgspec.Struct, frozen=True):
    """A creator that was found, why, and the post that fits best."""

    platform: str
    handle: str
    name: str
    bio: str
    category: str | None
    followers: int | None
    country: str | None
    language: str | None
    verdict: str | None
    rate: float | None
    rate_interval: tuple[float, float] | None
    percentile: float | None
    paid_share: float | None
    price: float | None
    currency: str | None
    cosine: float | None
    reasons: list[Message]
    post: BestPost | None


class Found(msgspec.Struct, frozen=True):
    """One page of hits; `total` counts those that were ranked, `creators` those in the index."""

    total: int
    creators: int
    hits: list[Hit]
