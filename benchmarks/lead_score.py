"""The score of leads in worlds whose truth is known: how often it is shown, and what it is worth on leads to come.

python -m benchmarks.lead_score
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from nahbar.campaigns.leads.scoring.contracts import LOST, OPEN, WON, KnownLead, Scoring
from nahbar.campaigns.leads.scoring.features import FEATURES
from nahbar.campaigns.leads.scoring.judging import judge_leads
from nahbar.measure.proportion import jeffreys_interval
from nahbar.measure.score_checks import calibration_slope

Floats = npt.NDArray[np.float64]

NOW, DAY = 1_790_000_000, 86_400
SEED = 20_261_201
# Days over which decided leads came, and leads of the last two days, which are foretold and then looked at.
PAST, FRESH = 500.0, 500
# Categories of each feature, and which of them mean something where there is a signal.
LEVELS = (4, 15, 8, 5, 5, 12, 3, 2, 2, 4, 4)
TELLING = (0, 1, 5, 6, 9)
BASE = -1.1
MEAN_DAYS_WON, MEAN_DAYS_LOST = 12.0, 25.0
WORLDS, WORLDS_WITHOUT = 60, 200


@dataclass(frozen=True, slots=True)
class World:
    """A kind of world: leads, spread of effects, levels, change of the log-odds from first to last, leads a person,
    the share of lost leads that nobody ever closes, and the part of the spread that is unlike for every pair of values.
    """

    name: str
    leads: int
    signal: float = 0.0
    levels: Sequence[int] = LEVELS
    drift: float = 0.0
    each: int = 1
    never_closed: float = 0.0
    pairs: float = 0.0


MANY = (10, 300, 120, 5, 5, 200, 3, 2, 2, 4, 4)
WITHOUT = (
    World("no signal, 700 leads", 700),
    World("no signal, 1,500 leads", 1_500),
    World("no signal, many values, 1,500", 1_500, levels=MANY),
    World("no signal, 5 leads a person, 1,500", 1_500, each=5),
)
WITH = (
    World("signal, 150 leads", 150, 0.6),
    World("signal, 500 leads", 500, 0.6),
    World("signal, 1,500 leads", 1_500, 0.6),
    World("signal, 5,000 leads", 5_000, 0.6),
    World("weak signal, 1,500 leads", 1_500, 0.25),
    World("weak signal, 5,000 leads", 5_000, 0.25),
    World("signal, many values, 1,500", 1_500, 0.6, levels=MANY),
    World("signal in pairs, 1,500", 1_500, 0.4, pairs=0.5),
    World("drift, mild (odds x 1.5), 1,500", 1_500, 0.6, drift=0.4),
    World("drift, strong (odds x 4), 1,500", 1_500, 0.6, drift=1.4),
    World("no signal but drift (odds x 4)", 1_500, drift=1.4),
    World("3 in 10 lost never closed", 1_500, 0.6, never_closed=0.3),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one world gave: the scoring, and, where there is a score, what it is worth on leads to come."""

    scoring: Scoring
    brier: float = np.nan
    brier_of_truth: float = np.nan
    brier_of_base: float = np.nan
    slope: float = np.nan
    bias: float = np.nan
    covered: float = np.nan


def main() -> None:
    """Print how often a score is shown and why not, and what the shown ones are worth beside the truth."""
    print(f"{'world':<36}{'shown':>7}{'95 %':>15}  refused because")
    for world in WITHOUT:
        found = [observe(world, seed) for seed in range(WORLDS_WITHOUT)]
        _print_refusals(world, found)
    print("\nof the shown ones, on leads to come; slope 1, bias 0 points and coverage .95 are wished")
    print(
        f"{'world':<36}{'shown':>7}{'slope 10-50-90 %':>20}{'bias':>7}{'cover':>7}{'Brier':>8}{'truth':>8}{'base':>8}"
    )
    for world in WITH:
        _print_worth(world, [observe(world, seed) for seed in range(WORLDS)])


def _print_refusals(world: World, found: Sequence[Seen]) -> None:
    shown = sum(one.scoring.refused is None for one in found)
    low, high = jeffreys_interval(shown, len(found))
    print(f"{world.name:<36}{shown / len(found):>7.1%}{f'{low:.1%}-{high:.1%}':>15}  {_reasons(found)}", flush=True)


def _reasons(found: Sequence[Seen]) -> str:
    counts = Counter(one.scoring.refused.why for one in found if one.scoring.refused is not None)
    return ", ".join(f"{why} {n / len(found):.0%}" for why, n in counts.most_common())


