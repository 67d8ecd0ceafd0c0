"""Links and codes as programs read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nahbar.campaigns.links.contracts import Clicks, LinkPage
from nahbar.kernel.clock import iso_time

if TYPE_CHECKING:
    from nahbar.campaigns.leads import PlacedOrder
    from nahbar.campaigns.links.leaks import Finding
    from nahbar.campaigns.links.service.codes import CodeLine
    from nahbar.campaigns.links.service.importing import Outcome


def clicks_json(clicks: Clicks) -> dict[str, int]:
    """Return clicks by what they are."""
    return {"people": clicks.people, "bots": clicks.bots, "repeats": clicks.repeats}


def link_json(shown: LinkPage) -> dict[str, Any]:
    """Return what is known of a link: `nahbar links show --json`."""
    link = shown.link
    texts = {name: getattr(link, name) for name in ("slug", "creator", "campaign", "post", "variant")}
    times = {name: iso_time(getattr(link, name)) for name in ("expires_at", "paused_at", "created_at")}
    targets = [
        {"url": one.url, "weight": one.weight, "leads_to": url, "clicks": clicks_json(clicks)}
        for one, url, clicks in zip(link.targets, shown.tagged, shown.by_target, strict=False)
    ]
    history = [
        {"at": iso_time(one.at), "who": one.who, "field": one.field, "from": one.before, "to": one.after}
        for one in shown.history
    ]
    first = {"path": f"/l/{link.slug}", "target": link.targets[0].url, "targets": targets, "state": shown.state}
    last = {"created_by": link.created_by, "clicks": clicks_json(shown.clicks), "history": history}
    return {**texts, **first, **times, **last}


def outcome_json(name: str, outcome: Outcome) -> dict[str, Any]:
    """Return what an import did, as `nahbar import --json` says it."""
    counts = {field: getattr(outcome, field) for field in ("read", "new", "changed", "same", "refused")}
    refusals = [
        {"file": name, "row": one.row, "column": one.column, "reason": one.reason.render()} for one in outcome.refusals
    ]
    return {**counts, "refusals": refusals, "notes": [note.render() for note in outcome.notes]}


def code_json(line: CodeLine) -> dict[str, Any]:
    """Return a coupon code with the verdict on its uses."""
    leak = line.leak
    return {
        "code": line.code,
        "creator": line.creator,
        "campaign": line.campaign or None,
        "created_at": iso_time(line.created_at),
        "ended_at": iso_time(line.ended_at),
        "leak": {
            "verdict": leak.verdict,
            "sure": leak.sure or None,
            "uses": leak.uses,
            "known": leak.known,
            "outside": leak.outside,
            "interval": list(leak.interval),
            "evidence": [one.render() for one in leak.evidence],
            "innocent": [one.render() for one in leak.innocent],
            "findings": [finding_json(one, line.orders.get(one.kind, ())) for one in leak.findings],
        },
    }


def finding_json(one: Finding, orders: Sequence[PlacedOrder]) -> dict[str, Any]:
    """Return one finding with the newest orders that it rests on."""
    named = [
        {"id": each.id, "order": each.order, "at": iso_time(each.at), "came_from": each.came_from,
         "country": each.country}
        for each in orders
    ]  # fmt: skip
    return {
        "kind": one.kind,
        "verdict": one.verdict,
        "sure": one.sure or None,
        "probability": one.probability,
        "evidence": [said.render() for said in one.evidence],
        "innocent": [said.render() for said in one.innocent],
        "orders_total": one.orders,
        "orders": named,
    }
