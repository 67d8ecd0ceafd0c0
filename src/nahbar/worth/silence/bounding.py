"""Bounds of the share of silent people, from what is known of single ones and from how many can have reacted. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.measure.proportion import jeffreys_interval
from nahbar.worth.silence.contracts import LEAST_KNOWN, Bounds


@dataclass(frozen=True, slots=True)
class Known:
    """One lead or deal: the creator it came by, what decided that, and whether its person reacted (None: unknown)."""

    creator: str | None
    by: str
    reacted: bool | None


def bounded(arrivals: Sequence[Known], most_reactors: Mapping[str, int]) -> Bounds:
    """Return the bounds; `most_reactors` is how many people can have reacted to a creator's posts at all.

    Worst cases (Manski 1989): the unknown may all be silent, or all have reacted. Only, a creator cannot have brought
    more people who reacted to them than there were reactions. Chance is added outside by Jeffreys intervals.
    """
    n = len(arrivals)
    reacted = sum(one.reacted is True for one in arrivals)
    said = sum(one.reacted is False for one in arrivals)
    beyond = _beyond(arrivals, most_reactors)
    silent = min(n - reacted, said + beyond)
    known = reacted + said
    like_known = None
    if known >= LEAST_KNOWN and said:
        like_known = (said / known, *jeffreys_interval(said, known))
    return Bounds(
        n=n,
        reacted=reacted,
        silent=silent,
        low=silent / n if n else 0.0,
        high=(n - reacted) / n if n else 1.0,
        lowest=jeffreys_interval(silent, n)[0],
        highest=1.0 - jeffreys_interval(reacted, n)[0],
        like_known=like_known,
        by=dict(Counter(one.by for one in arrivals)),
    )


def _beyond(arrivals: Sequence[Known], most_reactors: Mapping[str, int]) -> int:
    """Return how many of those of whom nothing is known must be silent: more came than can have reacted."""
    came = Counter(one.creator for one in arrivals if one.reacted is not False and one.creator in most_reactors)
    return sum(max(0, n - most_reactors[str(creator)]) for creator, n in came.items())
