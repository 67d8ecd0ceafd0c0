"""Every statement on campaigns and collaborations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.agree.contracts import (
    Campaign,
    CampaignLine,
    Collaboration,
    Deliverable,
    Draft,
    Plan,
    Published,
    StepTaken,
    Terms,
)
from nahbar.campaigns.agree.keys import new_key
from nahbar.campaigns.agree.reading import Owed
from nahbar.campaigns.agree.schema import (
    campaign,
    collaboration,
    collaboration_step,
    deliverable,
    draft,
    published_post,
)
from nahbar.campaigns.agree.states import ENDED

_ROWS = {"name": campaign.c.name, "state": campaign.c.state, "goal": campaign.c.goal, "starts": campaign.c.starts_day,
         "ends": campaign.c.ends_day, "budget": campaign.c.budget_cents}  # fmt: skip
SORTS = (*_ROWS, "collaborations")


def to_json(value: Any) -> str:
    """Return a value as the JSON text that the store keeps."""
    return msgspec.json.encode(value).decode()


def add_campaign(connection: sa.Connection, plan: Plan, who: str, now: int) -> int:
    """Keep a campaign in preparation and return its number."""
    key = new_key(plan.name, set(connection.execute(sa.select(campaign.c.key)).scalars()))
    values = {**_plan_values(plan), "key": key, "state": "draft", "created_at": now, "created_by": who}
    return int(connection.execute(campaign.insert().values(**values).returning(campaign.c.id)).scalar_one())


def _plan_values(plan: Plan) -> dict[str, Any]:
    plain = {name: getattr(plan, name) for name in Plan.__dataclass_fields__}
    return {**plain, "kpis": to_json(plan.kpis), "formats": to_json(list(plan.formats))}


def change_campaign(connection: sa.Connection, campaign_id: int, plan: Plan) -> None:
    """Put another plan in the place of a campaign's."""
    connection.execute(campaign.update().where(campaign.c.id == campaign_id).values(**_plan_values(plan)))


def set_campaign_state(connection: sa.Connection, campaign_id: int, before: Sequence[str], after: str) -> bool:
    """Move a campaign from one of `before` to `after`; return whether it stood there."""
    mine = (campaign.c.id == campaign_id, campaign.c.state.in_(before))
    return bool(connection.execute(campaign.update().where(*mine).values(state=after)).rowcount)


def read_campaign(connection: sa.Connection, campaign_id: int) -> Campaign | None:
    """Return a campaign."""
    row = connection.execute(sa.select(campaign).where(campaign.c.id == campaign_id)).first()
    if row is None:
        return None
    plain = {name: getattr(row, name) for name in Plan.__dataclass_fields__}
    kpis, formats = msgspec.json.decode(row.kpis), tuple(msgspec.json.decode(row.formats))
    return Campaign(
        row.id, row.key, Plan(**{**plain, "kpis": kpis, "formats": formats}), row.state, row.created_at, row.created_by
    )


def _lines(filters: Mapping[str, str]) -> sa.Select[Any]:
    standing = sa.and_(collaboration.c.campaign_id == campaign.c.id, collaboration.c.state.not_in(ENDED))
    counted = sa.select(sa.func.count()).select_from(collaboration).where(standing).scalar_subquery()
    columns = [campaign.c[name] for name in CampaignLine.__dataclass_fields__ if name != "collaborations"]
    statement = sa.select(*columns, counted.label("collaborations"))
    if text := filters.get("q"):
        like = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        statement = statement.where(sa.func.lower(campaign.c.name).like(f"%{like}%", escape="\\"))
    if state := filters.get("state"):
        statement = statement.where(campaign.c.state == state)
    return statement


def list_campaigns(
    connection: sa.Connection, filters: Mapping[str, str], sort: str = "-starts", limit: int = 50, offset: int = 0
) -> Sequence[CampaignLine]:
    """Return a page of campaigns; `sort` is one of SORTS, with a leading "-" the other way round."""
    name = sort.removeprefix("-")
    column: Any = sa.literal_column("collaborations") if name == "collaborations" else _ROWS[name]
    order = column.desc().nulls_last() if sort.startswith("-") else column.asc().nulls_last()
    statement = _lines(filters).order_by(order, campaign.c.id.desc()).limit(limit).offset(offset)
    return [CampaignLine(**row._mapping) for row in connection.execute(statement)]


def count_campaigns(connection: sa.Connection, filters: Mapping[str, str]) -> int:
    """Return how many campaigns pass the filters."""
    found = _lines(filters).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(found)).scalar_one())


