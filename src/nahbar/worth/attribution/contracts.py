"""What attribution takes and gives: options, credit of a channel under a model, the whole comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg

RULE_MODELS = ("first", "last", "linear", "time_decay", "position")
MODELS = (*RULE_MODELS, "markov", "shapley")
# What people say and what they redeem: no model, and nothing that a file of paths holds.
TOLD = ("self_reported", "coupon_code")
# Stands wherever a figure of attribution stands.
WORDS = msg("This is credit, not cause: it says who was on the way, not what would have been missing without them.")
# A step two earlier weighs half; path files have no times.
HALF_LIFE_STEPS = 2.0
SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Options:
    """What to compute: models of MODELS, the order of the chain (1 to 3), the half life of time decay in steps.

    With `alike`, journeys with a channel are also compared with journeys without it: what effects are scaled by.
    """

    models: tuple[str, ...] = MODELS
    order: int = 1
    half_life: float = HALF_LIFE_STEPS
    seed: int = SEED
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row of a path file that could not be used, counted from 1 below the header, and why."""

    row: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Credit:
    """A channel's credit: conversions and their 95 % interval, and value where it is known."""

    channel: str
    conversions: float
    interval: tuple[float, float]
    value: float | None
    value_interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """All models side by side; `models` lists the credit of every channel, the same channels everywhere.

    `paths` are rows of the file that were used, `journeys` the walks that they stand for; `by` is what "channel" means.
    `missing` are the conversions that fewer would be expected without a channel, from journeys that are otherwise
    alike (`nahbar.measure.alike_journeys`), with their standard error; None where they were not compared or cannot be.
    """

    paths: int
    journeys: int
    conversions: int
    value: float | None
    models: Mapping[str, Sequence[Credit]]
    options: Options
    refused: int
    refusals: Sequence[Refusal]
    notes: Sequence[Message]
    by: str = "channel"
    missing: Mapping[str, tuple[float, float]] | None = None
