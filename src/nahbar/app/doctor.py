"""`nahbar doctor`: the invariants of the kernel and of every room."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns import examine_clicks
from nahbar.creators import examine_creators
from nahbar.kernel.checkup import Finding, examine_kernel
from nahbar.kernel.house import open_house
from nahbar.kernel.lake import examine_lake


def examine(folder: Path) -> Sequence[Finding]:
    """Check everything that must hold in the workspace `folder`."""
    house = open_house(folder, PACKAGES)
    try:
        return [*examine_kernel(house), *examine_clicks(house), *examine_lake(house), *examine_creators(house)]
    finally:
        house.close()
