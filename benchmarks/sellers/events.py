"""What happens to honest people, as bumps in the course."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.exposure.records import Floats
from benchmarks.exposure.speech import TOPICS, Dice
from benchmarks.sellers.course import Course, Nature


def _day(dice: Dice, course: Course) -> int:
    return int(len(course.growth) * (0.1 + 0.78 * dice.roll()))


def _bump(course: Course, day: int, total: float, days: float) -> None:
    weights: Floats = np.exp(-np.arange(len(course.growth) - day) / days)
    course.growth[day:] += np.log1p(total) * weights / weights.sum()


def _post(course: Course, day: int) -> int:
    return int(np.argmin(np.abs(course.at - day)))


def _giveaway(dice: Dice, course: Course) -> Course:
    i = _post(course, _day(dice, course))
    course.chat[i] *= dice.between(6, 40)
    course.luck[i] *= dice.between(1.3, 4)
    start = int(course.at[i])
    _bump(course, start, dice.between(0.02, 0.35), 2)
    course.growth[start + 9 : start + 16] -= 0.008 * dice.roll()
    return replace(course, prize=i)


def _viral(dice: Dice, course: Course) -> Course:
    i = _post(course, _day(dice, course))
    course.luck[i] *= dice.between(12, 200)
    if dice.chance(0.75):
        _bump(course, int(course.at[i]), dice.between(0.02, 0.8), dice.between(1.5, 9))
    return course


def _press(dice: Dice, course: Course) -> Course:
    day = _day(dice, course)
    _bump(course, day, dice.between(0.05, 0.6), dice.between(0.8, 6))
    course.level[day : day + 8] += 0.6 * dice.roll()
    return course


def _shout_outs(dice: Dice, course: Course) -> Course:
    for _ in range(1 + int(3 * dice.roll())):
        _bump(course, _day(dice, course), dice.between(0.03, 0.4), dice.between(0.4, 1.6))
    return course


def _season(dice: Dice, course: Course) -> Course:
    wave = np.sin(2 * np.pi * (np.arange(len(course.level)) / 365 + dice.roll()))
    course.level[:] += (0.25 + 0.7 * dice.roll()) * wave
    course.growth[:] += 0.001 * dice.roll() * wave
    return course


def _without(course: Course, start: float, end: float) -> Course:
    kept = np.flatnonzero((course.at < start) | (course.at > end))
    if len(kept) < 8:
        return course
    kinds, topics = [course.kinds[i] for i in kept], [course.topics[i] for i in kept]
    return replace(
        course, at=course.at[kept], luck=course.luck[kept], chat=course.chat[kept], kinds=kinds, topics=topics
    )


def _pause(dice: Dice, course: Course) -> Course:
    start = _day(dice, course) * 0.7
    end = start + len(course.level) * (0.12 + 0.25 * dice.roll())
    course.growth[int(start) : int(end)] -= 0.0007
    course.level[int(end) :] -= 0.6 * dice.roll()
    return _without(course, start, end)


def _purge(dice: Dice, course: Course) -> Course:
    day = _day(dice, course)
    course.growth[day : day + 1 + int(2 * dice.roll())] -= dice.between(0.01, 0.08)
    return course


def _ads(dice: Dice, course: Course) -> Course:
    for _ in range(1 + int(2 * dice.roll())):
        start, length = _day(dice, course), int(dice.between(4, 45))
        course.growth[start : start + length] += dice.between(0.04, 0.4) / length
        shown = (course.at > start) & (course.at < start + length) & (dice.rng.random(len(course.at)) < 0.4)
        course.luck[shown] *= dice.between(1.5, 8)
    return course


def _relaunch(dice: Dice, course: Course) -> Course:
    start, length = _day(dice, course), dice.between(8, 50)
    course.level[int(start + length) :] += dice.between(0.3, 1.3)
    _bump(course, min(int(start + length), len(course.growth) - 2), dice.between(0.02, 0.25), 12)
    return _without(course, start, start + length)


def _moved(dice: Dice, course: Course) -> Course:
    day, topic = _day(dice, course), dice.pick(TOPICS)
    course.level[day:] += np.minimum(0.2, -0.8 + np.arange(len(course.level) - day) / 120)
    course.growth[day : day + 60] -= 0.0008
    return replace(
        course, topics=[topic if at > day else old for at, old in zip(course.at, course.topics, strict=True)]
    )


EVENTS: dict[str, Callable[[Dice, Course], Course]] = {
    "giveaway": _giveaway,
    "viral post": _viral,
    "press mention": _press,
    "shout-out": _shout_outs,
    "season": _season,
    "long pause": _pause,
    "platform purge": _purge,
    "ads": _ads,
    "relaunch": _relaunch,
    "moved topic": _moved,
}


def adapted(dice: Dice, nature: Nature, case: str) -> Nature:
    """A loyal or a tired audience is so from the start."""
    if case == "loyal community":
        size = min(nature.size, dice.between(1200, 30000))
        return replace(
            nature, size=size, like_rate=min(0.3, nature.like_rate * 3), comment_rate=nature.comment_rate * 2
        )
    if case == "tired audience":
        size = max(nature.size, dice.between(25000, 1500000))
        return replace(nature, size=size, like_rate=nature.like_rate * 0.12, growth=-0.0003)
    return nature
