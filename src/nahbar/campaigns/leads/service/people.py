"""Names of customers: an e-mail address becomes a pseudonym, the same for the same address."""

from __future__ import annotations

import re

from nahbar.campaigns.pseudonyms import KEY_NAME, pseudonym
from nahbar.kernel.house import House
from nahbar.kernel.touchpoints import LONGEST_NAME

_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,255}\.[^\s@<>\"'.]{2,63}")
# A pseudonym or a customer number: no blanks, no address.
_NUMBER = re.compile(r"[\w.:-]{1,100}")


def clean_email(text: str) -> str:
    """Return an e-mail address in lower case, "" for what is none."""
    found = text.strip().strip("<>").lower()
    return found if _EMAIL.fullmatch(found) else ""


def person_of(house: House, email: str, person: str | None = None) -> str | None:
    """Return the pseudonym of a customer: `person` where it could name nobody, else that of the e-mail address."""
    given = (person or "").strip()
    if given and _NUMBER.fullmatch(given) and len(given) <= LONGEST_NAME:
        return given
    named = clean_email(given) or given.casefold() or clean_email(email)
    return pseudonym(house.workspace.key(KEY_NAME), f"customer:{named}") if named else None
