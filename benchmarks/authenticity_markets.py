"""Authenticity through files: `python -m benchmarks.authenticity_markets [NAME...] [SEED] [HONEST] [BOUGHT]`.

NAME is one of `benchmarks.strangers`, all of them by default. Writes the tables of that generator, imports them into a
workspace of their own, vets all, and prints the verdicts by kind, and where the generator tells it by the size of the
purchase. The weights were fitted on other seeds of all of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.authenticity import ACCUSED, share
from benchmarks.imported import imported
from benchmarks.strangers import STRANGERS
from nahbar.creators.service.reports.vetting import vet_all

DEFAULTS = (20_261, 400, 266)
# What a purchase must reach to matter to a brand: as a share of followers, of a usual post's count, of all comments.
MATTERS = {"followers": 0.1, "likes": 0.5, "views": 0.5, "comments": 0.5, "ring": 0.15}
# Some name a size by the way of buying.
WAYS = {f"followers_{way}": "followers" for way in ("once", "packs", "drip")} | {"comment_pack": "comments"}
WAYS |= {f"{count}_{way}": count for count in ("likes", "views") for way in ("some", "all", "since")}
FALSE_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Judged:
    """One creator: its kind, whether anything was bought and enough to matter, verdict and largest probability."""

    kind: str
    bought: bool
    matters: bool
    verdict: str
    probability: float


def judged(name: str, seed: int, honest: int, bought: int) -> list[Judged]:
    """Draw, import and vet a workspace of one generator."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        STRANGERS[name](folder, seed, honest, bought)
        lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
        truth = {(row["platform"], row["handle"]): row for row in map(msgspec.json.decode, lines)}
        with imported(folder) as house:
            return [_judged(msgspec.json.decode(report), truth) for report in vet_all(house, workers=1)]


def _judged(report: Mapping[str, Any], truth: Mapping[tuple[str, str], Mapping[str, Any]]) -> Judged:
    creator, found = report["creator"], report["authenticity"]
    drawn = truth[creator["platform"], creator["handle"]]
    matters = any(
        size >= MATTERS.get(WAYS.get(name, name), float("inf")) for name, size in drawn.get("size", {}).items()
    )
    likeliest = max((value for value in found["probability"].values() if value is not None), default=0.0)
    return Judged(drawn["kind"], bool(drawn["bought"]), matters, found["verdict"], likeliest)


def line(name: str, rows: Sequence[Judged], limit: float, target: str) -> None:
    """Print a row of the table."""
    closer, strong = sum(row.verdict in ACCUSED for row in rows), sum(row.verdict == "strong signs" for row in rows)
    above = sum(row.probability > limit for row in rows)
    cells = "  ".join(share(count, len(rows)) for count in (closer, strong, above))
    print(f"{name:24}{len(rows):6}  {cells}  {target}")


def by_kind(rows: Iterable[Judged]) -> Mapping[str, Sequence[Judged]]:
    """Return rows by their kind, in the order of the alphabet."""
    found: dict[str, list[Judged]] = {}
    for row in sorted(rows, key=lambda row: row.kind):
        found.setdefault(row.kind, []).append(row)
    return found


def table(name: str, seed: int, honest: int, bought: int) -> None:
    """Print the table of one generator."""
    rows = judged(name, seed, honest, bought)
    fair = sorted((row.probability for row in rows if not row.bought), reverse=True)
    limit = fair[int(FALSE_SHARE * len(fair))]
    print(f"\n{name}, seed {seed}")
    print(f"{'kind':24}{'n':>6}  {'look closer or worse':22}  {'strong signs':22}  {'1 % of honest pass':22}  target")
    buyers = [row for row in rows if row.bought]
    for kind, some in by_kind(buyers).items():
        line(kind, some, limit, "at least 80 %")
    line("bought, all", buyers, limit, "at least 80 %")
    if any(row.matters for row in buyers):
        line("those that matter", [row for row in buyers if row.matters], limit, "at least 80 %")
    for kind, some in by_kind(row for row in rows if not row.bought).items():
        line(kind, some, limit, "at most 1 %")
    line("honest, all", [row for row in rows if not row.bought], limit, "at most 1 %")


def main() -> None:
    """Print the tables that were asked for."""
    given = [int(word) for word in sys.argv[1:] if word.isdigit()]
    for name in [word for word in sys.argv[1:] if word in STRANGERS] or STRANGERS:
        table(name, *given, *DEFAULTS[len(given) :])


if __name__ == "__main__":
    main()
