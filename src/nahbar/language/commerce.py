"""Signs in a post's words that somebody else gains by it: gifts, invitations, raffles, thanks, offers. Pure.

A sign has a name and the place of its words in the plain text. What a sign weighs is decided by the rules that use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nahbar.language.brand_thanks import PARTS as THANKS_PARTS
from nahbar.language.brand_thanks import thanks_a_brand
from nahbar.language.codes import find_code
from nahbar.language.commerce_words import (
    AGAINST,
    AIMED,
    FIRST_PERSON,
    FOR_OTHERS,
    LINKS_TALKED_OF,
    NAMED,
    NO_BRAND,
    NO_SHOP,
    NOT_MY_RAFFLE,
    PART_OF,
    PARTS,
    PATTERN,
    PERSON,
    PRIVATE_GIFT,
    PRIVATE_THANKS,
    RAFFLE,
    RAFFLE_PARTS,
    SHARED,
    UNTAGGED,
    WON,
)
from nahbar.language.direct_selling import PARTS as SELLING_PARTS
from nahbar.language.direct_selling import find_direct_selling
from nahbar.language.given_words import GIVEN_PARTS, find_given, is_business
from nahbar.language.label_ordinary import on_shirts_of_a_team
from nahbar.language.letters import Plain, plain
from nahbar.language.shown_gifts import sentence_around
from nahbar.language.told_names import PARTS as NAME_PARTS
from nahbar.language.told_names import find_told, raffle_of_two
from nahbar.language.web_links import OTHER_AIM, find_links

_ANY_PART = PARTS + GIVEN_PARTS + SELLING_PARTS + THANKS_PARTS + NAME_PARTS


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign for or against a commercial reason; `words` are those of the post that show it."""

    name: str
    words: str


def find_signs(text: Plain) -> dict[str, Sign]:
    """Return the signs of a text by name, the first of each."""
    if not any(part in text.text for part in _ANY_PART):
        return {}
    found: dict[str, Sign] = {}
    for sign in _signs(text):
        found.setdefault(sign.name, sign)
    return found


def _signs(text: Plain) -> Iterator[Sign]:
    whole, named = text.text, _with_names(text)
    mine = named != whole and FIRST_PERSON.search(whole)
    present = {name for name, parts in PART_OF.items() if any(part in whole for part in parts)}
    for name, pattern in PATTERN:
        if name not in present:
            continue
        seen = pattern.search(whole)
        if seen and not _is_private(name, whole) and not _is_business(name, whole, seen):
            yield _sign(text, name, seen)
        elif name in ("gift", "invited", "paid for") and mine and (seen := pattern.search(named)):
            if on_shirts_of_a_team(whole, *seen.span()):
                continue
            yield _sign(text, "paid for" if name == "paid for" else "gift by a name", seen)
    yield from _given(text)
    if thanked := thanks_a_brand(text):
        yield Sign("gift", thanked)
    yield from (Sign(name, words) for name, words in find_told(text))
    if code := find_code(text.original):
        yield Sign("code", code)
    yield from (Sign(kind, address) for kind, address in find_links(text))
    if selling := find_direct_selling(whole, text.original):
        yield Sign("commission", selling)
    if raffle := _raffle(whole):
        shared = "@" in whole or SHARED.search(named) or raffle_of_two(text)
        yield _sign(text, "raffle with a brand" if shared else "raffle", raffle)
    for name, part, pattern in AGAINST:
        if part in whole and (seen := pattern.search(whole)):
            yield _sign(text, name, seen)
    if names := NAMED.search(whole):
        yield _sign(text, "brand tag", names)


def announces_raffle(text: str) -> bool:
    """Return whether a post's text asks people to take part in a raffle or a giveaway of its author's."""
    lowered = text.lower()
    return any(part in lowered for part in RAFFLE_PARTS) and _raffle(plain(text).text) is not None


def _raffle(whole: str) -> re.Match[str] | None:
    raffle = RAFFLE.search(whole)
    return raffle if raffle and not WON.search(whole) and not NOT_MY_RAFFLE.search(whole) else None


def _given(text: Plain) -> Iterator[Sign]:
    for name, start, end in find_given(text.text):
        if not _is_private(name, text.text) and not PERSON.search(text.text, start, end):
            first, last = text.span(start, end)
            yield Sign(name, text.original[first:last].strip(" .,:;!"))


def _is_business(name: str, whole: str, seen: re.Match[str]) -> bool:
    if name == "thanks":
        return bool(PERSON.search(whole, *seen.span()))
    if name not in ("gift", "invited"):
        return False
    sentence = sentence_around(whole, *seen.span())
    if PERSON.search(sentence) or FOR_OTHERS.search(sentence):
        return True
    return "@" not in whole and is_business(whole, *seen.span())


def _is_private(name: str, whole: str) -> bool:
    if name == "gift":
        return bool(PRIVATE_GIFT.search(whole))
    if name == "commission":
        return bool(NO_SHOP.search(whole)) or (bool(LINKS_TALKED_OF.search(whole)) and not AIMED.search(whole))
    if name == "thanks":
        return bool(PRIVATE_THANKS.search(whole))
    return name == "link in profile" and bool(OTHER_AIM.search(whole))


def _with_names(text: Plain) -> str:
    """Return the plain text in which names without a tag begin with @ in place of their first letter."""
    if text.at is not None:
        return text.text
    signs = list(text.text)
    for found in UNTAGGED.finditer(text.original):
        group = "name" if found.group("name") else "subject"
        if found.group(group).lower() not in NO_BRAND:
            signs[found.start(group)] = "@"
    return "".join(signs)


def _sign(text: Plain, name: str, seen: re.Match[str]) -> Sign:
    start, end = text.span(seen.start(), seen.end())
    return Sign(name, text.original[start:end].strip(" .,:;!"))
