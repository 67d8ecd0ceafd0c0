"""Hard cases of honest creators, as changes to the plan."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.exposure.person import Mind
from benchmarks.exposure.speech import TOPICS, Dice
from benchmarks.exposure.stage import Plan


def _some_day(dice: Dice, plan: Plan) -> int:
    days = len(plan.attention)
    return int(days * (0.12 + 0.76 * dice.roll()))


def _post_near(plan: Plan, day: int) -> int:
    return int(np.argmin(np.abs(plan.at - day)))


def _fading(plan: Plan, day: int, total: float, half: float) -> None:
    after = np.arange(len(plan.attention)) - day
    shape = np.where(after >= 0, 0.5 ** (np.maximum(after, 0) / half), 0)
    plan.walk_in[:] += total * shape / shape.sum()


def _giveaway(dice: Dice, plan: Plan) -> Plan:
    i = _post_near(plan, _some_day(dice, plan))
    plan.chat[i] *= dice.between(5, 50)
    plan.pull[i] *= dice.between(1.5, 5)
    _fading(plan, int(plan.at[i]), dice.between(0.02, 0.3), 2.5)
    plan.lost[int(plan.at[i]) + 7 : int(plan.at[i]) + 20] += 0.006 * dice.roll()
    return replace(plan, prize=i)


def _viral(dice: Dice, plan: Plan) -> Plan:
    i = _post_near(plan, _some_day(dice, plan))
    plan.pull[i] *= dice.between(15, 250)
    plan.strangers_stay[i] *= dice.between(0.1, 0.8)
    return plan


def _press(dice: Dice, plan: Plan) -> Plan:
    day = _some_day(dice, plan)
    _fading(plan, day, dice.between(0.05, 0.7), dice.between(0.7, 5))
    plan.attention[day : day + 5] *= dice.between(1.1, 2.5)
    return plan


def _shout_out(dice: Dice, plan: Plan) -> Plan:
    for _ in range(1 + int(2 * dice.roll())):
        _fading(plan, _some_day(dice, plan), dice.between(0.04, 0.5), dice.between(0.4, 1.5))
    return plan


def _season(dice: Dice, plan: Plan) -> Plan:
    wave = np.sin(2 * np.pi * (np.arange(len(plan.attention)) / 365 + dice.roll()))
    plan.attention[:] *= np.exp((0.3 + 0.7 * dice.roll()) * wave)
    return plan


def _pause(dice: Dice, plan: Plan) -> Plan:
    length = int(len(plan.attention) * (0.12 + 0.25 * dice.roll()))
    start = _some_day(dice, plan) * 0.7
    kept = (plan.at < start) | (plan.at > start + length)
    plan.attention[int(start) + length :] *= 0.5 + 0.5 * dice.roll()
    return _only(plan, kept)


def _only(plan: Plan, kept: NDArray[np.bool_]) -> Plan:
    if kept.sum() < 8:
        return plan
    which = np.flatnonzero(kept)
    kinds, topics = [plan.kinds[i] for i in which], [plan.topics[i] for i in which]
    small = {name: getattr(plan, name)[which] for name in ("at", "pull", "strangers_stay", "chat")}
    return replace(plan, kinds=kinds, topics=topics, **small)


def _purge(dice: Dice, plan: Plan) -> Plan:
    day = _some_day(dice, plan)
    plan.lost[day : day + 1 + int(2 * dice.roll())] += dice.between(0.01, 0.09)
    return plan


def _ads(dice: Dice, plan: Plan) -> Plan:
    for _ in range(1 + int(3 * dice.roll())):
        start, length = _some_day(dice, plan), int(dice.between(3, 40))
        plan.walk_in[start : start + length] += dice.between(0.04, 0.35) / length
        pushed = (plan.at >= start - 1) & (plan.at < start + length) & (dice.rng.random(len(plan.at)) < 0.5)
        plan.pull[pushed] *= dice.between(2, 12)
        plan.strangers_stay[pushed] *= 0.1
    return plan


def _relaunch(dice: Dice, plan: Plan) -> Plan:
    start, length = _some_day(dice, plan), int(dice.between(7, 40))
    later = start + length
    plan.attention[later:] *= dice.between(1.5, 4)
    return _only(plan, (plan.at < start) | (plan.at > later))


def _moved(dice: Dice, plan: Plan) -> Plan:
    day, topic = _some_day(dice, plan), dice.pick(TOPICS)
    plan.attention[day:] *= np.minimum(1.2, 0.45 + np.arange(len(plan.attention) - day) / 200)
    plan.lost[day:] += 0.0006
    return replace(plan, topics=[topic if at > day else old for at, old in zip(plan.at, plan.topics, strict=True)])


def _same(dice: Dice, plan: Plan) -> Plan:
    return plan


CASES: dict[str, Callable[[Dice, Plan], Plan]] = {
    "giveaway": _giveaway,
    "viral post": _viral,
    "press mention": _press,
    "shout-out": _shout_out,
    "season": _season,
    "long pause": _pause,
    "outage": _same,
    "rounding": _same,
    "platform purge": _purge,
    "ads": _ads,
    "loyal community": _same,
    "tired audience": _same,
    "emoji fans": _same,
    "early friends": _same,
    "relaunch": _relaunch,
    "moved topic": _moved,
}


def case_of(number: int) -> str:
    """Every second creator is ordinary; the others take turns."""
    return "ordinary" if number % 2 else list(CASES)[number // 2 % len(CASES)]


def fit_mind(dice: Dice, mind: Mind, case: str) -> Mind:
    """Some cases are another sort of person from the start."""
    if case == "loyal community":
        size, liking = min(mind.size, dice.between(1500, 40000)), min(0.4, mind.fan_liking * 2.5)
        return replace(mind, size=size, reach=min(0.75, mind.reach * 1.6), fan_liking=liking, talk=mind.talk * 2)
    if case == "tired audience":
        size = max(mind.size, dice.between(30000, 900000))
        return replace(mind, size=size, reach=mind.reach * 0.15, push=mind.push * 0.2, growth=-0.01 * dice.roll())
    return mind
