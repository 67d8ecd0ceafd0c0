"""What the operations of this room share: paging, words of parameters, and who asks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

import msgspec
from litestar import Request
from litestar.params import QueryParameter

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

MOST_ROWS = 500
# Ten billion in whole units: more is an id in the wrong field.
MOST_CENTS = 10**12
ProgramRequest = Request[Any, Any, Any]

Limit = Annotated[int, QueryParameter(ge=1, le=MOST_ROWS, description="Rows in one answer.")]
Offset = Annotated[int, QueryParameter(ge=0, le=2**40, description="Rows before the first one.")]
Cents = Annotated[int, msgspec.Meta(ge=0, le=MOST_CENTS, description="An amount in hundredths of its currency.")]
Day = Annotated[str, msgspec.Meta(description="A day, as 2026-11-30; an empty text is none.")]


def among(known: Collection[str], said: str = "") -> msgspec.Meta:
    """Describe a text that is one of `known`; that it is one is checked where the text is read, with a remedy."""
    text = f"{said} One of: {', '.join(known)}.".strip()
    return msgspec.Meta(description=text, extra_json_schema={"extra": {"enum": list(known)}})


def one_of(name: str, value: str, known: Collection[str]) -> str:
    """Return a parameter that is empty or one of `known`; raises BadInput (kind `name`)."""
    if value and value not in known:
        raise BadInput(
            msg("“{value}” is not known here.", value=value[:40]),
            msg("Choose one of: {names:raw}.", names=", ".join(known)),
            kind=name,
        )
    return value


def sorted_by(sort: str, known: Collection[str]) -> str:
    """Return a column to sort by, with a leading "-" for the other way round; raises BadInput (kind "sort")."""
    one_of("sort", sort.removeprefix("-") or "-", known)
    return sort


def plain(text: str) -> str:
    """Return a text without NUL: PostgreSQL refuses it, SQLite stops reading at it."""
    return text.replace("\0", "")
