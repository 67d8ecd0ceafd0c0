"""CSV with any of four delimiters: quoted line breaks, stray quotes and overlong fields cost one row, not the file."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import problems
from nahbar.kernel.tabular.contracts import Limits, Row, Table
from nahbar.kernel.tabular.headers import header_row, unique_headers
from nahbar.kernel.tabular.streams import BAD_LINE, Decision, PackedSource, TextLines, decide_encoding

DELIMITERS = (",", ";", "\t", "|")
SNIFFED_ROWS = 100
# A stray quote is undone by reading the swallowed lines again; a file full of them must not take quadratic time.
MAX_REPLAYS = 200
# As many columns as are read, each with a long name.
LONGEST_HEADER_BYTES = 100_000


# The line that a record starts in, its cells, and why it cannot be used.
Record = tuple[int, list[str], Message | None]


class LineFeed:
    """Hands lines to csv.reader, remembers those of the row in progress, and can hand them out again."""

    def __init__(self, text: TextLines) -> None:
        self.text = text
        self.lines = iter(text)
        self.pending: deque[str] = deque()
        self.row: list[str] = []
        self.number = 0
        self.ended = False

    def __iter__(self) -> LineFeed:
        return self

    def __next__(self) -> str:
        if self.pending:
            line = self.pending.popleft()
        else:
            try:
                line = next(self.lines)
            except StopIteration:
                self.ended = True
                raise
        self.number += 1
        self.row.append(line)
        return line

    @property
    def bad(self) -> bool:
        """Whether any line so far could not be decoded."""
        return self.text.bad

    def replay(self) -> None:
        """Put every line of the current row but the first back."""
        again = self.row[1:]
        self.pending.extendleft(reversed(again))
        self.number -= len(again)
        self.row = self.row[:1]
        self.ended = False


class CsvTable(Table):
    """A delimited text file."""

    format = "csv"

    def __init__(self, path: Path, limits: Limits, content: bytes) -> None:
        super().__init__(path, limits)
        self.decision = decide_encoding(content)
        self.endless_head = len(content) > LONGEST_HEADER_BYTES and not (b"\n" in content or b"\r" in content)
        self.encoding = self.decision.encoding
        text = _decode_head(content, self.decision)
        declared, lines = declared_delimiter(list(io.StringIO(text, newline="")))
        self.delimiter = declared or sniff_delimiter(lines, limits)
        first = parse_head(lines, self.delimiter, limits)
        self.skipped = header_row(first) if first else 0
        self.headers = unique_headers(_without_trailing_blanks(first[self.skipped] if first else []))
        if self.encoding != "utf-8":
            self._fell_back(str(self.encoding))
        if self.skipped:
            self.note(msg("{n} title {n|row|rows} above the header {n|was|were} skipped.", n=self.skipped))

    def _fell_back(self, encoding: str) -> None:
        self.encoding = encoding
        self.note(msg("The text is not UTF-8; it was read as {encoding}.", encoding=encoding))

    def rows(self) -> Iterator[Row]:
        """Yield the data rows; blank lines and rows of empty cells count for nothing."""
        csv.field_size_limit(self.limits.field_chars)
        source = PackedSource(self.path, self.limits)
        feed = LineFeed(TextLines(source, self.decision, self._fell_back))
        return self._numbered(self._records(feed, source))

    def _numbered(self, records: Iterator[Record]) -> Iterator[Row]:
        width, number, left = len(self.headers), 0, self.skipped + 1
        for line, cells, problem in records:
            if left:
                left -= 1
                continue
            if problem is None:
                if not any(cells):
                    continue
                if len(cells) == width:
                    number += 1
                    yield Row(number, line, tuple(cells))
                    continue
                cells, problem = self._fitted(cells, width)
            number += 1
            yield Row(number, line, tuple(cells), problem)

    def _fitted(self, cells: list[str], width: int) -> tuple[list[str], Message | None]:
        if len(cells) < width:
            return [], problems.too_few_fields(len(cells), width)
        if any(cells[width:]):
            return [], problems.too_many_fields(len(cells), width)
        return cells[:width], None

    def _records(self, feed: LineFeed, source: PackedSource) -> Iterator[Record]:
        reader = csv.reader(feed, delimiter=str(self.delimiter), strict=True)
        replays = 0
        while True:
            feed.row.clear()
            line = feed.number + 1
            problem: Message | None = None
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error:
                cells, problem = self._recovered(feed, line, replays < MAX_REPLAYS)
                replays += len(feed.row) > 1 or problem is not None
                reader = csv.reader(feed, delimiter=str(self.delimiter), strict=True)
            self.bytes_read = source.position
            if feed.bad and any(text.startswith(BAD_LINE) for text in feed.row):
                cells, problem = [], problems.undecodable(str(self.encoding))
            elif line == 1 and cells and _declares(cells, str(self.delimiter)):
                continue
            if cells or problem:
                yield line, cells, problem
        self.bytes_read = self.size_bytes

    def _recovered(self, feed: LineFeed, line: int, may_replay: bool) -> tuple[list[str], Message | None]:
        """Undo what a stray quote swallowed: refuse its line and read the following ones again."""
        if len(feed.row) > 1:
            if not may_replay:
                return [], problems.open_quote_block(line, feed.number)
            feed.replay()
            return [], problems.open_quote(line)
        if feed.ended:
            return [], problems.open_quote(line)
        try:
            return next(csv.reader(feed.row, delimiter=str(self.delimiter))), None
        except csv.Error:
            return [], problems.field_too_long(self.limits.field_chars)


def _declares(cells: Sequence[str], delimiter: str) -> bool:
    # Excel writes "sep=;" in front of the header; split at ";" that line reads "sep=", "".
    return cells[0].strip().lower() in ("sep=", f"sep={delimiter}") and not any(cells[1:])


def declared_delimiter(lines: list[str]) -> tuple[str | None, list[str]]:
    """Return the delimiter of Excel's "sep=;" line, if the file starts with one, and the lines below it."""
    if lines and lines[0].strip().lower().startswith("sep=") and lines[0].strip()[4:] in DELIMITERS:
        return lines[0].strip()[4:], lines[1:]
    if lines and lines[0].lower().startswith("sep=\t"):
        return "\t", lines[1:]
    return None, lines


def sniff_delimiter(lines: Sequence[str], limits: Limits) -> str:
    """Choose the delimiter under which most rows of the head have the same number (two or more) of fields.

    Ties go to the one that gives more fields, then to the order comma, semicolon, tab, bar. One that does not occur in
    the header separates nothing: a table of one column is read with a delimiter that its head does not hold.
    """
    unused = next((delimiter for delimiter in DELIMITERS if not any(delimiter in line for line in lines)), ",")
    best, best_score = unused, (0.0, 0)
    for delimiter in DELIMITERS:
        rows = parse_head(lines, delimiter, limits)
        wide = Counter(len(row) for row in rows if len(row) > 1)
        if not wide or len(rows[header_row(rows)]) == 1:
            continue
        width, count = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
        score = (round(count / len(rows), 2), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def parse_head(lines: Sequence[str], delimiter: str, limits: Limits) -> list[list[str]]:
    """Return the first non-blank rows of the head."""
    csv.field_size_limit(limits.field_chars)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(iter(lines), delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) >= SNIFFED_ROWS:
                break
    except csv.Error:
        pass
    return rows


def _decode_head(content: bytes, decision: Decision) -> str:
    text = content[decision.mark_bytes :].decode(decision.encoding, errors="replace")
    return text.replace("\0", "")


def _without_trailing_blanks(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while len(kept) > 1 and not kept[-1].strip():
        kept.pop()
    return kept
