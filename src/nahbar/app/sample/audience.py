"""Draws follower lists: real readers and bought accounts, as docs/follower-audit.md describes both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from nahbar.app.sample.cast import Member
from nahbar.app.sample.people import invent_bought, invent_circle
from nahbar.app.sample.texts import load_texts, pick

# Medians and log spreads of posts, following and followers, rounded by hand; nothing is fitted.
REAL = ((75.0, 1.9), (640.0, 1.3), (430.0, 1.9))
FAKE = ((1.0, 1.9), (1_600.0, 1.2), (84.0, 1.8))
# The correlation between each of these and how much a reader uses the platform.
SHARED = 0.77
PICTURE, PRIVATE = {True: 0.9, False: 0.998}, {True: 0.36, False: 0.2}
# How many handles hold digits.
DIGITS = {True: 0.43, False: 0.19}
# How many write something into their profile.
WRITES = {True: 0.3, False: 0.62}
# What the followers of a creator write about, by the theme of the creator.
INTERESTS = {"tee": "tee", "leben": "wohnen"}
# Of those, how many name what the creator is about before anything else.
SHARED_INTEREST = 0.55
# The most that any account may follow on this platform.
MOST_FOLLOWING = 7_500


@dataclass(frozen=True, slots=True)
class Follower:
    """One row of a follower list; `length` and `digits` describe the handle, which the list does not hold."""

    name: str
    posts: int
    following: int
    followers: int
    has_picture: bool
    is_private: bool
    length: int
    digits: int
    bio: str = ""


def draw_audience(rng: np.random.Generator, member: Member) -> list[Follower]:
    """Draw the list of a creator: `member.listed` followers, a share `member.fakes` of them bought."""
    fakes = round(member.listed * member.fakes)
    names = {invent_bought(rng): True for _ in range(fakes)}
    names |= dict.fromkeys(invent_circle(rng, "de", member.listed - len(names)), False)
    order = rng.permutation(len(names))
    people = list(names.items())
    drawn = [_follower(rng, *people[int(index)]) for index in order]
    # A stream of their own: whatever else is drawn stays as it is.
    pens = np.random.default_rng([crc32(member.handle.encode()), len(drawn)])
    return [replace(one, bio=_bio(pens, member.theme, names[one.name])) for one in drawn]


def _bio(rng: np.random.Generator, theme: str, fake: bool) -> str:
    """Write a profile text; empty for those who write none."""
    if rng.random() >= WRITES[fake]:
        return ""
    bios = load_texts("bios_de")
    if fake:
        return pick(rng, bios["bought"])
    parts = [pick(rng, bios["leben"])]
    if rng.random() < SHARED_INTEREST:
        parts.insert(0, pick(rng, bios[INTERESTS.get(theme, "buch")]))
    if rng.random() < SHARED_INTEREST / 2:
        parts.append(pick(rng, bios["buch"]))
    return " · ".join(dict.fromkeys(parts))


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
        *_name_figures(rng, fake),
    )


def _name_figures(rng: np.random.Generator, fake: bool) -> tuple[int, int]:
    """Draw length and digits of the handle behind the invented name: people choose shorter ones than we invent."""
    digits = 0 if rng.random() >= DIGITS[fake] else int(rng.choice((3, 3, 4, 5) if fake else (1, 2, 2, 4)))
    return int(np.clip(rng.normal(12.5, 3.9), digits + 4, 29)), digits
