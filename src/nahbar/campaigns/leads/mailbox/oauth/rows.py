"""Statements on how mailboxes are signed in to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.leads.mailbox.oauth.contracts import DeviceCode, SignIn, Source
from nahbar.campaigns.leads.mailbox.schema import mailbox, mailbox_oauth
from nahbar.kernel.messages import Message

NO_DEVICE: Mapping[str, Any] = {
    "device_code": b"",
    "user_code": "",
    "verify_url": "",
    "device_interval": 0,
    "device_next": 0,
    "device_until": 0,
}
_SOURCE = ("token_url", "device_url", "client_id", "scope")


def new_stamp() -> int:
    """Return a mark that no sign-in had before."""
    return secrets.randbits(62)


def keep_source(connection: sa.Connection, number: int, source: Source, client: bytes, refresh: bytes) -> None:
    """Keep where tokens of a mailbox come from, in place of what was kept before."""
    drop_source(connection, number)
    values = {**{name: getattr(source, name) for name in _SOURCE}, "client_secret": client, "refresh_token": refresh}
    values |= {**NO_DEVICE, "stamp": new_stamp(), "not_before": 0, "problem": None}
    connection.execute(mailbox_oauth.insert().values(mailbox_id=number, **values))


def drop_source(connection: sa.Connection, number: int) -> None:
    """Forget where tokens of a mailbox come from, with every secret."""
    connection.execute(mailbox_oauth.delete().where(mailbox_oauth.c.mailbox_id == number))


def find(connection: sa.Connection, number: int) -> sa.Row[Any] | None:
    """Return the row of a mailbox; None for one with a password."""
    return connection.execute(sa.select(mailbox_oauth).where(mailbox_oauth.c.mailbox_id == number)).first()


def source_of(row: sa.Row[Any]) -> Source:
    """Return where tokens come from."""
    return Source(**{name: getattr(row, name) for name in _SOURCE})


def sign_ins(connection: sa.Connection, now: int) -> Mapping[int, SignIn]:
    """Return how far signing in is, by mailbox; those with a password are left out."""
    return {row.mailbox_id: sign_in_of(row, now) for row in connection.execute(sa.select(mailbox_oauth))}


def sign_in_of(row: sa.Row[Any], now: int) -> SignIn:
    """Return how far signing in is."""
    problem = None
    if row.problem:
        message, remedy = (Message.from_list(one) for one in msgspec.json.decode(row.problem))
        problem = (message, remedy)
    waiting = None
    if row.device_code and row.device_until > now:
        waiting = DeviceCode("", row.user_code, row.verify_url, row.device_interval, row.device_until)
    return SignIn(source_of(row), bool(row.refresh_token), bool(row.client_secret), waiting, problem)


def waiting_names(connection: sa.Connection, now: int) -> list[str]:
    """Return the names of mailboxes whose sign-in is to be asked for."""
    due = (mailbox_oauth.c.user_code != "", mailbox_oauth.c.device_next <= now, mailbox.c.removed_at.is_(None))
    wanted = sa.select(mailbox.c.name).join(mailbox_oauth, mailbox_oauth.c.mailbox_id == mailbox.c.id)
    return list(connection.execute(wanted.where(*due).order_by(mailbox.c.id)).scalars())


def rotate(connection: sa.Connection, row: sa.Row[Any], refresh: bytes) -> bool:
    """Put the new refresh token in place of the one it was fetched with; False when a person has signed in since."""
    same = (mailbox_oauth.c.mailbox_id == row.mailbox_id, mailbox_oauth.c.refresh_token == row.refresh_token)
    return bool(connection.execute(mailbox_oauth.update().where(*same).values(refresh_token=refresh)).rowcount)


def leave_alone(connection: sa.Connection, number: int, until: int) -> None:
    """Note until when an endpoint wants to be left alone."""
    connection.execute(mailbox_oauth.update().where(mailbox_oauth.c.mailbox_id == number).values(not_before=until))


def keep_secrets(connection: sa.Connection, number: int, client: bytes, refresh: bytes) -> None:
    """Keep what a person has signed in with; the mailbox is read at once."""
    values = {
        **NO_DEVICE,
        "client_secret": client,
        "refresh_token": refresh,
        "stamp": new_stamp(),
        "not_before": 0,
        "problem": None,
    }
    connection.execute(mailbox_oauth.update().where(mailbox_oauth.c.mailbox_id == number).values(**values))
    again = {"failures": 0, "next_at": 0, "problem": None}
    connection.execute(mailbox.update().where(mailbox.c.id == number).values(**again))


def begin_device(connection: sa.Connection, number: int, code: DeviceCode, sealed: bytes, now: int) -> None:
    """Note the code that a person shall type, in place of one before."""
    values: dict[str, Any] = {
        "device_code": sealed,
        "user_code": code.user_code,
        "verify_url": code.address,
        "problem": None,
    }
    values |= {"device_interval": code.interval, "device_next": now + code.interval, "device_until": code.until}
    connection.execute(mailbox_oauth.update().where(mailbox_oauth.c.mailbox_id == number).values(**values))


def move_device(connection: sa.Connection, row: sa.Row[Any], interval: int, next_at: int) -> bool:
    """Note when a waiting sign-in is asked for again; False when it is another one by now, or over."""
    same = (mailbox_oauth.c.mailbox_id == row.mailbox_id, mailbox_oauth.c.device_code == row.device_code)
    values = {"device_interval": interval, "device_next": next_at}
    return bool(connection.execute(mailbox_oauth.update().where(*same).values(**values)).rowcount)


def end_device(connection: sa.Connection, row: sa.Row[Any], message: Message, remedy: Message) -> None:
    """Note why a sign-in came to nothing, unless another one has begun."""
    same = (mailbox_oauth.c.mailbox_id == row.mailbox_id, mailbox_oauth.c.device_code == row.device_code)
    said = msgspec.json.encode([message.to_list(), remedy.to_list()]).decode()
    connection.execute(mailbox_oauth.update().where(*same).values(**NO_DEVICE, problem=said))
