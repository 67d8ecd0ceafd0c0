"""Guest links: each opens one thing to whoever holds it, until it expires or is revoked; every opening is logged."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.kernel.access import record
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.messages import msg
from nahbar.kernel.tables import audit, guest_link

DAY_SECONDS = 86_400
MOST_DAYS = 90
# 192 bits: nobody guesses one, however often they try.
SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class GuestLink:
    """A link as lists show it; the secret itself is known only to who was handed it."""

    id: int
    purpose: str
    subject: str
    made_by: str
    created_at: int
    expires_at: int
    revoked_at: int | None

    @property
    def name(self) -> str:
        """How the audit log calls the guest."""
        return f"guest link {self.id}"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the audit log."""

    at: int
    who: str
    action: str


def make_link(connection: sa.Connection, purpose: str, subject: str, days: int, who: str, now: int) -> str:
    """Make a link that lasts `days` and return its secret; raises BadInput for a span that is not 1 to 90 days."""
    if not 1 <= days <= MOST_DAYS:
        raise BadInput(
            msg("A guest link lasts 1 to {n} days.", n=MOST_DAYS), msg("Choose a number in between."), kind="days"
        )
    secret = secrets.token_urlsafe(SECRET_BYTES)
    values = {"purpose": purpose, "subject": subject, "made_by": who, "created_at": now}
    expires_at = now + days * DAY_SECONDS
    connection.execute(guest_link.insert().values(**values, hash=_hash(secret), expires_at=expires_at))
    record(connection, who, "guest.make", subject, now)
    return secret


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find_link(connection: sa.Connection, secret: str, purpose: str, now: int) -> GuestLink:
    """Return the link of a secret; raises NotFound when there is none, or it has expired, or was revoked."""
    same = (guest_link.c.hash == _hash(secret), guest_link.c.purpose == purpose)
    row = connection.execute(sa.select(guest_link).where(*same)).first()
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        raise NotFound(
            msg("This link is not valid, or no longer."),
            msg("Ask whoever sent it to you for a new one."),
            kind="guest-link",
        )
    return _link(row)


def _link(row: sa.Row[tuple[object, ...]]) -> GuestLink:
    return GuestLink(**{name: getattr(row, name) for name in GuestLink.__dataclass_fields__})


def list_links(connection: sa.Connection, subject: str) -> Sequence[GuestLink]:
    """Return the links to a subject, newest first."""
    mine = guest_link.c.subject == subject
    rows = connection.execute(sa.select(guest_link).where(mine).order_by(guest_link.c.id.desc()))
    return [_link(row) for row in rows]


def revoke_link(connection: sa.Connection, link_id: int, subject: str, who: str, now: int) -> None:
    """Make a link useless from now on; raises NotFound when the subject has none of that number."""
    mine = (guest_link.c.id == link_id, guest_link.c.subject == subject, guest_link.c.revoked_at.is_(None))
    if not connection.execute(guest_link.update().where(*mine).values(revoked_at=now)).rowcount:
        raise NotFound(msg("There is no such guest link."), msg("Look at the list of links."))
    record(connection, who, "guest.revoke", subject, now)


def log_of(connection: sa.Connection, subject: str, limit: int = 200) -> Sequence[LogLine]:
    """Return what the audit log holds on a subject, newest first."""
    lines = sa.select(audit.c.at, audit.c.who, audit.c.action).where(audit.c.subject == subject)
    return [
        LogLine(row.at, row.who, row.action)
        for row in connection.execute(lines.order_by(audit.c.id.desc()).limit(limit))
    ]
