"""Direct selling and recruiting for one's own profit, in German and English: patterns on plain text. Pure.

One half alone is private or a job: "we need two more women for our volleyball team", "I work from home", "order jam
from me at the fence". Two halves together are how distributors write.
"""

from __future__ import annotations

import re

from nahbar.language.parts import cut, holds_any

_RECRUITS = re.compile(
    r"\b(?:für|in|ins|teil\s+von)\s+mei(?:n(?:e[mns]?)?)?\s+(?:\w+\s+)?team\b|\bteil\s+meines\s+(?:\w+\s+)?teams\b"
    r"|\bteampartner(?:in(?:nen)?)?\s+gesucht|\bvertriebspartner(?:in(?:nen)?)?\s+gesucht|\b(?:join(?:ing)?|on)\s+my\s+(?:\w+\s+)?team\b"
)
_EARNS = re.compile(
    r"\b(?:ich\s+)?(?:dazu)?verdien\w*\b[^.!?\n]{0,60}\b(?:von\s+(?:zu\s*hause|daheim)|nebenbei|neben\s+(?:dem|meinem|der)|extra|mit\s+dem\s+handy)\b"
    r"|\b(?:nebenbei|von\s+(?:zu\s*hause|daheim))\b[^.!?\n]{0,40}(?:€|\beuro\b|\b(?:dazu)?verdien|\bchf\b|\bfranken\b)"
    r"|\b(?:nebenverdienst|nebeneinkommen|zusatzeinkommen|passives\s+einkommen|finanzielle\s+freiheit)\b"
    r"|\b(?:earns?|makes?|making|earning)\b[^.!?\n]{0,40}(?:\bextra\b(?!\s+(?!from\b|cash|money|income)[a-z])|\bmoney\b|[$£€]\s?\d)[^.!?\n]{0,60}\b(?:from\s+(?:home|my\s+phone)|while)\b"
    r"|\b(?:side|passive|residual)\s+income\b|\bbe\s+your\s+own\s+boss\b"
)
# The word to send stands in capitals.
_KEYWORD = re.compile(
    r"\b(?i:schreibt?|schreib\s+mir|kommentiert?|kommentar\s+mit|comment|message\s+me|dm\s+me|text\s+me|send\s+me)\s+"
    r"(?i:mir\s+|einfach\s+|gern\s+|the\s+word\s+)*[„“\"']?(?!DM\b|PN\b|CV\b)[A-ZÄÖÜ]{3,12}\b"
)
_ORDERS = re.compile(
    r"\b(?:bei|über)\s+mir\s+(?:direkt\s+)?(?:bestell|order|kauf)\w*|\bdirekt\s+(?:bei|über)\s+mi(?:r|ch)\s+bestell\w*"
    r"|\b(?:order|buy|shop)\s+(?:directly\s+|direct\s+)?(?:through|from|with)\s+me\b"
)
_WARNED = re.compile(
    r"finger\s+weg|abzocke|\bmlm\b|schneeball|pyramid|\bscam|\bmasche\b|\bfake\b|betrug|betrüg|vorsicht|asking\s+me\s+to|tarifvertrag"
    r"|festanstellung|vollzeit|teilzeit|stellenanzeige|bewerb|\bhr\b|job\s+(?:offer|opening)|salary|full-?time|part-?time|charity|ehrenamt|volunteer"
)
PARTS = cut("team;vertriebspartner;verdien;einkommen;finanzielle freiheit; income;own boss;from home;my phone")


def find_direct_selling(whole: str, original: str) -> str | None:
    """Return the words by which a text recruits or sells for its writer's own profit; None without them.

    `whole` is plain text, `original` the same as it was written.
    """
    if not holds_any(whole, PARTS) or _WARNED.search(whole):
        return None
    recruits, earns = _RECRUITS.search(whole), _EARNS.search(whole)
    if recruits is None and earns is None:
        return None
    asks = _KEYWORD.search(original) or _ORDERS.search(whole)
    if not (recruits and earns) and not asks:
        return None
    first = recruits or earns
    return first.group().strip() if first else None
