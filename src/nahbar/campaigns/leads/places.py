"""The page that an order came from, as the name of its host alone, and the country that it went to. Pure.

Both come from outside. A path or a query could tell who somebody is or what they looked for; they are never kept.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from nahbar.creators import country_code

LONGEST_ADDRESS = 4_000
LONGEST_HOST = 253
_LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
# The last part of a name is letters or an encoded word: an address in numbers names no host.
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
# What tables say of a visit that came from no other page.
NO_PLACE = frozenset({"direct", "(direct)", "direkt", "none", "(none)", "unknown", "unbekannt", "-"})
# Regions, blocs and test codes that lists of countries carry, and none is a country (Unicode CLDR).
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
# As they are often written, and as ISO 3166 has them.
_ALIASES = {"UK": "GB", "EL": "GR"}


def host_of(given: object) -> str | None:
    """Return the host of an address or a name, in lower case without "www."; None for what is none.

    "https://www.MyDealz.de/deal?x=1" and "mydealz.de" are "mydealz.de". Words of other alphabets are encoded (IDNA).
    """
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_ADDRESS:
        return None
    text = given.strip()
    if "://" in text and not text.lower().startswith(("http://", "https://")):
        return None
    try:
        name = urlsplit(text if "://" in text else f"//{text.removeprefix('//')}").hostname or ""
        found = name.rstrip(".").encode("idna").decode("ascii").lower().removeprefix("www.")
    except (ValueError, UnicodeError):
        return None
    return found if len(found) <= LONGEST_HOST and _HOST.fullmatch(found) else None


def country_of(given: object) -> str | None:
    """Return the code of a country (ISO 3166 alpha-2) by its code or its German or English name; None for none."""
    if not isinstance(given, str):
        return None
    said = given.strip()
    code = _ALIASES.get(said.upper()) or country_code(said)
    return None if code in _NO_COUNTRIES else code


def from_elsewhere(host: str | None, *own: str | None) -> str | None:
    """Return a host unless it is, or lies beside, one of the shop's `own`: the shop's own page is no origin."""
    if host is None or any(one and _is_one_site(host, one) for one in own):
        return None
    return host


def _is_one_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
