"""The worth room: credit, cause and what cannot be told yet, in qualified leads and deals.

Other rooms import from here only. What stands behind the door is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.worth.earned.contracts import Line, Period, Told
    from nahbar.worth.earned.gathering import period_of
    from nahbar.worth.earned.telling import untold_words

__all__ = ["Line", "Period", "Told", "period_of", "untold_words"]

_PLACES = {
    "Line": "earned.contracts",
    "Period": "earned.contracts",
    "Told": "earned.contracts",
    "period_of": "earned.gathering",
    "untold_words": "earned.telling",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
