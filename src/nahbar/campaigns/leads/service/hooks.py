"""Webhooks: made, listed, revoked; and what one delivery does."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.collect.events import Refused
from nahbar.campaigns.leads.contracts import NewDeal, NewLead, NewRefund
from nahbar.campaigns.leads.hooks import crm, shopify, woocommerce
from nahbar.campaigns.leads.schema import hook, hook_delivery
from nahbar.campaigns.leads.secrets import open_secret, seal_secret
from nahbar.campaigns.leads.service.people import clean_email, person_of
from nahbar.campaigns.leads.service.recording import record_deals, record_leads, record_refunds
from nahbar.campaigns.links.slugs import read_slug
from nahbar.campaigns.links.tables.codes import all_codes
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

SHOPIFY, WOOCOMMERCE, CRM = "shopify", "woocommerce", "crm"
KINDS = (SHOPIFY, WOOCOMMERCE, CRM)
SECRET_BYTES = 32
SHORTEST_SECRET = 16
# Shops try again for two days at most (Shopify: 48 hours); a delivery that is older does no harm either, its keys are
# known.
REMEMBER_SECONDS = 14 * 86_400
# A shop waits five seconds for an answer (Shopify); a store that is locked for longer is said to be so.
PATIENCE_MS = 2_500
Headers = Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a delivery did: records that were new or changed, those that were known, and whether it came before."""

    kept: int = 0
    same: int = 0
    repeated: bool = False


def add_hook(house: House, name: str, kind: str, secret: str, who: str) -> str:
    """Make the webhook /hooks/NAME and return its secret: the one given, else a new one. Raises BadInput, Conflict."""
    slug = read_slug(name)
    if kind not in KINDS:
        raise BadInput(
            msg("There is no kind of webhook “{kind}”.", kind=kind[:40]),
            msg("Choose one of: {kinds}.", kinds=", ".join(KINDS)),
            kind="kind",
        )
    if secret and len(secret) < SHORTEST_SECRET:
        raise BadInput(
            msg("This secret is too short to keep anybody out."),
            msg("Use at least {n} characters.", n=SHORTEST_SECRET),
            kind="secret",
        )
    made = secret or secrets.token_urlsafe(SECRET_BYTES)
    with house.store.write() as connection:
        if connection.execute(sa.select(hook.c.id).where(hook.c.name == slug)).first() is not None:
            raise Conflict(
                msg("There is a webhook “{name}” already.", name=slug), msg("Choose another name."), kind="hook-exists"
            )
        values = {"name": slug, "kind": kind, "secret": seal_secret(house.workspace, f"hook:{slug}", made)}
        connection.execute(hook.insert().values(**values, created_at=now()))
        record(connection, who, "hook.add", f"{slug} {kind}", now())
    return made


def list_hooks(house: House) -> Sequence[Any]:
    """Return all webhooks with when something came in last, without their secrets."""
    last = sa.select(sa.func.max(hook_delivery.c.at)).where(hook_delivery.c.hook_id == hook.c.id).scalar_subquery()
    columns = (hook.c.name, hook.c.kind, hook.c.created_at, hook.c.revoked_at, last.label("last_at"))
    with house.store.read() as connection:
        return connection.execute(sa.select(*columns).order_by(hook.c.id)).all()


def revoke_hook(house: House, name: str, who: str) -> None:
    """Take nothing more by a webhook; raises NotFound."""
    mine = (hook.c.name == name) & hook.c.revoked_at.is_(None)
    with house.store.write() as connection:
        if not connection.execute(hook.update().where(mine).values(revoked_at=now())).rowcount:
            raise NotFound(msg("There is no webhook “{name}” in use.", name=name), msg("Look at the list of webhooks."))
        record(connection, who, "hook.revoke", name, now())


