"""A mail server asked by IMAP (RFC 3501): messages after a number, each with its first megabyte.

Nothing that a server says is believed further than needed: what it sends is bounded in size and in time.
"""

from __future__ import annotations

import base64
import contextlib
import email.utils
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import Any

from nahbar.campaigns.leads.mailbox.contracts import FLAG, MOVE, PLAIN, TLS, Plan, Raw
from nahbar.campaigns.leads.mailbox.entering import (
    Credential,
    NotAllowedError,
    NotOfferedError,
    TokenRefusedError,
    enter,
)
from nahbar.kernel.clock import date_of
from nahbar.kernel.errors import NahbarError, Unavailable
from nahbar.kernel.messages import Message, msg

FIRST_BYTES = 1_048_576
# Answers are at most this beside what was asked for.
MARGIN_BYTES = 65_536
# A server that says nothing for so long is away.
SILENCE_SECONDS = 30
# One reading ends after this, however slowly the server speaks; the next goes on where it ended.
SESSION_SECONDS = 300
# So many numbers are asked for at once; twice as many after each answer that names none.
WINDOW = 20_000
# What a session raises when the server does not take the token.
REFUSED_KIND = "mailbox-token"
_LONG_WORD = re.compile(r"\S{60,}")
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_DATE = re.compile(rb'INTERNALDATE "([^"]{10,40})"')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Open(imaplib.IMAP4):
    """Without encryption, or before it begins."""

    def read(self, size: int) -> bytes:
        """Read `size` bytes."""
        return super().read(_bounded(size))


class _Secure(imaplib.IMAP4_SSL):
    """Encrypted from the first byte on."""

    def read(self, size: int) -> bytes:
        """Read `size` bytes."""
        return super().read(_bounded(size))


def _bounded(size: int) -> int:
    # The library would make room for whatever a server announces.
    if size > FIRST_BYTES + MARGIN_BYTES:
        raise imaplib.IMAP4.abort("an answer larger than what was asked for")
    return size


class Session:
    """One conversation about one folder; `validity` and `next_uid` are what the server says of it."""

    def __init__(self, connection: imaplib.IMAP4, can: frozenset[str], validity: int, next_uid: int) -> None:
        self._connection = connection
        self._can = can
        self.validity = validity
        self.next_uid = next_uid

    def numbers_after(self, last: int, since_day: int) -> Iterator[int]:
        """Yield the numbers of messages above `last` that came on `since_day` or later, the lowest first."""
        first, window = last + 1, WINDOW
        while first < self.next_uid:
            until = min(first + window, self.next_uid) - 1
            found = self._search(first, until, since_day)
            yield from found
            first, window = until + 1, WINDOW if found else window * 2

    def _search(self, first: int, until: int, since_day: int) -> list[int]:
        since = date_of(since_day)
        spoken = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        answer = self._do("SEARCH", f"UID {first}:{until}", "SINCE", spoken)
        words = b" ".join(one for one in answer if isinstance(one, bytes)).split()
        return sorted({int(word) for word in words if word.isdigit() and first <= int(word) <= until})

    def fetch(self, uid: int, now: int) -> Raw | None:
        """Return a message without marking it as read; None for one that is gone. `now` is when it came at the latest.

        Raises what the library raises.
        """
        answer = self._do("FETCH", str(uid), f"(INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.{FIRST_BYTES}>)")
        parts = [one for one in answer if isinstance(one, tuple)]
        if not parts:
            return None
        body = parts[0][1]
        said = b" ".join(one if isinstance(one, bytes) else one[0] for one in answer if one)
        size = int(match[1]) if (match := _SIZE.search(said)) else len(body)
        return Raw(uid, _came_at(said, now), size, body, size <= len(body))

    def tidy(self, uid: int, plan: Plan) -> None:
        """Flag a message as read, or move it."""
        if plan.after == FLAG:
            self._do("STORE", str(uid), "+FLAGS.SILENT", "(\\Seen)")
        elif plan.after == MOVE:
            target = quoted_folder(plan.target)
            if "MOVE" in self._can:
                self._do("MOVE", str(uid), target)
                return
            self._do("COPY", str(uid), target)
            self._do("STORE", str(uid), "+FLAGS.SILENT", "(\\Deleted)")
            if "UIDPLUS" in self._can:
                self._do("EXPUNGE", str(uid))

    def _do(self, *words: str) -> list[Any]:
        kind, answer = self._connection.uid(*words)
        if kind != "OK":
            raise imaplib.IMAP4.error(f"{words[0]}: {answer!r}")
        return answer


def _came_at(said: bytes, now: int) -> int:
    match = _DATE.search(said)
    parts = email.utils.parsedate_tz(match[1].decode("ascii", "replace")) if match else None
    if parts is None:
        return now
    try:
        # Clocks of servers are wrong at times; a lead that comes from the future is none.
        return min(max(email.utils.mktime_tz(parts), 946_684_800), now)
    except (ValueError, OverflowError):
        return now


@contextlib.contextmanager
def session(plan: Plan, credential: Credential, seconds: float = SESSION_SECONDS) -> Iterator[Session]:
    """Open the folder of a plan. Raises Unavailable that says what to do: away, certificate, password, folder, cut off.

    After `seconds` the conversation is cut off, also in the middle of an answer.
    """
    with _explained(plan, credential.secret):
        connection = _connected(plan)
        ending = threading.Timer(seconds, _cut, [connection])
        ending.daemon = True
        ending.start()
        try:
            yield _opened(connection, plan, credential)
        finally:
            ending.cancel()
            _close(connection)


