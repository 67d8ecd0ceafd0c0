"""What any other program sends: leads and their stages, signed. Pure.

The signature is `X-Nahbar-Signature: sha256=` and the hexadecimal HMAC-SHA256 of the body under the hook's secret.
`changed_at` orders what is said about a lead, so that a replay or a late delivery takes nothing back.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from nahbar.campaigns.collect.events import Refused
from nahbar.campaigns.leads.contracts import NewLead
from nahbar.campaigns.leads.hooks import payload
from nahbar.campaigns.leads.stages import find_stage
from nahbar.campaigns.leads.traces import read_traces
from nahbar.kernel.messages import msg

SIGNATURE = b"x-nahbar-signature"
PREFIX = b"sha256="
MOST_LEADS = 500
Json = Mapping[str, Any]


def is_signed(secret: bytes, body: bytes, signature: bytes) -> bool:
    """Whether `signature` is that of the body; in constant time."""
    mine = hmac.new(secret, body, hashlib.sha256).hexdigest().encode()
    return hmac.compare_digest(mine, signature.strip().removeprefix(PREFIX).lower())


def read(given: Json, now: int) -> list[NewLead]:
    """Return the leads of a delivery: one, or those of `leads`. Raises Refused, which names the field."""
    if "leads" not in given:
        return [_lead(given, "", now)]
    listed = payload.list_of(given, "leads")
    if len(listed) > MOST_LEADS:
        raise Refused("leads", msg("It must be a list of at most {n:raw}.", n=MOST_LEADS))
    return [_lead(one, f"leads[{place}].", now) for place, one in enumerate(listed)]


def _lead(given: Json, path: str, now: int) -> NewLead:
    said = payload.text_of(given, "stage", path)
    stage = find_stage(said) if said else None
    if said and stage is None:
        raise Refused(path + "stage", msg("It is none of: new, qualified, offer, won, lost."))
    changed = payload.moment_of(given, "changed_at", path, now=now)
    valued = given.get("value") not in (None, "")
    qualified = given.get("qualified")
    if qualified is not None and not isinstance(qualified, bool):
        raise Refused(path + "qualified", msg("It must be true, false or null."))
    return NewLead(
        key=payload.needed(given, "id", path)[:150],
        came_at=payload.moment_of(given, "time", path, now=now) if given.get("time") else changed,
        via="crm",
        traces=read_traces(
            {name: payload.text_of(given, name, path) for name in ("click", "link", "code", "campaign")}
        ),
        person=payload.text_of(given, "person", path) or None,
        email=payload.text_of(given, "email", path, 320),
        name=payload.text_of(given, "name", path),
        source_said=payload.text_of(given, "source_said", path, 2_000),
        qualified=qualified,
        stage=stage,
        reason=payload.text_of(given, "reason", path, 500),
        value_cents=payload.cents_of(given, "value", path) if valued else None,
        currency=payload.currency_of(given, "currency", path) if valued else None,
        version=changed,
    )
