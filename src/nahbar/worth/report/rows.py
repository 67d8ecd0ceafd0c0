"""Use case: the rows behind a figure of a month, and the query that made them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from nahbar.campaigns import Brought, Earned, Sums, earned_between
from nahbar.kernel.clock import day_of, iso_day, now
from nahbar.kernel.engine import load_query
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.worth.earned.comparing import COUNTS, TITLES, by_campaign, by_creator
from nahbar.worth.earned.contracts import MONEY
from nahbar.worth.report.months import month_days

QUERY = "period_sums"
# Qualified leads are the one figure that no touchpoint holds: a person may judge a lead after it came in.
QUALIFIED = msg(
    "Qualified leads are rows of the store: the table lead, where qualified is true and came_at lies within the month."
)
# What lines of a report are made of; the name "" is nobody known.
GROUPS: Mapping[str, Callable[[Brought], str]] = {"creator": by_creator, "campaign": by_campaign}
HEADER = ("creator", "campaign", "post", "link", "code", "count", "value", "given_back")


@dataclass(frozen=True, slots=True)
class Behind:
    """One row: what a creator, campaign, post, link and code brought; money in hundredths."""

    creator: str
    campaign: str
    post: str
    link: str
    code: str
    count: int
    cents: float
    refunds_cents: float


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows behind a figure, the text of the query, or the words that say where they lie.

    Of one line of the report, `by` says whether it is that of a creator or of a campaign, and `of` which;
    `line` is what people call it.
    """

    figure: str
    by: str
    of: str
    line: str
    title: Message
    unit: str
    month: str
    first: int
    last: int
    currency: str
    rows: Sequence[Behind]
    query: str
    words: Message | None


def rows_behind(house: House, month: str, figure: str, by: str = "", of: str = "") -> Rows:
    """Return the rows behind a figure of a month, or of one line: `by` creator or campaign, `of` its name.

    Raises BadInput for what is no figure, no month or no kind of line.
    """
    if figure not in TITLES:
        raise BadInput(
            msg("There is no figure “{figure}”.", figure=figure[:40]),
            msg("Choose one of: {figures}.", figures=", ".join(TITLES)),
            kind="figure",
        )
    if by and by not in GROUPS:
        raise BadInput(
            msg("There are no lines by “{by}”.", by=by[:40]),
            msg("Choose one of: {figures}.", figures=", ".join(GROUPS)),
            kind="figure",
        )
    since, middle, until = month_days(month, day_of(now()))
    earned = earned_between(house, since, middle, until)
    title, unit = TITLES[figure]
    found = [
        Behind(
            one.creator,
            _called(earned, one.campaign),
            one.post,
            one.link,
            one.code,
            _count(figure, one.sums),
            one.sums.deals.total if unit == MONEY else 0.0,
            one.sums.refunds.total if unit == MONEY else 0.0,
        )
        for one in earned.rows
        if one.present
        and (not by or GROUPS[by](one) == of)
        and (_count(figure, one.sums) or (unit == MONEY and one.sums.refunds.n))
    ]
    found.sort(key=lambda one: (-one.cents, -one.count))
    qualified = figure == "qualified_leads"
    query = "" if qualified else load_query("nahbar.campaigns", QUERY)
    days = (middle, until - 1)
    words = QUALIFIED if qualified else None
    return Rows(
        figure,
        by,
        of,
        _called(earned, of) if by else "",
        title,
        unit,
        month,
        *days,
        earned.currency,
        found,
        query,
        words,
    )


def _called(earned: Earned, name: str) -> str:
    return earned.campaigns[name].name if name in earned.campaigns else name


def _count(figure: str, sums: Sums) -> int:
    return sums.deals.n if figure == "revenue" else COUNTS[figure](sums)


def rows_path(name: str, middle: int, by: str = "", of: str = "") -> str:
    """Return the page with the rows behind a figure of the month that begins on the day `middle`, or of one line."""
    line = f"&{urlencode({'by': by, 'of': of})}" if by else ""
    return f"/worth/report/rows?month={iso_day(middle)[:7]}&figure={name}{line}"


def cells(one: Behind) -> Sequence[object]:
    """Return a row under HEADER, money in whole units."""
    places = (one.creator, one.campaign, one.post, one.link, one.code, one.count)
    return (*places, f"{one.cents / 100:.2f}", f"{one.refunds_cents / 100:.2f}")