def take(house: House, name: str, headers: Headers, body: bytes) -> Taken:
    """Keep what one delivery says. Raises Refused (400, 401, 404) and Unavailable when the store is locked or full."""
    with house.store.read() as connection:
        mine = sa.select(hook).where(hook.c.name == name, hook.c.revoked_at.is_(None))
        row = connection.execute(mine).first()
        known = [code.code for code in all_codes(connection)] if row is not None and row.kind != CRM else []
    if row is None:
        raise Refused("path", msg("There is no webhook of this name."), 404)
    if row.kind == WOOCOMMERCE and body.startswith(woocommerce.PING) and woocommerce.SIGNATURE not in headers:
        return Taken()
    _check_signature(house, row, headers, body)
    delivery = _delivery(row.kind, headers, body)
    if _is_known(house, row.id, delivery):
        return Taken(repeated=True)
    found = _read(row.kind, row.name, headers, _json(body), known)
    outcomes = _keep(house, found, f"webhook {row.name}")
    _remember(house, row.id, delivery)
    same = sum(one == "same" for one in outcomes)
    return Taken(len(outcomes) - same, same)


def _check_signature(house: House, row: sa.Row[Any], headers: Headers, body: bytes) -> None:
    module = {SHOPIFY: shopify, WOOCOMMERCE: woocommerce, CRM: crm}[row.kind]
    name = module.SIGNATURE.decode()
    sent = headers.get(module.SIGNATURE)
    if not sent:
        raise Refused(name, msg("The signature is missing."), 401)
    secret = open_secret(house.workspace, f"hook:{row.name}", row.secret).encode()
    if not module.is_signed(secret, body, sent):
        raise Refused(
            name, msg("The signature does not fit this body: the secret here and there may not be the same."), 401
        )


def _delivery(kind: str, headers: Headers, body: bytes) -> str:
    """Return what recognises a delivery that is sent again: its id, else its content."""
    given = headers.get(shopify.DELIVERY, b"") if kind == SHOPIFY else b""
    topic = headers.get({SHOPIFY: shopify.TOPIC, WOOCOMMERCE: woocommerce.TOPIC}.get(kind, b""), b"")
    return hashlib.sha256(given or topic + b"\n" + body).hexdigest()


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        given = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("", msg("The body is no JSON: {reason:raw}", reason=str(error)[:200])) from error
    if not isinstance(given, dict):
        raise Refused("", msg("The body must be an object."))
    return given


def _read(
    kind: str, name: str, headers: Headers, given: Mapping[str, Any], known: Sequence[str]
) -> Sequence[NewDeal | NewRefund | NewLead]:
    if kind == CRM:
        return crm.read(given, now())
    module = shopify if kind == SHOPIFY else woocommerce
    topic = headers.get(module.TOPIC, b"").decode("latin-1").strip().lower()
    if not topic:
        raise Refused(module.TOPIC.decode(), msg("It is not said what happened."))
    found: list[NewDeal | NewRefund] = module.read(topic, given, name, known, now())
    return found


def _keep(house: House, found: Sequence[NewDeal | NewRefund | NewLead], who: str) -> list[str]:
    deals = [replace(one, person=person_of(house, "", one.person)) for one in found if isinstance(one, NewDeal)]
    refunds = [one for one in found if isinstance(one, NewRefund)]
    leads = [
        replace(one, person=person_of(house, one.email, one.person), email=clean_email(one.email))
        for one in found
        if isinstance(one, NewLead)
    ]
    try:
        kept = [
            *record_leads(house, leads, who, PATIENCE_MS),
            *record_deals(house, deals, who, PATIENCE_MS),
            *record_refunds(house, refunds, who, PATIENCE_MS),
        ]
    except BadInput as error:
        raise Refused(error.kind, error.message) from error
    return [one.outcome for one in kept]


def _is_known(house: House, hook_id: int, delivery: str) -> bool:
    mine = (hook_delivery.c.hook_id == hook_id, hook_delivery.c.delivery == delivery)
    with house.store.read() as connection:
        return connection.execute(sa.select(hook_delivery.c.at).where(*mine)).first() is not None


def _remember(house: House, hook_id: int, delivery: str) -> None:
    """Remember a delivery after it was kept: cut off in between it is taken again, and does nothing then."""
    at = now()
    values = {"hook_id": hook_id, "delivery": delivery, "at": at}
    mine = (hook_delivery.c.hook_id == hook_id, hook_delivery.c.delivery == delivery)
    with house.store.write(PATIENCE_MS) as connection:
        connection.execute(hook_delivery.delete().where(hook_delivery.c.at < at - REMEMBER_SECONDS))
        connection.execute(hook_delivery.delete().where(*mine))
        connection.execute(hook_delivery.insert().values(**values))
