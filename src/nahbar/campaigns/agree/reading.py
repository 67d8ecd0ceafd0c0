"""Reads what a person typed of a campaign, of terms and of deliverables; pure.

Every reader returns what it read and, by name of the field, what is wrong: a form shows all of it at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from nahbar.campaigns.agree.contracts import DELIVERABLES, FORMATS, GOALS, KPIS, LAWS, MEDIA, Plan, Terms
from nahbar.creators import read_currency, read_price
from nahbar.kernel.clock import iso_day
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular.values import Unreadable, parse_day

Value = TypeVar("Value")
LONGEST_NAME = 120
LONGEST_TEXT = 2_000
# Ten billion: a figure above it is an id or a telephone number in the wrong field.
LARGEST_TARGET = 10_000_000_000
LONGEST_HOLD_DAYS = 180
LONGEST_RIGHTS_DAYS = 3_650
# Day numbers of 2000-01-01 and 2100-01-01: a date outside is a typing error.
EARLIEST_DAY, LATEST_DAY = 10_957, 47_482


@dataclass(slots=True)
class Read(Generic[Value]):
    """What was read (None when something is wrong) and what is wrong by field."""

    value: Value | None = None
    problems: dict[str, BadInput] = field(default_factory=dict)

    def sure(self) -> Value:
        """Return the value; raises the first problem."""
        if self.value is None:
            raise next(iter(self.problems.values()))
        return self.value


class _Reader:
    """Collects problems while the fields of one form are read."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.problems: dict[str, BadInput] = {}

    def text(self, name: str, most: int = LONGEST_TEXT) -> str:
        text = self.given.get(name, "").replace("\0", "").strip()
        if len(text) > most:
            self.wrong(name, msg("This has more than {n} characters.", n=most), msg("Say it shorter."))
        return text

    def wrong(self, name: str, what: Message, remedy: Message) -> None:
        self.problems.setdefault(name, BadInput(what, remedy, kind=name))

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        value = self.text(name).casefold()
        if value not in known:
            said = msg("“{value}” is not known here.", value=value) if value else msg("Nothing is chosen here.")
            self.wrong(name, said, msg("Choose one of: {names:raw}.", names=", ".join(known)))
        return value

    def some_of(self, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
        wanted = [one.strip().casefold() for one in self.text(name).split(",") if one.strip()]
        for one in wanted:
            if one not in known:
                names = ", ".join(known)
                self.wrong(
                    name, msg("“{value}” is not known here.", value=one), msg("Known: {names:raw}.", names=names)
                )
        return tuple(one for one in known if one in wanted)

    def money(self, name: str) -> int | None:
        text = self.text(name)
        try:
            return read_price(None)(text) if text else None
        except Unreadable as error:
            self.wrong(name, error.reason, msg("Write it as 1200 or 1.200,50."))
        return None

    def day(self, name: str) -> int | None:
        text = self.text(name)
        try:
            day = parse_day(text, day_first=True) if text else None
        except Unreadable as error:
            self.wrong(name, error.reason, msg("Write it as 2026-11-30."))
            return None
        if day is not None and not EARLIEST_DAY <= day <= LATEST_DAY:
            self.wrong(name, msg("This day is too far away."), msg("Write it as 2026-11-30."))
        return day

    def whole(self, name: str, most: int) -> int | None:
        text = self.text(name).replace(".", "").replace("\u00a0", "").replace(" ", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 16 and int(text) <= most):
            remedy = msg("Write a whole number from 0 to {n}.", n=most)
            self.wrong(name, msg("“{text}” is not a number that fits here.", text=self.text(name)), remedy)
            return None
        return int(text)


def read_plan(given: Mapping[str, str], currency: str) -> Read[Plan]:
    """Read a campaign; `currency` is the one of the workspace, taken where none is named."""
    reader = _Reader(given)
    name = reader.text("name", LONGEST_NAME)
    if not name:
        reader.wrong("name", msg("The campaign has no name."), msg("Give it one that you will recognise."))
    starts, ends = reader.day("starts"), reader.day("ends")
    if starts is not None and ends is not None and ends < starts:
        reader.wrong("ends", msg("The end lies before the start."), msg("Exchange the two days or correct one."))
    plan = Plan(
        name=name,
        goal=reader.one_of("goal", GOALS),
        currency=_currency(reader, currency),
        law=reader.one_of("law", LAWS),
        audience=reader.text("audience"),
        starts_day=starts,
        ends_day=ends,
        budget_cents=reader.money("budget"),
        kpis=_kpis(reader),
        formats=reader.some_of("formats", FORMATS),
    )
    return Read(None if reader.problems else plan, reader.problems)


def _currency(reader: _Reader, usual: str) -> str:
    try:
        return read_currency(reader.text("currency")) or usual
    except Unreadable as error:
        reader.wrong("currency", error.reason, msg("Write it as EUR."))
    return usual


def _kpis(reader: _Reader) -> dict[str, int]:
    targets = {name: reader.whole(kpi_field(name), LARGEST_TARGET) for name in KPIS}
    return {name: target for name, target in targets.items() if target}


def kpi_field(name: str) -> str:
    """Return the name of the form's field for the target of a KPI."""
    return "kpi-" + name.replace(" ", "-")


def money_text(cents: int) -> str:
    """Return an amount in hundredths as its field holds it."""
    return f"{Decimal(cents).scaleb(-2):f}".removesuffix(".00")


def plan_fields(plan: Plan) -> dict[str, str]:
    """Return a campaign as its form holds it."""
    days = {"starts": plan.starts_day, "ends": plan.ends_day}
    budget = "" if plan.budget_cents is None else money_text(plan.budget_cents)
    return {
        **{name: getattr(plan, name) for name in ("name", "goal", "law", "currency", "audience")},
        **{name: iso_day(day) if day is not None else "" for name, day in days.items()},
        **{kpi_field(name): str(target) for name, target in plan.kpis.items()},
        "budget": budget,
        "formats": ",".join(plan.formats),
    }


def read_terms(given: Mapping[str, str]) -> Read[Terms]:
    """Read what is offered to a creator."""
    reader = _Reader(given)
    hold = reader.whole("hold_days", LONGEST_HOLD_DAYS)
    media, days = reader.some_of("rights_media", MEDIA), reader.whole("rights_days", LONGEST_RIGHTS_DAYS) or 0
    if media and not days:
        remedy = msg("Say for how many days, counted from the first post.")
        reader.wrong("rights_days", msg("Rights without a time cannot be agreed on."), remedy)
    if days and not media:
        reader.wrong("rights_media", msg("It is not said for which media."), msg("Choose at least one."))
    terms = Terms(
        fee_cents=reader.money("fee") or 0,
        products=reader.text("products", 500),
        share_bp=_share(reader),
        hold_days=Terms().hold_days if hold is None else hold,
        rights_media=media,
        rights_where=reader.text("rights_where", 200),
        rights_days=days,
    )
    return Read(None if reader.problems else terms, reader.problems)


def _share(reader: _Reader) -> int:
    # A percentage with two decimals, read by the rules of money.
    share = reader.money("share") or 0
    if share > 100_00:
        reader.wrong("share", msg("Nobody can be paid more than the whole of a sale."), msg("Write it as 7,5."))
    return share


def terms_fields(terms: Terms) -> dict[str, str]:
    """Return terms as their form holds them; nothing is an empty field."""
    figures = {"fee": terms.fee_cents, "share": terms.share_bp}
    return {
        **{name: money_text(value) if value else "" for name, value in figures.items()},
        "products": terms.products,
        "hold_days": str(terms.hold_days),
        "rights_days": str(terms.rights_days) if terms.rights_days else "",
        "rights_where": terms.rights_where,
        "rights_media": ",".join(terms.rights_media),
    }


@dataclass(frozen=True, slots=True)
class Owed:
    """A deliverable as it was typed."""

    kind: str
    due_day: int | None
    note: str


def read_deliverable(given: Mapping[str, str]) -> Read[Owed]:
    """Read one deliverable."""
    reader = _Reader(given)
    owed = Owed(reader.one_of("kind", DELIVERABLES), reader.day("due"), reader.text("note", 300))
    return Read(None if reader.problems else owed, reader.problems)
