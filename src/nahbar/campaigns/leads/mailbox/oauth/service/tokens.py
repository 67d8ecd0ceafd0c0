"""Access tokens: fetched when there is none, kept in memory until shortly before they lapse, never written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.leads.mailbox.entering import Credential
from nahbar.campaigns.leads.mailbox.oauth import rows
from nahbar.campaigns.leads.mailbox.oauth.answers import RefusalError, read_token
from nahbar.campaigns.leads.mailbox.oauth.asking import ask
from nahbar.campaigns.leads.mailbox.oauth.contracts import Token
from nahbar.campaigns.leads.mailbox.oauth.troubles import busy, no_token, not_signed_in
from nahbar.campaigns.leads.secrets import open_secret, seal_secret
from nahbar.kernel.clock import now
from nahbar.kernel.house import House


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: int
    token: Token = field(repr=False)


# By workspace and mailbox, in this process alone.
_kept: dict[tuple[str, int], _Kept] = {}


def seal_for(house: House, name: str, what: str, secret: str) -> bytes:
    """Return a secret of a mailbox as it is kept; `what` is client, refresh or device. Empty stays empty."""
    return seal_secret(house.workspace, f"mailbox:{name}:{what}", secret) if secret else b""


def open_for(house: House, name: str, what: str, sealed: bytes) -> str:
    """Return a sealed secret of a mailbox; raises Unavailable when the key of the workspace is another one."""
    return open_secret(house.workspace, f"mailbox:{name}:{what}", sealed) if sealed else ""


def token_for(house: House, number: int, name: str, *, fresh: bool = False) -> Credential | None:
    """Return a token for a mailbox, None for one with a password; `fresh` forgets the one that was kept.

    Called by whoever holds the lock of the mailbox, so that a refresh token is not used twice at once. Raises
    NoTokenError, which says what to do.
    """
    with house.store.read() as connection:
        row = rows.find(connection, number)
    if row is None:
        return None
    place = (str(house.workspace.folder.resolve()), number)
    kept = _kept.get(place)
    if kept and kept.stamp == row.stamp and kept.token.until > now() and not fresh:
        return Credential(kept.token.access, is_token=True, kept=True)
    _kept.pop(place, None)
    token = _fetched(house, row, name)
    _kept[place] = _Kept(row.stamp, token)
    return Credential(token.access, is_token=True)


def forget_token(house: House, number: int) -> None:
    """Forget the token that was kept for a mailbox."""
    _kept.pop((str(house.workspace.folder.resolve()), number), None)


def _fetched(house: House, row: sa.Row[Any], name: str) -> Token:
    source = rows.source_of(row)
    if row.not_before > now():
        raise busy(source.host, row.not_before - now())
    refresh = open_for(house, name, "refresh", row.refresh_token)
    client = open_for(house, name, "client", row.client_secret)
    if refresh:
        # RFC 6749, 6.
        fields = {"grant_type": "refresh_token", "refresh_token": refresh}
    elif client:
        # RFC 6749, 4.4.
        fields = {"grant_type": "client_credentials"}
    else:
        raise not_signed_in(name)
    if source.scope:
        fields["scope"] = source.scope
    try:
        token = read_token(ask(source, source.token_url, fields, client), now())
    except RefusalError as refusal:
        _note_wait(house, row.mailbox_id, refusal)
        raise no_token(refusal, name, source.host) from refusal
    # Before the token is used for anything: the old refresh token may be worth nothing from now on.
    if refresh and token.refresh and token.refresh != refresh:
        with house.store.write() as connection:
            rows.rotate(connection, row, seal_for(house, name, "refresh", token.refresh))
    return Token(token.access, token.until)


def _note_wait(house: House, number: int, refusal: RefusalError) -> None:
    if refusal.wait_seconds:
        with house.store.write() as connection:
            rows.leave_alone(connection, number, now() + refusal.wait_seconds)
