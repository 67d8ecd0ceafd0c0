"""Advertising disclosure of a file of posts, of a creator's stored posts, and of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nahbar.creators.disclosure import LAWS, Disclosure, PostText, judge
from nahbar.creators.intake import (
    KINDS,
    Choice,
    PostRecord,
    Refusal,
    compile_rows,
    folded,
    match_columns,
    read_post_kind,
)
from nahbar.creators.service.lists import creator_row
from nahbar.creators.tables import reading
from nahbar.creators.vetting.disclosed import law_of
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Row, Table, open_table
from nahbar.kernel.tabular.values import Unreadable, parse_bool

# Names of the column that says whether something was given; it is part of this check alone, not of an import.
_COMPENSATED = ("compensated", "compensation", "vergütet", "gegenleistung", "consideration", "entlohnt")
_UNKNOWN = ("", "?", "unknown", "unbekannt", "unclear", "unklar", "n/a", "na", "none", "null", "nan")
# The columns that a judgement reads; what stands in the others cannot stop it.
_READ = ("post_id", "text", "paid_label", "url")
# A creator's page shows the newest posts; more would be slow to read and to scroll.
SHOWN_POSTS = 200


@dataclass(frozen=True, slots=True)
class JudgedPost:
    """A stored post with its judgement; `posted_at` in seconds, `url` empty where it is not known."""

    post_id: str
    posted_at: int
    text: str
    url: str
    judged: Disclosure


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """What the page of one creator shows: the newest posts, the verdicts counted, and how many posts there are."""

    platform: str
    handle: str
    name: str
    law: str
    posts: Sequence[JudgedPost]
    verdicts: Mapping[str, int]


def known_law(law: str) -> str:
    """Return `law` if rules of it are known; raises BadInput for others."""
    if law not in LAWS:
        raise BadInput(
            msg("There are no rules for the law “{law}”.", law=law),
            msg("Choose one of: {laws}.", laws=", ".join(LAWS)),
            kind="law",
        )
    return law


def judge_file(file: Path, law: str, named: Mapping[str, str]) -> Iterator[tuple[str, Disclosure]]:
    """Yield (post id, judgement) of every row of a table of posts; rows without an id are called by their number.

    Raises BadInput for a law without rules, a file that cannot be read or has no text, and at a row that is refused.
    """
    known_law(law)
    table = open_table(file)
    columns = _columns(file, table, named)
    compensated = _column_of_compensation(table, named)
    defaults = {"platform": "unknown", "handle": "unknown", "post_id": "row", "posted_at": "2020-01-01"}
    text_at = next(index for index, column in columns.items() if column == "text")
    kind_at = next((index for index, column in columns.items() if column == "kind"), -1)
    needed = {index: column for index, column in columns.items() if column in _READ}
    read = compile_rows(KINDS["posts"], table.headers, needed, defaults, now=now())
    for row in table.rows():
        record = read(row)
        if isinstance(record, Refusal):
            raise _refused(file, row.number, record.column or "", record.reason)
        if not isinstance(record, PostRecord):
            raise TypeError("a table of posts yields posts")
        given = record.extra.get(compensated, "") if compensated else ""
        post_id = record.post_id if record.post_id != "row" else str(row.number)
        paid = _compensation(file, row.number, given)
        text = _as_written(row, text_at) or record.text or ""
        yield post_id, judge(PostText(text, _kind(row, kind_at), bool(record.paid_label), paid), law)


def _as_written(row: Row, index: int) -> str:
    """Return the text untouched by the import's clean-up: offsets are those of the file."""
    cell = row.values[index] if len(row.values) > index else None
    return cell if isinstance(cell, str) else ""


def _kind(row: Row, index: int) -> str:
    """Return the kind of a post; one that nobody knows is left open, for it decides little."""
    try:
        return read_post_kind(row.values[index]) or "" if 0 <= index < len(row.values) else ""
    except Unreadable:
        return ""


def _columns(file: Path, table: Table, named: Mapping[str, str]) -> dict[int, str]:
    posts = {header: column for header, column in named.items() if column != "compensated"}
    found = match_columns(table, "posts", Choice("unknown", "unknown", posts)).columns
    if "text" not in found.values():
        guessed = match_columns(table, "posts", Choice("unknown", "unknown", posts, guess=True)).columns
        found = {**{index: column for index, column in guessed.items() if column == "text"}, **found}
    kept = {index: column for index, column in found.items() if column in (*_READ, "kind")}
    if "text" not in kept.values():
        raise BadInput(
            msg("{file} has no column with the texts of posts.", file=file.name),
            msg(
                'Name one with --map "Header=text". The headers are: {headers}.', headers=", ".join(table.headers)[:300]
            ),
            kind="missing-columns",
        )
    return {index: column for index, column in kept.items() if folded(table.headers[index]) not in _COMPENSATED}


def _column_of_compensation(table: Table, named: Mapping[str, str]) -> str | None:
    chosen = next((header for header, column in named.items() if column == "compensated"), None)
    return chosen or next((header for header in table.headers if folded(header) in _COMPENSATED), None)


def _compensation(file: Path, row: int, cell: str) -> bool | None:
    if cell.strip().lower() in _UNKNOWN:
        return None
    try:
        return parse_bool(cell)
    except Unreadable as error:
        raise _refused(file, row, "compensated", error.reason) from error


def _refused(file: Path, row: int, column: str, why: Message) -> BadInput:
    where = f"{row}, {column}" if column else str(row)
    return BadInput(
        msg("{file}, row {row:raw}: {why:raw}", file=file.name, row=where, why=why.render()),
        msg("Correct the row or empty the cell; nothing after it was judged."),
        kind="refused-row",
    )


def disclosure_page(house: House, name: str, law: str = "") -> DisclosurePage:
    """Judge the newest posts of "platform/handle", under the law of the creator's country where none is given.

    Raises NotFound with near matches, BadInput for a law without rules.
    """
    with house.store.read() as connection:
        row = creator_row(connection, name)
        stored = reading.newest_posts(connection, row.id, SHOWN_POSTS)
    chosen = known_law(law) if law else law_of(row.country)
    posts = [
        JudgedPost(
            one.post_key,
            one.posted_at,
            one.text or "",
            one.url or "",
            judge(PostText(one.text or "", one.kind or "", bool(one.paid_label)), chosen),
        )
        for one in stored
    ]
    verdicts = Counter(one.judged.verdict for one in posts)
    return DisclosurePage(row.platform, row.handle, row.name or row.handle, chosen, posts, verdicts)
