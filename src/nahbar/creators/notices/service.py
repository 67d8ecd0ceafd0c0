"""What creators did, noted with the act itself; seen by a person; told by e-mail to whoever switched that on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.creators.notices.schema import happening, notice_mail, notice_wish
from nahbar.creators.notices.wording import ERASURE, Happening
from nahbar.creators.tables.schema import creator
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.house import House
from nahbar.kernel.mail import is_set_up
from nahbar.kernel.mail_server import mail_server_of
from nahbar.kernel.messages import Message
from nahbar.kernel.tables import account

SHOWN_TODAY = 20
SHOWN_PROBLEMS = 10


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Whether notices can be sent, whether this person gets them, how many wait, and what went wrong lately."""

    set_up: bool
    wanted: bool
    waiting: int
    problems: Sequence[tuple[int, Message]]


def note_happening(connection: sa.Connection, kind: str, creator_id: int, path: str) -> None:
    """Note what a creator did, in the transaction in which it happens, and a notice to each who wants one.

    The words for `kind` are those that the room gave by `name_happenings`.
    """
    values = {"kind": kind, "creator_id": creator_id, "path": path, "at": now()}
    made = connection.execute(happening.insert().values(**values).returning(happening.c.id)).scalar_one()
    people = sa.select(notice_wish.c.account_id).join(account, account.c.id == notice_wish.c.account_id)
    for person in connection.execute(people.where(account.c.disabled_at.is_(None))).scalars().all():
        mail = {"happening_id": made, "account_id": person, "next_at": now()}
        connection.execute(notice_mail.insert().values(**mail))


def select_happenings() -> sa.Select[Any]:
    """Return the statement that reads happenings with their creators."""
    spoken = (creator.c.platform + "/" + creator.c.handle).label("creator")
    columns = (happening.c.id, happening.c.kind, spoken, happening.c.path, happening.c.at)
    return sa.select(*columns).join(creator, creator.c.id == happening.c.creator_id)


def waiting_happenings(house: House) -> tuple[Sequence[Happening], int]:
    """Return what nobody has seen yet, newest first, and how much it is; who asked for erasure stands elsewhere."""
    unseen = (happening.c.seen_at.is_(None), happening.c.kind != ERASURE)
    with house.store.read() as connection:
        newest = select_happenings().where(*unseen).order_by(happening.c.id.desc()).limit(SHOWN_TODAY)
        found = [Happening(**row) for row in connection.execute(newest).mappings()]
        count = connection.execute(sa.select(sa.func.count()).select_from(happening).where(*unseen)).scalar_one()
    return found, count


def mark_seen(house: House, number: int | None, who: str, up_to: int = 0) -> None:
    """Note that somebody has seen a happening, or with None all up to the number `up_to`."""
    mine = happening.c.id == number if number is not None else happening.c.id <= up_to
    with house.store.write() as connection:
        unseen = happening.update().where(mine, happening.c.seen_at.is_(None))
        connection.execute(unseen.values(seen_at=now(), seen_by=who))


def notice_page(house: House, account_id: int) -> NoticePage:
    """Return how notices stand for one person."""
    waits = (notice_mail.c.account_id == account_id, notice_mail.c.sent_at.is_(None))
    with house.store.read() as connection:
        wanted = connection.execute(sa.select(notice_wish).where(notice_wish.c.account_id == account_id)).first()
        rows = connection.execute(
            sa.select(notice_mail.c.problem, notice_mail.c.given_up_at, happening.c.at)
            .join(happening, happening.c.id == notice_mail.c.happening_id)
            .where(*waits)
            .order_by(notice_mail.c.id.desc())
        ).all()
    problems = [(row.at, Message.from_list(msgspec.json.decode(row.problem))) for row in rows if row.problem]
    waiting = sum(row.given_up_at is None for row in rows)
    set_up = is_set_up(mail_server_of(house).settings)
    return NoticePage(set_up, wanted is not None, waiting, problems[:SHOWN_PROBLEMS])


def switch_notices(house: House, account_id: int, who: str, *, on: bool) -> None:
    """Switch notices on or off for one person; what waits for them then is dropped."""
    with house.store.write() as connection:
        connection.execute(notice_wish.delete().where(notice_wish.c.account_id == account_id))
        if on:
            connection.execute(notice_wish.insert().values(account_id=account_id, since=now()))
        else:
            unsent = (notice_mail.c.account_id == account_id, notice_mail.c.sent_at.is_(None))
            connection.execute(notice_mail.delete().where(*unsent))
        record(connection, who, "notices.on" if on else "notices.off", "", now())
