"""The made-up creators that the authenticity signs are fitted on, of eleven generators, with what each of them bought.

Those of `benchmarks.authenticity_worlds` are measured as they are drawn; those of the others go through tables, an
import and a workspace of their own, as a user's would.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.authenticity_tables import inputs
from benchmarks.authenticity_world import BOUGHT, HONEST
from benchmarks.authenticity_worlds import draw, listed
from benchmarks.imported import imported
from benchmarks.strangers import FAMILY, STRANGERS
from nahbar.creators.authenticity.weights import EARLIER, PARTS_OF
from nahbar.creators.service.reports.gathering import gather
from nahbar.creators.service.reports.vetting import of_platform, read_curves, refit_curves
from nahbar.creators.tables import reading
from nahbar.creators.vetting.report import known_to_assess
from nahbar.kernel.clock import day_number, now
from nahbar.kernel.house import House
from training.authenticity_ways import WORLDS, deliveries, ways_of

PLAIN_TIMES = 3  # plain creators are drawn three times as often as each hard honest kind
BLANKED = 0.08  # share of creators whose series or comments are taken away, so that offsets can be told apart
HONEST_HERE, BOUGHT_HERE = 450, 350  # creators of one workspace
QUESTION = {way: question for question, ways in PARTS_OF.items() for way in ways}


@dataclass(slots=True)
class Case:
    """One creator: its kind, the ways in which it bought (parts of the weights), purchase days, what `assess` takes.

    `space` names the workspace that it was vetted in, empty where it stands alone; `list_low` is the lower end of what
    an audited list would show, whether or not there was one, and None where nobody drew one.
    """

    kind: str
    ways: Sequence[str]
    days: Sequence[tuple[int, int]]
    arguments: dict[str, Any]
    platform: str = "instagram"
    space: str = ""
    list_low: float | None = None

    @property
    def generator(self) -> str:
        """Which generator drew it; empty for the worlds."""
        return self.space.partition(" ")[0]

    @property
    def family(self) -> str:
        """Which generators share parts with the one that drew it, by the name of the first."""
        return FAMILY.get(self.generator, self.generator)

    @property
    def honest(self) -> bool:
        """Whether nothing was bought."""
        return not self.ways

    def answers(self, way: str) -> bool:
        """Whether this creator tells something of a way to buy: it did, or it bought nothing that is asked there."""
        if way == EARLIER and self.list_low is None:
            return False
        return way in self.ways or all(QUESTION[one] != QUESTION[way] for one in self.ways)


def world_cases(number: int, seed: int, kinds: Iterable[str] = HONEST + BOUGHT) -> list[Case]:
    """Draw `number` creators a kind (three times as many plain ones) with seeds from `seed` on."""
    drawn = []
    for kind in kinds:
        for i in range(number * (PLAIN_TIMES if kind == "plain" else 1)):
            world = draw(kind, seed + i)
            ways = WORLDS.get(kind, ())
            case = Case(kind, ways, world.purchase_days, inputs(world), world.platform)
            rng = np.random.default_rng(seed + i)
            case.list_low = (world.fake_followers or listed(rng, world))[1]
            drawn.append(blanked(case, rng))
    return drawn


def market_cases(name: str, seed: int) -> list[Case]:
    """Draw one workspace of 800 creators by a generator of STRANGERS, import it, return what the vetting gathers."""
    rng = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        return [blanked(case, rng) for case in _vetted(Path(folder), name, seed)]


def _vetted(folder: Path, name: str, seed: int) -> Iterator[Case]:
    STRANGERS[name](folder, seed, HONEST_HERE, BOUGHT_HERE)
    lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    truth = {(row["platform"], row["handle"]): row for row in map(msgspec.json.decode, lines)}
    with imported(folder) as house:
        yield from _gathered(house, truth, f"{name} {seed}")


def _gathered(house: House, truth: Mapping[tuple[str, str], Mapping[str, Any]], space: str) -> Iterator[Case]:
    refit_curves(house)
    with house.store.read() as connection:
        curves = read_curves(connection)
        for one in gather(connection, house.engine, reading.creator_ids(connection)):
            drawn = truth[one.profile.platform, one.profile.handle]
            given = known_to_assess(one, of_platform(curves, one.profile.platform), now())
            days = [_days(*when) for when in deliveries(drawn)]
            kind = drawn["kind"] if drawn["bought"] else f"honest {drawn['kind']}"
            yield Case(kind, ways_of(drawn), days, given, one.profile.platform, space)


def _days(first: str, days: int) -> tuple[int, int]:
    start = day_number(dt.date.fromisoformat(first))
    return start, start + days


def blanked(case: Case, rng: np.random.Generator) -> Case:
    """Take the series or the comments away from some creators."""
    if rng.random() < BLANKED:
        case.arguments["growth"] = None
    if rng.random() < BLANKED:
        case.arguments["comments"] = case.arguments["commenters"] = None
    return case
