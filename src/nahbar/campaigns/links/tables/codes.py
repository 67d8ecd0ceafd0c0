"""Statements on coupon codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.links.tables.schema import coupon_code


def all_codes(connection: sa.Connection) -> Sequence[sa.Row[Any]]:
    """Return every code, ended ones too, newest first."""
    return connection.execute(sa.select(coupon_code).order_by(coupon_code.c.id.desc())).all()


def add_code(connection: sa.Connection, values: Mapping[str, Any]) -> None:
    """Keep a new code."""
    connection.execute(coupon_code.insert().values(**values))


def end_code(connection: sa.Connection, code: str, now: int) -> bool:
    """End a code; return whether there was one in use."""
    mine = (coupon_code.c.code == code, coupon_code.c.ended_at.is_(None))
    return bool(connection.execute(coupon_code.update().where(*mine).values(ended_at=now)).rowcount)
