"""Authenticity through files: `python -m benchmarks.authenticity_end_to_end [NUMBER] [worlds | plain]`.

Draws NUMBER creators a kind of either generator, writes the tables, imports them into a workspace of their own, vets
them all, and prints the verdicts beside those of `assess` on the generator's own arguments.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks import authenticity_plain as plain
from benchmarks import authenticity_world as world_kinds
from benchmarks import authenticity_worlds as worlds
from benchmarks.authenticity import ACCUSED, share
from benchmarks.authenticity_tables import inputs, write_tables
from benchmarks.authenticity_usual import usual_by_platform
from benchmarks.authenticity_world import World
from benchmarks.imported import imported
from nahbar.creators.authenticity import assess
from nahbar.creators.service.reports.vetting import vet_all

# What draws a creator, and what names its kinds.
GENERATORS = {"worlds": (worlds.draw, world_kinds), "plain": (plain.draw, plain)}
FRESH_SEED = 8_000_000
MOST_REFUSED = 10


@dataclass(slots=True)
class Both:
    """One creator, the verdict through files, and the direct one."""

    kind: str
    bought: bool
    filed: str
    direct: str


def filed(chosen: Sequence[World], folder: Path) -> Mapping[str, str]:
    """Return the verdict of every world by handle, through tables and a new workspace in `folder`.

    Drawn delays have long tails, so that a comment now and then lies in the future and is refused.
    """
    write_tables(chosen, folder)
    with imported(folder, MOST_REFUSED) as house:
        reports = [msgspec.json.decode(one) for one in vet_all(house, workers=1)]
    return {one["creator"]["handle"]: one["authenticity"]["verdict"] for one in reports}


def compared(chosen: Sequence[World]) -> list[Both]:
    """Return both verdicts of every world; comments without a time are left out, as an import refuses them."""
    for world in chosen:
        world.fake_followers = None
        if not world.times_known:
            world.rows, world.times_known = None, True
    with tempfile.TemporaryDirectory() as folder:
        verdicts = filed(chosen, Path(folder))
    given = [inputs(world) for world in chosen]
    usual = usual_by_platform([world.platform for world in chosen], given)
    return [
        Both(
            world.kind,
            any(world.truth),
            verdicts[f"{world.kind}_{n}"],
            assess(**arguments, usual=usual[world.platform]).verdict,
        )
        for n, (world, arguments) in enumerate(zip(chosen, given, strict=True))
    ]


def _line(name: str, rows: Sequence[Both]) -> None:
    through = share(sum(row.filed in ACCUSED for row in rows), len(rows))
    strong = share(sum(row.filed == "strong signs" for row in rows), len(rows))
    direct = share(sum(row.direct in ACCUSED for row in rows), len(rows))
    same = share(sum((row.filed in ACCUSED) == (row.direct in ACCUSED) for row in rows), len(rows))
    print(f"{name:20}{len(rows):6}  {through}  {strong}  {direct}  {same}")


def table(name: str, number: int) -> None:
    """Print the table of one generator."""
    draw, generator = GENERATORS[name]
    kinds = [kind for kind in generator.HONEST + generator.BOUGHT if kind != "earlier"]  # no table holds lists
    rows = compared([draw(kind, FRESH_SEED + i) for kind in kinds for i in range(number)])
    print(f"\n{name}: {len(rows)} creators in one workspace; target 80 % found, 1 % of the honest accused")
    heads = ("through files", "strong signs", "direct", "agree")
    print(f"{'kind':20}{'n':>6}  " + "".join(f"{head:24}" for head in heads))
    for kind in kinds:
        _line(kind, [row for row in rows if row.kind == kind])
    _line("followers, all", [row for row in rows if row.kind in generator.FOLLOWERS])
    _line("engagement, all", [row for row in rows if row.kind in generator.ENGAGEMENT])
    _line("bought, all", [row for row in rows if row.bought])
    _line("honest, all", [row for row in rows if not row.bought])


def main() -> None:
    """Print the tables; by default 20 creators a kind of both generators."""
    number = next((int(word) for word in sys.argv[1:] if word.isdigit()), 20)
    for name in [word for word in sys.argv[1:] if word in GENERATORS] or GENERATORS:
        table(name, number)


if __name__ == "__main__":
    main()
