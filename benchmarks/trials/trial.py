"""One creator from the parameters to the rows: honest first, then what was bought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.trials import buying
from benchmarks.trials.cases import HARD, ON_DAYS, ON_TRAITS, Stage, quiet_stage
from benchmarks.trials.deals import Deal
from benchmarks.trials.files import DAY, LAST_DAY, Ints, Row, Sheet
from benchmarks.trials.growth import audience, expected
from benchmarks.trials.posting import Posts, counted, seen, times, won_by_posts
from benchmarks.trials.sellers import Extra, Ring, Seller, pack, ring
from benchmarks.trials.sheet import Slot, comment_rows, daily_rows, kept, post_rows, profile_row, rounded
from benchmarks.trials.talk import Crowd, draw_crowd, friendly, organic_slot, organic_times
from benchmarks.trials.traits import Identity, Shown, Traits, between, draw_identity, draw_shown, draw_traits
from benchmarks.trials.words import TOPICS, Dice, draw_subject, post_text

Rng = np.random.Generator


@dataclass(frozen=True)
class Scene:
    """What the creators of a file share."""

    farms: list[Seller]
    rings: list[Ring]
    taken: set[str]


@dataclass(frozen=True)
class Life:
    """An honest creator, before anything is bought."""

    who: Identity
    shown: Shown
    traits: Traits
    stage: Stage
    case: str
    people: Ints
    posts: Posts


@dataclass(frozen=True)
class Bought:
    """What the purchases add, and what the truth tells of them."""

    posts: Posts
    change: Ints
    extra: Extra
    days: list[list[Any]]
    entries: list[dict[str, Any]]


def _case(rng: Rng, plan: list[Deal], place: int) -> str:
    if not plan:
        return HARD[place // 2 % len(HARD)] if place % 2 else "ordinary"
    return str(rng.choice(HARD)) if rng.random() < 0.4 else "ordinary"


def fit_for(rng: Rng, traits: Traits, plan: list[Deal]) -> Traits:
    """Rings are no use to the very big; who buys views has films."""
    ways = {deal.way for deal in plan}
    if ways & {"ring", "comment_pack"}:
        traits = replace(traits, start=min(traits.start, between(rng, 4_000, 90_000)))
    if ways & {"views_some", "views_all"}:
        traits = replace(traits, films=max(traits.films, 0.6))
    return traits


def _life(rng: Rng, dice: Dice, scene: Scene, plan: list[Deal], place: int) -> Life:
    case = _case(rng, plan, place)
    who = draw_identity(rng, dice, scene.taken)
    traits, shown = draw_traits(rng, who.platform), draw_shown(rng, who.platform)
    if case in ON_TRAITS:
        traits = ON_TRAITS[case](rng, traits)
    traits = fit_for(rng, traits, plan)
    stage = quiet_stage(traits.days)
    if case in ON_DAYS:
        stage = ON_DAYS[case](rng, traits, stage)
    if case == "rounding":
        shown = replace(shown, digits=int(rng.integers(2, 4)))
    gains, losses = expected(rng, traits, stage)
    at = times(rng, traits, stage.posting)
    days = traits.days - 1 - (LAST_DAY // DAY - at // DAY)
    path = np.maximum(traits.start + np.cumsum(gains - losses), 200)
    looks = seen(rng, traits, at, days, path, stage)
    people = audience(rng, traits, (gains, losses), won_by_posts(rng, traits, days, looks))
    return Life(who, shown, traits, stage, case, people, counted(rng, traits, at, days, looks, stage))


def _shop(rng: Rng, dice: Dice, scene: Scene, life: Life, plan: list[Deal]) -> Bought:
    posts = life.posts
    extra: Extra = {i: [] for i in range(len(life.posts.at))}
    change, days, entries = np.zeros(life.traits.days, np.int64), [], []
    for deal in plan:
        comments: Extra = {}
        if deal.way.startswith("followers"):
            delivery = buying.followers(rng, deal, life.people)
            change, entry = change + delivery.change, delivery.entry
            days += delivery.days
        elif deal.way.startswith(("likes", "views")):
            posts, entry = (buying.likes if deal.way.startswith("likes") else buying.views)(rng, deal, posts)
        elif deal.way == "ring":
            band = scene.rings[dice.below(len(scene.rings))]
            comments, entry = ring(rng, dice, deal, life.who, life.traits, life.posts, band)
        else:
            seller = scene.farms[dice.below(len(scene.farms))]
            comments, entry = pack(rng, dice, deal, life.who, life.posts, seller)
        for i, slots in comments.items():
            extra[i] = extra[i] + slots
        entries.append(entry)
    return Bought(posts, change, extra, days, entries)


def with_comments(rng: Rng, posts: Posts, friends: list[list[Slot]], bought: Bought, banded: bool) -> Posts:
    """The counts with the friends and with what was bought; those who comment mostly look, and some like."""
    more = np.array([len(bought.extra[i]) for i in range(len(posts.at))], dtype=np.int64)
    near = np.array([len(slots) for slots in friends], dtype=np.int64)
    liked = near + rng.binomial(more, 0.85 if banded else 0.1)
    views = posts.views + near + more
    likes = np.minimum(posts.likes + liked, views)
    return replace(posts, comments=posts.comments + near + more, likes=likes, views=views)


def _slots(rng: Rng, dice: Dice, life: Life, crowd: Crowd, i: int, fixed: list[Slot], organic: int) -> list[Slot]:
    when = organic_times(rng, life.traits, int(life.posts.at[i]), organic)
    places = kept(rng, life.shown, np.concatenate([when, np.array([slot.at for slot in fixed], dtype=np.int64)]))
    return [
        fixed[p - organic] if p >= organic else organic_slot(dice, life.who, life.traits, crowd, int(when[p]))
        for p in places.tolist()
    ]


def _topics(rng: Rng, dice: Dice, life: Life) -> list[str]:
    second = dice.pick(TOPICS)
    moved = life.case == "moved_topic"
    turn = int(len(life.posts.at) * rng.uniform(0.3, 0.7))
    side = 0.0 if rng.random() < 0.5 else float(rng.uniform(0, 0.3))
    return [
        second if (moved and i >= turn) or dice.roll() < side else life.who.topic for i in range(len(life.posts.at))
    ]


def one_creator(rng: Rng, scene: Scene, plan: list[Deal], place: int, number: int) -> Sheet:
    """The rows of one creator with these purchases; `place` chooses the hard case, `number` the ids of posts."""
    dice = Dice(rng)
    life = _life(rng, dice, scene, plan, place)
    who, traits, bought = life.who, life.traits, _shop(rng, dice, scene, life, plan)
    crowd = draw_crowd(rng, dice, who, traits)
    friends = [friendly(dice, crowd, at) for at in life.posts.at.tolist()]
    posts = with_comments(rng, bought.posts, friends, bought, any(deal.way == "ring" for deal in plan))
    subjects = [
        draw_subject(dice, topic, who.language, life.stage.mood_of(day))
        for topic, day in zip(_topics(rng, dice, life), posts.day.tolist(), strict=True)
    ]
    paid = [dice.roll() < traits.labels for _ in subjects]
    told = [(post_text(dice, s, who.language, traits.emoji, p), p) for s, p in zip(subjects, paid, strict=True)]
    ids = [f"{who.platform[0]}{number}x{i}" for i in range(len(subjects))]
    comments: list[Row] = []
    newest = 0 if life.shown.mode == "none" else life.shown.posts
    for i in range(max(0, len(ids) - newest), len(ids)):
        slots = _slots(rng, dice, life, crowd, i, friends[i] + bought.extra[i], int(life.posts.comments[i]))
        comments += comment_rows(dice, who, ids[i], subjects[i], slots, int(posts.likes[i]))
    total = life.people + np.cumsum(bought.change)
    profile = profile_row(rng, who, posts, dice.below(400), rounded(int(total[-1]), life.shown.digits))
    daily = daily_rows(who, life.shown, life.stage.shown, total)
    return Sheet(profile, daily, post_rows(who, life.shown, posts, ids, told), comments, truth(life, bought))


def truth(life: Life, bought: Bought) -> dict[str, Any]:
    """The line of truth.jsonl."""
    entries = bought.entries
    return {
        "platform": life.who.platform,
        "handle": life.who.handle,
        "bought": bool(entries),
        "kind": entries[0]["way"] if entries else life.case,
        "days": bought.days,
        "size": {entry["way"]: entry["size"] for entry in entries},
        "facts": {"case": life.case, "topic": life.who.topic, "language": life.who.language, "purchases": entries},
    }
