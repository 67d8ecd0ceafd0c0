"""The generators of made-up creators whose authors had seen neither rules nor figures; each writes tables and truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.agency import write_agency
from benchmarks.cohorts import write_cohorts
from benchmarks.exposure import write_exposure
from benchmarks.market import write_market
from benchmarks.neighbours import write_neighbours
from benchmarks.outside import write_outside
from benchmarks.panel import write_panel
from benchmarks.roster import write_roster
from benchmarks.sellers import write_sellers
from benchmarks.trials import write_trials

# Whose author wrote two and used texts and tools of the one for the other.
FAMILY: Mapping[str, str] = {"sellers": "exposure", "agency": "cohorts", "neighbours": "trials"}
# Folder, seed, honest creators, buyers.
STRANGERS: Mapping[str, Callable[[Path, int, int, int], None]] = {
    "market": write_market,
    "roster": write_roster,
    "panel": write_panel,
    "outside": write_outside,
    "exposure": write_exposure,
    "sellers": write_sellers,
    "cohorts": write_cohorts,
    "agency": write_agency,
    "trials": write_trials,
    "neighbours": write_neighbours,
}
