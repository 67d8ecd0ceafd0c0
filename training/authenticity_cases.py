"""The made-up creators that the authenticity signs are fitted on, of both generators, with what each of them bought.

Those of `benchmarks.authenticity_worlds` are measured as they are drawn; those of `benchmarks.market` go through
tables, an import and a workspace of their own, as a user's would.
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
from benchmarks.authenticity_worlds import BOUGHT, HONEST, draw, listed
from benchmarks.market import write_market
from nahbar.app.rooms import PACKAGES
from nahbar.creators.authenticity.weights import (
    ALL_LIKES,
    ALONE,
    COMMENTS,
    EARLIER,
    FOLLOWERS,
    LIKES,
    PARTS_OF,
    RING,
    SINCE,
    SLOW,
    VIEWS,
)
from nahbar.creators.intake import Choice
from nahbar.creators.service.gathering import gather
from nahbar.creators.service.importing import import_file
from nahbar.creators.service.vetting import of_platform, read_curves, refit_curves
from nahbar.creators.tables import reading
from nahbar.creators.vetting.report import known_to_assess
from nahbar.kernel.clock import day_number, now
from nahbar.kernel.house import House, open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace

PLAIN_TIMES = 3  # plain creators are drawn three times as often as each hard honest kind
FOLDS = 5
BLANKED = 0.08  # share of creators whose series or comments are taken away, so that offsets can be told apart
QUICK = ("burst", "packs", "drop_off", "disguised")  # delivered within the longest window of the scan
WAYS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(QUICK, (FOLLOWERS, ALONE)),
    "drip": (FOLLOWERS, ALONE, SLOW),
    "long_drip": (ALONE, SLOW),
    "earlier": (EARLIER,),
    "likes_some": (LIKES,),
    "likes_all": (ALL_LIKES,),
    "comment_packs": (COMMENTS,),
    "views_packs": (VIEWS,),
    "pod": (RING,),
    "pod_reciprocal": (RING,),
}
MARKET_WAYS: Mapping[str, Sequence[str]] = {
    "f_once": (FOLLOWERS, ALONE),
    "f_drip": (FOLLOWERS, ALONE),
    "l_some": (LIKES,),
    "l_all": (ALL_LIKES,),
    "l_since": (SINCE,),
    "c_pack": (COMMENTS,),
    "pod": (RING,),
}
SLOW_DAYS = 28  # shorter deliveries lie within the longest window of the scan
MARKET_HONEST, MARKET_BOUGHT = 450, 350
QUESTION = {way: question for question, ways in PARTS_OF.items() for way in ways}
KINDS = ("creators", "followers-daily", "posts", "comments")


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
    fold: int
    platform: str = "instagram"
    space: str = ""
    list_low: float | None = None

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
            ways = WAYS.get(kind, ())
            case = Case(kind, ways, world.purchase_days, inputs(world), i % FOLDS, world.platform)
            rng = np.random.default_rng(seed + i)
            case.list_low = (world.fake_followers or listed(rng, world))[1]
            drawn.append(blanked(case, rng))
    return drawn


def market_cases(spaces: int, seed: int) -> list[Case]:
    """Draw that many workspaces of 800 creators each, import them, and return what the vetting gathers of them."""
    drawn: list[Case] = []
    for number in range(seed, seed + spaces):
        rng = np.random.default_rng(number)
        with tempfile.TemporaryDirectory() as folder:
            drawn += [blanked(case, rng) for case in _vetted(Path(folder), number)]
    return drawn


def _vetted(folder: Path, seed: int) -> Iterator[Case]:
    write_market(folder, seed, MARKET_HONEST, MARKET_BOUGHT)
    lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    truth = {(row["platform"], row["handle"]): row for row in map(msgspec.json.decode, lines)}
    create_workspace(folder / "workspace", Settings(name="Training"))
    house = open_house(folder / "workspace", PACKAGES)
    try:
        for kind in KINDS:
            outcome = import_file(house, kind, folder / f"{kind}.csv", Choice(), "training")
            if outcome.refused:
                raise RuntimeError(f"{kind}: {outcome.refused} rows refused: {outcome.refusals[0]}")
        yield from _gathered(house, truth, f"market {seed}")
    finally:
        house.close()


def _gathered(house: House, truth: Mapping[tuple[str, str], Mapping[str, Any]], space: str) -> Iterator[Case]:
    refit_curves(house)
    with house.store.read() as connection:
        curves = read_curves(connection)
        for place, one in enumerate(gather(connection, house.engine, reading.creator_ids(connection))):
            drawn = truth[one.profile.platform, one.profile.handle]
            given = known_to_assess(one, of_platform(curves, one.profile.platform), now())
            days = [_days(*when) for when in drawn["fwhen"]]
            kind = drawn["kind"] if drawn["bought"] else f"honest {drawn['kind']}"
            yield Case(kind, ways_of(drawn), days, given, place % FOLDS, one.profile.platform, space)


def _days(first: str, days: int) -> tuple[int, int]:
    start = day_number(dt.date.fromisoformat(first))
    return start, start + days


def ways_of(drawn: Mapping[str, Any]) -> Sequence[str]:
    """Return the ways in which a creator of the market bought, by its row of the truth."""
    if not drawn["bought"]:
        return ()
    ways: list[str] = []
    for part in drawn["parts"]:
        if part == "views":
            ways.append(SINCE if drawn["mode"] == "l_since" else VIEWS)
        else:
            ways += MARKET_WAYS[part]
        if part == "f_drip" and any(days >= SLOW_DAYS for _, days in drawn["fwhen"]):
            ways.append(SLOW)
    return tuple(dict.fromkeys(ways))


def blanked(case: Case, rng: np.random.Generator) -> Case:
    """Take the series or the comments away from some creators."""
    if rng.random() < BLANKED:
        case.arguments["growth"] = None
    if rng.random() < BLANKED:
        case.arguments["comments"] = case.arguments["commenters"] = None
    return case
