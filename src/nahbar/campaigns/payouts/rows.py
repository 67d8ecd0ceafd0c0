"""Every statement on payouts and payees."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.payouts.contracts import Line, Payee, Payout
from nahbar.campaigns.payouts.schema import payee, payout
from nahbar.kernel.clock import day_of, iso_day
from nahbar.kernel.tables import audit

# How the audit log calls a statement that stood in a file for the bank, before its number.
FILED = "statement:"


def read_payee(connection: sa.Connection, creator_id: int) -> Payee | None:
    """Return where a creator's money goes."""
    row = connection.execute(sa.select(payee).where(payee.c.creator_id == creator_id)).first()
    return Payee(row.holder, row.iban) if row else None


def set_payee(connection: sa.Connection, creator_id: int, given: Payee, who: str, now: int) -> None:
    """Put an account in the place of the one before."""
    drop_payee(connection, creator_id)
    values = {"creator_id": creator_id, "holder": given.holder, "iban": given.iban, "who": who, "at": now}
    connection.execute(payee.insert().values(**values))


def drop_payee(connection: sa.Connection, creator_id: int) -> None:
    """Forget where a creator's money goes."""
    connection.execute(payee.delete().where(payee.c.creator_id == creator_id))


def add_payout(
    connection: sa.Connection, collaboration: tuple[int, int], lines: Sequence[Line], currency: str, who: str, now: int
) -> int:
    """Keep a statement of a collaboration (its number and its creator's) and return its number."""
    values: dict[str, Any] = {"collaboration_id": collaboration[0], "creator_id": collaboration[1]}
    # The number of the statement is that of its row, which is known only when it has been written.
    values |= {"number": secrets.token_hex(16), "amount_cents": sum(line.cents for line in lines), "currency": currency}
    values |= {"lines": msgspec.json.encode([asdict(line) for line in lines]).decode(), "state": "open"}
    done = connection.execute(payout.insert().values(**values, made_at=now, who=who).returning(payout.c.id))
    payout_id = int(done.scalar_one())
    number = f"{iso_day(day_of(now))[:4]}-{payout_id:05}"
    connection.execute(payout.update().where(payout.c.id == payout_id).values(number=number))
    return payout_id


def read_payout(connection: sa.Connection, payout_id: int) -> Payout | None:
    """Return a statement."""
    row = connection.execute(sa.select(payout).where(payout.c.id == payout_id)).first()
    return _payout(row) if row else None


def payouts_of(connection: sa.Connection, collaboration_id: int) -> Sequence[Payout]:
    """Return the statements of a collaboration that stand, newest first."""
    mine = (payout.c.collaboration_id == collaboration_id, payout.c.state != "void")
    return [_payout(row) for row in connection.execute(sa.select(payout).where(*mine).order_by(payout.c.id.desc()))]


def open_payouts(connection: sa.Connection) -> Sequence[Payout]:
    """Return the statements that wait to be paid, oldest first."""
    waiting = sa.select(payout).where(payout.c.state == "open").order_by(payout.c.id)
    return [_payout(row) for row in connection.execute(waiting)]


def settled_payouts(connection: sa.Connection, limit: int = 100) -> Sequence[Payout]:
    """Return the statements that were paid or voided, newest first: a number that is missing would be asked after."""
    settled = sa.select(payout).where(payout.c.state != "open").order_by(payout.c.id.desc()).limit(limit)
    return [_payout(row) for row in connection.execute(settled)]


def page_of_payouts(connection: sa.Connection, state: str, offset: int, limit: int) -> tuple[int, Sequence[Payout]]:
    """Return how many statements are in a state ("": any), and one page of them, newest first."""
    where = [payout.c.state == state] if state else []
    total = connection.execute(sa.select(sa.func.count()).select_from(payout).where(*where)).scalar_one()
    page = sa.select(payout).where(*where).order_by(payout.c.id.desc()).offset(offset).limit(limit)
    return int(total), [_payout(row) for row in connection.execute(page)]


def filed_at(connection: sa.Connection, numbers: Sequence[str]) -> Mapping[str, int]:
    """Return when each of these statements last stood in a file for the bank, those that never did left out."""
    subjects = [f"{FILED}{number}" for number in numbers]
    said = sa.select(audit.c.subject, sa.func.max(audit.c.at)).where(audit.c.action == "payout.file")
    found = connection.execute(said.where(audit.c.subject.in_(subjects)).group_by(audit.c.subject)).all()
    return {str(subject).removeprefix(FILED): int(at) for subject, at in found}


def settle(connection: sa.Connection, payout_id: int, state: str, now: int) -> bool:
    """Move an open statement to "paid" or "void"; return whether it was open."""
    mine = (payout.c.id == payout_id, payout.c.state == "open")
    return bool(connection.execute(payout.update().where(*mine).values(state=state, settled_at=now)).rowcount)


def _payout(row: sa.Row[Any]) -> Payout:
    plain = {name: getattr(row, name) for name in Payout.__dataclass_fields__}
    return Payout(**{**plain, "lines": [Line(**line) for line in msgspec.json.decode(row.lines)]})
