"""Use cases of the qualification rule: shown with its versions, tried out, kept, applied to a lead that comes in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.leads.contracts import NewLead
from nahbar.campaigns.leads.qualify.contracts import Condition, Facts, Rule, Tried
from nahbar.campaigns.leads.qualify.judging import judge
from nahbar.campaigns.leads.qualify.schema import lead_rule
from nahbar.campaigns.leads.schema import lead, lead_contact
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.house import House

# A rule is tried out on so many of the newest leads.
MOST_TRIED = 20_000
SHOWN_VERSIONS = 20
_FACTS = ("stage", "value_cents", "currency", "source_said", "campaign", "creator_id", "link", "code", "qualified",
          "rule_version")  # fmt: skip


def newest_rule(connection: sa.Connection) -> Rule:
    """Return the rule that holds; one without conditions where none does."""
    found = connection.execute(sa.select(lead_rule).order_by(lead_rule.c.version.desc()).limit(1)).first()
    return Rule() if found is None else _rule(found)


def rule_versions(house: House) -> Sequence[Rule]:
    """Return the versions of the rule, the newest first."""
    with house.store.read() as connection:
        newest = sa.select(lead_rule).order_by(lead_rule.c.version.desc()).limit(SHOWN_VERSIONS)
        return [_rule(row) for row in connection.execute(newest)]


def _rule(row: Any) -> Rule:
    conditions = tuple(Condition(kind, value) for kind, value in json.loads(row.conditions))
    return Rule(row.joined, conditions, row.version, row.at, row.who)


def keep_rule(house: House, rule: Rule, who: str) -> Rule:
    """Keep a rule as the newest version and return it; one that says the same as the newest changes nothing.

    It judges leads that come in from now on; what was said of others stays.
    """
    with house.store.write() as connection:
        before = newest_rule(connection)
        if (before.joined, before.conditions) == (rule.joined, rule.conditions):
            return before
        version = before.version + 1
        conditions = json.dumps([[one.kind, one.value] for one in rule.conditions])
        values = {"version": version, "at": now(), "who": who, "joined": rule.joined, "conditions": conditions}
        connection.execute(lead_rule.insert().values(**values))
        record(connection, who, "lead.rule", f"version:{version}", now())
        return newest_rule(connection)


def judged(
    connection: sa.Connection, given: NewLead, columns: Mapping[str, Any], stage: str, currency: str
) -> tuple[bool | None, int | None]:
    """Return what the rule says of a lead that comes in (None: cannot tell, or no rule), and the version of it."""
    rule = newest_rule(connection)
    facts = Facts(
        stage=stage,
        value_cents=given.value_cents,
        currency=given.currency,
        source_said=given.source_said,
        campaign=columns.get("campaign"),
        creator=columns.get("creator_id") is not None,
        link=bool(columns.get("link")),
        code=bool(columns.get("code")),
        email=given.email,
        answers=given.answers,
    )
    said = judge(rule, facts, currency)
    return said, None if said is None else rule.version


def try_rule(house: House, rule: Rule) -> Tried:
    """Return what a rule would say of the leads that are there; nothing is changed.

    Leads that an earlier version judged are not counted as judged: agreeing with itself says nothing of a rule.
    """
    columns: list[Any] = [lead.c[name] for name in _FACTS]
    columns += [sa.func.coalesce(lead_contact.c[name], "").label(name) for name in ("email", "answers")]
    newest = sa.select(*columns).select_from(lead.outerjoin(lead_contact)).order_by(lead.c.id.desc()).limit(MOST_TRIED)
    with house.store.read() as connection:
        rows = connection.execute(newest).all()
    currency = house.workspace.settings.currency
    found = [(row, judge(rule, _facts(row), currency)) for row in rows]
    told = [(row, said) for row, said in found if row.qualified is not None and row.rule_version is None]
    judged_by_people = [(row, said) for row, said in told if said is not None]
    return Tried(
        total=len(found),
        qualified=sum(said is True for _, said in found),
        unqualified=sum(said is False for _, said in found),
        open=sum(said is None for _, said in found),
        judged=len(judged_by_people),
        agreed=sum(row.qualified is said for row, said in judged_by_people),
    )


def _facts(row: Any) -> Facts:
    return Facts(
        stage=row.stage,
        value_cents=row.value_cents,
        currency=row.currency,
        source_said=row.source_said,
        campaign=row.campaign,
        creator=row.creator_id is not None,
        link=bool(row.link),
        code=bool(row.code),
        email=row.email,
        answers=msgspec.json.decode(row.answers) if row.answers else {},
    )