def _print_worth(world: World, found: Sequence[Seen]) -> None:
    told = [one for one in found if one.scoring.refused is None]
    line = f"{world.name:<36}{len(told) / len(found):>7.0%}"
    if told:
        low, middle, high = np.quantile([one.slope for one in told], [0.1, 0.5, 0.9])
        bias, covered = (float(np.mean([getattr(one, name) for one in told])) for name in ("bias", "covered"))
        briers = [
            np.mean([getattr(one, name) for one in told]) for name in ("brier", "brier_of_truth", "brier_of_base")
        ]
        line += f"{f'{low:.2f} {middle:.2f} {high:.2f}':>20}{bias * 100:>7.1f}{covered:>7.2f}"
        line += "".join(f"{one:>8.4f}" for one in briers)
    print(f"{line}  {_reasons(found)}", flush=True)


def observe(world: World, seed: int) -> Seen:
    """Draw a world and return what the score makes of it."""
    rng = np.random.default_rng([SEED, seed, world.leads, len(world.name)])
    effects = _effects(world, rng)
    people = -(-world.leads // world.each)
    person = np.arange(world.leads) % people
    age = np.sort(rng.uniform(0.0, PAST, world.leads))[::-1]
    values = _drawn(world, people, rng)[person]
    chance = expit(_log_odds(world, values, effects) + world.drift * (0.5 - age / PAST))
    won = rng.random(world.leads) < chance
    if world.each > 1:
        # The same person decides the same way: their leads are one observation, several times.
        won = won[person]
    days = rng.exponential(np.where(won, MEAN_DAYS_WON, MEAN_DAYS_LOST))
    never = ~won & (rng.random(world.leads) < world.never_closed)
    outcome = np.where((days > age) | never, OPEN, np.where(won, WON, LOST))
    fresh = _drawn(world, FRESH, rng)
    truth = expit(_log_odds(world, fresh, effects) + world.drift * 0.5)
    leads = [_lead(k, age[k], outcome[k], int(person[k]), values[k]) for k in range(world.leads)]
    leads += [_lead(world.leads + k, 0.5, OPEN, people + k, fresh[k]) for k in range(FRESH)]
    scoring = judge_leads(leads, NOW)
    return Seen(scoring) if scoring.refused else _worth(scoring, world.leads, truth, float(won.mean()))


def _effects(world: World, rng: np.random.Generator) -> Sequence[Floats]:
    own = [rng.normal(0.0, world.signal if k in TELLING else 0.0, n) for k, n in enumerate(world.levels)]
    return [*own, rng.normal(0.0, world.pairs, (world.levels[0], world.levels[5]))]


def _drawn(world: World, n: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    # Values are unequally frequent, the same for all worlds of a kind.
    shares = [1.0 / (1.0 + np.arange(size)) ** 0.8 for size in world.levels]
    return np.stack([rng.choice(len(one), n, p=one / one.sum()) for one in shares], axis=1)


def _log_odds(world: World, values: npt.NDArray[np.int64], effects: Sequence[Floats]) -> Floats:
    own = sum(effects[k][values[:, k]] for k in range(len(world.levels)))
    return np.asarray(BASE + own + effects[-1][values[:, 0], values[:, 5]])


def _lead(number: int, age: float, outcome: str, person: int, values: npt.NDArray[np.int64]) -> KnownLead:
    assert len(values) == len(FEATURES)
    return KnownLead(number, int(NOW - age * DAY), str(outcome), person, tuple(map(str, values.tolist())))


def _worth(scoring: Scoring, first: int, truth: Floats, base: float) -> Seen:
    by_id = {one.lead_id: one.figure for one in scoring.chances if one.lead_id >= first}
    figures = [by_id[first + k] for k in range(len(truth))]
    said = np.array([one.value for one in figures])
    # Against the true chances themselves, so that the draw of a few hundred leads does not blur it.
    slope, _ = calibration_slope(truth, said, np.arange(len(truth)))
    inside = [one.low <= p <= one.high for one, p in zip(figures, truth, strict=True)]
    # The error of a prediction against the truth is known without drawing: p (1 - p) + (said - p)^2.
    noise = truth * (1.0 - truth)
    errors = [float(np.mean(noise + (one - truth) ** 2)) for one in (said, truth, np.full_like(truth, base))]
    return Seen(scoring, *errors, slope.value, float(np.mean(said - truth)), float(np.mean(inside)))


if __name__ == "__main__":
    main()
