"""Finds coupon codes in a post. Pure.

A code is a word in capitals, mostly with digits at its end, or a quoted word; what stands beside it tells it from an
error code, a source code or the model of a machine.
"""

from __future__ import annotations

import re

_QUOTES = "\"'„“”‚‘’«»›‹"
_TOKEN = rf"[{_QUOTES}]?(?P<code>[A-Za-zÄÖÜäöü][\wÄÖÜäöü\-]{{2,23}})[{_QUOTES}]?"
_KEYWORD = re.compile(
    r"\b(?:(?:rabatt|gutschein|promo|aktions|spar|discount|coupon|creator|personal|vorteils)[- ]?)?code\b"
    rf"(?:\s+(?:lautet|ist|is|heißt|heisst|gilt))?\s*[:=–—>»-]{{0,3}}\s*{_TOKEN}",
    re.IGNORECASE,
)
_ENDING_IN_DIGITS = re.compile(r"(?<![\w@#./-])(?P<code>[A-ZÄÖÜ][A-ZÄÖÜ_\-]{2,20}\d{1,3})(?!\w)")
_QUOTED = re.compile(rf"[{_QUOTES}](?P<code>[A-ZÄÖÜ][A-ZÄÖÜ_\-]{{3,22}}\d{{0,3}}|[a-zäöü]{{4,20}}\d{{1,3}})[{_QUOTES}]")
_SAVING_NAME = re.compile(
    r"(?<![\w@#])(?P<code>[A-ZÄÖÜ]{4,20})(?!\w)(?=[^.!?\n]{0,12}\s(?:spart|spared|saves?|gets?\s+you"
    r"|gives?\s+you|at\s+checkout|eingeben|beim\s+bestellen))"
    r"|\b(?:[Uu]se|[Mm]it|[Ww]ith|[Ee]nter)\s+(?:code\s+)?(?P<other>[A-ZÄÖÜ]{4,20})(?!\w)(?=[^.!?\n]{0,40}(?:%|off\b"
    r"|checkout|[Ss]par|[Rr]abatt|[Pp]rozent|bei\s+@|at\s+@))"
)
_SAVING = re.compile(
    r"spar|%|prozent|rabatt|\boff\b|\bsave|discount|warenkorb|checkout|gutschein|eingeb|iigäh|igäh|minus"
    r"|schenk|günstiger|gets\s+you|gives\s+you|tenner"
    r"|bestell|free\s+month|\bcode\b|weniger|guthaben",
    re.IGNORECASE,
)
# Capitals with digits that are no codes: sun protection, viruses, norms, plugs, chips.
_NO_CODE = re.compile(
    r"(?:COVID|SARS|LSF|SPF|ISO|DIN|HDMI|USB|RTX|GTX|GPT|TOP|IPX?|MP|PS|XBOX|WLAN|VOL|TEIL|TAG|DAY|KM|EUR|CHF"
    r"|USD|MAX|MIN|SIZE|GR|ABB|KAP|FSK|NFC|UVA?|AMG|BMW|VW|AUDI)[\-_]?\d{1,3}\Z"
)
_OTHER_CODE = re.compile(
    r"(?:fehler|error|qr|quell|source|dress|bar|zip|morse|zugangs|pin|http|status|da\s*vinci"
    r"|genetische[rn]?)[\s-]*\Z",
    re.IGNORECASE,
)
# How far from a word in capitals the saving is named.
_BESIDE = 60


def find_code(original: str) -> str | None:
    """Return the first coupon code of a text as it was written; None without one."""
    if "@" not in original and not _SAVING.search(original):
        return None
    for found in _KEYWORD.finditer(original):
        code = found.group("code")
        if _is_code(code, _quotes_around(original, *found.span("code"))) and not _OTHER_CODE.search(
            original[: found.start()]
        ):
            return code
    for pattern in (_ENDING_IN_DIGITS, _QUOTED, _SAVING_NAME):
        for found in pattern.finditer(original):
            group = "code" if found.group("code") else "other"
            if _beside_a_saving(original, found, group):
                return found.group(group)
    return None


def _quotes_around(text: str, start: int, end: int) -> bool:
    """Tell whether a word is quoted on both sides: the apostrophe of "the code doesn't" is none."""
    return text[max(0, start - 1) : start] in tuple(_QUOTES) and text[end : end + 1] in tuple(_QUOTES)


def _is_code(code: str, quoted: bool) -> bool:
    letters = sum(sign.isalpha() for sign in code)
    shape = code.isupper() or any(sign.isdigit() for sign in code) or quoted
    return shape and letters >= 3 and code.upper() not in ("FEHLT", "QR", "ROT", "RED")


def _beside_a_saving(text: str, found: re.Match[str], group: str) -> bool:
    start, end = found.span(group)
    if _NO_CODE.match(text[start:end].upper()):
        return False
    around = text[max(0, start - _BESIDE) : start] + " " + text[end : end + _BESIDE]
    named = re.match(r"[\s:→👉\-–]*(?:bei|bi|at|für|beim|for)?\s*@\w", text[end : end + 12])
    return bool(named or _SAVING.search(around))
