"""What is said of taking part: shares by channel and month, and how much the busiest write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg
from nahbar.measure.concentration import Concentration
from nahbar.measure.participation import Shares

# The rule that is believed: of a hundred people one makes, nine react, ninety only look.
BELIEVED = (0.01, 0.09, 0.90)
TOPS = (0.01, 0.10)
# Below these a share would be that of a few people: creators, and people among the busiest.
LEAST_CREATORS, LEAST_BUSIEST = 3, 10
WORDS = msg(
    "Likes have no names here, so these are bounds: the truth lies somewhere between them, not more likely in the "
    "middle."
)


@dataclass(frozen=True, slots=True)
class Month:
    """A channel in a month (months since year 0), or in all of its months (None).

    `concentration` has the shares of TOPS that can be told, the smallest part of the writers first.
    """

    channel: str
    month: int | None
    creators: int
    audience: int
    shares: Shares | None
    writers: int
    comments: int
    concentration: Sequence[Concentration]


@dataclass(frozen=True, slots=True)
class Participation:
    """All channels, each first over all months and then by month, newest first."""

    channels: Sequence[Month]
    months: Sequence[Month]
    left_out: int
    notes: Sequence[Message]
