"""The creators room: profiles, import, vetting, audience, disclosure. Other rooms import from here only.

What stands behind the door is imported when it is asked for: the command line opens the door for every `--help`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.creators.contracts import CreatorLine, ImportRun, Overview
    from nahbar.creators.disclosure import Disclosure, check_disclosure
    from nahbar.creators.pictures.glimpse import draw_glimpse
    from nahbar.creators.service.checkup import examine_creators
    from nahbar.creators.service.people import Erased, erase_person, export_person
    from nahbar.creators.service.saved_searches import overview_with_news as overview

__all__ = [
    "CreatorLine",
    "Disclosure",
    "Erased",
    "ImportRun",
    "Overview",
    "check_disclosure",
    "draw_glimpse",
    "erase_person",
    "examine_creators",
    "export_person",
    "overview",
]

_PLACES = {
    "CreatorLine": "contracts",
    "Disclosure": "disclosure",
    "ImportRun": "contracts",
    "Overview": "contracts",
    "check_disclosure": "disclosure",
    "draw_glimpse": "pictures.glimpse",
    "Erased": "service.people",
    "erase_person": "service.people",
    "export_person": "service.people",
    "examine_creators": "service.checkup",
    "overview": "service.saved_searches:overview_with_news",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(f"{__name__}.{module}"), attribute or name)
