"""A rule as it was typed, and as a sentence. Pure; raises BadInput, which names the field."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from nahbar.campaigns.leads.contracts import STAGES
from nahbar.campaigns.leads.qualify.contracts import ALL, JOINED, KINDS, NOTHING, NUMBER, STAGE, Condition, Rule
from nahbar.campaigns.leads.stages import find_stage
from nahbar.creators import read_price
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable

# More conditions than this nobody oversees.
MOST_CONDITIONS = 6
LONGEST_VALUE = 80
LARGEST_CENTS = 10**12


def read_rule(typed: Mapping[str, str]) -> Rule:
    """Return the rule of the fields joined, kind-1, value-1, kind-2 …; empty kinds are left out.

    Raises BadInput for an unknown kind or a value that a condition cannot use, with the field's name as its kind.
    """
    conditions = []
    for place in range(1, MOST_CONDITIONS + 1):
        kind = typed.get(f"kind-{place}", "")
        if kind:
            conditions.append(_condition(kind, typed.get(f"value-{place}", ""), f"value-{place}"))
    joined = typed.get("joined", ALL)
    return Rule(joined if joined in JOINED else ALL, tuple(conditions))


def _condition(kind: str, value: str, field: str) -> Condition:
    if kind not in KINDS:
        raise BadInput(
            msg("There is no condition “{kind}”.", kind=kind[:40]), msg("Choose one of the list."), kind=field
        )
    needs, plain = KINDS[kind].needs, " ".join(value.replace("\0", "").split())[:LONGEST_VALUE]
    if needs == NOTHING:
        return Condition(kind)
    if not plain:
        raise BadInput(msg("Something is missing here."), msg("Write what the condition asks for."), kind=field)
    if needs == STAGE:
        plain = find_stage(plain) or plain
    if needs == STAGE and plain not in STAGES:
        raise BadInput(
            msg("There is no stage “{stage}”.", stage=plain[:40]),
            msg("Choose one of: {stages}.", stages=", ".join(STAGES)),
            kind=field,
        )
    return Condition(kind, str(_cents(plain, field)) if needs == NUMBER else plain)


def _cents(text: str, field: str) -> int:
    try:
        cents = read_price(None)(text)
    except (Unreadable, ValueError):
        cents = None
    if cents is None or not 0 < cents <= LARGEST_CENTS:
        raise BadInput(msg("“{text}” is no amount.", text=text[:40]), msg("Write it as 250 or 99.90."), kind=field)
    return cents


def typed_again(rule: Rule) -> Mapping[str, str]:
    """Return the fields of a form that hold a rule."""
    fields = {"joined": rule.joined}
    for place, one in enumerate(rule.conditions, 1):
        fields[f"kind-{place}"] = one.kind
        shown = f"{Decimal(one.value).scaleb(-2):.2f}" if KINDS[one.kind].needs == NUMBER else one.value
        fields[f"value-{place}"] = shown
    return fields
