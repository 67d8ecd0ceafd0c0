"""Coupon codes of creators: made, ended, and looked after for leaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.links.codes import folded, make_code, read_code
from nahbar.campaigns.links.leaks import Leak
from nahbar.campaigns.links.service.leaking import Named, judge_codes
from nahbar.campaigns.links.tables import codes as tables
from nahbar.campaigns.links.wishes import read_creator, read_name
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code with what its uses say, and the newest orders behind that, by finding; times are seconds since 1970."""

    code: str
    creator: str
    campaign: str
    created_at: int
    ended_at: int | None
    leak: Leak
    orders: Named


def add_code(house: House, given: Mapping[str, str], who: str) -> str:
    """Give a creator a code: the one in `given`, or a new one from the creator's handle; return it.

    A creator who has that very code keeps it. Raises BadInput for what cannot be one, Conflict (kind "code") for a code
    that another creator has or had, or that looks like one.
    """
    creator = read_creator(given.get("creator", ""))
    if creator is None:
        raise BadInput(
            msg("A code belongs to a creator."), msg("Name the creator, as platform/handle."), kind="creator"
        )
    campaign = read_name(given.get("campaign", ""), "campaign")
    with house.store.write() as connection:
        known = {folded(row.code): row for row in tables.all_codes(connection)}
        wished = given.get("code", "").strip()
        code = read_code(wished) if wished else make_code(creator.partition("/")[2], known)
        other = known.get(folded(code))
        if other is not None and (other.creator != creator or other.code != code or other.ended_at is not None):
            raise _in_use(code, other)
        if other is None:
            values = {"code": code, "creator": creator, "campaign": campaign}
            tables.add_code(connection, {**values, "created_at": now(), "created_by": who})
            record(connection, who, "code.add", f"{code} {creator}", now())
    return code


def _in_use(code: str, other: sa.Row[tuple[object, ...]]) -> Conflict:
    if other.code == code:
        message = msg("The code {code} is or was that of {creator}.", code=code, creator=other.creator)
    else:
        message = msg("The code {code} looks like {other} of {creator}.", code=code, other=other.code,
                      creator=other.creator)  # fmt: skip
    return Conflict(
        message, msg("Choose another one: uses of both could not be told apart, also after one has ended."), kind="code"
    )


def end_code(house: House, code: str, who: str) -> str:
    """End a code, so that it can no longer be given out, and return it as it is kept; raises BadInput, NotFound."""
    plain = read_code(code)
    with house.store.write() as connection:
        if not tables.end_code(connection, plain, now()):
            raise NotFound(msg("There is no code “{code}” in use.", code=code[:40]), msg("Look at the list of codes."))
        record(connection, who, "code.end", plain, now())
    return plain


def list_codes(house: House) -> Sequence[CodeLine]:
    """Return all codes, newest first, each with the verdict on its uses."""
    with house.store.read() as connection:
        rows = tables.all_codes(connection)
    return _judged(house, rows)


def page_of_codes(house: House, filters: Mapping[str, str], offset: int, limit: int) -> tuple[int, Sequence[CodeLine]]:
    """Return how many codes pass the filters (`q`, `creator`, `campaign`, `state`), and one page of them."""
    with house.store.read() as connection:
        total, rows = tables.page_of_codes(connection, filters, offset, limit)
    return total, _judged(house, rows)


def _judged(house: House, rows: Sequence[sa.Row[Any]]) -> Sequence[CodeLine]:
    return [
        CodeLine(
            code=row.code,
            creator=row.creator,
            campaign=row.campaign or "",
            created_at=row.created_at,
            ended_at=row.ended_at,
            leak=judged.leak,
            orders=judged.orders,
        )
        for row, judged in zip(rows, judge_codes(house, rows), strict=True)
    ]
