"""Counts the clicks that wait in files: each exactly once, into the sums by hour and, people only, into the journal.

One transaction holds the counts, the touchpoints and how far each file is read. A file is deleted after its worker has
let go of it and everything in it is counted; killed in between, the next run goes on where the transaction ended.
All that needs no lock of the store is done before the transaction: others wait for what is written only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from nahbar.campaigns.links import counting, records
from nahbar.campaigns.links.contracts import Clicks, Link
from nahbar.campaigns.links.splitting import LETTERS
from nahbar.campaigns.links.spool import FOLDER, SUFFIX, nobody_writes
from nahbar.campaigns.links.tables import clicks as tables
from nahbar.campaigns.links.tables import links as link_tables
from nahbar.campaigns.links.visitors import drop_old_salts
from nahbar.kernel.clock import now_micros
from nahbar.kernel.errors import Conflict
from nahbar.kernel.house import House
from nahbar.kernel.journal.appending import append_rows, journal_rows
from nahbar.kernel.journal.brief import brief_write
from nahbar.kernel.touchpoints import Touchpoint

# What one transaction takes; other writing waits no longer than writing these needs: a tenth of a second.
MOST_AT_ONCE = 5_000
HOUR = 3_600 * counting.SECOND


@dataclass(frozen=True, slots=True)
class Counted:
    """What one run did; `more` says that clicks are still waiting."""

    clicks: int
    torn: int
    more: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """What was read of one file: whole clicks, how far, how many were not whole, and whether that was all."""

    path: Path
    clicks: list[records.Click]
    reached: int
    torn: int
    ended: bool


def count_clicks(house: House, most: int = MOST_AT_ONCE, wait_seconds: float = 0.0) -> Counted:
    """Count up to `most` waiting clicks; raises Conflict when another process counts and does not end in time."""
    folder = house.workspace.folder / FOLDER
    if not folder.is_dir():
        return Counted(0, 0, False)
    with house.workspace.lock(FOLDER, wait_seconds):
        with house.store.read() as connection:
            read = tables.files_read(connection)
        parts = list(_parts(folder, read, most))
        taken = sum(len(part.clicks) for part in parts)
        if any(part.clicks or part.torn for part in parts):
            _keep(house, parts)
        _tidy(house, folder, parts, read)
        return Counted(taken, sum(part.torn for part in parts), taken >= most)


def count_all(house: House, wait_seconds: float = 5.0) -> None:
    """Count everything that waits, as far as another process is not at it already."""
    try:
        while count_clicks(house, wait_seconds=wait_seconds).more:
            pass
    except Conflict:
        # The worker that counts now will have counted these in a moment.
        return


def _parts(folder: Path, read: Mapping[str, int], most: int) -> Iterator[_Part]:
    for path in sorted(folder.glob("*" + SUFFIX)):
        if most <= 0:
            return
        # Asked before reading: what comes after the answer "nobody" is nothing.
        over = nobody_writes(path)
        part = _read(path, read.get(path.name, 0), most, over)
        most -= len(part.clicks)
        yield part


def _read(path: Path, done: int, most: int, over: bool) -> _Part:
    with path.open("rb") as file:
        file.seek(done * records.SIZE)
        content = file.read(most * records.SIZE)
        size = file.seek(0, 2)
    found = list(records.decode(content, done))
    torn = sum(one is None for one in found)
    reached = done + len(found)
    # Bytes behind the last whole record are one that was begun when its worker ended.
    cut = size - reached * records.SIZE
    ended = over and cut < records.SIZE
    return _Part(path, [one for one in found if one], reached, torn + (ended and cut > 0), ended)


def _keep(house: House, parts: Sequence[_Part]) -> None:
    flow = sorted((click, part.path.stem) for part in parts for click in part.clicks)
    # Whoever counts holds the lock of counting: nobody else changes what is remembered.
    with house.store.read() as connection:
        memory = tables.load_memory(connection)
    sums, people = _judged(flow, memory)
    with house.store.read() as connection:
        version, points = link_tables.version(connection), _touchpoints(connection, people)
    received = now_micros()
    rows = journal_rows(points, received)
    # Not after today's clock: what has waited for an hour is followed by clicks of that hour.
    reached = flow[-1][0].time if flow else received
    remembered = tables.packed(counting.forget(memory, min(reached, received)))
    with brief_write(house.workspace, house.store) as connection:
        # A creator may have been forgotten since.
        if link_tables.version(connection) != version:
            rows = journal_rows(_touchpoints(connection, people), received)
        append_rows(connection, rows)
        tables.add_clicks(connection, sums)
        tables.keep_memory(connection, remembered)
        for part in parts:
            tables.keep_read(connection, part.path.name, part.reached, part.torn)


def _judged(
    flow: Sequence[tuple[records.Click, str]], memory: counting.Memory
) -> tuple[Mapping[tuple[int, int, int], Clicks], list[tuple[records.Click, str]]]:
    """Return the sums by hour and the clicks of people, each with the stem of its file; `memory` is carried on."""
    sums: Counter[tuple[int, int, int, str]] = Counter()
    people: list[tuple[records.Click, str]] = []
    judged = counting.judge((click for click, _ in flow), memory)
    for (click, kind), (_, stem) in zip(judged, flow, strict=True):
        sums[click.link, click.target, click.time // HOUR, kind] += 1
        if kind == counting.PEOPLE:
            people.append((click, stem))
    return _by_hour(sums), people


def _by_hour(sums: Mapping[tuple[int, int, int, str], int]) -> Mapping[tuple[int, int, int], Clicks]:
    found: dict[tuple[int, int, int], Clicks] = {}
    for (link, target, hour, kind), n in sums.items():
        key = (link, target, hour)
        found[key] = found.get(key, Clicks()) + Clicks(**{kind: n})
    return found


def _touchpoints(connection: sa.Connection, people: Sequence[tuple[records.Click, str]]) -> list[Touchpoint]:
    links = {one.id: one for one in link_tables.by_ids(connection, sorted({click.link for click, _ in people}))}
    return [_touchpoint(click, stem, links[click.link]) for click, stem in people if click.link in links]


def _touchpoint(click: records.Click, stem: str, link: Link) -> Touchpoint:
    """Return the journal's fact; a click with consent is known by its click id, any other by its place in its file."""
    consented = click.click_id != records.NO_CLICK_ID
    split = len(link.targets) > 1
    return Touchpoint(
        id=click_id_text(click.click_id) if consented else f"click-{stem}-{click.place}",
        time=click.time,
        kind="click",
        creator=link.creator,
        post=link.post,
        campaign=link.campaign,
        link=link.slug,
        channel=(link.creator or "").partition("/")[0] or None,
        assignment=f"{link.slug}/{LETTERS[click.target]}" if split else None,
        consent=True if consented else None,
    )


def click_id_text(click_id: bytes) -> str:
    """Return a click id as it stands in an address and in the journal."""
    return click_id.hex()


def _tidy(house: House, folder: Path, parts: list[_Part], read: Mapping[str, int]) -> None:
    for part in parts:
        if part.ended:
            part.path.unlink(missing_ok=True)
    gone = [name for name in read if not (folder / name).exists()]
    if gone:
        with brief_write(house.workspace, house.store) as connection:
            tables.forget_files(connection, gone)
    drop_old_salts(house.workspace)
