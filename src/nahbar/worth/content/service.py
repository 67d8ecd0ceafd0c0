"""Use case: which posts earned, by qualified leads and deals, with what cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.worth.content.contracts import LEAST_EVENTS, LEAST_POSTS, SEED, Content, Piece
from nahbar.worth.content.ranking import enough, places, plain, steadied
from nahbar.worth.earned_posts import EarnedPost, earned_posts


def content_of(house: House) -> Content:
    """Return all posts that can be followed: by deals that such a post brings, then by qualified leads."""
    found = earned_posts(house)
    posts = found.posts
    deals, qualified = [one.deals for one in posts], [one.qualified for one in posts]
    told = enough(deals)
    brings, drawn = steadied(posts, deals, SEED) if told else (plain(deals), None)
    leads = steadied(posts, qualified, SEED + 1)[0] if enough(qualified) else plain(qualified)
    where: Sequence[tuple[int, int] | None] = places(drawn) if drawn is not None else [None] * len(posts)
    pieces = [
        Piece(
            creator=one.creator,
            platform=one.platform,
            post=one.post,
            posted_at=one.posted_at,
            qualified=one.qualified,
            deals=one.deals,
            cents=one.deal_cents - one.refund_cents,
            likes=one.likes,
            brings_qualified=leads[k],
            brings_deals=brings[k],
            places=where[k],
        )
        for k, one in enumerate(posts)
    ]
    pieces.sort(key=lambda one: (-one.brings_deals.value, -one.brings_qualified.value, one.creator, one.post))
    tied = sum(one.places is not None and one.places[0] == 1 for one in pieces[1:])
    currency = house.workspace.settings.currency
    return Content(pieces, told, tied, found.all_posts, currency, _notes(posts, found.all_posts, told))


def _notes(posts: Sequence[EarnedPost], all_posts: int, told: bool) -> list[Message]:
    notes = []
    if all_posts > len(posts):
        notes.append(
            msg(
                "{n} of {all} posts have a link of their own. What the others brought is unknown, and not zero.",
                n=len(posts),
                all=all_posts,
            )
        )
    if posts and not told:
        notes.append(
            msg(
                "An order of the posts cannot be told yet: at least {posts} posts with {deals} deals are needed.",
                posts=LEAST_POSTS,
                deals=LEAST_EVENTS,
            )
        )
    return notes
