"""Use case: who writes, reacts and stays silent, by channel and month, from posts and comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from nahbar.kernel.clock import MONTHS_A_YEAR
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.measure.concentration import Concentration, concentration
from nahbar.measure.participation import crowds, shares
from nahbar.worth.earned_posts import with_creator
from nahbar.worth.participation.contracts import LEAST_BUSIEST, LEAST_CREATORS, TOPS, Month, Participation

PACKAGE = "nahbar.worth"
Columns = dict[str, Any]


def participation_of(house: House) -> Participation:
    """Return shares and concentration of every channel, over all months and month by month."""
    from nahbar.creators import comments_with_authors, posts_with_counts

    with house.store.read() as connection:
        posts = _by_month(with_creator(posts_with_counts(connection)), "posted_at")
        written = _by_month(with_creator(comments_with_authors(connection)), "written_at")
    counts = _reduce(house, "writers_by_count", written=written)
    rows = _joined(
        _reduce(house, "reactions_by_creator", posts=posts), _reduce(house, "writers_by_creator", written=written)
    )
    kept = rows["audience"] > 0
    known = {name: column[kept] for name, column in rows.items()}
    channels = [_month(known, counts, str(name), None) for name in np.unique(rows["platform"])]
    pairs = sorted({(str(p), int(m)) for p, m in zip(rows["platform"], rows["month"], strict=True)})
    months = [_month(known, counts, name, month) for name, month in sorted(pairs, key=lambda one: (one[0], -one[1]))]
    left_out = len(set(rows["creator"].tolist()) - set(known["creator"].tolist()))
    return Participation(channels, months, left_out, _notes(left_out, channels))


def _by_month(table: pa.Table, column: str) -> pa.Table:
    moment = table.column(column).cast(pa.timestamp("s"))
    year = compute.multiply(compute.cast(compute.year(moment), pa.int64()), MONTHS_A_YEAR)
    month = compute.add(year, compute.subtract(compute.cast(compute.month(moment), pa.int64()), 1))
    return table.append_column("month", month)


def _reduce(house: House, name: str, **tables: Any) -> Columns:
    answer = house.engine.reduce(load_query(PACKAGE, name), tables)
    return {column: np.array(answer.column(column).to_pylist()) for column in answer.column_names}


def _joined(posts: Columns, writers: Columns) -> Columns:
    """Return one entry a creator and month with posts; what is not known of writers is nothing."""
    known = {
        (creator, month): (people, comments)
        for creator, month, people, comments in zip(
            *(writers[name].tolist() for name in ("creator", "month", "people", "comments")), strict=True
        )
    }
    keys = list(zip(posts["creator"].tolist(), posts["month"].tolist(), strict=True))
    found = np.array([known.get(key, (0, 0)) for key in keys], dtype=np.float64).reshape(-1, 2)
    audience = np.maximum(posts["followers"], posts["most_views"]).astype(np.float64)
    return {**posts, "authors": found[:, 0], "known_comments": found[:, 1], "audience": audience}


def _month(rows: Columns, counts: Columns, channel: str, month: int | None) -> Month:
    mine = rows["platform"] == channel
    talk = counts["platform"] == channel
    if month is not None:
        mine, talk = mine & (rows["month"] == month), talk & (counts["month"] == month)
    creators = len(set(rows["creator"][mine].tolist()))
    writers = int(counts["people"][talk].sum()) if talk.any() else 0
    told = _concentration(counts, talk) if writers else []
    return Month(
        channel=channel,
        month=month,
        creators=creators,
        audience=int(rows["audience"][mine].sum()) if creators else 0,
        shares=_shares(rows, mine) if creators >= LEAST_CREATORS else None,
        writers=writers,
        comments=int((counts["people"] * counts["comments"])[talk].sum()) if talk.any() else 0,
        concentration=told,
    )


def _shares(rows: Columns, mine: Any) -> Any:
    codes = np.unique(rows["creator"][mine], return_inverse=True)[1].astype(np.int64)
    names = ("audience", "authors", "known_comments", "comments", "likes", "most_likes", "others", "hidden")
    columns = [rows[name][mine].astype(np.float64) for name in names]
    return shares(crowds(codes, *columns))


def _concentration(counts: Columns, talk: Any) -> Sequence[Concentration]:
    comments, people = counts["comments"][talk].astype(np.int64), counts["people"][talk].astype(np.int64)
    told = [top for top in TOPS if top * people.sum() >= LEAST_BUSIEST]
    return [concentration(comments, people, top) for top in told]


def _notes(left_out: int, channels: Sequence[Month]) -> list[Message]:
    notes = []
    if left_out:
        notes.append(msg("{n} creators have neither followers nor views and are left out.", n=left_out))
    if any(one.shares is None for one in channels):
        notes.append(
            msg("Channels with fewer than {n} creators cannot be told yet: import more of them.", n=LEAST_CREATORS)
        )
    return notes
