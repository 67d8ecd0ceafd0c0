"""UTM parameters: what a shop's own analytics reads from an address; built, checked, never overwriting. Pure.

The five names are those of Urchin/Google Analytics, which other analytics read too. Values are in lower case, so that
"Spring" and "spring" are not two campaigns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

from nahbar.campaigns.links.contracts import LinkWish
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

MEDIUM = "creator"
LONGEST_VALUE = 100
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_EMAIL = re.compile(r"[^\s@/?&=]+@[^\s@/?&=]+\.[a-z]{2,}", re.IGNORECASE)
# 9 to 15 digits behind +, 00 or 0 (E.164 allows 15); ids of posts are longer or begin otherwise.
_PHONE = re.compile(r"(?:\+|00?)[1-9](?:[\s()/.-]?\d){7,13}")
# Parameters whose name says that a person's data stands in them.
_PERSONAL = frozenset({"email", "e-mail", "mail", "phone", "tel", "mobile", "telefon", "handynummer"})


def tags_of(wish: LinkWish) -> Mapping[str, str]:
    """Return the UTM parameters of a link by name; a link for nobody and nothing has none.

    source is the creator's platform, medium always "creator", campaign the campaign, content the creator's handle with
    post and variant.
    """
    platform, _, handle = (wish.creator or "").partition("/")
    content = "-".join(part for part in (tag(handle), tag(wish.post), tag(wish.variant)) if part)
    found = {
        "utm_source": tag(platform),
        "utm_medium": MEDIUM if wish.creator else "",
        "utm_campaign": tag(wish.campaign),
        "utm_content": content[:LONGEST_VALUE],
    }
    return {name: value for name, value in found.items() if value}


def tag(text: str | None) -> str:
    """Return a text as a UTM value: lower case, letters, digits, dots, - and _; runs of all else become one "-"."""
    plain = (text or "").strip().lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-")[:LONGEST_VALUE]


def tagged(url: str, tags: Mapping[str, str]) -> str:
    """Return `url` with the tags that it lacks behind its own query and before its fragment.

    What the query holds stays as it is; only the values of UTM parameters in it are put into lower case.
    """
    parts = urlsplit(url)
    kept = [_lowered(pair) for pair in parts.query.split("&")] if parts.query else []
    known = {unquote_plus(pair.partition("=")[0]).lower() for pair in kept}
    kept += [f"{name}={quote(value, safe='')}" for name, value in tags.items() if name not in known]
    return urlunsplit(parts._replace(query="&".join(kept)))


def _lowered(pair: str) -> str:
    name, sign, value = pair.partition("=")
    if not name.lower().startswith("utm_"):
        return pair
    return f"{name.lower()}{sign}{value.lower()}"


def refuse_personal(wish: LinkWish) -> None:
    """Raise BadInput when a name or a target holds an e-mail address or a telephone number; `kind` names the field."""
    for field in ("campaign", "post", "variant"):
        value = getattr(wish, field) or ""
        if _EMAIL.search(value) or _PHONE.fullmatch(value.strip()):
            raise _personal(field)
    for target in wish.targets:
        for pair in urlsplit(target.url).query.split("&"):
            name, _, value = pair.partition("=")
            plain, name = unquote_plus(value), unquote_plus(name).lower()
            named = name in _PERSONAL or name.startswith("utm_")
            if _EMAIL.search(plain) or (named and _PHONE.fullmatch(plain.strip())):
                raise _personal("target")


def _personal(field: str) -> BadInput:
    return BadInput(
        msg("An e-mail address or a telephone number stands in it."),
        msg("Leave it out: addresses are kept in logs and shown to every analytics program."),
        kind=field,
    )
