"""Sentences of a report: its headline and what was done. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nahbar.campaigns import OtherMoney
from nahbar.kernel.clock import iso_day
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import Message, Value, msg
from nahbar.worth.earned.contracts import MONEY, Compared, Period, Told
from nahbar.worth.earned.telling import CREDIT_PAGE
from nahbar.worth.report.contracts import Report

NOTHING_DONE = msg("Nothing is recorded that was done for a campaign.")
NOTHING_LEARNED = msg("Nothing is known now that was not known before: no figure and no experiment was decided.")
NOTHING_UNTOLD = msg("Nothing of what was recorded is in doubt beyond the intervals.")
NOTHING_NEXT = msg("Nothing in the figures asks for a change.")
NOTHING_CAME = msg("No lead and no deal came in.")
NO_EXPERIMENTS = msg("No experiment ran: nothing here is known to be an effect.")


def headline(report: Report, language: Language) -> Message:
    """Return the answer in one sentence."""
    figures = report.period.figures
    if report.period.empty:
        return NOTHING_CAME
    return msg(
        "{qualified} qualified {qualified|lead|leads}, {deals} {deals|deal|deals} and {revenue:raw} after refunds.",
        qualified=round(figures["qualified_leads"].now.value),
        deals=round(figures["deals"].now.value),
        revenue=amount(figures["revenue"], figures["revenue"].now.value, report.period.currency, language),
    )


def credit_path(period: Period) -> str:
    """Return the page with the credit of the month."""
    return f"{CREDIT_PAGE}?from={iso_day(period.middle)}&to={iso_day(period.until - 1)}"


def amount(one: Compared, value: float, currency: str, language: Language) -> str:
    """Return a value of a figure as people write it."""
    return amount_of(one.unit, value, currency, language)


def amount_of(unit: str, value: float, currency: str, language: Language) -> str:
    """Return a value of a unit as people write it."""
    if unit == MONEY:
        return language.money(value / 100, currency)
    return language.number(round(value) if value >= 10 else round(value, 1))


def range_of(unit: str, low: float, high: float | None, currency: str, language: Language) -> str:
    """Return an interval as people write it."""
    first = amount_of(unit, low, currency, language)
    if high is None:
        return language.message(msg("from {low:raw}, upwards open", low=first))
    return f"{first} – {amount_of(unit, high, currency, language)}"


def done_words(report: Report) -> Iterator[Told]:
    """Return what was done, each with its page."""
    work = report.work
    for number, name in work.campaigns:
        yield Told(msg("Worked on the campaign “{name:raw}”", name=name), f"/campaigns/{number}", "campaigns")
    counts: Sequence[tuple[int, Message]] = (
        (work.agreed, msg("{n} {n|creator|creators} agreed to work with us", n=work.agreed)),
        (work.posts, _posts(work.posts, work.posted)),
        (report.clicks, msg("{n} {n|click|clicks} on our links", n=report.clicks)),
    )
    pages = ("/campaigns", "/campaigns", "/campaigns/links")
    queries = ("collaboration_step", "published_post", "period_sums")
    for (count, said), page, query in zip(counts, pages, queries, strict=True):
        if count:
            yield Told(said, page, query)


def _posts(posts: int, creators: int) -> Message:
    values: dict[str, Value] = {"n": posts, "of": creators}
    return msg("{n} {n|post|posts} by {of} {of|creator|creators} came out", **values)


def beside(one: OtherMoney, language: Language) -> Message:
    """Return what came in another currency."""
    return msg(
        "Beside it, in {currency:raw}: {sum:raw} from deals, {back:raw} given back. Other currencies are never added.",
        currency=one.currency or "?",
        sum=language.number(one.revenue_cents / 100, 2),
        back=language.number(one.refunds_cents / 100, 2),
    )


def foot(report: Report) -> Message:
    """Return where the figures come from and when."""
    return msg(
        "{brand:raw} · made on {day:date} from touchpoints and leads of this workspace · days in UTC · 95% intervals",
        brand=report.brand,
        day=report.made_at // 86_400,
    )
