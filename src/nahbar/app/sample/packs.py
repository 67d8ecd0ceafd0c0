"""Writes bought comments and those of the comment ring."""

from __future__ import annotations

import numpy as np

from nahbar.app.sample.cast import RING, Member
from nahbar.app.sample.people import invent_bought
from nahbar.app.sample.posting import Post
from nahbar.app.sample.talk import END, Comment, comment_id
from nahbar.app.sample.texts import load_texts, pick

# A delivery is through within twenty minutes; the ring answers within the hour or so.
PACK_SECONDS = 1_200.0
RING_MEDIAN, RING_SPREAD = 1_500.0, 0.7
RING_TAKES_PART = 0.72
# Bought accounts are used again and again, yet each writes little under one creator.
PACK_ACCOUNTS = 140
SLOPPY_EMOJI = 0.3


def bought_comments(rng: np.random.Generator, member: Member, post: Post, start: int) -> list[Comment]:
    """Write the bought comments of a post, numbered from `start`."""
    lines = load_texts("bought")
    comments = []
    for number in range(start, start + post.bought_comments):
        text = pick(rng, lines["emoji" if rng.random() < SLOPPY_EMOJI else "pack"])
        account = int(rng.integers(PACK_ACCOUNTS))
        author = invent_bought(np.random.default_rng([account, 7]))
        at = post.at + 40 + int(rng.beta(1.2, 3.0) * PACK_SECONDS)
        comments.append(Comment(member.platform, post.post_id, comment_id(post, number), author, at, text))
    return comments


def ring_comments(rng: np.random.Generator, member: Member, post: Post, start: int) -> list[Comment]:
    """Write what the other members of the ring say under a post, numbered from `start`."""
    others = [one for one in RING if one != member.handle and rng.random() < RING_TAKES_PART]
    lines = load_texts("bought")["ring"]
    comments = []
    for number, author in enumerate(others, start):
        delay = int(RING_MEDIAN * np.exp(rng.normal(0.0, RING_SPREAD)))
        text = pick(rng, lines)
        comments.append(
            Comment(
                member.platform, post.post_id, comment_id(post, number), author, min(post.at + delay, END - 1), text
            )
        )
    return comments
