"""What is said of silent people: bounds of their share, what the bounds rest on, and the time from contact to lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg
from nahbar.measure.cure import Cure, Floats

SEED = 20_261_122
# Below this number of known people "as if the others were like them" would be guessing.
LEAST_KNOWN = 10
WORDS = msg(
    "Who reacted is known only of people who agreed to it. The share of silent people lies between the bounds; where "
    "inside, nobody knows."
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The share of silent people among `n` leads or deals.

    `reacted` are known to have reacted before, `silent` said or are counted to have been silent, the rest is unknown.
    `lowest` and `highest` add what chance does (95 %). `like_known` is the share if the unknown were like the known.
    """

    n: int
    reacted: int
    silent: int
    low: float
    high: float
    lowest: float
    highest: float
    like_known: tuple[float, float, float] | None
    by: Mapping[str, int]

    @property
    def unknown(self) -> int:
        """Those of whom nothing is known."""
        return self.n - self.reacted - self.silent


@dataclass(frozen=True, slots=True)
class Coming:
    """A young post: age in days, leads so far, the share of its leads that has come by now, and leads in the end."""

    creator: str
    post: str
    age_days: float
    leads: int
    come: float
    in_the_end: tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """From the first silent contact to the first lead: people, leads, the mixture, and the curve without a model."""

    people: int
    leads: int
    cure: Cure | None
    to_come: tuple[float, float, float] | None
    curve: tuple[Floats, Floats]
    longest_days: float


@dataclass(frozen=True, slots=True, eq=False)
class Silence:
    """Everything on silent people."""

    leads: Bounds
    deals: Bounds
    way: Way
    young: Sequence[Coming]
    notes: Sequence[Message]
