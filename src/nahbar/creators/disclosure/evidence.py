"""How likely somebody else gains by a post: the sum of weights of what speaks for it and against it. Pure.

The weights are natural log-odds that were set by hand on the development topics of the labelled posts
(`tests/data/disclosure/development`): a sign that settles the question alone weighs 5 or more, one that leaves it open
weighs what brings an otherwise plain post to even odds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from nahbar.language.commerce import Sign
from nahbar.language.labels import Label

# Four plain posts in a hundred were made for somebody although nothing in them says so.
BASE = -3.2
_OPEN = 3.2
WEIGHTS: Mapping[str, float] = {
    "gift": 5.5,
    "invited": 5.5,
    "paid for": 5.5,
    "commission": 6.0,
    "code": 6.0,
    "affiliate": 6.0,
    "tracked": 5.5,
    "short shop": 4.6,
    "short": _OPEN,
    "maker": 4.6,
    "raffle with a brand": 5.5,
    "raffle": _OPEN,
    "link in profile": _OPEN,
    "offer": 1.5,
    "thanks": _OPEN,
    "brand tag": 0.0,
    "gift by a name": _OPEN,
    "own money": -2.5,
    "second hand": -1.5,
}
# The creator's own shop or book, where no other brand is named: everybody sees whose it is.
_OWN_BUSINESS = -4.0
# Beside a brand's tag an offer leaves the question open; alone it is news.
_OFFER_OF_A_BRAND = 1.7
# A clear label is a confession: the creator calls the post paid.
_CLEAR, _WEAK, _MENTIONED = 6.0, 5.0, -1.0
_PLATFORM = 6.0
# Where the column says that nothing was given. What promotes on its own (DE-2) stays in doubt's favour only a little.
_NOTHING_GIVEN, _PROMOTES_ANYWAY = -5.0, -0.5
_PROMOTION = ("code", "affiliate", "tracked", "maker", "commission", "short shop")
# Outside German-speaking law a link without consideration is no connection that must be told.
_LINKS_ALONE = ("maker", "short shop")
CERTAIN = 0.99


def commercial(
    signs: Mapping[str, Sign], labels: Sequence[Label], law: str, paid_label: bool, compensated: bool | None
) -> float:
    """Return the probability that a post is commercial, from its signs, its labels and what is known of payment."""
    if compensated:
        return CERTAIN
    if any(one.clear for one in labels):
        # Who calls their own shop's post advertising is right to.
        signs = {name: sign for name, sign in signs.items() if name != "own business"}
    odds = BASE + _of_signs(signs, law) + (_PLATFORM if paid_label else 0.0)
    if compensated is None:
        odds += _of_labels(labels)
    elif any(name in signs for name in _PROMOTION):
        odds += _PROMOTES_ANYWAY
    else:
        odds += _NOTHING_GIVEN - (_PLATFORM if paid_label else 0.0)
    return 1.0 / (1.0 + math.exp(-odds))


def _of_signs(signs: Mapping[str, Sign], law: str) -> float:
    odds = sum(WEIGHTS.get(name, 0.0) for name in signs)
    if "maker" in signs and "own money" in signs:
        # A link to the maker promotes whoever paid for the thing (DE-2).
        odds -= WEIGHTS["own money"]
    if "offer" in signs and "brand tag" in signs:
        odds += _OFFER_OF_A_BRAND
    if "own business" in signs and "brand tag" not in signs:
        odds += _OWN_BUSINESS
    if law in ("uk", "us"):
        odds -= sum(WEIGHTS[name] - _OPEN for name in _LINKS_ALONE if name in signs)
    return odds


def _of_labels(labels: Sequence[Label]) -> float:
    if any(one.clear and not one.mentioned for one in labels):
        return _CLEAR
    if any(not one.clear for one in labels):
        return _WEAK
    return _MENTIONED if labels else 0.0
