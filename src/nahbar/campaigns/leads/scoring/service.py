"""Use case: the score of the leads of a workspace, kept in memory for as long as no lead changes."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from nahbar.campaigns.leads.contracts import Lead
from nahbar.campaigns.leads.scoring import rows
from nahbar.campaigns.leads.scoring.contracts import LOST, OPEN, WON, KnownLead, Scoring
from nahbar.campaigns.leads.scoring.features import Facts, as_spelled, values_of
from nahbar.campaigns.leads.scoring.judging import judge_leads
from nahbar.creators import creators_by_id
from nahbar.kernel.clock import SECONDS_A_DAY, now
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.measure.score_refusal import enough_rows

MICROS = 1_000_000
TOUCH_COLUMNS = ("person", "time", "kind")
# A process serves one workspace; tests and tools open a few.
MOST_KEPT = 8
log = logging.getLogger("nahbar.leads")

# By folder: what the leads were like, and what was found then. Nothing of it is written anywhere.
_kept: dict[str, tuple[object, Scoring]] = {}
_fitting = threading.Lock()


def score_of(house: House) -> Scoring:
    """Return the score of the open leads, fitted anew when a lead, a move or a deal has changed, or on another day."""
    key = str(house.workspace.folder.resolve())
    with _fitting:
        state = _state(house)
        if key in _kept and _kept[key][0] == state:
            return _kept[key][1]
        found = judge_leads(_known(house), now())
        _kept[key] = (state, found)
        for oldest in list(_kept)[:-MOST_KEPT]:
            del _kept[oldest]
    return found


def kept_score(house: House) -> Scoring | None:
    """Return the score without waiting: that of before while a new one is fitted beside.

    None where there is none, or where it is refused.
    """
    kept = _kept.get(str(house.workspace.folder.resolve()))
    if (kept is None or kept[0] != _state(house)) and not _fitting.locked() and _may_be_enough(house):
        threading.Thread(target=_fit_beside, args=(house,), name="lead-score", daemon=True).start()
    return kept[1] if kept is not None and kept[1].refused is None else None


def _fit_beside(house: House) -> None:
    try:
        score_of(house)
    except Exception:
        log.exception("leads could not be scored yet")


def _may_be_enough(house: House) -> bool:
    from nahbar.campaigns.leads.service.moving import stage_counts

    counts = stage_counts(house)
    return enough_rows(counts[WON] + counts[LOST], counts[WON]) is None


def _state(house: House) -> object:
    with house.store.read() as connection:
        return now() // SECONDS_A_DAY, rows.fingerprint(connection)


def _known(house: House) -> Sequence[KnownLead]:
    with house.store.read() as connection:
        found = rows.known_leads(connection)
    touches = _touches(house, found)
    groups: dict[str, int] = {}
    spellings: dict[str, str] = {}
    return [_lead(row, touches, groups, spellings) for row in found]


def _lead(row: Any, touches: Mapping[int, int], groups: dict[str, int], spellings: dict[str, str]) -> KnownLead:
    answers = json.loads(row.answers) if row.answers else {}
    facts = Facts(
        channel=as_spelled(row.channel or "", spellings),
        creator_id=row.creator_id,
        campaign=as_spelled(row.campaign or "", spellings),
        by=row.by,
        via=row.via,
        source_said=as_spelled(row.source_said, spellings),
        email=row.email,
        answers=answers,
        touches=None if row.person is None else touches.get(row.id, 0),
    )
    who = row.person or f"lead {row.id}"
    return KnownLead(row.id, row.came_at, _outcome(row), groups.setdefault(who, len(groups)), values_of(facts))


def _outcome(row: Any) -> str:
    """Return what became of a lead: the stage that somebody said; an open one that has a deal is won."""
    if row.stage in (WON, LOST):
        return str(row.stage)
    return WON if row.deals else OPEN


def _touches(house: House, found: Sequence[Any]) -> Mapping[int, int]:
    from nahbar.kernel.lake import despite_erasure

    known = [row for row in found if row.person is not None]
    if not known:
        return {}
    columns = {"id": pa.int64(), "person": pa.string(), "time": pa.int64()}
    listed = [(row.id, row.person, row.came_at * MICROS) for row in known]
    leads = pa.table(
        {name: pa.array([row[k] for row in listed], kind) for k, (name, kind) in enumerate(columns.items())}
    )
    answer = despite_erasure(lambda: _ask(house, leads))
    return {row["id"]: row["touches"] for row in answer.to_pylist()}


def _ask(house: House, leads: pa.Table) -> pa.Table:
    from nahbar.kernel.lake import touchpoints

    given = {"leads": leads, "touchpoints": touchpoints(house, TOUCH_COLUMNS)}
    return house.engine.reduce(load_query("nahbar.campaigns", "lead_touches"), given)


def named_leads(house: House, ids: Sequence[int]) -> Mapping[int, Lead]:
    """Return leads by number."""
    with house.store.read() as connection:
        return rows.leads_by_id(connection, ids)


def creators_named(house: House, scoring: Scoring) -> Mapping[int, str]:
    """Return the names of creators in the reasons of a score, by number."""
    reasons = (reason for one in scoring.chances for reason in one.reasons)
    ids = sorted({int(one.value) for one in reasons if one.feature == "creator" and one.value})
    if not ids:
        return {}
    with house.store.read() as connection:
        return {number: one.name for number, one in creators_by_id(connection, ids).items()}
