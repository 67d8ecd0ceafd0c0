"""Reports and size curves that were computed before, each with the version of the data that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.creators.contracts import Interval
from nahbar.creators.tables.schema import creator, size_curve, vetting
from nahbar.creators.vetting.material import ListAudit

METHODS = 1_000


def keep_reports(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Replace the reports of these creators (`rows`: columns of the table vetting)."""
    ids = [row["creator_id"] for row in rows]
    connection.execute(vetting.delete().where(vetting.c.creator_id.in_(ids)))
    connection.execute(vetting.insert(), list(rows))


def fresh_report(connection: sa.Connection, creator_id: int, version: int, method: str) -> bytes | None:
    """Return the report of a creator if it rests on today's data and method."""
    same = (vetting.c.creator_id == creator_id, vetting.c.version == version, vetting.c.method == method)
    return connection.execute(sa.select(vetting.c.report).where(*same)).scalar()


def kept_audit(connection: sa.Connection, creator_id: int, version: int, method: str) -> ListAudit | None:
    """Return the follower audit of a report that rests on the same data and method."""
    same = (vetting.c.creator_id == creator_id, vetting.c.version == version, vetting.c.method == method)
    row = connection.execute(sa.select(vetting).where(*same, vetting.c.audit_n.is_not(None))).first()
    if row is None:
        return None
    interval = Interval(row.audit_low, row.audit_high)
    return ListAudit(row.audit_n, row.audit_share, interval, bool(row.audit_fits), int(row.audit_checked or 0))


def stale_ids(connection: sa.Connection, method: str) -> Sequence[int]:
    """Return the creators without a report on today's data."""
    fresh = sa.and_(vetting.c.version == creator.c.version, vetting.c.method == method)
    rows = sa.select(creator.c.id).outerjoin(vetting, sa.and_(vetting.c.creator_id == creator.c.id, fresh))
    return list(connection.execute(rows.where(vetting.c.creator_id.is_(None)).order_by(creator.c.id)).scalars())


def keep_curves(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Replace all size curves (`rows`: columns of the table size_curve)."""
    connection.execute(size_curve.delete())
    if rows:
        connection.execute(size_curve.insert(), list(rows))


def read_curves(connection: sa.Connection) -> Mapping[tuple[str, str], Any]:
    """Return the size curves by (platform, denominator), as stored."""
    rows = connection.execute(sa.select(size_curve))
    return {(row.platform, row.denominator): msgspec.json.decode(row.curve) for row in rows}


def curve_state(connection: sa.Connection) -> int | None:
    """Return the state of the data that the curves were fitted to, None when there are none."""
    return connection.execute(sa.select(sa.func.min(size_curve.c.state))).scalar()


def data_state(connection: sa.Connection, method: str) -> int:
    """Return a number that differs after every import and undo that touched a creator, and for every method.

    `method` is a number of up to three digits.
    """
    versions = connection.execute(sa.select(sa.func.coalesce(sa.func.sum(creator.c.version), 0))).scalar_one()
    return int(versions) * METHODS + int(method)
