"""Leads listed, shown, and moved from stage to stage by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.leads import rows
from nahbar.campaigns.leads.contracts import QUALIFIED_STAGES, STAGES, KeptDeal, Lead, NewDeal, Traces
from nahbar.campaigns.leads.schema import deal, lead, lead_contact
from nahbar.campaigns.leads.service.recording import hold, record_deal
from nahbar.campaigns.leads.stages import read_move
from nahbar.creators import creators_by_id
from nahbar.kernel.access import record
from nahbar.kernel.clock import SECONDS_A_DAY, now, read_day
from nahbar.kernel.errors import NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

SORTS = ("came_at", "stage", "value_cents", "campaign", "channel")
FILTERS = ("q", "stage", "campaign", "qualified", "from", "to")


@dataclass(frozen=True, slots=True)
class LeadPage:
    """One lead with how it moved, what else was answered, its deals, and the creator who brought it ("" for nobody)."""

    lead: Lead
    steps: Sequence[Any]
    answers: Mapping[str, str]
    deals: Sequence[KeptDeal]
    creator: str


def page_of_leads(
    house: House, filters: Mapping[str, str], sort: str, offset: int, limit: int | None
) -> tuple[Sequence[Lead], int, Mapping[int, str]]:
    """Return one page of leads, how many pass the filters, and the names of their creators by number."""
    where = list(_conditions(filters))
    column = lead.c[sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "came_at"]
    order = column.desc().nulls_last() if sort.startswith("-") else column.asc().nulls_last()
    with house.store.read() as connection:
        from_both = sa.select(sa.func.count()).select_from(lead.outerjoin(lead_contact)).where(*where)
        total = connection.execute(from_both).scalar_one()
        statement = rows.select_leads().where(*where).order_by(order, lead.c.id.desc()).offset(offset).limit(limit)
        found = rows.read_leads(connection, statement)
    return found, total, creator_names_of(house, found)


def ids_of_leads(house: House, filters: Mapping[str, str]) -> Sequence[int]:
    """Return the numbers of all leads that pass the filters, the newest first."""
    joined = sa.select(lead.c.id).select_from(lead.outerjoin(lead_contact)).where(*_conditions(filters))
    with house.store.read() as connection:
        return connection.execute(joined.order_by(lead.c.came_at.desc(), lead.c.id.desc())).scalars().all()


def creator_names_of(house: House, found: Sequence[Lead]) -> Mapping[int, str]:
    """Return the names of the creators of leads by number."""
    ids = sorted({one.creator_id for one in found if one.creator_id is not None})
    if not ids:
        return {}
    with house.store.read() as connection:
        return {number: one.name for number, one in creators_by_id(connection, ids).items()}


def _conditions(filters: Mapping[str, str]) -> Sequence[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if words := filters.get("q", "").replace("\0", ""):
        like = f"%{words.lower()}%"
        columns = (lead_contact.c.name, lead_contact.c.email, lead.c.source_said, lead.c.code, lead.c.link)
        where.append(sa.or_(*(sa.func.lower(column).like(like) for column in columns)))
    if filters.get("stage") in STAGES:
        where.append(lead.c.stage == filters["stage"])
    if filters.get("campaign"):
        where.append(lead.c.campaign == filters["campaign"].replace("\0", ""))
    if filters.get("qualified") in ("yes", "no"):
        where.append(lead.c.qualified.is_(filters["qualified"] == "yes"))
    if (since := _day(filters.get("from", ""))) is not None:
        where.append(lead.c.came_at >= since * SECONDS_A_DAY)
    if (until := _day(filters.get("to", ""))) is not None:
        where.append(lead.c.came_at < (until + 1) * SECONDS_A_DAY)
    return where


def _day(text: str) -> int | None:
    """Return a day of an address; what is none filters nothing, like any other filter that is not understood."""
    try:
        return read_day(text) if text else None
    except ValueError:
        return None


def campaigns_in_use(house: House) -> Sequence[str]:
    """Return the campaigns that leads have, for a filter."""
    with house.store.read() as connection:
        named = sa.select(lead.c.campaign).where(lead.c.campaign.is_not(None)).distinct().order_by(lead.c.campaign)
        return connection.execute(named).scalars().all()


def stage_counts(house: House) -> Mapping[str, int]:
    """Return how many leads stand on each stage."""
    with house.store.read() as connection:
        counted = sa.select(lead.c.stage, sa.func.count()).group_by(lead.c.stage)
        found = {row[0]: row[1] for row in connection.execute(counted)}
    return {stage: found.get(stage, 0) for stage in STAGES}


def lost_counts(house: House) -> Mapping[str, int]:
    """Return how many lost leads there are of each reason of LOST_REASONS, most first; "" is only in words."""
    with house.store.read() as connection:
        counted = sa.select(lead.c.lost_reason, sa.func.count()).where(lead.c.stage == "lost")
        found = connection.execute(counted.group_by(lead.c.lost_reason)).all()
    return {row[0]: row[1] for row in sorted(found, key=lambda row: (-row[1], row[0]))}


def lead_page(house: House, number: int) -> LeadPage:
    """Return one lead; raises NotFound."""
    with house.store.read() as connection:
        one = _lead(connection, number)
        contact = rows.contact_of(connection, number)
        answers = msgspec.json.decode(contact["answers"]) if contact else {}
        deals = rows.read_deals(connection, deal.c.lead_id == number)
        creator = creators_by_id(connection, [one.creator_id]).get(one.creator_id) if one.creator_id else None
        return LeadPage(one, rows.steps_of(connection, number), answers, deals, creator.name if creator else "")


def _lead(connection: sa.Connection, number: int) -> Lead:
    # What no engine can hold is no number of a lead either.
    found = rows.read_leads(connection, rows.select_leads().where(lead.c.id == number)) if 0 < number < 2**62 else []
    if not found:
        raise NotFound(msg("There is no lead {n:raw}.", n=number), msg("Look at the list of leads."))
    return found[0]


def move_lead(house: House, number: int, stage: str, reason: str, who: str, why: str = "") -> Lead:
    """Move a lead to a stage; a lead that is won and has a value becomes a deal, once.

    `why` is a code of LOST_REASONS. Raises BadInput for an unknown stage, or for lost without a reason; NotFound.
    """
    stage, reason, why = read_move(stage, reason, why)
    with house.store.write() as connection:
        hold(connection)
        before = _lead(connection, number)
        if (before.stage, before.reason, before.lost_reason) == (stage, reason, why):
            return before
        # What a CRM said before this moment does not move it back.
        values: dict[str, Any] = {"stage": stage, "reason": reason, "changed_at": now(), "version": now()}
        values["lost_reason"] = why
        if stage in QUALIFIED_STAGES:
            values |= {"qualified": True, "rule_version": None}
        rows.change(connection, lead, number, values)
        move = {"from_stage": before.stage, "to_stage": stage, "reason": reason}
        rows.add_step(connection, {"lead_id": number, "at": now(), "who": who, **move})
        record(connection, who, "lead.move", f"lead:{number} {stage}", now())
        mine = connection.execute(sa.select(deal.c.id).where(deal.c.lead_id == number)).first()
    if stage == "won" and before.value_cents and before.currency and mine is None:
        record_deal(house, _won(before), who)
    return before


def _won(one: Lead) -> NewDeal:
    traces = Traces(click=one.click, link=one.link, code=one.code, campaign=one.campaign)
    return NewDeal(
        key=f"lead:{one.key}"[:200],
        at=now(),
        value_cents=one.value_cents or 0,
        currency=one.currency or "",
        traces=traces,
        lead=one.key,
        person=one.person,
    )
