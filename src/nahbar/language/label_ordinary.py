"""Words of labels in ordinary tales: adverts between the scenes of a film, the shop on a team's shirts. Pure."""

from __future__ import annotations

import re

_TELEVISION = re.compile(
    r"\b(?:film\w*|spielfilm|krimi|tatort|tv|free-tv|fernseh\w*|sender|privatsender|finale|telly|television|channel|the\s+final)\b"
)
_WATCHED = re.compile(
    r"\b(?:ge)?(?:guck\w*|schaut?e?n?|sehen|seh|watch(?:ed|ing)?|eingeschlafen|verschlafen|umgeschaltet|verpasst|missed|fell\s+asleep|fernseher\s+(?:an|aus))\b"
)
_ADVERT = r"(?:(?:noch\s?mal|wieder|mehr|another|more)\s+)?(?:werbung|ad|advert)"
_ALONE_BEFORE = re.compile(r"[.!?…][ \t]+(?:(?:noch\s?mal|wieder|mehr|another|more)\s+)?$")
_ALONE_AFTER = re.compile(r"[.!…]+[ \t]+\w")
_ALONE = re.compile(rf"[.!?…][ \t]+{_ADVERT}(?=[.!…])")
_BREAKS = 2
# Who sells has an account, a link or a price.
_SOLD = re.compile(r"[@%€£$]|https?:|www\.|\blinks?\b|\bcode\b")
# How far before a word the shirts may stand, and how far the rest of a tale is looked at.
_NEAR, _ABOUT = 40, 800
_SHIRTS = re.compile(
    r"\b(?:jerseys?|shirts|kits?|uniforms?|bibs|strips?|trikots?|trikotsatz|dressen|dress|leibchen)\b(?:\s+(?:are|were|sind|wurden|waren|werden))?,?\s+$"
)
_TEAM = re.compile(
    r"\b(?:lost|won|win|loss|draw|scored?|league|season|coach\S*|under-?\d+\w*|u-?\d+s?|teams?|[a-g]-jugend|jugend|bambinis?|pee-?wees?|mannschaft|verein|turnier|tore?|punkte?"
    r"|verloren|gewonnen|hockey|football|soccer|rugby|baseball|handball|fußball)\b"
)


def between_scenes(text: str, start: int, end: int) -> bool:
    """Tell whether an advert at `text[start:end]` interrupts a film in a tale: a sentence of its own among others."""
    if not _ALONE_BEFORE.search(text[max(0, start - _NEAR) : start]) or not _ALONE_AFTER.match(text, end):
        return False
    about = text[max(0, start - _ABOUT) : end + _ABOUT]
    if _SOLD.search(about) or not _TELEVISION.search(about):
        return False
    return bool(_WATCHED.search(about)) or len(_ALONE.findall(about)) >= _BREAKS


def on_shirts_of_a_team(text: str, start: int, end: int) -> bool:
    """Tell whether "sponsored by" at `text[start:end]` names who paid for the shirts of a team, not for a post."""
    if not _SHIRTS.search(text[max(0, start - _NEAR) : start]):
        return False
    about = text[max(0, start - _ABOUT) : end + _ABOUT]
    return bool(_TEAM.search(about)) and not _SOLD.search(about)
