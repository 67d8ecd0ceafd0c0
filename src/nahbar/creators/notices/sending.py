"""Sends the notices that wait, beside the serving: what waits for one person in one message."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.creators.notices.schema import happening, notice_mail, notice_wish
from nahbar.creators.notices.service import select_happenings
from nahbar.creators.notices.wording import Envelope, Happening, notice
from nahbar.kernel.beside import Repeated
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.mail import is_set_up, send_mail
from nahbar.kernel.mail_server import mail_settings
from nahbar.kernel.settings import MailSettings
from nahbar.kernel.tables import account

log = logging.getLogger("nahbar.notices")

LOOK_SECONDS = 15.0
# A message that the server does not take is tried again at twice the distance each time, and given up after three days.
FIRST_PAUSE_SECONDS = 60
LONGEST_PAUSE_SECONDS = 3_600
GIVE_UP_SECONDS = 3 * 86_400
# What was sent is known for so long, then forgotten.
KEEP_SECONDS = 30 * 86_400


def send_waiting(house: House) -> int:
    """Send what is due and return how many messages the server took; one process at a time (else raises Conflict)."""
    mail = mail_settings(house)
    if not is_set_up(mail):
        return 0
    sent = 0
    with house.workspace.lock("notices"):
        for _, group in groupby(_due(house), key=lambda row: row["account_id"]):
            sent += _send(house, mail, list(group))
        _forget(house)
    return sent


def _due(house: House) -> Sequence[Any]:
    open_mail = (notice_mail.c.sent_at.is_(None), notice_mail.c.given_up_at.is_(None), notice_mail.c.next_at <= now())
    columns = (notice_mail.c.id.label("mail_id"), notice_mail.c.account_id, notice_mail.c.attempts)
    person = (account.c.email, account.c.language)
    due = select_happenings().add_columns(*columns, *person)
    due = due.join(notice_mail, notice_mail.c.happening_id == happening.c.id)
    due = due.join(account, account.c.id == notice_mail.c.account_id)
    # Who was removed, or has switched notices off, gets none.
    due = due.join(notice_wish, notice_wish.c.account_id == account.c.id).where(account.c.disabled_at.is_(None))
    ordered = due.where(*open_mail).order_by(notice_mail.c.account_id, notice_mail.c.id)
    with house.store.read() as connection:
        return connection.execute(ordered).mappings().all()


def _send(house: House, mail: MailSettings, rows: Sequence[Any]) -> int:
    settings = house.workspace.settings
    happened = [Happening(**{name: row[name] for name in Happening.__dataclass_fields__}) for row in rows]
    language = house.language(rows[0]["language"])
    name = f"nahbar-notice-{rows[0]['mail_id']}"
    envelope = Envelope(settings.name, mail.sender, rows[0]["email"], name, now())
    message = notice(happened, language, settings.web.address, envelope)
    ids = [row["mail_id"] for row in rows]
    try:
        send_mail(mail, message)
    except NahbarError as error:
        _note_failure(house, rows, error)
        return 0
    # Killed before this, the same message is sent once more: better twice than never.
    with house.store.write() as connection:
        mine = notice_mail.update().where(notice_mail.c.id.in_(ids))
        connection.execute(mine.values(sent_at=now(), problem=None))
    return 1


def _note_failure(house: House, rows: Sequence[Any], error: NahbarError) -> None:
    said = msgspec.json.encode(error.message.to_list()).decode()
    with house.store.write() as connection:
        for row in rows:
            pause = min(FIRST_PAUSE_SECONDS * 2 ** min(row["attempts"], 10), LONGEST_PAUSE_SECONDS)
            over = isinstance(error, BadInput) or now() - row["at"] > GIVE_UP_SECONDS
            values = {"attempts": row["attempts"] + 1, "next_at": now() + pause, "problem": said}
            mine = notice_mail.update().where(notice_mail.c.id == row["mail_id"])
            connection.execute(mine.values(**values, given_up_at=now() if over else None))


def _forget(house: House) -> None:
    old = (notice_mail.c.sent_at < now() - KEEP_SECONDS, notice_mail.c.given_up_at < now() - KEEP_SECONDS)
    with house.store.read() as connection:
        some = connection.execute(sa.select(notice_mail.c.id).where(sa.or_(*old)).limit(1)).first()
    if some is not None:
        with house.store.write() as connection:
            connection.execute(notice_mail.delete().where(sa.or_(*old)))


class NoticeThread(Repeated):
    """Sends notices; in a house of several workers one of them sends."""

    name = "notices"
    trouble = "notices could not be sent yet"
    # A mail server that is being waited for is left behind.
    end_seconds = 3.0

    def __init__(self, house: House, look_seconds: float = LOOK_SECONDS) -> None:
        super().__init__(look_seconds)
        self._house = house

    def turn(self) -> None:
        """Send what waits."""
        send_waiting(self._house)
