"""The paid share of a creator's posts over time, from labels, partner mentions and codes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nahbar.creators.contracts import Interval
from nahbar.creators.vetting.material import Material
from nahbar.language.advertising import PaidMark, find_paid_marks
from nahbar.measure.proportion import jeffreys_interval

QUARTER_DAYS = 91
SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class PaidPost:
    """A post that carries a sign of payment: by the platform's own label, or by a mark in its text."""

    post_id: str
    posted_at: int
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class PaidPeriod:
    """The paid share of a span of 91 days that begins at `start` (seconds)."""

    start: int
    posts: int
    paid: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Paid:
    """The paid share of all posts with a 95 % interval (Jeffreys 1946), its course, and the posts it rests on."""

    share: float
    interval: Interval
    posts: Sequence[PaidPost]
    periods: Sequence[PaidPeriod]
    checked: int


def paid_share(material: Material) -> Paid | None:
    """Return the paid share; None without posts."""
    n = len(material.posts.post_id)
    if not n:
        return None
    marks = find_paid_marks([text or "" for text in material.post_texts])
    found = [one for one in (_paid_post(material, index, mark) for index, mark in enumerate(marks)) if one is not None]
    return Paid(len(found) / n, _interval(len(found), n), found, _periods(material, found), n)


def _paid_post(material: Material, index: int, mark: PaidMark | None) -> PaidPost | None:
    posts = material.posts
    at = int(posts.posted_at[index])
    if posts.paid[index]:
        return PaidPost(posts.post_id[index], at, "platform", "")
    return PaidPost(posts.post_id[index], at, mark.kind, mark.text) if mark else None


def _periods(material: Material, paid: Sequence[PaidPost]) -> list[PaidPeriod]:
    times = material.posts.posted_at
    width = QUARTER_DAYS * SECONDS_A_DAY
    last = int(times[-1])
    number = (last - times) // width
    of_paid = (last - np.array([one.posted_at for one in paid], dtype=np.int64)) // width
    periods = []
    for back in sorted(set(number.tolist()), reverse=True):
        posts, hits = int((number == back).sum()), int((of_paid == back).sum())
        periods.append(PaidPeriod(last - (back + 1) * width, posts, hits, _interval(hits, posts)))
    return periods


def _interval(hits: int, n: int) -> Interval:
    low, high = jeffreys_interval(hits, n)
    return Interval(low, high)
