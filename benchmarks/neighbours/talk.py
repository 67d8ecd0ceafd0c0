"""Who says what under a post: fans who are awake, strangers, friends in the own town and befriended creators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.neighbours.people import People
from benchmarks.neighbours.places import Fans, Place
from benchmarks.trials.files import END, Ints
from benchmarks.trials.sheet import Slot, kept
from benchmarks.trials.talk import organic_times
from benchmarks.trials.traits import Identity, Shown
from benchmarks.trials.words import Dice, Voice, draw_voice, handle

Rng = np.random.Generator


@dataclass(frozen=True)
class Round:
    """The people around one place."""

    people: People
    place: Place
    fans: Fans
    close: list[tuple[int, float, float]]  # a friend, how often, after how many hours
    known: float  # share of comments by the population of this file


def draw_round(rng: Rng, people: People, place: Place, fans: Fans) -> Round:
    """Friends are those of the fans who live near, or else those who like the place most."""
    liking = fans.fond * np.where(people.town[fans.who] == place.town, 6, 1)
    nearest = fans.who[np.argsort(-liking)[: place.traits.friends]].tolist()
    close = [(person, float(rng.beta(2, 1.5)), float(rng.lognormal(-0.8, 1.0))) for person in nearest]
    return Round(people, place, fans, close, float(rng.beta(2.5, 1.2)))


def blended(around: Round, person: int, dice: Dice) -> Voice:
    """People write as they are, and a little as others do at this place."""
    own, traits = around.people.voice(person, around.place.who.language, dice), around.place.traits
    return Voice(own.language, (own.generic + traits.generic) / 2, (own.emoji + traits.emoji) / 2, own.sloppy)


def friendly(dice: Dice, around: Round, others: list[Identity], at: int) -> list[Slot]:
    """Friends and befriended creators under a post."""
    slots = []
    for person, often, hours in around.close:
        if dice.roll() < often:
            when, kind = int(at + 90 + hours * 3600 * (0.2 + 2 * dice.roll())), "friend" if dice.roll() < 0.4 else ""
            slots.append(
                Slot(when, around.people.handles[person], blended(around, person, dice), kind, likes=dice.below(3))
            )
    for other in others:
        if dice.roll() < around.place.warmth:
            when = int(at + 120 + 60_000 * dice.roll() ** 3)
            voice = Voice(around.place.who.language, 0.5, 0.45, 0.2)
            slots.append(Slot(when, other.handle, voice, "friend" if dice.roll() < 0.25 else "", likes=dice.below(9)))
    return [slot for slot in slots if slot.at < END]


def _present(rng: Rng, around: Round, topic: int, count: int) -> Ints:
    """The persons behind so many comments, -1 for a stranger."""
    fans = around.fans
    weight = fans.fond * (around.people.taste[fans.who, topic] + 0.05)
    known = min(int(rng.binomial(count, around.known)), len(fans.who))
    drawn = np.unique(rng.choice(fans.who, known, p=weight / weight.sum()))
    out = np.full(count, -1, dtype=np.int64)
    out[: len(drawn)] = rng.permutation(drawn)
    return out


def _slot(dice: Dice, around: Round, person: int, when: int, before: int) -> Slot:
    who, traits = around.place.who, around.place.traits
    x = dice.roll()
    if x < traits.replying * 0.4:
        return Slot(when, who.handle, Voice(who.language, 0.6, traits.emoji, 0.2), "answer", answers=True)
    likes = min(int(dice.roll() ** -0.8) - 1, 500) if dice.roll() < 0.6 else 0
    if before >= 0 and x > 0.93:
        friend = int(around.people.friends[before, dice.below(4)])
        return Slot(when, around.people.handles[friend], blended(around, friend, dice), answers=True, likes=likes)
    if person >= 0:
        return Slot(when, around.people.handles[person], blended(around, person, dice), likes=likes)
    return Slot(when, handle(dice), draw_voice(dice, who.language, traits.generic, traits.emoji), likes=likes)


def under(
    rng: Rng, dice: Dice, around: Round, shown: Shown, at: int, topic: int, count: int, fixed: list[Slot]
) -> list[Slot]:
    """The comments under one post that the collector keeps, in order of time."""
    persons = _present(rng, around, topic, count)
    when = organic_times(rng, around.place.traits, at, count)
    known = persons >= 0
    when[known] = around.people.awake(persons[known], when[known])
    places = kept(rng, shown, np.concatenate([when, np.array([slot.at for slot in fixed], dtype=np.int64)]))
    slots, before = [], -1
    for p in places.tolist():
        slots.append(fixed[p - count] if p >= count else _slot(dice, around, int(persons[p]), int(when[p]), before))
        before = int(persons[p]) if p < count else -1
    return slots
