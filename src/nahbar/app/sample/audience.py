"""Draws follower lists: real readers and bought accounts, as docs/follower-audit.md describes both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nahbar.app.sample.cast import Member
from nahbar.app.sample.people import invent_bought, invent_circle

# Medians and log spreads of posts, following and followers, rounded by hand; nothing is fitted.
REAL = ((80.0, 1.5), (600.0, 1.0), (400.0, 1.3))
FAKE = ((1.5, 1.3), (2_900.0, 0.8), (60.0, 1.1))
# The correlation between each of these and how much a reader uses the platform.
SHARED = 0.7
PICTURE, PRIVATE = {True: 0.75, False: 0.99}, {True: 0.3, False: 0.22}
# The most that any account may follow on this platform.
MOST_FOLLOWING = 7_500


@dataclass(frozen=True, slots=True)
class Follower:
    """One row of a follower list."""

    name: str
    posts: int
    following: int
    followers: int
    has_picture: bool
    is_private: bool

    @property
    def digits(self) -> int:
        """How many digits the name holds."""
        return sum(sign.isdigit() for sign in self.name)


def draw_audience(rng: np.random.Generator, member: Member) -> list[Follower]:
    """Draw the list of a creator: `member.listed` followers, a share `member.fakes` of them bought."""
    fakes = round(member.listed * member.fakes)
    names = {invent_bought(rng): True for _ in range(fakes)}
    names |= dict.fromkeys(invent_circle(rng, "de", member.listed - len(names)), False)
    order = rng.permutation(len(names))
    people = list(names.items())
    return [_follower(rng, *people[int(index)]) for index in order]


def _follower(rng: np.random.Generator, name: str, fake: bool) -> Follower:
    # Readers who use the platform more have more of everything; bought accounts are filled up without regard to that.
    shared = 0.0 if fake else SHARED
    use = rng.normal()
    posts, following, followers = (
        int(median * np.exp(spread * (shared * use + np.sqrt(1.0 - shared**2) * rng.normal())))
        for median, spread in (FAKE if fake else REAL)
    )
    return Follower(
        name,
        posts,
        min(following, MOST_FOLLOWING),
        followers,
        bool(rng.random() < PICTURE[fake]),
        bool(rng.random() < PRIVATE[fake]),
    )
