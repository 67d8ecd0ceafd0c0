"""What a creator hands over: the contents of a platform's own data export, as validated records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from nahbar.creators.intake.kinds import KINDS, Kind
from nahbar.creators.intake.record_types import CreatorRecord, FollowerRecord, InsightRecord, PostRecord, Record
from nahbar.creators.intake.records import Refusal, compile_rows
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Cell, Row


class OwnComment(msgspec.Struct, frozen=True):
    """A comment that the creator wrote, seconds since 1970-01-01T00:00Z; under whose post, if the export says so."""

    platform: str
    handle: str
    written_at: int
    text: str
    post_owner: str | None = None
    post_id: str | None = None


class Followed(msgspec.Struct, frozen=True):
    """An account that the creator follows, and since when."""

    platform: str
    handle: str
    followed: str
    followed_key: str
    followed_at: int | None = None


@dataclass(frozen=True)
class Export:
    """The contents of one export; each method starts a new pass and yields refusals beside records.

    `creator` is None when the export says nothing of the profile. `notes` tells what is missing and what it means.
    """

    platform: str
    handle: str
    creator: CreatorRecord | None
    followers: Callable[[], Iterator[FollowerRecord | Refusal]]
    following: Callable[[], Iterator[Followed]]
    posts: Callable[[], Iterator[PostRecord | Refusal]]
    own_comments: Callable[[], Iterator[OwnComment]]
    insights: Callable[[], Iterator[InsightRecord | Refusal]]
    notes: tuple[Message, ...] = field(default=())


Fields = Mapping[str, Any]
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ENTRY_KEYS = frozenset(("media", "string_list_data", "string_map_data"))


def as_records(
    kind: str, rows: Iterable[Fields | None], now: int, extra: tuple[str, ...] = (), spec: Kind | None = None
) -> Iterator[Any]:
    """Validate rows given by column name (and `extra` names) exactly as rows of a table are; None is a refused row.

    `spec` stands in for the kind where a source needs less than a file does.
    """
    spec = spec or KINDS[kind]
    columns = tuple(column.name for column in spec.columns)
    headers = columns + extra
    read = compile_rows(spec, headers, dict(enumerate(columns)), {}, now=now)
    for number, fields in enumerate(rows, start=1):
        if fields is None:
            yield Refusal(number, None, msg("The entry is not a JSON object with named fields."), number)
        else:
            yield read(Row(number, number, tuple(_scalar(fields.get(name)) for name in headers)))


def _scalar(value: object) -> Cell:
    # An object or a list where a figure or a text belongs says nothing that could be read.
    return value if isinstance(value, str | int | float | bool) else None


def one_record(kind: str, fields: Fields, now: int) -> Record | None:
    """Validate one row; None when it is refused."""
    record = next(as_records(kind, (fields,), now))
    return None if isinstance(record, Refusal) else record


def repaired(text: str) -> str:
    """Return a text whose UTF-8 bytes were written as single signs ("fÃ¼r") as it was meant ("für").

    Instagram's exports are written so throughout. A text that is not of that kind comes back as it is.
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def decoded(content: bytes | msgspec.Raw, file: str, entry: str, kind: Any = Any) -> Any:
    """Return a JSON document as `kind`. Raises BadInput with the name of the entry when it is damaged."""
    plain = content.removeprefix(BYTE_ORDER_MARK) if isinstance(content, bytes) else content
    try:
        return msgspec.json.decode(plain, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadInput(
            msg("{file} is damaged in {entry}: {reason}.", file=file, entry=entry, reason=str(error)),
            msg("Request the export again from the platform."),
            "damaged-file",
        ) from error


def entries(content: bytes, file: str, entry: str) -> Iterator[dict[str, Any] | None]:
    """Yield the objects of a list, or of the list that an object wraps in one key, decoding one at a time.

    What is no object comes as None, so that whoever refuses can say so.

    A list of a million followers thus costs its bytes and no more. Raises BadInput when it is damaged.
    """
    # Everything is checked first: half a list would look like a small account.
    document = decoded(content, file, entry, list[msgspec.Raw] | dict[str, msgspec.Raw] | None)
    if isinstance(document, dict):
        # A list of one comes as the entry itself.
        if not ENTRY_KEYS.isdisjoint(document):
            yield decoded(content, file, entry)
            return
        wrapped = next((value for value in document.values() if bytes(value).startswith(b"[")), None)
        document = decoded(wrapped, file, entry, list[msgspec.Raw]) if wrapped is not None else []
    for item in document or ():
        value = decoded(item, file, entry)
        yield value if isinstance(value, dict) else None


def dicts(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list; anything else yields nothing."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
