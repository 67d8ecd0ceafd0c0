"""Use case: what was done for campaigns within a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.agree.schema import campaign, collaboration, collaboration_step, published_post
from nahbar.campaigns.leads.schema import lead
from nahbar.kernel.clock import SECONDS_A_DAY
from nahbar.kernel.house import House


@dataclass(frozen=True, slots=True)
class Work:
    """What was done: campaigns (number, name) in which something happened, creators who agreed, posts that came out."""

    campaigns: Sequence[tuple[int, str]]
    agreed: int
    posts: int
    posted: int


def first_work_day(house: House) -> int | None:
    """Return the first day with a lead, a step of a collaboration or a post of one; None before there is any."""
    firsts = [
        sa.select(sa.func.min(lead.c.came_at) / SECONDS_A_DAY),
        sa.select(sa.func.min(collaboration_step.c.at) / SECONDS_A_DAY),
        sa.select(sa.func.min(published_post.c.posted_day)),
    ]
    with house.store.read() as connection:
        days = [connection.execute(one).scalar() for one in firsts]
    return min((int(day) for day in days if day is not None), default=None)


def work_between(house: House, since: int, until: int) -> Work:
    """Return what was done from the day `since` to before the day `until`; steps that were taken back are left out."""
    step, post = collaboration_step.c, published_post.c
    taken = (step.at >= since * SECONDS_A_DAY, step.at < until * SECONDS_A_DAY, step.undone_at.is_(None))
    came_out = (post.posted_day >= since, post.posted_day < until)
    moved = sa.select(step.collaboration_id).where(*taken).union(sa.select(post.collaboration_id).where(*came_out))
    ids = sa.select(collaboration.c.campaign_id).where(collaboration.c.id.in_(moved))
    named = sa.select(campaign.c.id, campaign.c.name).where(campaign.c.id.in_(ids)).order_by(campaign.c.name)
    agreed = sa.select(sa.func.count(step.collaboration_id.distinct())).where(*taken, step.to_state == "agreed")
    posts = sa.select(sa.func.count(), sa.func.count(post.creator_id.distinct())).where(*came_out)
    with house.store.read() as connection:
        names = [(row.id, row.name) for row in connection.execute(named)]
        count, creators = connection.execute(posts).one()
        return Work(names, connection.execute(agreed).scalar_one(), count, creators)
