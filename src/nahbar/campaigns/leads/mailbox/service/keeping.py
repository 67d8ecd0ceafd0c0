"""Mailboxes added, listed, removed; refused messages settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nahbar.campaigns.leads.mailbox import rows
from nahbar.campaigns.leads.mailbox.contracts import Mailbox
from nahbar.campaigns.leads.mailbox.entering import Credential
from nahbar.campaigns.leads.mailbox.oauth import rows as oauth_rows
from nahbar.campaigns.leads.mailbox.oauth.contracts import HOSTS, PASSWORD, Secrets, SignIn, Source
from nahbar.campaigns.leads.mailbox.oauth.planning import read_secrets, read_sign_in, read_source
from nahbar.campaigns.leads.mailbox.oauth.service.tokens import forget_token, seal_for, token_for
from nahbar.campaigns.leads.mailbox.planning import read_plan
from nahbar.campaigns.leads.mailbox.schema import mailbox
from nahbar.campaigns.leads.secrets import open_secret, seal_secret
from nahbar.kernel.access import record
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

LONGEST_PASSWORD = 1_000


@dataclass(frozen=True, slots=True)
class MailboxPage:
    """Every mailbox in use with its counts by outcome, and the refused messages that wait for a person.

    `sign_ins` says by id how those without a password are signed in to.
    """

    boxes: Sequence[tuple[Mailbox, Mapping[str, int]]]
    refused: Sequence[Mapping[str, Any]]
    sign_ins: Mapping[int, SignIn]


def add_mailbox(house: House, given: Mapping[str, str], password: str, who: str) -> str:
    """Keep a mailbox and return its name; it is read from then on. Raises BadInput, Conflict.

    With another `sign_in` than password, `given` holds what `read_source` and `read_secrets` read.
    """
    way = read_sign_in(given)
    plan = read_plan({**given, "host": given.get("host", "").strip() or HOSTS.get(way, "")}, day_of(now()))
    oauth = _oauth(given, way) if way != PASSWORD else None
    sealed = _sealed_password(house, plan.name, password) if oauth is None else b""
    with house.store.write() as connection:
        number = rows.add_mailbox(connection, plan, sealed, now())
        if number is None:
            raise Conflict(
                msg("There is a mailbox “{name}” already.", name=plan.name),
                msg("Remove it first, or choose another name."),
                kind="name",
            )
        oauth_rows.drop_source(connection, number)
        if oauth is not None:
            source, secrets = oauth
            client, refresh = (
                seal_for(house, plan.name, what, one)
                for what, one in (("client", secrets.client), ("refresh", secrets.refresh))
            )
            oauth_rows.keep_source(connection, number, source, client, refresh)
        record(connection, who, "mailbox.add", plan.name, now())
    return plan.name


def _oauth(given: Mapping[str, str], way: str) -> tuple[Source, Secrets]:
    secrets = read_secrets(given)
    return read_source(given, way, secrets), secrets


def _sealed_password(house: House, name: str, password: str) -> bytes:
    # A line break in it would be a command to the mail server.
    if not password or len(password) > LONGEST_PASSWORD or not password.isprintable():
        raise BadInput(msg("There is no password."), msg("Give the one of the mailbox."), kind="password")
    return seal_secret(house.workspace, _owner(name), password)


def _owner(name: str) -> str:
    return f"mailbox:{name}"


def credential_of(house: House, one: Mailbox, *, fresh: bool = False) -> Credential:
    """Return what a mailbox is opened with; `fresh` fetches a new token where it is one.

    Raises Unavailable when the key of the workspace is another one, or when there is no token.
    """
    token = token_for(house, one.id, one.plan.name, fresh=fresh)
    if token is not None:
        return token
    with house.store.read() as connection:
        sealed = rows.secret_of(connection, one.id)
    return Credential(open_secret(house.workspace, _owner(one.plan.name), sealed))


def list_mailboxes(house: House) -> MailboxPage:
    """Return every mailbox in use, and what waits for a person."""
    with house.store.read() as connection:
        counts = rows.outcome_counts(connection)
        boxes = [(one, counts.get(one.id, {})) for one in rows.read_mailboxes(connection)]
        return MailboxPage(boxes, rows.open_refusals(connection), oauth_rows.sign_ins(connection, now()))


def find_mailbox(house: House, name: str) -> Mailbox:
    """Return a mailbox; raises NotFound."""
    with house.store.read() as connection:
        found = rows.read_mailboxes(connection, mailbox.c.name == name.strip().lower())
    if not found:
        raise NotFound(
            msg("There is no mailbox “{name}”.", name=name[:80]),
            msg("Look at the list of mailboxes."),
            kind="unknown-mailbox",
        )
    return found[0]


def find_sign_in(house: House, name: str) -> SignIn | None:
    """Return how far signing in to a mailbox is; None for one with a password. Raises NotFound."""
    one = find_mailbox(house, name)
    with house.store.read() as connection:
        row = oauth_rows.find(connection, one.id)
    return None if row is None else oauth_rows.sign_in_of(row, now())


def remove_mailbox(house: House, name: str, who: str) -> None:
    """Read a mailbox no more and forget its password and tokens; its leads stay. Raises NotFound."""
    one = find_mailbox(house, name)
    with house.store.write() as connection:
        rows.set_state(connection, one.id, removed_at=now(), secret=b"", problem=None)
        oauth_rows.drop_source(connection, one.id)
        record(connection, who, "mailbox.remove", one.plan.name, now())
    forget_token(house, one.id)


def settle_refused(house: House, number: int, who: str) -> None:
    """Note that a person has looked after a refused message; raises NotFound."""
    with house.store.write() as connection:
        if not rows.settle_refusal(connection, number, now()):
            raise NotFound(msg("There is no such message."), msg("Load the page again."))
        record(connection, who, "mailbox.settle", str(number), now())
