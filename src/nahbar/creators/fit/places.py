"""Names of countries, languages, genders and ages as people and platforms write them, brought to codes. Pure."""

from __future__ import annotations

import functools
import re

from babel import Locale

NAMED_IN = ("de", "en")
GENDERS = {
    "female": "female; f; w; women; woman; weiblich; frau; frauen; femme; girls",
    "male": "male; m; men; man; männlich; mann; männer; boys",
    "other": "other; divers; diverse; nonbinary; non-binary; nicht-binär; andere; unspecified; u; unknown",
}
_GENDERS = {name: code for code, names in GENDERS.items() for name in names.split("; ")}
_AGES = re.compile(r"(\d{1,3})\s*(?:-|–|bis|to)\s*(\d{1,3})")
_FROM_AGE = re.compile(r"(\d{1,3})\s*(?:\+|und älter|and older|and over)")
OLDEST = 100


@functools.cache
def _named(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in NAMED_IN:
        names = Locale(language).territories if kind == "country" else Locale(language).languages
        wanted = 2 if kind == "country" else 3
        for code, name in names.items():
            if len(code) <= wanted and code.isalpha():
                found.setdefault(str(name).casefold(), code.casefold())
                found.setdefault(code.casefold(), code.casefold())
    return found


def country_code(text: str) -> str | None:
    """Return the ISO 3166 code of a country ("Deutschland", "Germany", "de": "DE"), None for what is none."""
    code = _named("country").get(text.strip().casefold())
    return None if code is None else code.upper()


def language_code(text: str) -> str | None:
    """Return the ISO 639 code of a language ("Deutsch", "German", "de-DE": "de"), None for what is none."""
    plain = text.strip().casefold()
    return _named("language").get(plain) or _named("language").get(re.split("[-_]", plain)[0])


def gender_code(text: str) -> str | None:
    """Return female, male or other, None for what is none of their names."""
    return _GENDERS.get(text.strip().casefold())


def city_name(text: str) -> str:
    """Return a city without its region and case: "Köln, North Rhine-Westphalia" is "köln"."""
    return text.partition(",")[0].strip().casefold()


def age_range(text: str) -> tuple[int, int] | None:
    """Return the years that an age group holds, both ends included: "25-34" is (25, 34), "65+" is (65, 100)."""
    if match := _AGES.search(text):
        low, high = int(match[1]), int(match[2])
    elif match := _FROM_AGE.search(text):
        low, high = int(match[1]), OLDEST
    else:
        return None
    return (low, high) if low <= high <= OLDEST else None
