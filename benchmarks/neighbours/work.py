"""People of the population who comment for money in shifts, and pods of people who promised to comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.neighbours.people import People
from benchmarks.neighbours.places import Place
from benchmarks.trials.deals import Deal
from benchmarks.trials.files import DAY, END, Floats, Ints
from benchmarks.trials.posting import Posts
from benchmarks.trials.sellers import Extra, Sold, told
from benchmarks.trials.sheet import Slot
from benchmarks.trials.traits import Identity, between
from benchmarks.trials.words import SAYINGS, Dice, Voice

Rng = np.random.Generator


@dataclass(frozen=True)
class Crew:
    """Workers of one office."""

    who: Ints
    opens: float  # hour of the day in UTC
    length: float
    notice: float  # days between an order and the work
    handed: float  # share of texts that are handed out


@dataclass(frozen=True)
class Pod:
    """A chat group that sends each other links to new posts."""

    who: Ints
    often: Floats
    hours: Floats
    creators: list[Identity]
    own_words: float


def draw_crews(rng: Rng, people: People, count: int) -> list[Crew]:
    """Workers are people who comment little by themselves; some work for two offices."""
    quiet = np.argsort(people.chat)[: len(people.chat) // 6]
    crews = []
    for _ in range(count):
        who = rng.choice(quiet, int(between(rng, 60, 450)), replace=False)
        crews.append(Crew(who, rng.uniform(0, 24), rng.uniform(4, 12), between(rng, 0.05, 2), float(rng.beta(1.5, 1))))
    return crews


def draw_pods(rng: Rng, people: People, count: int) -> list[Pod]:
    """Pods keep to a language, the first to German, the next to English and so on; half of them keep to a topic."""
    pods = []
    for number in range(count):
        fit = people.chat**0.5 * np.where(people.german == (number % 2 == 0), 1.0, 0.05)
        if rng.random() < 0.5:
            fit = fit * (0.02 + people.taste[:, rng.integers(people.taste.shape[1])])
        size = int(between(rng, 25, 120))
        who = rng.choice(len(fit), size, replace=False, p=fit / fit.sum())
        hours = between(rng, 0.2, 6) * rng.lognormal(0, 0.8, size)
        pods.append(Pod(who, rng.beta(5, 1.8, size), hours, [], float(rng.beta(1, 2))))
    return pods


def _in_shift(rng: Rng, crew: Crew, after: float, count: int) -> Ints:
    day, hour = divmod(after, DAY)
    opens = day * DAY + crew.opens * 3600
    if hour / 3600 > (crew.opens + crew.length) % 24:
        opens += DAY
    pace = rng.uniform(0.1, 1) * crew.length * 3600
    return np.asarray(np.maximum(opens, after) + np.sort(rng.random(count)) * pace, dtype=np.int64)


def worked(rng: Rng, dice: Dice, people: People, bought: Deal, place: Place, posts: Posts, crew: Crew) -> Sold:
    """An order of comments; each worker takes a few links of the list, at most one comment a post."""
    typical = max(float(np.median(posts.comments)), 4.0)
    chosen = np.flatnonzero(rng.random(len(posts.at)) < rng.uniform(0.15, 0.9)).tolist() or [len(posts.at) - 1]
    team = rng.permutation(crew.who)[: max(8, int(len(crew.who) * rng.uniform(0.2, 1)))]
    handed_out = [dice.pick(SAYINGS["any", place.who.language, "pack"]) for _ in range(6)]
    extra: Extra = {}
    for i in chosen:
        count = min(int(bought.size * typical * rng.lognormal(0, 0.3)) + 1, len(team))
        when = _in_shift(rng, crew, posts.at[i] + crew.notice * DAY * rng.uniform(0.2, 1.2), count)
        names = rng.choice(team, count, replace=False)
        extra[i] = []
        for person, second in zip(names.tolist(), when.tolist(), strict=True):
            voice = people.voice(person, place.who.language, dice)
            text = dice.pick(handed_out) if dice.roll() < crew.handed * 0.6 else ""
            if second < END:
                kind = "pack" if dice.roll() < 0.7 else "emoji" if dice.roll() < 0.5 else "talk"
                extra[i].append(Slot(second, people.handles[person], voice, kind, text))
    return extra, told(bought, extra, typical)


def _promised(dice: Dice, people: People, place: Place, pod: Pod, members: list[int], at: int) -> list[Slot]:
    slots = []
    for m in members:
        person = int(pod.who[m])
        when = int(at + 50 + pod.hours[m] * 3600 * (0.2 + 1.8 * dice.roll() ** 2))
        if dice.roll() < pod.often[m] and when < END:
            kind = "" if dice.roll() < pod.own_words else "ring" if dice.roll() < 0.75 else "praise"
            slots.append(Slot(when, people.handles[person], people.voice(person, place.who.language, dice), kind))
    for other in pod.creators[:10]:
        if other != place.who and other.platform == place.who.platform and dice.roll() < 0.7:
            voice = Voice(place.who.language, 0.7, 0.5, 0.1)
            slots.append(Slot(int(min(at + 60 + 7200 * dice.roll(), END - 1)), other.handle, voice, "ring"))
    return slots


def joined(rng: Rng, dice: Dice, people: People, bought: Deal, place: Place, posts: Posts, pod: Pod) -> Sold:
    """A creator joins a pod, from the first known post or later."""
    typical = max(float(np.median(posts.comments)), 3.0)
    size = int(np.clip(bought.size * typical * 1.35, 4, len(pod.who)))
    members = rng.choice(len(pod.who), size, replace=False).tolist()
    first = 0 if rng.random() < 0.4 else int(len(posts.at) * rng.uniform(0.05, 0.75))
    extra: Extra = {}
    for i in range(first, len(posts.at)):
        extra[i] = _promised(dice, people, place, pod, members, int(posts.at[i]))
    facts: dict[str, Any] = {"members": size}
    return extra, told(bought, extra, typical) | facts
