"""JSON Lines, and one top-level JSON array as long as it is small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import problems
from nahbar.kernel.tabular.contracts import Cell, Limits, Row, Table
from nahbar.kernel.tabular.headers import fold
from nahbar.kernel.tabular.streams import BAD_LINE, Decision, PackedSource, TextLines, decide_encoding

# Keys that first appear later than this are handed on as `more`; it is 40 MB of typical comments.
HEADER_ROWS = 50_000


class JsonTable(Table):
    """One JSON object a line ("jsonl"), or an array of objects ("json")."""

    def __init__(self, path: Path, limits: Limits, content: bytes) -> None:
        super().__init__(path, limits)
        self.decision: Decision = decide_encoding(content)
        self.encoding = self.decision.encoding
        self.format = "json" if first_sign(content) == "[" else "jsonl"
        keys: dict[str, None] = {}
        for _, record in islice(self._records(), HEADER_ROWS):
            if isinstance(record, dict):
                keys.update(dict.fromkeys(record))
            if len(keys) > limits.columns:
                break
        self.keys = tuple(keys)
        self.headers = tuple(fold(key) or f"Column {index + 1}" for index, key in enumerate(self.keys))

    def rows(self) -> Iterator[Row]:
        """Yield one row an object; a line that is not an object is a row with a problem."""
        for number, (line, record) in enumerate(self._records(), start=1):
            if isinstance(record, Message):
                yield Row(number, line, (), record)
            else:
                yield self._row(number, line, record)

    def _row(self, number: int, line: int, record: Mapping[str, object]) -> Row:
        values = tuple(flat(record.get(key)) for key in self.keys)
        if any(isinstance(value, str) and len(value) > self.limits.field_chars for value in values):
            return Row(number, line, (), problems.field_too_long(self.limits.field_chars))
        known = len(self.keys) if record.keys() == set(self.keys) else sum(1 for key in self.keys if key in record)
        more = None
        if known != len(record):
            more = {fold(key): flat(value) for key, value in record.items() if key not in self.keys}
        return Row(number, line, values, None, more)

    def _records(self) -> Iterator[tuple[int, Mapping[str, object] | Message]]:
        if self.format == "json":
            return self._array()
        return self._lines()

    def _lines(self) -> Iterator[tuple[int, Mapping[str, object] | Message]]:
        source = PackedSource(self.path, self.limits)
        decode = msgspec.json.Decoder().decode
        for number, line in enumerate(TextLines(source, self.decision, self._fell_back), start=1):
            self.bytes_read = source.position
            if line.isspace():
                continue
            yield number, _record(line, decode)
        self.bytes_read = self.size_bytes

    def _array(self) -> Iterator[tuple[int, Mapping[str, object] | Message]]:
        text = self._whole()
        try:
            records = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError) as error:
            where = {"file": self.path.name, "reason": str(error)}
            raise problems.damaged(msg("{file} is not valid JSON: {reason}.", **where)) from error
        self.bytes_read = self.size_bytes
        for number, record in enumerate(_items(records), start=1):
            yield number, record if isinstance(record, dict) else _not_an_object()

    def _whole(self) -> str:
        parts: list[bytes] = []
        length = 0
        for block in PackedSource(self.path, self.limits).blocks():
            length += len(block)
            if length > self.limits.array_bytes:
                raise problems.wrong_format(
                    msg("{file} is one JSON array of more than {n} bytes.", file=self.path.name, n=length),
                    msg("Write one object a line (JSON Lines); such a file may have any size."),
                )
            parts.append(block)
        return b"".join(parts)[self.decision.mark_bytes :].decode(self.decision.encoding, errors="replace")

    def _fell_back(self, encoding: str) -> None:
        self.encoding = encoding
        self.note(msg("The text is not UTF-8; it was read as {encoding}.", encoding=encoding))


def _items(records: object) -> Iterable[object]:
    return records if isinstance(records, list) else ()


def _not_an_object() -> Message:
    return msg("The row is not a JSON object with named fields.")


def _record(line: str, decode: Callable[[str], object]) -> Mapping[str, object] | Message:
    if line.startswith(BAD_LINE):
        return problems.undecodable("UTF-8")
    try:
        record = decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        return msg("The line is not valid JSON: {reason}.", reason=str(error))
    return record if isinstance(record, dict) else _not_an_object()


def flat(value: object) -> Cell:
    """Return a scalar as it is and anything nested as JSON text."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return msgspec.json.encode(value).decode()


def first_sign(content: bytes) -> str:
    """Return the first sign of a text that is neither space nor mark, "" when there is none."""
    decision = decide_encoding(content[:4096])
    text = content[decision.mark_bytes : 4096].decode(decision.encoding, errors="replace")
    return text.lstrip()[:1]
