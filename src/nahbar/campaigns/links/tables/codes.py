"""Statements on coupon codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.links.tables.schema import coupon_code

IN_USE, ENDED = "in use", "ended"
STATES = (IN_USE, ENDED)


def all_codes(connection: sa.Connection) -> Sequence[sa.Row[Any]]:
    """Return every code, ended ones too, newest first."""
    return connection.execute(sa.select(coupon_code).order_by(coupon_code.c.id.desc())).all()


def page_of_codes(
    connection: sa.Connection, filters: Mapping[str, str], offset: int, limit: int
) -> tuple[int, Sequence[sa.Row[Any]]]:
    """Return how many codes pass the filters (`q`, `creator`, `campaign`, `state`), and one page, newest first."""
    where: list[sa.ColumnElement[bool]] = []
    if words := filters.get("q"):
        places = [coupon_code.c[name] for name in ("code", "creator", "campaign")]
        where.append(sa.or_(*(one.icontains(words, autoescape=True) for one in places)))
    where += [coupon_code.c[name] == filters[name] for name in ("creator", "campaign") if name in filters]
    if state := filters.get("state"):
        ended = coupon_code.c.ended_at
        where.append(ended.is_not(None) if state == ENDED else ended.is_(None))
    total = connection.execute(sa.select(sa.func.count()).select_from(coupon_code).where(*where)).scalar_one()
    page = sa.select(coupon_code).where(*where).order_by(coupon_code.c.id.desc()).offset(offset).limit(limit)
    return int(total), connection.execute(page).all()


def add_code(connection: sa.Connection, values: Mapping[str, Any]) -> None:
    """Keep a new code."""
    connection.execute(coupon_code.insert().values(**values))


def end_code(connection: sa.Connection, code: str, now: int) -> bool:
    """End a code; return whether there was one in use."""
    mine = (coupon_code.c.code == code, coupon_code.c.ended_at.is_(None))
    return bool(connection.execute(coupon_code.update().where(*mine).values(ended_at=now)).rowcount)
