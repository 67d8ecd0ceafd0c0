"""The plan of an experiment: read from what a form or a command holds, with the size that it needs. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from nahbar.kernel.experiments import Variant
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable, parse_decimal, quoted
from nahbar.measure.planning import Arms, arms_of_shares, least_lift, people_needed
from nahbar.worth.experiments.declaring import HeldOut, check_held_out, read_held_out, read_traits
from nahbar.worth.experiments.declaring import refused as _bad

NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,79}$")
# Addresses of pages.
TAKEN = ("new", "analyse", "together")
VARIANT = re.compile(r"^[\w .-]{1,60}$")
ROOMS = ("gesture", "moment", "link", "mail", "other")
UNITS = ("person", "creator")
KINDS = ("click", "visit", "reply", "lead", "deal", "refund")
HAPPENED, COUNT, VALUE = "happened", "count", "value"
WINDOW_DAYS = 14
MOST_DAYS = 365
# With more arms than this each gets too few people to learn anything.
MOST_VARIANTS = 8


@dataclass(frozen=True, slots=True)
class Metric:
    """What is counted: touchpoints of a kind: whether any happened, how many, or what deals were worth less refunds."""

    kind: str
    measure: str

    @property
    def text(self) -> str:
        """The metric as it is written."""
        return self.kind if self.measure == HAPPENED else f"{self.kind}:{self.measure}"


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A metric that must not get worse; `worse` is "lower" or "higher"."""

    metric: Metric
    worse: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed before the start: `planned` people in the smallest arm, `least_lift` in the metric's unit.

    `held_out` is what the control goes without, where it has a name; `traits` (of TRAITS) tell declared groups apart.
    """

    name: str
    title: str
    room: str
    unit: str
    variants: tuple[Variant, ...]
    metric: Metric
    guardrails: tuple[Guardrail, ...]
    window_days: int
    planned: int
    planned_days: int | None
    least_lift: float | None
    held_out: HeldOut | None = None
    traits: tuple[str, ...] = ()


def read_plan(given: Mapping[str, str]) -> Plan:
    """Return the plan that texts describe; raises BadInput whose kind names the field.

    The size is `planned`, or what the smallest lift worth knowing needs: `baseline` (the metric's usual mean or share),
    `least_lift` (in percent of it) and, for counts and values, `spread` (their standard deviation a person).
    """
    name = given.get("name", "").strip()
    if not NAME.match(name) or name in TAKEN:
        raise _bad("name", msg("A name has small letters, digits, - and _, and begins with a letter or digit."))
    variants, metric = read_variants(given.get("variants", "")), read_metric(given.get("metric", ""), "metric")
    planned, lift = _size(given, variants, metric)
    per_day = _figure(given, "per_day")
    shares = [one.share for one in variants]
    days = math.ceil(planned * sum(shares) / min(shares) / per_day) if per_day else None
    window = _figure(given, "window_days")
    window = WINDOW_DAYS if window is None else window
    if not 1 <= window <= MOST_DAYS:
        raise _bad("window_days", msg("The window is 1 to {n} days.", n=MOST_DAYS))
    unit, held = _choice(given, "unit", UNITS, "person"), read_held_out(given.get("holds_out", ""))
    check_held_out(held, unit, metric.text, len(variants))
    return Plan(
        name=name,
        title=given.get("title", "").strip()[:200] or name,
        room=_choice(given, "room", ROOMS, "other"),
        unit=unit,
        variants=variants,
        metric=metric,
        guardrails=read_guardrails(given.get("guardrails", "")),
        window_days=int(window),
        planned=planned,
        planned_days=days,
        least_lift=lift,
        held_out=held,
        traits=read_traits(given.get("groups", "")),
    )


def _size(given: Mapping[str, str], variants: tuple[Variant, ...], metric: Metric) -> tuple[int, float | None]:
    baseline, part = _figure(given, "baseline"), _figure(given, "least_lift")
    lift = abs(baseline * part / 100.0) if baseline is not None and part else None
    planned = _figure(given, "planned")
    if planned is not None:
        if not 2 <= planned <= 1e12 or planned != int(planned):
            raise _bad("planned", msg("The planned size is a whole number of people, 2 or more."))
        return int(planned), lift
    if baseline is None or not lift:
        raise _bad(
            "planned", msg("Give the planned size, or the usual value and the smallest lift worth knowing in percent.")
        )
    return people_needed(_expected(given, variants, metric, baseline, lift), lift), lift


def _expected(
    given: Mapping[str, str], variants: tuple[Variant, ...], metric: Metric, baseline: float, lift: float
) -> Arms:
    # The smallest arm decides how long it takes, whichever it is.
    shares = (variants[0].share, min(one.share for one in variants[1:]))
    if metric.measure == HAPPENED:
        if not 0.0 < baseline < 1.0:
            raise _bad("baseline", msg("The usual share lies between 0 and 1, for example 0.03."))
        return arms_of_shares(baseline, lift, *shares)
    spread = _figure(given, "spread")
    if not spread or spread < 0:
        raise _bad("spread", msg("For counts and values the spread between people is needed, as a standard deviation."))
    return Arms(spread**2, spread**2, *shares)


def smallest_lift(given: Mapping[str, str], plan: Plan) -> float | None:
    """Return the smallest lift that the planned size tells in four of five cases; None without a usual value."""
    baseline = _figure(given, "baseline")
    if baseline is None:
        return None
    return least_lift(_expected(given, plan.variants, plan.metric, baseline, 0.0), plan.planned)


def read_variants(text: str) -> tuple[Variant, ...]:
    """Return the arms of a text like "none=1, mail=1" (or a line each); the first is the control."""
    found = []
    for part in (one.strip() for one in re.split(r"[,;\n]", text)):
        if not part:
            continue
        name, sign, share = part.rpartition("=")
        name = name.strip() if sign else part
        weight = _figure({"share": share if sign else "1"}, "share", "variants") or 0.0
        if not VARIANT.match(name) or weight <= 0:
            raise _bad(
                "variants", msg("“{text:raw}” is no arm with a share, as in: control=1, mail=1.", text=quoted(part))
            )
        found.append(Variant(name, weight))
    if not 2 <= len(found) <= MOST_VARIANTS or len({one.name for one in found}) < len(found):
        raise _bad("variants", msg("Name two to {n} different arms, the control first.", n=MOST_VARIANTS))
    whole = sum(one.share for one in found)
    return tuple(Variant(one.name, one.share / whole) for one in found)


def read_metric(text: str, field: str) -> Metric:
    """Return the metric of a text like "lead", "lead:count" or "deal:value"."""
    kind, _, measure = text.strip().partition(":")
    found = Metric(kind.strip(), measure.strip() or HAPPENED)
    fits = found.measure in (HAPPENED, COUNT) or (found.measure == VALUE and found.kind == "deal")
    if found.kind not in KINDS or not fits:
        raise _bad(
            field,
            msg(
                "“{text:raw}” is no metric. Write one of {kinds:raw}, with :count for how often, or deal:value.",
                text=quoted(text),
                kinds=", ".join(KINDS),
            ),
        )
    return found


def read_guardrails(text: str) -> tuple[Guardrail, ...]:
    """Return the guardrails of a text like "refund=higher, deal=lower"."""
    found = []
    for part in (one.strip() for one in re.split(r"[,;\n]", text)):
        if not part:
            continue
        metric, _, worse = part.partition("=")
        if worse.strip() not in ("lower", "higher"):
            raise _bad("guardrails", msg("Write a guardrail with what would be bad: refund=higher or deal=lower."))
        found.append(Guardrail(read_metric(metric, "guardrails"), worse.strip()))
    return tuple(found)


def _choice(given: Mapping[str, str], field: str, known: tuple[str, ...], default: str) -> str:
    value = given.get(field, "").strip() or default
    if value not in known:
        raise _bad(field, msg("Choose one of: {names:raw}.", names=", ".join(known)))
    return value


def _figure(given: Mapping[str, str], field: str, named: str = "") -> float | None:
    text = given.get(field, "").strip().removesuffix("%").strip()
    if not text:
        return None
    try:
        value = parse_decimal(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except Unreadable as error:
        raise _bad(named or field, error.reason) from error
    if value is None or not math.isfinite(value):
        raise _bad(named or field, msg("This is no number."))
    return float(value)
