"""Mailboxes added, listed, removed; refused messages settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nahbar.campaigns.leads.mailbox import rows
from nahbar.campaigns.leads.mailbox.contracts import Mailbox
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
    """Every mailbox in use with its counts by outcome, and the refused messages that wait for a person."""

    boxes: Sequence[tuple[Mailbox, Mapping[str, int]]]
    refused: Sequence[Mapping[str, Any]]


def add_mailbox(house: House, given: Mapping[str, str], password: str, who: str) -> str:
    """Keep a mailbox and return its name; it is read from then on. Raises BadInput, Conflict."""
    plan = read_plan(given, day_of(now()))
    # A line break in it would be a command to the mail server.
    if not password or len(password) > LONGEST_PASSWORD or not password.isprintable():
        raise BadInput(msg("There is no password."), msg("Give the one of the mailbox."), kind="password")
    sealed = seal_secret(house.workspace, _owner(plan.name), password)
    with house.store.write() as connection:
        if not rows.add_mailbox(connection, plan, sealed, now()):
            raise Conflict(
                msg("There is a mailbox “{name}” already.", name=plan.name),
                msg("Remove it first, or choose another name."),
                kind="name",
            )
        record(connection, who, "mailbox.add", plan.name, now())
    return plan.name


def _owner(name: str) -> str:
    return f"mailbox:{name}"


def password_of(house: House, one: Mailbox) -> str:
    """Return the password of a mailbox; raises Unavailable when the key of the workspace is another one."""
    with house.store.read() as connection:
        sealed = rows.secret_of(connection, one.id)
    return open_secret(house.workspace, _owner(one.plan.name), sealed)


def list_mailboxes(house: House) -> MailboxPage:
    """Return every mailbox in use, and what waits for a person."""
    with house.store.read() as connection:
        counts = rows.outcome_counts(connection)
        boxes = [(one, counts.get(one.id, {})) for one in rows.read_mailboxes(connection)]
        return MailboxPage(boxes, rows.open_refusals(connection))


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


def remove_mailbox(house: House, name: str, who: str) -> None:
    """Read a mailbox no more and forget its password; its leads stay. Raises NotFound."""
    one = find_mailbox(house, name)
    with house.store.write() as connection:
        rows.set_state(connection, one.id, removed_at=now(), secret=b"", problem=None)
        record(connection, who, "mailbox.remove", one.plan.name, now())


def settle_refused(house: House, number: int, who: str) -> None:
    """Note that a person has looked after a refused message; raises NotFound."""
    with house.store.write() as connection:
        if not rows.settle_refusal(connection, number, now()):
            raise NotFound(msg("There is no such message."), msg("Load the page again."))
        record(connection, who, "mailbox.settle", str(number), now())
