"""What a tracking link is, as frozen values: where it leads, for whom it was made, how it stands, who clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ACTIVE, PAUSED, EXPIRED = "active", "paused", "expired"
STATES = (ACTIVE, PAUSED, EXPIRED)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that a link leads to; with several, each gets its `weight` in the sum of all weights."""

    url: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class LinkWish:
    """What an editor says about a link.

    `creator` is "platform/handle"; `expires_at` counts seconds since 1970, None is never.
    """

    slug: str
    targets: tuple[Target, ...]
    creator: str | None = None
    campaign: str | None = None
    post: str | None = None
    variant: str | None = None
    expires_at: int | None = None


@dataclass(frozen=True, slots=True)
class Clicks:
    """Clicks on a link: by people, by programs and previews, and double clicks that were merged into the first."""

    people: int = 0
    bots: int = 0
    repeats: int = 0

    def __add__(self, other: Clicks) -> Clicks:
        """Return the sum of both."""
        return Clicks(self.people + other.people, self.bots + other.bots, self.repeats + other.repeats)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is kept; `paused_at` and times are seconds since 1970."""

    id: int
    slug: str
    targets: tuple[Target, ...]
    creator: str | None
    campaign: str | None
    post: str | None
    variant: str | None
    expires_at: int | None
    paused_at: int | None
    seed: int
    created_at: int
    created_by: str

    def state(self, now: int) -> str:
        """Return how the link stands at `now`: active, paused or expired."""
        if self.paused_at is not None:
            return PAUSED
        return EXPIRED if self.expires_at is not None and self.expires_at <= now else ACTIVE

    @property
    def wish(self) -> LinkWish:
        """What an editor would have to say to get this link."""
        return LinkWish(
            self.slug, self.targets, self.creator, self.campaign, self.post, self.variant, self.expires_at
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: who changed which field of a link when, from what to what."""

    at: int
    who: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A row of the list."""

    slug: str
    target: str
    targets: int
    creator: str
    campaign: str
    post: str
    variant: str
    state: str
    expires_at: int | None
    created_at: int
    people: int
    bots: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Hour:
    """Clicks of one hour; `hour` counts hours since 1970-01-01T00:00Z."""

    hour: int
    clicks: Clicks


@dataclass(frozen=True, slots=True)
class LinkPage:
    """One link with everything that its page shows; `by_target` holds the clicks of each target in their order."""

    link: Link
    state: str
    tagged: Sequence[str]
    clicks: Clicks
    by_target: Sequence[Clicks]
    hours: Sequence[Hour]
    history: Sequence[Change]
