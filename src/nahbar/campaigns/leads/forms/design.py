"""What a lead form asks, as the brand chose it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

# Beside the e-mail address, which is always asked for.
FIELDS = ("name", "company", "phone", "message")
FIELD_WORDS = {
    "email": msg("E-mail"),
    "name": msg("Name"),
    "company": msg("Company"),
    "phone": msg("Phone"),
    "message": msg("Message"),
}
LONGEST_NAME = 200
LONGEST_TEXT = 1_000
MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Design:
    """A form: its title, the fields it asks for and those that must be filled, the choices for "how did you find us?",
    whether that may be said in one's own words, the sentence to agree to ("" for the usual one), the campaign of its
    leads, and where a visitor may go on to.
    """

    title: str = ""
    fields: Sequence[str] = ("name", "message")
    required: Sequence[str] = ()
    choices: Sequence[str] = ()
    own_words: bool = True
    consent_text: str = ""
    campaign: str = ""
    next_url: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for storage."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Design:
        """Read stored values; what a newer version added is left out."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})


def read_design(given: Mapping[str, str]) -> Design:
    """Return the form that texts describe; lists are separated by commas or lines. Raises BadInput naming the field."""
    fields, required = (_listed(given.get(name, "")) for name in ("fields", "required"))
    unknown = [one for one in (*fields, *required) if one not in FIELDS]
    if unknown:
        raise BadInput(
            msg("A form has no field “{field}”.", field=unknown[0][:40]),
            msg("Choose from: {fields}.", fields=", ".join(FIELDS)),
            kind="fields",
        )
    choices = _listed(given.get("choices", ""))
    if len(choices) > MOST_CHOICES:
        raise BadInput(
            msg("These are too many choices to read."), msg("Keep at most {n}.", n=MOST_CHOICES), kind="choices"
        )
    return Design(
        title=_text(given, "title", LONGEST_NAME),
        fields=tuple(name for name in FIELDS if name in fields or name in required),
        required=tuple(name for name in FIELDS if name in required),
        choices=tuple(one[:LONGEST_NAME] for one in choices),
        own_words=given.get("own_words", "yes") != "no",
        consent_text=_text(given, "consent_text", LONGEST_TEXT),
        campaign=_text(given, "campaign", 100),
        next_url=_address(_text(given, "next_url", LONGEST_TEXT)),
    )


def _listed(text: str) -> list[str]:
    found = (" ".join(part.split()) for line in text.splitlines() for part in line.split(","))
    return list(dict.fromkeys(one for one in found if one))


def _text(given: Mapping[str, str], name: str, longest: int) -> str:
    found = " ".join(given.get(name, "").split())
    if len(found) > longest or not found.isprintable():
        raise BadInput(
            msg("“{text}” is too long, or has characters that cannot be shown.", text=found[:40]),
            msg("Use at most {n} characters.", n=longest),
            kind=name,
        )
    return found


def _address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise BadInput(
            msg("“{text}” is no address of a page.", text=text[:60]), msg("Begin it with https://."), kind="next_url"
        )
    return text
