"""Signs in a post's text that it was paid for: labels, thanks to partners, personal codes, affiliate links. Pure.

This counts paid posts; whether a label is lawful is judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.language.parts import cut, held_by_any, holds_any

# A label counts as one when it opens the text, stands as a hashtag or closes a line of its own.
_LABEL = re.compile(
    r"(?:^|[\n|•(\[#]\s*|#)(?P<label>bezahlte\s+(?:werbe)?partnerschaft|paid\s+partnership|dauerwerbesendung"
    r"|advertisement|advertorial|werbung|anzeige|sponsored|advert|ad)(?![\w-])",
    re.IGNORECASE,
)
_NOT_PAID = re.compile(
    r"(?:unbezahlte?|keine|no|not|nicht|ohne)\s+(?:werbung|anzeige|ad|sponsored)|(?:werbung|anzeige)\W{0,3}"
    r"(?:unbezahlt|unbeauftragt|da\s+(?:marken)?nennung|wegen\s+(?:marken)?nennung)|anzeige\s+(?:ist\s+raus|erstattet)",
    re.IGNORECASE,
)
_PARTNER = re.compile(
    r"(?:in\s+(?:kooperation|zusammenarbeit|partnerschaft)\s+mit|in\s+(?:collaboration|partnership)\s+with"
    r"|sponsored\s+by|powered\s+by|gesponsert\s+von|thanks\s+to\s+@?[\w.]+\s+for\s+sponsoring"
    r"|(?:thank\s+you|thanks)\s+to\s+[\w. ]{2,40}\s+for\s+sponsoring)\s*:?\s*@?[\w.]*",
    re.IGNORECASE,
)
# A code is a word in capitals with digits at its end, next to a word that says what it is for.
_CODE = re.compile(
    r"(?:code|rabatt|gutschein|promo|coupon|discount|spar\w*|off)\W{1,12}(?:\w+\W{1,3}){0,2}[„\"'“]?(?P<code>[A-ZÄÖÜ]{3,20}\d{1,3})\b"
    r"|\b(?:mit|with|use)\s+(?:dem\s+|meinem\s+|my\s+)?(?:code\s+)?[„\"'“]?(?P<other>[A-ZÄÖÜ]{3,20}\d{1,3})\b"
)
_AFFILIATE = re.compile(
    r"\b(?:affiliate|partnerlink|provisionslink)\w*|(?:amzn\.to|rstyle\.me|shopstyle\.it|ltk\.app|bit\.ly/\w*aff)\S*|[?&](?:tag|aff(?:_?id)?|ref)=\w+",
    re.IGNORECASE,
)
# A text without any of these parts holds no sign; most texts are done after this look.
_PARTS = cut(
    "werb;anzeige;partner;sponsor;advert;powered;kooperation;zusammenarbeit;collaboration;gesponsert;"
    "affiliate;provisionslink;amzn.;rstyle.;shopstyle.;ltk.;bit.ly;tag=;aff;ref="
)
_CODE_LOOK = re.compile(r"[A-ZÄÖÜ]{3}\d")
_AD_LOOK = re.compile(r"ad(?![\w-])")


@dataclass(frozen=True, slots=True)
class PaidMark:
    """A sign of payment: `kind` is "label", "partner", "code" or "affiliate"; the span is in characters."""

    kind: str
    text: str
    start: int
    end: int


def find_paid_marks(texts: Sequence[str]) -> list[PaidMark | None]:
    """Return the strongest sign of payment in each text, None where there is none or it denies payment."""
    small = [text.lower() for text in texts]
    parts = held_by_any(small, _PARTS)
    return [
        _strongest(text) if text and _may_hold_one(text, lowered, parts) else None
        for text, lowered in zip(texts, small, strict=True)
    ]


def _strongest(text: str) -> PaidMark | None:
    if _NOT_PAID.search(text):
        return None
    for kind, pattern in (("label", _LABEL), ("partner", _PARTNER), ("code", _CODE), ("affiliate", _AFFILIATE)):
        found = pattern.search(text)
        if found:
            group = found.lastgroup or 0
            return PaidMark(kind, found.group(group).strip(), found.start(group), found.end(group))
    return None


def _may_hold_one(text: str, small: str, parts: Sequence[str]) -> bool:
    return bool(holds_any(small, parts) or _CODE_LOOK.search(text) or _AD_LOOK.search(small))