def _close(connection: imaplib.IMAP4) -> None:
    with contextlib.suppress(OSError, imaplib.IMAP4.error):
        connection.logout()
    # Signing out of a server that is gone leaves the socket open.
    with contextlib.suppress(OSError):
        connection.shutdown()


def _cut(connection: imaplib.IMAP4) -> None:
    with contextlib.suppress(OSError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _connected(plan: Plan) -> imaplib.IMAP4:
    try:
        plan.host.encode("idna")
    except UnicodeError as error:
        raise OSError("no host has such a name") from error
    if plan.security == TLS:
        context = ssl.create_default_context()
        return _Secure(plan.host, plan.port, ssl_context=context, timeout=SILENCE_SECONDS)
    connection = _Open(plan.host, plan.port, timeout=SILENCE_SECONDS)
    try:
        if plan.security != PLAIN:
            connection.starttls(ssl.create_default_context())
    except (OSError, imaplib.IMAP4.error):
        _close(connection)
        raise
    return connection


class _NoFolder(Exception):
    """There is no such folder."""


def _opened(connection: imaplib.IMAP4, plan: Plan, credential: Credential) -> Session:
    enter(connection, plan, credential)
    kind, _ = connection.select(quoted_folder(plan.folder), readonly=plan.after not in (FLAG, MOVE))
    if kind != "OK":
        raise _NoFolder
    # What a server can do is said once more after signing in.
    _, said = connection.capability()
    can = frozenset(b" ".join(one for one in said if one).decode("ascii", "replace").upper().split())
    return Session(connection, can, _number(connection, "UIDVALIDITY"), _number(connection, "UIDNEXT"))


def _number(connection: imaplib.IMAP4, name: str) -> int:
    found = connection.untagged_responses.get(name, [b""])[-1]
    if not isinstance(found, bytes) or not found.isdigit():
        raise imaplib.IMAP4.error(f"the server does not say {name}")
    return int(found)


def quoted_folder(name: str) -> str:
    """Return a folder's name as IMAP writes it: quoted, and in modified UTF-7 (RFC 3501, 5.1.3)."""
    spoken = "".join(_shifted(one) if not plain else one.replace("&", "&-") for plain, one in _runs(name))
    return '"' + spoken.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    for match in re.finditer(r"([\x20-\x7e]+)|([^\x20-\x7e]+)", text):
        yield match[1] is not None, match[0]


def _shifted(text: str) -> str:

    found = base64.b64encode(text.encode("utf-16-be")).decode("ascii").rstrip("=")
    return f"&{found.replace('/', ',')}-"


@contextlib.contextmanager
def _explained(plan: Plan, secret: str) -> Iterator[None]:
    try:
        yield
    except NahbarError:
        raise
    except (TokenRefusedError, NotOfferedError) as error:
        raise _token_trouble(plan, error) from error
    except NotAllowedError as error:
        raise _trouble(
            msg("The mail server {host} refuses the user “{user}” with this password.", host=plan.host, user=plan.user),
            msg("Give the password again; some providers want one made for programs."),
            "mailbox-password",
        ) from error
    except _NoFolder as error:
        raise _trouble(
            msg("There is no folder “{folder}” in the mailbox “{name}”.", folder=plan.folder, name=plan.name),
            msg("Name it as your mail program does, with the folders above it."),
            "mailbox-folder",
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise _trouble(
            msg("The certificate of {host} is not to be trusted: {why:raw}.", host=plan.host, why=error.verify_message),
            msg("Check the host's name. Name a certificate of your own in the environment as SSL_CERT_FILE."),
            "mailbox-certificate",
        ) from error
    except (OSError, imaplib.IMAP4.error, EOFError) as error:
        raise _trouble(
            msg(
                "The mail server {host} broke off or does not answer: {why:raw}.",
                host=plan.host,
                why=_why(error, secret),
            ),
            msg("It is asked again by itself; nothing is lost. Check host, port and security if it stays so."),
            "mailbox-away",
        ) from error


def _trouble(message: Message, remedy: Message, kind: str) -> Unavailable:
    return Unavailable(message, remedy, kind=kind)


def _token_trouble(plan: Plan, error: Exception) -> Unavailable:
    if isinstance(error, NotOfferedError):
        return _trouble(
            msg("The mail server {host} offers no way to sign in by OAuth 2.", host=plan.host),
            msg("Check the host; else add the mailbox again with a password."),
            "mailbox-no-oauth",
        )
    return _trouble(
        msg("The mail server {host} refuses the token for “{user}”.", host=plan.host, user=plan.user),
        msg("Check that IMAP is on for this mailbox, that it is the account that signed in, and the scope."),
        REFUSED_KIND,
    )


def _why(error: Exception, secret: str) -> str:
    """Return what a library says of a failure, on one line, short, and without the secret or long words like tokens."""
    said = " ".join(str(error).split()) or type(error).__name__
    return _LONG_WORD.sub("…", said.replace(secret, "…") if secret else said)[:200]
