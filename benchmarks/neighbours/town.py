"""The world of one file, and the way from a place in it to its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.neighbours.days import days_of, growing, looked, mood_of, topics_of
from benchmarks.neighbours.people import People, draw_people
from benchmarks.neighbours.places import Fans, Place, acquaint, draw_fans, draw_mix, draw_town, draw_waves
from benchmarks.neighbours.talk import draw_round, friendly, under
from benchmarks.neighbours.work import Crew, Pod, draw_crews, draw_pods, joined, worked
from benchmarks.trials import buying
from benchmarks.trials.cases import HARD, ON_DAYS, ON_TRAITS, Stage, quiet_stage
from benchmarks.trials.deals import Deal
from benchmarks.trials.files import Floats, Ints, Row, Sheet
from benchmarks.trials.growth import audience
from benchmarks.trials.posting import counted, times, won_by_posts
from benchmarks.trials.sellers import Extra
from benchmarks.trials.sheet import comment_rows, daily_rows, post_rows, profile_row, rounded
from benchmarks.trials.traits import between, draw_identity, draw_shown, draw_traits
from benchmarks.trials.trial import Bought, Life, fit_for, truth, with_comments
from benchmarks.trials.words import TOPICS, Dice, draw_subject, post_text

Rng = np.random.Generator
CASES = (*HARD, "mention", "joint_giveaway")


@dataclass(frozen=True)
class World:
    """What all creators of a file share."""

    people: People
    waves: Floats
    places: list[Place]
    crews: list[Crew]
    pods: list[Pod]
    parties: list[int]  # days before the end on which creators give something away together


def draw_world(rng: Rng, dice: Dice, plans: list[list[Deal]], cases: list[str]) -> World:
    """The population, the creators and those who sell."""
    people, taken = draw_people(rng, dice, 10_000), set[str]()
    taken.update(people.handles)
    whos = [draw_identity(rng, dice, taken) for _ in plans]
    towns = [draw_town(rng) for _ in plans]
    places = []
    for i, known in enumerate(acquaint(rng, whos, towns)):
        traits = draw_traits(rng, whos[i].platform)
        traits = ON_TRAITS[cases[i]](rng, traits) if cases[i] in ON_TRAITS else traits
        local, warmth = between(rng, 1, 40), float(rng.beta(1, 2.5))
        mix = draw_mix(rng, whos[i].topic)
        places.append(Place(whos[i], fit_for(rng, traits, plans[i]), cases[i], mix, towns[i], local, warmth, known))
    crews, pods = draw_crews(rng, people, 4 + len(plans) // 60), draw_pods(rng, people, 6 + len(plans) // 40)
    return World(people, draw_waves(rng), places, crews, pods, rng.integers(8, 55, 6).tolist())


def _stage(rng: Rng, world: World, place: Place) -> Stage:
    stage, days = quiet_stage(place.traits.days), place.traits.days
    if place.case in ON_DAYS:
        return ON_DAYS[place.case](rng, place.traits, stage)
    gain, talk, reach = stage.gain.copy(), stage.talk.copy(), stage.reach.copy()
    if place.case == "mention":
        day, fade = int(rng.integers(4, days - 4)), 0.4 ** np.arange(4)
        teller = max([world.places[j].traits.start for j in place.friends] + [place.traits.start])
        gain[day : day + 4] += (
            min(teller * between(rng, 0.01, 0.12), place.traits.start) * fade * rng.gamma(6, 1 / 6, 4)
        )
        reach[day : day + 4] *= 1 + between(rng, 0.2, 2) * fade
    if place.case == "joint_giveaway":
        first = days - world.parties[int(rng.integers(len(world.parties)))]
        gain[first : first + 6] += (
            place.traits.start * between(rng, 0.01, 0.07) * rng.gamma(3, 1 / 3, len(gain[first : first + 6]))
        )
        talk[first : first + 6] *= between(rng, 3, 15)
        return replace(stage, gain=gain, talk=talk, mood=((first, first + 6, "giveaway"),))
    return replace(stage, gain=gain, reach=reach)


def _life(rng: Rng, world: World, place: Place, fans: Fans) -> tuple[Life, Ints]:
    traits, stage, shown = place.traits, _stage(rng, world, place), draw_shown(rng, place.who.platform)
    if place.case == "rounding":
        shown = replace(shown, digits=int(rng.integers(2, 4)))
    at = times(rng, traits, stage.posting)
    topics, days = topics_of(rng, place, len(at)), days_of(at, traits.days)
    gains, losses = growing(rng, place, mood_of(place, world.waves), stage, at)
    path = np.maximum(traits.start + np.cumsum(gains - losses), 500)
    looks = looked(rng, world.people, place, fans, world.waves, path, stage, at, topics)
    people = audience(rng, traits, (gains, losses), won_by_posts(rng, traits, days, looks))
    life = Life(place.who, shown, traits, stage, place.case, people, counted(rng, traits, at, days, looks, stage))
    return life, topics


def _shop(rng: Rng, dice: Dice, world: World, place: Place, life: Life, plan: list[Deal]) -> Bought:
    out = Bought(life.posts, np.zeros(life.traits.days, np.int64), {i: [] for i in range(len(life.posts.at))}, [], [])
    for deal in plan:
        comments: Extra = {}
        if deal.way.startswith("followers"):
            order = buying.followers(rng, deal, life.people)
            out = replace(out, change=out.change + order.change, days=out.days + order.days)
            entry = order.entry
        elif deal.way.startswith(("likes", "views")):
            posts, entry = (buying.likes if deal.way.startswith("likes") else buying.views)(rng, deal, out.posts)
            out = replace(out, posts=posts)
        elif deal.way == "ring":
            near = world.pods[int(life.who.language == "en") :: 2]
            pod = next((p for p in world.pods if life.who in p.creators), near[dice.below(len(near))])
            comments, entry = joined(rng, dice, world.people, deal, place, life.posts, pod)
        else:
            crew = world.crews[dice.below(len(world.crews))]
            comments, entry = worked(rng, dice, world.people, deal, place, life.posts, crew)
        extra = {i: slots + comments.get(i, []) for i, slots in out.extra.items()}
        out = replace(out, extra=extra, entries=[*out.entries, entry])
    return out


def rows_of(rng: Rng, world: World, number: int, plan: list[Deal]) -> Sheet:
    """Everything that is written of one creator."""
    dice, place = Dice(rng), world.places[number]
    who, traits, fans = place.who, place.traits, draw_fans(rng, world.people, place)
    life, topics = _life(rng, world, place, fans)
    bought = _shop(rng, dice, world, place, life, plan)
    around, others = draw_round(rng, world.people, place, fans), [world.places[j].who for j in place.friends]
    friends = [friendly(dice, around, others, at) for at in life.posts.at.tolist()]
    posts = with_comments(rng, bought.posts, friends, bought, any(deal.way == "ring" for deal in plan))
    moods = [life.stage.mood_of(day) for day in posts.day.tolist()]
    subjects = [draw_subject(dice, TOPICS[t], who.language, m) for t, m in zip(topics.tolist(), moods, strict=True)]
    paid = [dice.roll() < traits.labels for _ in subjects]
    told = [(post_text(dice, s, who.language, traits.emoji, p), p) for s, p in zip(subjects, paid, strict=True)]
    ids = [f"{number:x}n{who.platform[0]}{i:04d}" for i in range(len(subjects))]
    comments: list[Row] = []
    newest = 0 if life.shown.mode == "none" else life.shown.posts
    for i in range(max(0, len(ids) - newest), len(ids)):
        fixed, count = friends[i] + bought.extra[i], int(life.posts.comments[i])
        slots = under(rng, dice, around, life.shown, int(posts.at[i]), int(topics[i]), count, fixed)
        comments += comment_rows(dice, who, ids[i], subjects[i], slots, int(posts.likes[i]))
    total = life.people + np.cumsum(bought.change)
    profile = profile_row(rng, who, posts, dice.below(400), rounded(int(total[-1]), life.shown.digits))
    daily = daily_rows(who, life.shown, life.stage.shown, total)
    return Sheet(profile, daily, post_rows(who, life.shown, posts, ids, told), comments, truth(life, bought))
