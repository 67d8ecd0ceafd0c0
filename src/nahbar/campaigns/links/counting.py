"""Which clicks count: people, programs, double clicks. Pure; the state is handed in and out.

What the request itself says (a program, HEAD, prefetch) stands in its flags. Rate and double clicks need all workers'
clicks in the order of time, and so are judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nahbar.campaigns.links.records import Click

SECOND = 1_000_000
# Longer than anybody's double tap or reload, shorter than coming back.
REPEAT_SECONDS = 10
# Nobody opens more links a minute by hand; a household or an office behind one address seldom does.
MOST_A_MINUTE = 30
PEOPLE, BOT, REPEAT = "people", "bots", "repeats"
# Enough for a storm of 60,000 addresses; beyond it the oldest half is forgotten.
MOST_KEPT = 60_000


@dataclass(slots=True)
class Memory:
    """What is remembered of the last minute: by visitor and link the last click, by address the minute's clicks."""

    last: dict[tuple[int, int, int], int] = field(default_factory=dict)
    minutes: dict[int, tuple[int, int]] = field(default_factory=dict)

    def to_lists(self) -> list[list[list[int]]]:
        """Return plain values for storage."""
        return [
            [[*key, time] for key, time in self.last.items()],
            [[address, *counted] for address, counted in self.minutes.items()],
        ]

    @classmethod
    def from_lists(cls, stored: list[list[list[int]]]) -> Memory:
        """Read stored values."""
        last, minutes = stored
        return cls({(a, b, c): time for a, b, c, time in last}, {a: (minute, n) for a, minute, n in minutes})


def judge(clicks: Iterable[Click], memory: Memory) -> Iterator[tuple[Click, str]]:
    """Yield each click with what it is (PEOPLE, BOT or REPEAT); `memory` is carried on. Clicks come in order of time.

    A program is what says so itself, asks for the head alone or fetches ahead, and whatever comes from an address that
    has made more than MOST_A_MINUTE clicks within the minute. A repeat is a click of the same visitor on the same link
    within REPEAT_SECONDS of one that was counted.
    """
    for click in clicks:
        busy = _busy(click, memory)
        if click.flags or busy:
            yield click, BOT
            continue
        key = (click.address, click.agent, click.link)
        before = memory.last.get(key)
        again = before is not None and abs(click.time - before) < REPEAT_SECONDS * SECOND
        if not again:
            memory.last[key] = click.time
        yield click, REPEAT if again else PEOPLE


def _busy(click: Click, memory: Memory) -> bool:
    minute = click.time // (60 * SECOND)
    known, counted = memory.minutes.get(click.address, (minute, 0))
    counted = counted + 1 if known == minute else 1
    memory.minutes[click.address] = (minute, counted)
    return counted > MOST_A_MINUTE


def forget(memory: Memory, now: int) -> Memory:
    """Return the memory without what cannot matter after `now` (microseconds)."""
    oldest, minute = now - REPEAT_SECONDS * SECOND, now // (60 * SECOND)
    last = {key: time for key, time in memory.last.items() if time > oldest}
    minutes = {address: one for address, one in memory.minutes.items() if one[0] >= minute}
    return Memory(dict(list(last.items())[-MOST_KEPT:]), dict(list(minutes.items())[-MOST_KEPT:]))
