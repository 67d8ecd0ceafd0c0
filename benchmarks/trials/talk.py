"""Honest talk under a post: a community that comes back, strangers, friends who are quick, and answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.trials.files import END, Floats, Ints
from benchmarks.trials.sheet import Slot
from benchmarks.trials.traits import Identity, Traits
from benchmarks.trials.words import Dice, Voice, draw_voice, handle

LIKES_SHOWN = 0.25


@dataclass(frozen=True)
class Crowd:
    """Who talks under the posts of a creator."""

    people: list[tuple[str, Voice]]
    friends: list[tuple[str, Voice, float, float]]  # with how often they come, and after how many hours
    skew: float


def draw_crowd(rng: np.random.Generator, dice: Dice, who: Identity, traits: Traits) -> Crowd:
    """The people of one creator."""
    loose = (1.3 - traits.regulars) * np.exp(rng.normal(0, 0.5))
    size = int(np.clip(traits.start * traits.reach * traits.liking * loose, 20, 2500))
    people = [somebody(dice, who.language, traits) for _ in range(size)]
    friends = []
    for _ in range(traits.friends):
        name, voice = somebody(dice, who.language, traits)
        friends.append((name, voice, float(rng.beta(2, 1.6)), float(np.exp(rng.normal(-0.9, 1.0)))))
    return Crowd(people, friends, float(rng.uniform(1.1, 3.0) + 2 * traits.regulars**2))


def somebody(dice: Dice, language: str, traits: Traits) -> tuple[str, Voice]:
    """A person with a voice around the usual of the place."""
    return handle(dice), draw_voice(dice, language, traits.generic, traits.emoji)


def delays(rng: np.random.Generator, quick: float, count: int, left: float) -> Floats:
    """Hours after the post, none beyond the hours that are left since."""
    wide = np.exp(rng.normal(np.log(quick), 1.3, count))
    return np.where(wide < left, wide, rng.random(count) ** 2 * left)


def friendly(dice: Dice, crowd: Crowd, at: int) -> list[Slot]:
    """The friends that come to this post."""
    out = []
    for name, voice, often, hours in crowd.friends:
        if dice.roll() < often:
            when = int(at + 60 + hours * 3600 * (0.2 + 2.2 * dice.roll()))
            out.append(Slot(when, name, voice, "friend" if dice.roll() < 0.35 else "", likes=dice.below(3)))
    return [slot for slot in out if slot.at < END]


def organic_times(rng: np.random.Generator, traits: Traits, at: int, count: int) -> Ints:
    """When the others comment."""
    left = (END - at) / 3600
    waits = delays(rng, traits.quick * np.exp(rng.normal(0, 0.3)), count, left)
    return np.minimum(at + 20 + waits * 3600, END - 1).astype(np.int64)


def organic_slot(dice: Dice, who: Identity, traits: Traits, crowd: Crowd, when: int) -> Slot:
    """One comment of somebody, or an answer of the creator."""
    x = dice.roll()
    if x < traits.replying * 0.4:
        return Slot(when, who.handle, Voice(who.language, 0.6, traits.emoji, 0.2), "answer", answers=True)
    if dice.roll() < traits.regulars:
        name, voice = crowd.people[int(len(crowd.people) * dice.roll() ** crowd.skew)]
    else:
        name, voice = somebody(dice, who.language, traits)
    likes = int(dice.roll() ** -0.7) - 1 if dice.roll() < LIKES_SHOWN * 2 else 0
    return Slot(when, name, voice, answers=x > 0.94, likes=min(likes, 400))
