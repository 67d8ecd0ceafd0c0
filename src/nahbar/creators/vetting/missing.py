"""What was not available on a creator, and which question it would answer; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nahbar.creators.vetting.material import Material
from nahbar.kernel.messages import Message, msg

ENOUGH_POSTS = 12
ENOUGH_DAYS = 60
ENOUGH_COMMENTS = 100


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that was not there: which `kind` of table would bring it, and what it would add."""

    kind: str
    message: Message


def what_is_missing(material: Material) -> list[Missing]:
    """Return what further data would answer, most telling first."""
    return [Missing(kind, message) for kind, message in _gaps(material)]


def _gaps(material: Material) -> Iterator[tuple[str, Message]]:
    posts, growth = material.posts, material.growth
    n, days = len(posts.post_id), len(growth.day) if growth is not None else 0
    comments = int(material.comments.comments.sum()) if material.comments is not None else 0
    if material.profile.followers is None:
        yield "creators", msg("The follower count: without it no engagement rate by followers can be given.")
    if n < ENOUGH_POSTS:
        yield "posts", msg("More posts with likes and comments ({n} are known): about a dozen make the rate firm.", n=n)
    if days < ENOUGH_DAYS:
        yield (
            "followers-daily",
            msg("Daily follower counts over two months or more ({n} are known): they show bought followers.", n=days),
        )
    if comments < ENOUGH_COMMENTS:
        yield (
            "comments",
            msg("The comments with their authors ({n} are known): they show rings, and who returns.", n=comments),
        )
    if n and not np.isfinite(posts.views).any():
        yield "posts", msg("Views of the posts: they show bought likes, and how many watch in silence.")
    if material.follower_audit is None:
        yield (
            "followers",
            msg("A list of followers with their profiles, from the creator's own export: it gives the share of fakes."),
        )
