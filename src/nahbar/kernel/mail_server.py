"""The mail server that notices are handed to: named by an owner on the page, else in `nahbar.toml`; tried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.i18n import Language
from nahbar.kernel.mail import PORTS, is_set_up, send_mail
from nahbar.kernel.messages import msg
from nahbar.kernel.sealing import seal, unseal
from nahbar.kernel.settings import MAIL_ADDRESS, MAX_HOST, MOST_PORTS, MailSettings, is_safe_mail
from nahbar.kernel.tables import mail_server

KEY_NAME = "mail"
OWNER = "mail server"
ROW = 1
LONGEST_SECRET = 1_000


@dataclass(frozen=True, slots=True)
class MailServer:
    """The mail server in use; `kept` says whether it was named on the page. Its password is in no answer."""

    settings: MailSettings
    kept: bool
    at: int
    who: str


def mail_settings(house: House) -> MailSettings:
    """Return what mail is sent by; raises Unavailable when the kept password cannot be opened."""
    row = _row(house)
    if row is None:
        return house.workspace.settings.mail
    password = unseal(house.workspace, KEY_NAME, OWNER, row.password) if row.password else ""
    return MailSettings(row.host, row.port, row.security, row.user, password, row.sender)


def mail_server_of(house: House) -> MailServer:
    """Return the mail server in use, without its password."""
    row = _row(house)
    if row is None:
        return MailServer(msgspec.structs.replace(house.workspace.settings.mail, password=""), False, 0, "")
    return MailServer(MailSettings(row.host, row.port, row.security, row.user, "", row.sender), True, row.at, row.who)


def _row(house: House) -> sa.Row[Any] | None:
    with house.store.read() as connection:
        return connection.execute(sa.select(mail_server).where(mail_server.c.id == ROW)).first()


def keep_mail_server(house: House, given: Mapping[str, str], who: str) -> None:
    """Keep a mail server; an empty password leaves the one before, as long as server and user stay the same.

    Raises BadInput whose kind names the field.
    """
    wished = _read(given)
    before = _row(house)
    password = given.get("password", "")[:LONGEST_SECRET]
    sealed = seal(house.workspace, KEY_NAME, OWNER, password) if password else b""
    if not password and wished.user:
        same = before is not None and (before.host, before.user) == (wished.host, wished.user)
        # A kept password must never be sent to a server that somebody else named.
        if before is None or not same or not before.password:
            raise BadInput(
                msg("The password is missing."), msg("Give the one for this server and this user."), kind="password"
            )
        sealed = before.password
    values = {"host": wished.host, "port": wished.port, "security": wished.security, "user": wished.user}
    with house.store.write() as connection:
        connection.execute(mail_server.delete())
        row = {"id": ROW, **values, "password": sealed, "sender": wished.sender, "at": now(), "who": who}
        connection.execute(mail_server.insert().values(**row))
        record(connection, who, "mail.keep", wished.host, now())


def _read(given: Mapping[str, str]) -> MailSettings:
    texts = {name: given.get(name, "").strip() for name in ("host", "port", "security", "user", "sender")}
    if any(not text.isprintable() or len(text) > MAX_HOST for text in texts.values()) or not texts["host"]:
        raise BadInput(msg("The server is missing, or too long."), msg("Write it like mail.example.org."), kind="host")
    port = _port(texts["port"])
    if not MAIL_ADDRESS.fullmatch(texts["sender"]):
        raise BadInput(
            msg("“{text}” is no e-mail address.", text=texts["sender"][:80]),
            msg("Write the address that notices come from, like nahbar@example.org."),
            kind="sender",
        )
    wished = MailSettings(texts["host"], port, texts["security"], texts["user"], "", texts["sender"])
    if not is_safe_mail(wished) or wished.security not in PORTS:
        raise BadInput(
            msg("Without encryption only a server on this machine is used."),
            msg("Choose STARTTLS or TLS: else everybody on the way could read password and notices."),
            kind="security",
        )
    return wished


def _port(text: str) -> int:
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PORTS))
    if text and (not plain or int(text) >= MOST_PORTS):
        raise BadInput(
            msg("“{text}” is no port.", text=text[:20]), msg("Leave it empty for the usual one."), kind="port"
        )
    return int(text or 0)


def drop_mail_server(house: House, who: str) -> None:
    """Forget what was kept on the page; what `nahbar.toml` says holds again."""
    with house.store.write() as connection:
        connection.execute(mail_server.delete())
        record(connection, who, "mail.drop", "", now())


def send_trial(house: House, to: str, language: Language, who: str) -> None:
    """Send a message to whoever asks, now; raises BadInput or Unavailable with what the server said."""
    settings = mail_settings(house)
    if not is_set_up(settings):
        raise BadInput(msg("No mail server is named yet."), msg("Keep one first."), kind="host")
    said, message = language.message, EmailMessage()
    brand = " ".join(house.workspace.settings.name.split())
    message["Subject"] = said(msg("{brand:raw}: a test message", brand=brand))
    message["From"], message["To"] = settings.sender, to
    message["Date"] = formatdate(now())
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    # So that no absence answers it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(said(msg("This is how notices from nahbar will come. Nothing else is in this message.")) + "\n")
    send_mail(settings, message)
    with house.store.write() as connection:
        record(connection, who, "mail.try", "", now())
