"""Whether somebody agreed to be recognised, from what clients say of it; silence is never consent; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from nahbar.campaigns.collect.events import Context

# How consent tools call the purpose that a touchpoint with a person serves: measuring. C0002 is OneTrust's group of
# performance cookies, analytics_storage the name of Google's consent mode.
MEASURING = frozenset(
    {"analytics", "analyticsstorage", "statistics", "statistik", "performance", "measurement", "c0002"}
)
LONGEST_CATEGORY = 100
GRANTED = frozenset({"true", "granted", "allow", "allowed", "yes", "1"})
DENIED = frozenset({"false", "denied", "deny", "no", "0"})


def consent_of(context: Context | None, *, asked_not_to: bool) -> bool | None:
    """Return whether the person agreed to be recognised, None where nothing says so.

    `asked_not_to` is Do Not Track or Global Privacy Control, which outweigh everything else. Of several statements one
    refusal outweighs every agreement.
    """
    if asked_not_to:
        return False
    if context is None or (context.consent is None and context.consent_management is None):
        return None
    said = [*_of_consent(context.consent), *_of_management(context.consent_management)]
    if False in said:
        return False
    return True if True in said else None


def _of_consent(consent: Any) -> Iterable[bool]:
    """Read `context.consent`: yes or no, Segment's categoryPreferences, or categories of one's own."""
    if isinstance(consent, dict):
        preferences = consent.get("categoryPreferences", consent)
        pairs = preferences.items() if isinstance(preferences, dict) else ()
        found = [_answer(value) for name, value in pairs if _measures(name)]
    else:
        found = [_answer(consent)]
    return [one for one in found if one is not None]


def _of_management(management: Any) -> Iterable[bool]:
    """Read RudderStack's `context.consentManagement`."""
    if not isinstance(management, dict):
        return []
    found = []
    for field, answer in (("allowedConsentIds", True), ("deniedConsentIds", False)):
        ids = management.get(field)
        # Its older form holds the ids by provider.
        flat = [*ids.values()] if isinstance(ids, dict) else ids
        if isinstance(flat, list) and any(_measures(one) for one in flat):
            found.append(answer)
    return found


def _answer(value: Any) -> bool | None:
    if value.__class__ is bool:
        return bool(value)
    text = str(value).strip().casefold()
    return True if text in GRANTED else False if text in DENIED else None


def _measures(name: Any) -> bool:
    return name.__class__ is str and len(name) <= LONGEST_CATEGORY and _is_measuring(name)


@lru_cache(maxsize=1_024)
def _is_measuring(name: str) -> bool:
    return re.sub(r"[\W_]+", "", name).casefold() in MEASURING
