"""Use case: what likes and other reactions are worth, from the workspace's posts, links, leads and deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from nahbar.kernel.clock import SECONDS_A_DAY, now
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.measure.earned_sums import Values, sum_interval
from nahbar.measure.rank_agreement import Agreement, rank_agreement
from nahbar.worth.earned_posts import EarnedPost, earned_posts
from nahbar.worth.likes.associating import OF, associated, units_of
from nahbar.worth.likes.contracts import (
    LEAST_AGE_DAYS,
    LEAST_CREATORS,
    LEAST_DEALS,
    LEAST_POSTS,
    REACTIONS,
    SEED,
    Credit,
    Effect,
    Figure,
    Likes,
    Ranked,
    Reaction,
)
from nahbar.worth.likes.planning import USUAL_SIZE, plan_of_creators, plan_of_posts
from nahbar.worth.likes.registered import MeasuredReactions, registered_reactions

PACKAGE = "nahbar.worth"
Effects = Mapping[str, tuple[float, float, float]]


def likes_of(house: House, who: str, effects: Effects | None = None, only: Sequence[str] = REACTIONS) -> Likes:
    """Return the three answers for every reaction of `only`, and posts ranked by likes beside deals.

    `effects` are what somebody knows of experiments by reaction: deals caused by a thousand of it, with the 95 %
    interval. They stand before those of registered experiments; that `who` looked at these is kept.
    """
    known = registered_reactions(house, who)
    measured = {name: _effect(name, known, effects or {}) for name in only}
    found = earned_posts(house)
    old = [one for one in found.posts if one.posted_at <= now() - LEAST_AGE_DAYS * SECONDS_A_DAY]
    credits, known_deals = _credits(house)
    reactions = [_reaction(name, old, found.posts, credits, known_deals, measured[name]) for name in only]
    reactions = [replace(one, asking=known.notes.get(one.name, ())) for one in reactions]
    by = "like" if "like" in only else only[0]
    ranked = ranking(old, by)
    return Likes(
        reactions=reactions,
        ranked=ranked,
        agreement=next(one.agreement for one in reactions if one.name == by),
        posts=len(old),
        young=len(found.posts) - len(old),
        all_posts=found.all_posts,
        deals=sum(one.deals for one in old),
        known_deals=known_deals,
        notes=_notes(found.all_posts, len(found.posts), len(found.posts) - len(old)),
    )


def _effect(name: str, known: MeasuredReactions, given: Effects) -> Effect | None:
    if name in given:
        return Effect(Figure(*given[name]))
    if name not in known.caused:
        return None
    plan = known.caused[name].experiment.plan
    return Effect(Figure(*known.effects[name]), plan.name, plan.title)


def _credits(house: House) -> tuple[Mapping[str, Credit], int]:
    from nahbar.kernel.lake import touchpoints

    points = touchpoints(house, ("id", "kind", "time", "person", "channel"))
    rows = house.engine.reduce(load_query(PACKAGE, "reaction_credit"), {"touchpoints": points}).to_pylist()
    sums: dict[str, Values] = {}
    for row in rows:
        if row["reaction"]:
            name = str(row["step"]).strip().lower()
            one = Values(int(row["deals"]), float(row["credit"]), float(row["squares"]), float(row["most"]))
            sums[name] = sums.get(name, Values()) + one
    found = {}
    for name, total in sums.items():
        interval = sum_interval(total)
        found[name] = Credit(Figure(interval.value, interval.low, interval.high), total.n)
    return found, round(sum(float(row["credit"]) for row in rows))


def _reaction(
    name: str,
    posts: Sequence[EarnedPost],
    all_posts: Sequence[EarnedPost],
    credits: Mapping[str, Credit],
    known_deals: int,
    effect: Effect | None,
) -> Reaction:
    units = units_of(posts, name)
    association, size = associated(units) if units.enough() else (None, USUAL_SIZE)
    mean = float(units.deals.mean()) if len(units.deals) else 0.0
    plan = None
    if not effect and name == "follower":
        plan = plan_of_creators(posts)
    elif not effect and mean > 0:
        plan = plan_of_posts(mean, size, all_posts)
    why = [] if association else [_too_few(len(units.deals), int(units.deals.sum()), len(units.creators))]
    if name not in credits:
        why.append(_no_credit(known_deals))
    return Reaction(name, association, credits.get(name), effect, plan, why, agreement=_agreement(posts, name))


def _too_few(posts: int, deals: int, creators: int) -> Message:
    return msg(
        "The association cannot be told yet: there are {posts} posts of {creators} creators with {deals} deals, and at "
        "least {least} posts of {few} creators with {enough} deals are needed.",
        posts=posts,
        creators=creators,
        deals=deals,
        least=LEAST_POSTS,
        few=LEAST_CREATORS,
        enough=LEAST_DEALS,
    )


def _no_credit(known_deals: int) -> Message:
    if known_deals:
        return msg("It stood on the way of none of the {n} deals whose way is known.", n=known_deals)
    return msg("No way of a buyer is known. Reactions of people who consented, brought in as touchpoints, would tell.")


def ranking(posts: Sequence[EarnedPost], name: str) -> list[Ranked]:
    """Return posts whose count of a reaction is known by deals, then by it, with both places (ties: the better)."""
    known = [(one, getattr(one, OF[name])) for one in posts if getattr(one, OF[name]) is not None]
    counts, deals = _places([count for _, count in known]), _places([one.deals for one, _ in known])
    rows = [
        Ranked(one.creator, one.post, count, one.deals, one.qualified, counts[k], deals[k])
        for k, (one, count) in enumerate(known)
    ]
    return sorted(rows, key=lambda row: (row.by_deals, row.by_count, row.creator, row.post))


def _places(figures: Sequence[int]) -> list[int]:
    ordered = sorted(figures, reverse=True)
    first = {figure: place for place, figure in reversed(list(enumerate(ordered, start=1)))}
    return [first[figure] for figure in figures]


def _agreement(posts: Sequence[EarnedPost], name: str) -> Agreement | None:
    known = [one for one in posts if getattr(one, OF[name]) is not None]
    creators = np.unique([one.creator for one in known], return_inverse=True)[1].astype(np.int64)
    counts, deals = [getattr(one, OF[name]) for one in known], [one.deals for one in known]
    return rank_agreement(np.array(counts, dtype=np.float64), np.array(deals, dtype=np.float64), creators, SEED)


def _notes(all_posts: int, followed: int, young: int) -> list[Message]:
    notes = []
    if all_posts > followed:
        notes.append(
            msg(
                "{n} of {all} posts have a link of their own. What the others brought is unknown, and not zero.",
                n=followed,
                all=all_posts,
            )
        )
    if young:
        notes.append(
            msg(
                "{n} posts are younger than {days} days and wait: deals come later than reactions.",
                n=young,
                days=LEAST_AGE_DAYS,
            )
        )
    return notes
