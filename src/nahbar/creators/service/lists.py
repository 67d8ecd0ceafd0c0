"""Lists of creators and the look-up of one, with near matches when there is none by that name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from rapidfuzz import fuzz, process

from nahbar.creators.contracts import VERDICTS, CreatorLine, Overview
from nahbar.creators.intake import handle_key, normal_handle, normal_platform
from nahbar.creators.tables import lists, replies, runs
from nahbar.kernel.clock import iso_time
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable

NEAR_MATCHES = 3
NEAR_SCORE = 60.0
SHOWN_TODAY = 5


def page_of_creators(
    house: House, filters: Mapping[str, str], sort: str, offset: int, limit: int | None
) -> tuple[Sequence[CreatorLine], int]:
    """Return one page of creators and how many pass the filters."""
    with house.store.read() as connection:
        lines = lists.list_creators(connection, filters, sort, offset, limit)
        return lines, lists.count_creators(connection, filters)


def known_platforms(house: House) -> Sequence[str]:
    """Return the platforms that creators are on."""
    with house.store.read() as connection:
        return lists.platforms(connection)


def verdict_counts(house: House) -> Mapping[str, int]:
    """Return the number of creators by verdict; "" counts those that wait for vetting."""
    with house.store.read() as connection:
        return lists.count_verdicts(connection)


def overview(house: House) -> Overview:
    """Return what the start page shows of this room."""
    with house.store.read() as connection:
        verdicts = lists.count_verdicts(connection)
        look_at = [
            line
            for verdict in ("strong signs", "look closer")
            for line in lists.list_creators(connection, {"verdict": verdict}, "-followers", 0, SHOWN_TODAY)
        ]
        waiting = [run for run in runs.list_runs(connection, 50) if run.state == "uploaded"]
        erasures = replies.waiting_erasures(connection)
    return Overview(sum(verdicts.values()), verdicts, look_at[:SHOWN_TODAY], waiting, erasures)


def creator_row(connection: sa.Connection, name: str) -> sa.Row[Any]:
    """Return the creator "platform/handle"; raises NotFound with near matches."""
    platform, sign, handle = name.partition("/")
    if sign:
        row = lists.find_creator(connection, spoken_platform(platform), spoken_handle(handle))
        if row is not None:
            return row
    near = _near(name, lists.all_names(connection))
    remedy = (
        msg("Did you mean {names:raw}?", names=", ".join(near))
        if near
        else msg("Write it as platform/handle, for example instagram/lesefuchs; the list of creators shows all.")
    )
    raise NotFound(msg("There is no creator “{name}”.", name=name), remedy, kind="unknown-creator")


def _near(name: str, names: Sequence[str]) -> list[str]:
    by_handle = {one: one.partition("/")[2].casefold() for one in names}
    wanted = name.rpartition("/")[2].removeprefix("@").casefold()
    found = process.extract(wanted, by_handle, scorer=fuzz.WRatio, limit=NEAR_MATCHES, score_cutoff=NEAR_SCORE)
    return [one for _, _, one in found]


def spoken_platform(platform: str) -> str:
    """Return the one name of a platform that people call by several; what is no name at all stays as it is."""
    try:
        return normal_platform(platform)
    except Unreadable:
        return platform.strip().lower()


def spoken_handle(handle: str) -> str:
    """Return the form under which imports keep a handle; what is none stays as it is."""
    try:
        return handle_key(normal_handle(handle))
    except Unreadable:
        return handle.strip().removeprefix("@").casefold()


def known_verdict(verdict: str) -> str:
    """Return `verdict` if lists can be filtered by it ("none": not vetted yet); raises BadInput for others."""
    if verdict not in (*VERDICTS, "none"):
        raise BadInput(
            msg("There is no verdict “{verdict}”.", verdict=verdict),
            msg("Choose one of: {verdicts}.", verdicts=", ".join((*VERDICTS, "none"))),
            kind="verdict",
        )
    return verdict


def filters_of(q: str = "", platform: str = "", verdict: str = "") -> dict[str, str]:
    """Return the filters of a list that are set; raises BadInput for a verdict that does not exist."""
    # PostgreSQL refuses a NUL, SQLite stops reading at it.
    text = q.replace("\0", "")
    found = {
        "q": text,
        "platform": platform and spoken_platform(platform),
        "verdict": verdict and known_verdict(verdict),
    }
    return {name: value for name, value in found.items() if value}


def sort_column(sort: str) -> str:
    """Return `sort` if lists can be sorted so; raises BadInput with the columns that exist."""
    if sort.removeprefix("-") not in lists.SORTS:
        raise BadInput(
            msg("Lists cannot be sorted by “{sort}”.", sort=sort),
            msg("Choose one of: {columns}.", columns=", ".join(lists.SORTS)),
            kind="sort",
        )
    return sort


def show_creator(house: House, name: str) -> dict[str, Any]:
    """Return what is known of a creator and how many rows of each kind; raises NotFound with near matches."""
    with house.store.read() as connection:
        row = creator_row(connection, name)
        counts = lists.count_rows(connection, row.id)
    left_out = {"id", "handle_key", "person_key", "version", "import_id"}
    known = {key: value for key, value in row._mapping.items() if key not in left_out}
    known.update({name: iso_time(known[name]) for name in ("created_at", "observed_at")})
    return {**known, "rows": dict(counts)}
