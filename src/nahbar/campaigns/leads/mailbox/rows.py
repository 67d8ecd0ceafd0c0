"""Statements on mailboxes and what became of their messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.leads.mailbox.contracts import LEAD, REFUSED, REPEATED, REPLY, Mailbox, Plan, Raw
from nahbar.campaigns.leads.mailbox.schema import mailbox, mailbox_message
from nahbar.kernel.messages import Message

_PLAN = ("name", "host", "port", "security", "user", "folder", "after", "target", "campaign", "since_day")
MOST_SHOWN = 50


def plan_columns(plan: Plan) -> dict[str, Any]:
    """Return a plan as columns."""
    return {**{name: getattr(plan, name) for name in _PLAN}, "own": " ".join(sorted(plan.own))}


def read_mailboxes(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Mailbox]:
    """Return the mailboxes in use, oldest first."""
    mine = sa.select(mailbox).where(mailbox.c.removed_at.is_(None), *where).order_by(mailbox.c.id)
    return [_mailbox(row) for row in connection.execute(mine)]


def _mailbox(row: sa.Row[Any]) -> Mailbox:
    plan = Plan(**{name: getattr(row, name) for name in _PLAN}, own=frozenset(row.own.split()))
    problem = None
    if row.problem:
        message, remedy = (Message.from_list(one) for one in msgspec.json.decode(row.problem))
        problem = (message, remedy)
    names = ("id", "uid_validity", "last_uid", "read_at", "failures", "next_at")
    return Mailbox(plan=plan, problem=problem, **{name: getattr(row, name) for name in names})


def add_mailbox(connection: sa.Connection, plan: Plan, secret: bytes, at: int) -> int | None:
    """Keep a mailbox and return its number; None when there is one of its name.

    One that was removed goes on from the beginning.
    """
    values = {**plan_columns(plan), "secret": secret, "created_at": at, "removed_at": None}
    values |= {"uid_validity": None, "last_uid": 0, "read_at": None, "failures": 0, "next_at": 0, "problem": None}
    before = connection.execute(sa.select(mailbox.c.id, mailbox.c.removed_at).where(mailbox.c.name == plan.name))
    known = before.first()
    if known is None:
        return int(connection.execute(mailbox.insert().values(**values).returning(mailbox.c.id)).scalar_one())
    if known.removed_at is None:
        return None
    connection.execute(mailbox.update().where(mailbox.c.id == known.id).values(**values))
    return int(known.id)


def secret_of(connection: sa.Connection, number: int) -> bytes:
    """Return the sealed password of a mailbox."""
    found: bytes = connection.execute(sa.select(mailbox.c.secret).where(mailbox.c.id == number)).scalar_one()
    return found


def set_state(connection: sa.Connection, number: int, **values: Any) -> None:
    """Note how the reading of a mailbox ended."""
    connection.execute(mailbox.update().where(mailbox.c.id == number).values(**values))


def move_on(connection: sa.Connection, one: Mailbox, validity: int, uid: int) -> bool:
    """Move the place up to which a mailbox is read; return False when somebody else has moved it since, or removed it.

    Called in the transaction that keeps the message: both happen, or neither.
    """
    same = (mailbox.c.uid_validity.is_not_distinct_from(one.uid_validity), mailbox.c.last_uid == one.last_uid)
    mine = mailbox.update().where(mailbox.c.id == one.id, mailbox.c.removed_at.is_(None), *same)
    return bool(connection.execute(mine.values(uid_validity=validity, last_uid=uid)).rowcount)


def known_message(connection: sa.Connection, number: int, key: str) -> sa.Row[Any] | None:
    """Return what became of a message that was seen before in this mailbox."""
    same = (mailbox_message.c.mailbox_id == number, mailbox_message.c.key == key)
    return connection.execute(sa.select(mailbox_message).where(*same).order_by(mailbox_message.c.id)).first()


def keep_message(connection: sa.Connection, number: int, validity: int, raw: Raw, values: Mapping[str, Any]) -> None:
    """Remember what became of a message."""
    place = {"mailbox_id": number, "uid_validity": validity, "uid": raw.uid}
    connection.execute(mailbox_message.insert().values(**place, came_at=raw.came_at, size=raw.size, **values))


def found_again(connection: sa.Connection, row_number: int, validity: int, uid: int) -> None:
    """Note where a known message lies since the server numbers its messages anew."""
    place = {"uid_validity": validity, "uid": uid}
    connection.execute(mailbox_message.update().where(mailbox_message.c.id == row_number).values(**place))


def untidied(connection: sa.Connection, number: int, validity: int) -> Sequence[Any]:
    """Return the messages that are still to be flagged or moved."""
    mine = (mailbox_message.c.mailbox_id == number, mailbox_message.c.uid_validity == validity)
    kinds = mailbox_message.c.outcome.in_((LEAD, REPLY, REPEATED))
    columns = (mailbox_message.c.id, mailbox_message.c.uid)
    wanted = sa.select(*columns).where(*mine, kinds, mailbox_message.c.tidied.is_(False))
    return connection.execute(wanted.order_by(mailbox_message.c.uid)).all()


def mark_tidied(connection: sa.Connection, row_number: int) -> None:
    """Note that a message was flagged or moved."""
    connection.execute(mailbox_message.update().where(mailbox_message.c.id == row_number).values(tidied=True))


def outcome_counts(connection: sa.Connection) -> Mapping[int, Mapping[str, int]]:
    """Return how many messages became what, by mailbox."""
    columns = (mailbox_message.c.mailbox_id, mailbox_message.c.outcome)
    found: dict[int, dict[str, int]] = {}
    for number, outcome, count in connection.execute(sa.select(*columns, sa.func.count()).group_by(*columns)):
        found.setdefault(number, {})[outcome] = count
    return found


def open_refusals(connection: sa.Connection) -> Sequence[Mapping[str, Any]]:
    """Return the refused messages that nobody has settled, newest first, with the name of their mailbox."""
    columns = (mailbox_message.c.id, mailbox_message.c.came_at, mailbox_message.c.size, mailbox_message.c.reason)
    joined = sa.select(*columns, mailbox.c.name, mailbox.c.folder).join(mailbox)
    waiting = joined.where(mailbox_message.c.outcome == REFUSED, mailbox_message.c.settled_at.is_(None))
    found = connection.execute(waiting.order_by(mailbox_message.c.came_at.desc()).limit(MOST_SHOWN)).mappings()
    return [{**row, "reason": Message.from_list(msgspec.json.decode(row["reason"]))} for row in found]


def settle_refusal(connection: sa.Connection, row_number: int, at: int) -> bool:
    """Note that a person has settled a refused message."""
    mine = (mailbox_message.c.id == row_number, mailbox_message.c.settled_at.is_(None))
    return bool(connection.execute(mailbox_message.update().where(*mine).values(settled_at=at)).rowcount)
