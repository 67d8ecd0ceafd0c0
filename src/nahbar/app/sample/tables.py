"""Puts the sample together and writes it as the tables that anybody could import."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

import numpy as np

from nahbar.app.sample.audience import Follower, draw_audience
from nahbar.app.sample.captions import flagged, write_caption
from nahbar.app.sample.cast import CAST, Member
from nahbar.app.sample.growth import DAYS, END_DAY, FIRST_DAY, Growth, grow
from nahbar.app.sample.packs import bought_comments, ring_comments
from nahbar.app.sample.posting import SECONDS_A_DAY, Post, draw_posts
from nahbar.app.sample.talk import Comment, gather_voices, write_comments
from nahbar.app.sample.texts import Deck

SEED = 20_261_115
# The largest number of comments kept under one post, as a person exporting them would stop.
MOST_ROWS = 40

Cell = str | int | bool | None
Rows = list[Sequence[Cell]]
HEADERS: Mapping[str, Sequence[str]] = {
    "creators": (
        "platform", "handle", "name", "bio", "followers", "following", "posts", "country", "language", "category",
        "is_verified", "observed_at",
    ),
    "followers-daily": ("platform", "handle", "date", "followers"),
    "posts": (
        "platform", "handle", "post_id", "posted_at", "text", "kind", "likes", "comments", "shares", "saves", "views",
        "paid_label",
    ),
    "comments": ("platform", "post_id", "comment_id", "author", "written_at", "text", "in_reply_to", "likes"),
    "followers": (
        "platform", "handle", "follower", "posts", "following", "followers", "has_picture", "is_private",
        "username_length", "username_digits", "bio",
    ),
    "prices": ("platform", "handle", "price", "currency"),
}  # fmt: skip


@dataclass(slots=True)
class Part:
    """Everything drawn for one creator."""

    member: Member
    growth: Growth
    posts: list[Post]
    comments: list[Comment] = field(default_factory=list)
    audience: list[Follower] = field(default_factory=list)


def draw_sample(seed: int = SEED) -> list[Part]:
    """Draw the whole sample; each creator has a stream of random numbers of their own."""
    return [_draw_part(np.random.default_rng([seed, crc32(member.handle.encode())]), member) for member in CAST]


def _draw_part(rng: np.random.Generator, member: Member) -> Part:
    growth = grow(rng, member)
    part = Part(member, growth, draw_posts(rng, member, growth) if member.posts else [])
    decks: dict[str, Deck] = {}
    for post in part.posts:
        write_caption(rng, member, post, decks)
    if member.comments:
        part.comments = _draw_comments(rng, member, part.posts)
    if member.listed:
        part.audience = draw_audience(rng, member)
    return part


def _draw_comments(rng: np.random.Generator, member: Member, posts: Sequence[Post]) -> list[Comment]:
    """Write comments under the newest posts until the creator has enough; older posts have counts only."""
    voices = gather_voices(rng, member)
    comments: list[Comment] = []
    for post in reversed(posts):
        if len(comments) >= member.comments:
            break
        rows = min(post.comments - post.bought_comments, int(rng.integers(6, MOST_ROWS)))
        if member.story == "comment_ring":
            rows = min(rows, 6)
        here = write_comments(rng, voices, post, rows)
        here += bought_comments(rng, member, post, len(here))
        if member.story == "comment_ring":
            here += ring_comments(rng, member, post, len(here))
        post.comments = max(post.comments, len(here))
        comments += here
    return comments


def write_tables(folder: Path, seed: int = SEED) -> dict[str, Path]:
    """Write one CSV file a kind of table into `folder` and return them by kind, in the order to import them."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = draw_sample(seed)
    rows: dict[str, Rows] = {
        "creators": [_creator(part) for part in parts if part.member.followers is not None],
        "followers-daily": [row for part in parts for row in _days(part)],
        "posts": [row for part in parts for row in _posts(part, seed)],
        "comments": [_comment(one) for part in parts for one in part.comments],
        "followers": [_listed(part.member, one) for part in parts for one in part.audience],
        "prices": [_price(part.member, seed) for part in parts if part.member.followers and part.posts],
    }
    return {kind: _write(folder / f"{kind}.csv", HEADERS[kind], lines) for kind, lines in rows.items()}


def _write(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(headers)
        writer.writerows(rows)
    return path


def _creator(part: Part) -> Sequence[Cell]:
    member = part.member
    if member.story == "only_followers":
        return (member.platform, member.handle, "", "", member.followers, *[""] * 7)
    rng = np.random.default_rng(crc32(member.handle.encode()))
    following, before = int(rng.integers(90, 1_400)), int(rng.integers(40, 900))
    return (
        member.platform, member.handle, member.name, member.bio, member.followers, following,
        len(part.posts) + before if part.posts else 0, member.country, member.language, CATEGORY[member.theme],
        "true" if member.verified else "", _moment(END_DAY * SECONDS_A_DAY - 3_600),
    )  # fmt: skip


CATEGORY = {
    "buch": "Bücher", "leben": "Lesen und Wohnen", "papier": "Papier und Schreiben", "tee": "Tee und Genuss",
    "familie": "Familie", "stadt": "Stadtleben", "bild": "Illustration",
}  # fmt: skip


def _days(part: Part) -> Iterable[Sequence[Cell]]:
    for index in range(DAYS - part.member.daily, DAYS):
        count = part.growth.shown[index]
        if np.isfinite(count):
            day = date(1970, 1, 1) + timedelta(days=FIRST_DAY + index)
            yield part.member.platform, part.member.handle, day.isoformat(), int(count)


def _posts(part: Part, seed: int) -> Iterable[Sequence[Cell]]:
    rng = np.random.default_rng([seed, crc32(part.member.handle.encode()), 1])
    for post in part.posts:
        yield (
            part.member.platform, part.member.handle, post.post_id, _moment(post.at), post.text, post.kind, post.likes,
            post.comments, post.shares, post.saves, post.views, "true" if flagged(rng, post) else "",
        )  # fmt: skip


def _comment(one: Comment) -> Sequence[Cell]:
    return (
        one.platform, one.post_id, one.comment_id, one.author, _moment(one.at), one.text, one.reply_to, one.likes
    )  # fmt: skip


def _listed(member: Member, one: Follower) -> Sequence[Cell]:
    flags = ("true" if flag else "false" for flag in (one.has_picture, one.is_private))
    counts = (one.posts, one.following, one.followers)
    return member.platform, member.handle, one.name, *counts, *flags, one.length, one.digits, one.bio


def _price(member: Member, seed: int) -> Sequence[Cell]:
    """Ask 10 to 25 EUR for a thousand followers, large accounts less, in figures that people say."""
    rng = np.random.default_rng([seed, crc32(member.handle.encode()), 2])
    thousands = (member.followers or 0) / 1_000
    asked = float(rng.uniform(10, 25)) * thousands * min(1.0, (thousands / 20) ** -0.15)
    step = 10 if asked < 300 else 50 if asked < 2_000 else 100
    return member.platform, member.handle, max(40, round(asked / step) * step), "EUR"


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