def add_collaboration(
    connection: sa.Connection, campaign_id: int, creator_id: int, terms: Terms, now: int
) -> int | None:
    """Put a creator on the shortlist of a campaign; return its number, None when they are in it already."""
    mine = (collaboration.c.campaign_id == campaign_id, collaboration.c.creator_id == creator_id)
    if connection.execute(sa.select(collaboration.c.id).where(*mine)).first():
        return None
    values = {"campaign_id": campaign_id, "creator_id": creator_id, "state": "shortlisted"}
    values |= {"terms": to_json(terms.to_dict()), "created_at": now, "changed_at": now}
    done = connection.execute(collaboration.insert().values(**values).returning(collaboration.c.id))
    return int(done.scalar_one())


def hold_campaign(connection: sa.Connection, campaign_id: int) -> None:
    """Let nobody else change this campaign until the transaction ends (SQLite lets in one writer anyway)."""
    if 0 < campaign_id < 2**62:
        connection.execute(sa.select(campaign.c.id).where(campaign.c.id == campaign_id).with_for_update())


def hold_collaboration(connection: sa.Connection, collaboration_id: int) -> None:
    """Let nobody else change this collaboration until the transaction ends."""
    mine = collaboration.c.id == collaboration_id
    connection.execute(sa.select(collaboration.c.id).where(mine).with_for_update())


def read_collaboration(connection: sa.Connection, collaboration_id: int) -> Collaboration | None:
    """Return a collaboration."""
    row = connection.execute(sa.select(collaboration).where(collaboration.c.id == collaboration_id)).first()
    return _collaboration(row) if row else None


def collaborations_of(connection: sa.Connection, campaign_id: int) -> Sequence[Collaboration]:
    """Return the collaborations of a campaign, oldest first."""
    mine = collaboration.c.campaign_id == campaign_id
    rows = connection.execute(sa.select(collaboration).where(mine).order_by(collaboration.c.id))
    return [_collaboration(row) for row in rows]


def _collaboration(row: sa.Row[Any]) -> Collaboration:
    plain = {name: getattr(row, name) for name in Collaboration.__dataclass_fields__}
    return Collaboration(**{**plain, "terms": Terms.from_dict(msgspec.json.decode(row.terms))})


def set_terms(connection: sa.Connection, collaboration_id: int, terms: Terms, now: int) -> None:
    """Put other terms in the place of a collaboration's; their version rises."""
    values = {"terms": to_json(terms.to_dict()), "changed_at": now}
    values["terms_version"] = collaboration.c.terms_version + 1
    connection.execute(collaboration.update().where(collaboration.c.id == collaboration_id).values(**values))


def move(connection: sa.Connection, one: Collaboration, after: str, now: int) -> bool:
    """Move a collaboration to another state; return whether it still stood where `one` says."""
    still = (collaboration.c.id == one.id, collaboration.c.state == one.state)
    done = connection.execute(collaboration.update().where(*still).values(state=after, changed_at=now))
    return bool(done.rowcount)


def add_step(connection: sa.Connection, one: Collaboration, values: Mapping[str, Any]) -> None:
    """Keep a step in the history of a collaboration."""
    who = {"collaboration_id": one.id, "creator_id": one.creator_id, "terms_version": one.terms_version}
    connection.execute(collaboration_step.insert().values(**who, **values))


def mark_undone(connection: sa.Connection, step_id: int, now: int) -> None:
    """Mark a step as undone."""
    connection.execute(collaboration_step.update().where(collaboration_step.c.id == step_id).values(undone_at=now))


def history(connection: sa.Connection, collaboration_id: int) -> Sequence[StepTaken]:
    """Return the steps of a collaboration in order of time."""
    mine = collaboration_step.c.collaboration_id == collaboration_id
    rows = connection.execute(sa.select(collaboration_step).where(mine).order_by(collaboration_step.c.id))
    names = [name for name in StepTaken.__dataclass_fields__ if name != "undone"]
    return [StepTaken(**{name: getattr(row, name) for name in names}, undone=row.undone_at is not None) for row in rows]


def add_deliverable(connection: sa.Connection, one: Collaboration, owed: Owed) -> None:
    """Keep something that a creator owes."""
    values = {"collaboration_id": one.id, "creator_id": one.creator_id}
    connection.execute(deliverable.insert().values(**values, kind=owed.kind, due_day=owed.due_day, note=owed.note))


def set_done(connection: sa.Connection, one: Collaboration, deliverable_id: int, day: int | None) -> bool:
    """Say on which day a deliverable came in (None: it is open again); return whether there is one."""
    mine = (deliverable.c.id == deliverable_id, deliverable.c.collaboration_id == one.id)
    return bool(connection.execute(deliverable.update().where(*mine).values(done_day=day)).rowcount)


def drop_deliverable(connection: sa.Connection, one: Collaboration, deliverable_id: int) -> bool:
    """Forget a deliverable; return whether there was one."""
    mine = (deliverable.c.id == deliverable_id, deliverable.c.collaboration_id == one.id)
    return bool(connection.execute(deliverable.delete().where(*mine)).rowcount)


