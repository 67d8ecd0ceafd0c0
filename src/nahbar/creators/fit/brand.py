"""Checks a brand profile and brings its names to codes: what is wrong stands with the field that it is in. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from nahbar.creators.fit.contracts import Brand, Persona
from nahbar.creators.fit.palette import HEX
from nahbar.creators.fit.places import OLDEST, country_code, gender_code, language_code
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

MOST_PHRASES, LONGEST_PHRASE = 12, 100
MOST_TEXTS, LONGEST_TEXT = 30, 5_000
MOST_COLOURS, MOST_IMAGES = 8, 6
LONGEST_TONE = 500
CODES: dict[str, tuple[Callable[[str], str | None], Message]] = {
    "genders": (gender_code, msg("Write female, male or other.")),
    "countries": (country_code, msg("Write a country's name or its code of two letters.")),
    "languages": (language_code, msg("Write a language's name or its code, as German or de.")),
}


def check_brand(brand: Brand) -> tuple[Brand, list[BadInput]]:
    """Return the profile with codes and without empty entries, and what is wrong: `kind` names the field."""
    wrong: list[BadInput] = []
    persona = _persona(brand.persona, wrong)
    for name in ("topics", "banned"):
        wrong += _phrases(name, getattr(brand, name))
    wrong += _texts(brand) + _colours(brand)
    return (
        Brand(
            persona=persona,
            topics=_tidy(brand.topics),
            banned=_tidy(brand.banned),
            tone=" ".join(brand.tone.split()),
            texts=[text.strip() for text in brand.texts if text.strip()],
            palette=[one.lower() for one in _tidy(brand.palette)],
            images=brand.images[-MOST_IMAGES:],
        ),
        wrong,
    )


def _persona(given: Persona, wrong: list[BadInput]) -> Persona:
    codes = {name: list(dict.fromkeys(_codes(name, getattr(given, name), wrong))) for name in CODES}
    plain = {name: _tidy(getattr(given, name)) for name in ("cities", "interests", "values")}
    for name, values in plain.items():
        wrong += _phrases(name, values)
    low, high = given.age_from, given.age_to
    for name, age in (("age_from", low), ("age_to", high)):
        if age is not None and not 0 <= age <= OLDEST:
            wrong.append(BadInput(msg("{age} is no age.", age=age), msg("Write years from 0 to 100."), kind=name))
    if low is not None and high is not None and low > high:
        wrong.append(BadInput(msg("The range ends before it begins."), msg("Swap the two ages."), kind="age_to"))
    return msgspec.structs.replace(given, **codes, **plain)


def _codes(name: str, values: Sequence[str], wrong: list[BadInput]) -> Iterator[str]:
    read, remedy = CODES[name]
    for value in _tidy(values):
        code = read(value)
        if code is None:
            wrong.append(BadInput(msg("“{value}” is not known here.", value=value[:80]), remedy, kind=name))
        else:
            yield code


def _phrases(name: str, values: Sequence[str]) -> list[BadInput]:
    found = _tidy(values)
    if len(found) > MOST_PHRASES:
        more = msg("{n} entries are more than can be compared.", n=len(found))
        return [BadInput(more, msg("Keep the {n} that matter most.", n=MOST_PHRASES), kind=name)]
    if any(len(one) > LONGEST_PHRASE for one in found):
        long = msg("One entry is longer than {n} characters.", n=LONGEST_PHRASE)
        return [BadInput(long, msg("Write one short phrase a line."), kind=name)]
    return []


def _texts(brand: Brand) -> list[BadInput]:
    if len(brand.tone) > LONGEST_TONE:
        long = msg("The description is longer than {n} characters.", n=LONGEST_TONE)
        return [BadInput(long, msg("Say it in a sentence."), kind="tone")]
    if len(brand.texts) > MOST_TEXTS or any(len(one) > LONGEST_TEXT for one in brand.texts):
        many = msg("These are more than {n} texts, or one is longer than 5,000 characters.", n=MOST_TEXTS)
        return [BadInput(many, msg("Choose those that sound most like you."), kind="texts")]
    return []


def _colours(brand: Brand) -> list[BadInput]:
    colours = _tidy(brand.palette)
    bad = next((one for one in colours if not HEX.fullmatch(one)), None)
    if bad is not None:
        return [BadInput(msg("“{value}” is no colour.", value=bad[:80]), msg("Write it as #aa33cc."), kind="palette")]
    if len(colours) > MOST_COLOURS:
        many = msg("{n} entries are more than can be compared.", n=len(colours))
        return [BadInput(many, msg("Keep the {n} that matter most.", n=MOST_COLOURS), kind="palette")]
    return []


def _tidy(values: Sequence[str]) -> list[str]:
    plain = (" ".join(one.split()) for one in values)
    return list(dict.fromkeys(one for one in plain if one))
