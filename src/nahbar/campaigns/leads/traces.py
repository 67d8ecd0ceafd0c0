"""What says where a lead or an order came from, cleaned: a click id, a slug, a code, a campaign. Pure.

All of it comes from outside. What could be a sentence or an address is left out: free text has no place in the lake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, urlsplit

from nahbar.campaigns.leads.contracts import Traces

CLICK_PARAMETER = "nahbar_click"
# 16 random bytes, as the redirect gives them out.
_CLICK = re.compile(r"[0-9a-f]{32}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_CODE = re.compile(r"[A-Z0-9]{3,30}")
_LABEL = re.compile(r"[\w .:/+-]{1,100}")
_PATH = re.compile(r"(?:^|/)l/([a-z0-9][a-z0-9_-]{0,79})/?$")
# Where shops keep what a page noted of the way a customer came.
ATTRIBUTES = (CLICK_PARAMETER, "nahbar_link", "nahbar_code")


def read_traces(given: Mapping[str, str | None]) -> Traces:
    """Return the traces in texts by their name; what cannot be one is left out."""
    return Traces(
        click=_fitting(_CLICK, (given.get("click") or "").lower()),
        link=_slug(given.get("link") or ""),
        code=clean_code(given.get("code") or ""),
        campaign=_fitting(_LABEL, " ".join((given.get("campaign") or "").split())),
    )


def clean_code(text: str) -> str | None:
    """Return a code as codes are kept: capitals and digits; None for what is none."""
    return _fitting(_CODE, re.sub(r"[\s_-]+", "", text).upper())


def traces_in_address(address: str) -> Traces:
    """Return what the address of the page says at which somebody came to the shop."""
    try:
        query = parse_qs(urlsplit(address[:4_000]).query, max_num_fields=50)
    except ValueError:
        return Traces()
    first = {name: values[0] for name, values in query.items() if values}
    return read_traces({"click": first.get(CLICK_PARAMETER), "link": first.get("nahbar_link")})


def traces_in_attributes(pairs: Iterable[tuple[str, str]]) -> Traces:
    """Return what notes of an order say, as (name, text); names may begin with "_", which shops do not show."""
    found = {name.strip().lower().lstrip("_"): text for name, text in pairs}
    click, link, code = (found.get(name) for name in ATTRIBUTES)
    return read_traces({"click": click, "link": link, "code": code})


def _slug(text: str) -> str | None:
    """Return the slug of a link that is named by its slug or its address."""
    plain = text.strip().lower()
    if "/" in plain:
        path = urlsplit(plain).path if "://" in plain else plain
        match = _PATH.search(path)
        return match[1] if match else None
    return _fitting(_SLUG, plain)


def _fitting(pattern: re.Pattern[str], text: str) -> str | None:
    return text if pattern.fullmatch(text) else None
