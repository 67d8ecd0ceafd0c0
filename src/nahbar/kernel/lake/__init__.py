"""The lake: touchpoints that were sealed, and every question to all of them, sealed or not.

What stands behind the door is imported when it is asked for: Arrow and Delta are slow to load.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.kernel.lake.asking import Reading, ask, count_by_kind, despite_erasure
    from nahbar.kernel.lake.checkup import examine_lake
    from nahbar.kernel.lake.keeping import Compacted, compact
    from nahbar.kernel.lake.people import (
        erase_pseudonym,
        erase_touchpoints,
        export_touchpoints,
        forget_creator_of_touchpoints,
        touchpoints_of,
    )
    from nahbar.kernel.lake.reading import touchpoints
    from nahbar.kernel.lake.sealing import lake_lock, seal

__all__ = [
    "Compacted",
    "Reading",
    "ask",
    "compact",
    "count_by_kind",
    "despite_erasure",
    "erase_pseudonym",
    "erase_touchpoints",
    "examine_lake",
    "export_touchpoints",
    "forget_creator_of_touchpoints",
    "lake_lock",
    "seal",
    "touchpoints",
    "touchpoints_of",
]

_PLACES = {
    "Compacted": "keeping",
    "Reading": "asking",
    "ask": "asking",
    "compact": "keeping",
    "count_by_kind": "asking",
    "despite_erasure": "asking",
    "erase_pseudonym": "people",
    "erase_touchpoints": "people",
    "export_touchpoints": "people",
    "forget_creator_of_touchpoints": "people",
    "examine_lake": "checkup",
    "lake_lock": "sealing",
    "seal": "sealing",
    "touchpoints": "reading",
    "touchpoints_of": "people",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