def deliverables_of(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, Sequence[Deliverable]]:
    """Return the deliverables of these collaborations, by collaboration, in the order they are due."""
    mine = deliverable.c.collaboration_id.in_(list(ids))
    order = (deliverable.c.due_day.asc().nulls_last(), deliverable.c.id)
    found: dict[int, list[Deliverable]] = {one: [] for one in ids}
    for row in connection.execute(sa.select(deliverable).where(mine).order_by(*order)):
        found[row.collaboration_id].append(Deliverable(row.id, row.kind, row.due_day, row.note, row.done_day))
    return found


def add_draft(connection: sa.Connection, one: Collaboration, values: Mapping[str, Any]) -> int:
    """Keep a draft and return its number within the collaboration."""
    mine = draft.c.collaboration_id == one.id
    last = connection.execute(sa.select(sa.func.max(draft.c.number)).where(mine)).scalar_one()
    number = int(last or 0) + 1
    who = {"collaboration_id": one.id, "creator_id": one.creator_id, "number": number}
    connection.execute(draft.insert().values(**who, **values))
    return number


def drafts_of(connection: sa.Connection, collaboration_id: int) -> Sequence[Draft]:
    """Return the drafts of a collaboration, newest first."""
    mine = draft.c.collaboration_id == collaboration_id
    rows = connection.execute(sa.select(draft).where(mine).order_by(draft.c.number.desc()))
    return [Draft(row.number, row.text, row.kind, row.who, row.at, msgspec.json.decode(row.findings)) for row in rows]


def add_post(connection: sa.Connection, one: Collaboration, values: Mapping[str, Any]) -> None:
    """Keep a post that was published for a collaboration."""
    who = {"collaboration_id": one.id, "creator_id": one.creator_id}
    connection.execute(published_post.insert().values(**who, **values))


def drop_newest_post(connection: sa.Connection, one: Collaboration) -> None:
    """Forget the post that was noted last."""
    newest = sa.select(sa.func.max(published_post.c.id)).where(published_post.c.collaboration_id == one.id)
    number = connection.execute(newest).scalar_one()
    connection.execute(published_post.delete().where(published_post.c.id == number))


def change_post(connection: sa.Connection, one: Collaboration, post_id: int, values: Mapping[str, Any]) -> bool:
    """Change a published post; return whether there is one."""
    mine = (published_post.c.id == post_id, published_post.c.collaboration_id == one.id)
    return bool(connection.execute(published_post.update().where(*mine).values(**values)).rowcount)


def posts_of(connection: sa.Connection, collaboration_id: int) -> Sequence[Published]:
    """Return the published posts of a collaboration, newest first."""
    mine = published_post.c.collaboration_id == collaboration_id
    rows = connection.execute(sa.select(published_post).where(mine).order_by(published_post.c.id.desc()))
    return [_published(row) for row in rows]


def _published(row: sa.Row[Any]) -> Published:
    plain = {name: getattr(row, name) for name in Published.__dataclass_fields__}
    return Published(**{**plain, "findings": msgspec.json.decode(row.findings)})


def first_posted(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, int]:
    """Return the day of the first post by collaboration, for those that have one."""
    mine = published_post.c.collaboration_id.in_(list(ids))
    statement = sa.select(published_post.c.collaboration_id, sa.func.min(published_post.c.posted_day)).where(mine)
    rows = connection.execute(statement.group_by(published_post.c.collaboration_id))
    return {row[0]: row[1] for row in rows}


def late_deliverables(connection: sa.Connection, today: int) -> Mapping[int, int]:
    """Return how many deliverables are late, by collaboration, for those that have any and did not end early."""
    late = (deliverable.c.done_day.is_(None), deliverable.c.due_day < today, collaboration.c.state.not_in(ENDED))
    statement = sa.select(deliverable.c.collaboration_id, sa.func.count()).join(collaboration).where(*late)
    return {row[0]: row[1] for row in connection.execute(statement.group_by(deliverable.c.collaboration_id))}


def posted_terms(connection: sa.Connection) -> Sequence[tuple[int, Terms, int]]:
    """Return each collaboration that has a post, with its terms and the day of its first post."""
    first = sa.select(published_post.c.collaboration_id, sa.func.min(published_post.c.posted_day).label("day"))
    grouped = first.group_by(published_post.c.collaboration_id).subquery()
    statement = sa.select(collaboration.c.id, collaboration.c.terms, grouped.c.day).join(grouped)
    return [(row.id, Terms.from_dict(msgspec.json.decode(row.terms)), row.day) for row in connection.execute(statement)]


def collaborations_named(connection: sa.Connection, ids: Sequence[int]) -> Sequence[tuple[Collaboration, str]]:
    """Return collaborations with the names of their campaigns."""
    statement = sa.select(collaboration, campaign.c.name.label("campaign_name")).join(campaign)
    found = connection.execute(statement.where(collaboration.c.id.in_(list(ids))))
    return [(_collaboration(row), row.campaign_name) for row in found]
