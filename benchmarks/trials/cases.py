"""What happens to honest creators: hard cases as changes of the parameters or of single days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.trials.files import Floats, Ints
from benchmarks.trials.traits import Traits, between, changed

Rng = np.random.Generator


@dataclass(frozen=True)
class Stage:
    """The days of a creator: what comes on top of the usual, what multiplies it, and what is seen."""

    gain: Floats
    loss: Floats
    reach: Floats
    talk: Floats
    posting: Floats
    shown: Ints  # the day whose figure is shown on a day, -1 for none
    mood: tuple[tuple[int, int, str], ...] = ()

    def mood_of(self, day: int) -> str:
        """What people talk about on a day beside the topic."""
        return next((mood for first, last, mood in self.mood if first <= day <= last), "usual")


def quiet_stage(days: int) -> Stage:
    """Days on which nothing happens."""
    return Stage(
        np.zeros(days), np.zeros(days), np.ones(days), np.ones(days), np.ones(days), np.arange(days, dtype=np.int64)
    )


def _fading(days: int, day: int, half: float) -> Floats:
    age = np.arange(days) - day
    return np.where(age >= 0, 0.5 ** (np.maximum(age, 0) / half), 0.0)


def _burst(
    rng: Rng, traits: Traits, stage: Stage, share: tuple[float, float], half: tuple[float, float], mood: str
) -> Stage:
    day = int(rng.integers(5, traits.days - 3))
    shape = _fading(traits.days, day, between(rng, *half))
    noisy = shape * rng.gamma(4, 0.25, traits.days)
    won = traits.start * between(rng, *share)
    gain = stage.gain + won * noisy / noisy.sum()
    leave = 0.15 * rng.random() * won * np.roll(_fading(traits.days, day, 25), 3) / 36
    leave[: day + 3] = 0
    lift = 1 + shape * between(rng, 0.3, 8)
    moods = (*stage.mood, (day, day + int(half[1] * 3), mood))
    return replace(stage, gain=gain, loss=stage.loss + leave, reach=stage.reach * lift, mood=moods)


def _giveaway(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    out = stage
    for _ in range(int(rng.integers(1, 4))):
        day, length = int(rng.integers(5, traits.days - 5)), int(rng.integers(2, 12))
        span = slice(day, min(day + length, traits.days))
        width = span.stop - span.start
        won = traits.start * between(rng, 0.02, 0.5)
        gain, loss, talk = out.gain.copy(), out.loss.copy(), out.talk.copy()
        gain[span] += won * rng.dirichlet(np.full(width, 2.0))
        loss += (
            won
            * 0.4
            * rng.random()
            * np.where(np.arange(traits.days) >= span.stop, _fading(traits.days, span.stop, 10) / 14, 0)
        )
        talk[span] *= between(rng, 3, 30)
        out = replace(out, gain=gain, loss=loss, talk=talk, mood=(*out.mood, (day, day + length, "giveaway")))
    return out


def _season(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    wave = np.exp(rng.uniform(0.6, 1.6) * np.sin(2 * np.pi * np.arange(traits.days) / 365 + rng.uniform(0, 6.28)))
    return replace(stage, gain=stage.gain + traits.start * traits.growth * wave, reach=stage.reach * wave**0.5)


def _pause(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    first = int(rng.integers(3, max(4, traits.days // 2)))
    last = min(first + int(rng.integers(20, 120)), traits.days - 8)
    posting, reach = stage.posting.copy(), stage.reach.copy()
    posting[first:last] = 0
    reach[last:] *= 1 + (between(rng, 0.4, 3) - 1) * _fading(traits.days, last, 12)[last:]
    return replace(stage, posting=posting, reach=reach, mood=(*stage.mood, (last, last + 10, "back")))


def _relaunch(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    day = int(rng.integers(traits.days // 4, traits.days - 10))
    after = np.arange(traits.days) >= day
    more = np.where(after, between(rng, 1.3, 4), 1.0)
    gain = stage.gain + after * traits.start * traits.growth * between(rng, 0.5, 5) * rng.gamma(3, 1 / 3, traits.days)
    return replace(
        stage, gain=gain, reach=stage.reach * more, posting=stage.posting * more, talk=stage.talk * more**0.4
    )


def _moved(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    after = np.arange(traits.days) >= int(rng.integers(traits.days // 4, traits.days * 3 // 4))
    loss = stage.loss + after * traits.start * between(rng, 0.0002, 0.0015)
    return replace(stage, loss=loss, reach=np.where(after, stage.reach * between(rng, 0.25, 0.9), stage.reach))


def _ads(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    first, length = int(rng.integers(3, traits.days - 12)), int(rng.integers(7, 45))
    budget = rng.gamma(between(rng, 4, 80), 1.0, traits.days)
    running = (np.arange(traits.days) >= first) & (np.arange(traits.days) < first + length)
    spent = running * budget / budget.mean()
    daily = traits.start * between(rng, 0.03, 0.5) / length
    return replace(stage, gain=stage.gain + daily * spent, reach=stage.reach * (1 + between(rng, 0.1, 2) * running))


def _purge(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    loss = stage.loss.copy()
    day = int(rng.integers(2, traits.days - 2))
    loss[day : day + 2] += traits.start * between(rng, 0.005, 0.06) * np.array([0.8, 0.2])
    return replace(stage, loss=loss)


def _outage(rng: Rng, traits: Traits, stage: Stage) -> Stage:
    shown = stage.shown.copy()
    for _ in range(int(rng.integers(1, 4))):
        first, length = int(rng.integers(1, traits.days - 3)), int(rng.integers(2, 16))
        last = min(first + length, traits.days - 1)
        shown[first:last] = shown[first - 1] if rng.random() < 0.5 else -1
    return replace(stage, shown=shown)


ON_DAYS: dict[str, Callable[[Rng, Traits, Stage], Stage]] = {
    "giveaway": _giveaway,
    "viral": lambda r, t, s: _burst(r, t, s, (0.03, 0.9), (0.7, 5), "viral"),
    "press": lambda r, t, s: _burst(r, t, s, (0.02, 0.3), (0.5, 3), "press"),
    "shoutout": lambda r, t, s: _burst(r, t, s, (0.02, 0.5), (0.3, 1.2), "usual"),
    "season": _season,
    "pause": _pause,
    "outage": _outage,
    "purge": _purge,
    "ads": _ads,
    "relaunch": _relaunch,
    "moved_topic": _moved,
    "rounding": lambda _r, _t, s: s,
}
ON_TRAITS: dict[str, Callable[[Rng, Traits], Traits]] = {
    "loyal_small": lambda r, t: replace(
        changed(t, talking=between(r, 1.5, 5), liking=between(r, 1.2, 2)),
        start=between(r, 1_100, 7_000),
        regulars=r.uniform(0.7, 0.97),
    ),
    "big_tired": lambda r, t: replace(
        changed(t, reach=between(r, 0.08, 0.35), growth=between(r, 0.05, 0.3)), start=between(r, 150_000, 2_500_000)
    ),
    "emoji_fans": lambda r, t: replace(t, emoji=r.uniform(0.75, 1), generic=r.uniform(0.75, 0.97)),
    "friends_first": lambda r, t: replace(t, friends=int(r.integers(4, 13))),
}
HARD = (*ON_DAYS, *ON_TRAITS)
