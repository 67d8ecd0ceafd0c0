"""Signing in: by a refresh token that a person brings, or by a code that is typed elsewhere (RFC 8628)."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.leads.mailbox.contracts import Mailbox
from nahbar.campaigns.leads.mailbox.oauth import rows
from nahbar.campaigns.leads.mailbox.oauth.answers import (
    AWAY,
    BUSY,
    LONGEST_INTERVAL_SECONDS,
    NO_REFRESH,
    RefusalError,
    read_device_code,
    read_token,
)
from nahbar.campaigns.leads.mailbox.oauth.asking import ask
from nahbar.campaigns.leads.mailbox.oauth.contracts import DeviceCode, SignIn
from nahbar.campaigns.leads.mailbox.oauth.planning import read_secrets
from nahbar.campaigns.leads.mailbox.oauth.service.tokens import forget_token, open_for, seal_for
from nahbar.campaigns.leads.mailbox.oauth.troubles import no_token
from nahbar.campaigns.leads.mailbox.service.keeping import find_mailbox
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, Conflict
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
# RFC 8628, 3.5: what "slow_down" adds to the interval, from then on.
SLOWER_SECONDS = 5
PENDING, SLOW_DOWN = "authorization_pending", "slow_down"


def _row(house: House, name: str) -> tuple[Mailbox, sa.Row[Any]]:
    one = find_mailbox(house, name)
    with house.store.read() as connection:
        row = rows.find(connection, one.id)
    if row is None:
        raise BadInput(
            msg("The mailbox “{name}” is opened with a password.", name=one.plan.name),
            msg("Remove it and add it again to sign in by OAuth 2."),
            kind="sign_in",
        )
    return one, row


def sign_in_state(house: House, name: str) -> SignIn:
    """Return how far signing in to a mailbox is; raises NotFound, BadInput for one with a password."""
    return rows.sign_in_of(_row(house, name)[1], now())


def bring_secrets(house: House, name: str, given: Mapping[str, str], who: str) -> None:
    """Keep a refresh token, a new client secret or both, as a person got them; the mailbox is read at once.

    Raises BadInput.
    """
    one, row = _row(house, name)
    secrets = read_secrets(given)
    if not secrets.refresh and not secrets.client:
        raise BadInput(msg("There is no refresh token."), msg("Paste the one of this mailbox."), kind="refresh_token")
    client = seal_for(house, one.plan.name, "client", secrets.client) or row.client_secret
    refresh = seal_for(house, one.plan.name, "refresh", secrets.refresh) or row.refresh_token
    with house.store.write() as connection:
        rows.keep_secrets(connection, one.id, client, refresh)
        record(connection, who, "mailbox.sign-in", one.plan.name, now())
    forget_token(house, one.id)


def begin_sign_in(house: House, name: str, who: str) -> DeviceCode:
    """Ask for a code that a person types at the provider, and keep it; raises BadInput, NoTokenError."""
    one, row = _row(house, name)
    source = rows.source_of(row)
    if not source.device_url:
        raise BadInput(
            msg("{host} offers no sign-in by a code for mailboxes.", host=source.host),
            msg("Get a refresh token as docs/leads.md says, and give it here."),
            kind="refresh_token",
        )
    fields = {"scope": source.scope} if source.scope else {}
    try:
        answer = ask(source, source.device_url, fields, open_for(house, one.plan.name, "client", row.client_secret))
        code = read_device_code(answer, now())
    except RefusalError as refusal:
        raise no_token(refusal, one.plan.name, source.host) from refusal
    with house.store.write() as connection:
        rows.begin_device(connection, one.id, code, seal_for(house, one.plan.name, "device", code.code), now())
        record(connection, who, "mailbox.sign-in-begun", one.plan.name, now())
    return code


def ask_once(house: House, name: str) -> SignIn:
    """Ask whether a person has typed the code, unless it is too early to; return how far signing in is."""
    one, row = _row(house, name)
    if row.device_code and row.device_next <= now():
        with contextlib.suppress(Conflict), house.workspace.lock(f"mailbox-sign-in-{one.id}"):
            one, row = _row(house, name)
            if row.device_code and row.device_next <= now():
                _ask(house, one, row)
    return sign_in_state(house, name)


def _ask(house: House, one: Mailbox, row: sa.Row[Any]) -> None:
    name, source = one.plan.name, rows.source_of(row)
    with house.store.write() as connection:
        # Whatever comes of it, it is not asked sooner.
        if not rows.move_device(connection, row, row.device_interval, now() + row.device_interval):
            return
    try:
        if row.device_until <= now():
            raise RefusalError("expired_token")
        fields = {"grant_type": DEVICE_GRANT, "device_code": open_for(house, name, "device", row.device_code)}
        client = open_for(house, name, "client", row.client_secret)
        token = read_token(ask(source, source.token_url, fields, client), now())
        if not token.refresh:
            raise RefusalError(NO_REFRESH)
    except RefusalError as refusal:
        _note(house, one, row, refusal)
        return
    with house.store.write() as connection:
        rows.keep_secrets(connection, one.id, row.client_secret, seal_for(house, name, "refresh", token.refresh))
        record(connection, "sign-in", "mailbox.sign-in", name, now())
    forget_token(house, one.id)


def _note(house: House, one: Mailbox, row: sa.Row[Any], refusal: RefusalError) -> None:
    """Go on waiting, at the pace that the provider wants, or say why it is over."""
    interval = wait = row.device_interval
    if refusal.code == SLOW_DOWN:
        interval = wait = min(interval + SLOWER_SECONDS, LONGEST_INTERVAL_SECONDS)
    elif refusal.code == AWAY:
        # RFC 8628, 3.5: after a time-out the pace is halved.
        interval = wait = min(interval * 2, LONGEST_INTERVAL_SECONDS)
    elif refusal.code == BUSY:
        wait = max(interval, refusal.wait_seconds)
    with house.store.write() as connection:
        if refusal.code in (PENDING, SLOW_DOWN, AWAY, BUSY):
            rows.move_device(connection, row, interval, now() + wait)
            return
        error = no_token(refusal, one.plan.name, rows.source_of(row).host)
        rows.end_device(connection, row, error.message, error.remedy)
