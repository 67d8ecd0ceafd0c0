"""Use case: everything that the report of a month shows."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.campaigns import count_all, first_work_day, work_between
from nahbar.kernel.clock import SECONDS_A_DAY, day_of, now
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.worth.attribution.contracts import Options
from nahbar.worth.attribution.recorded import Asked, attribute_house
from nahbar.worth.earned.contracts import COUNT, Period, Told
from nahbar.worth.earned.gathering import first_touch_day, period_of
from nahbar.worth.earned.telling import untold_words
from nahbar.worth.experiments.registry import DRAFT, RUNNING, Experiment, list_experiments
from nahbar.worth.experiments.reporting import report_on
from nahbar.worth.report.contracts import Credited, Learned, Report
from nahbar.worth.report.months import month_days, month_of
from nahbar.worth.report.rows import rows_path
from nahbar.worth.report.suggesting import suggestions

# Another process may count the clicks that wait; a report does not wait for it longer.
COUNT_SECONDS = 5.0
MOST_CREDITED = 6


def report_of(house: House, month: str, who: str) -> Report:
    """Return the report of a month ("2026-10"); raises BadInput for what is no month.

    Experiments are read as they stand now; that `who` looked at them is kept.
    """
    at = now()
    since, middle, until = month_days(month, day_of(at))
    count_all(house, COUNT_SECONDS)
    period = period_of(house, since, middle, until)
    credit, no_credit = _credit(house, middle, until)
    known = list_experiments(house)
    experiments = [_learned(house, one, who) for one in known if _of_month(one, middle, until)]
    words = [text for one in known for text in (one.plan.name, one.plan.title, *_held_out(one))]
    return Report(
        month=month,
        brand=house.workspace.settings.name,
        made_at=at,
        partial=until == day_of(at) + 1,
        period=period,
        work=work_between(house, middle, until),
        clicks=sum(one.clicks for one in period.creators),
        credit=credit,
        no_credit=no_credit,
        experiments=experiments,
        learned=_decided(period, middle),
        untold=list(untold_words(period.untold, middle, until - 1)),
        next=suggestions(period, credit, experiments, words),
    )


def first_month(house: House) -> str:
    """Return the first month in which anything was recorded that a report tells of; this month before there is any."""
    began = [one.started_at // SECONDS_A_DAY for one in list_experiments(house) if one.started_at is not None]
    days = [first_work_day(house), first_touch_day(house), *began]
    return month_of(min((day for day in days if day is not None), default=day_of(now())))


def _credit(house: House, middle: int, until: int) -> tuple[Sequence[Credited], Message | None]:
    try:
        found = attribute_house(house, Asked(middle, until), Options())
    except (NotFound, BadInput) as error:
        return [], error.message
    by_channel = zip(*(found.models[model] for model in found.options.models), strict=True)
    credited = []
    for markov, each in zip(found.models["markov"], by_channel, strict=True):
        shares = [one.conversions for one in each]
        credited.append(Credited(markov.channel, markov.conversions, *markov.interval, min(shares), max(shares)))
    return sorted(credited, key=lambda one: -one.deals)[:MOST_CREDITED], None


def _of_month(one: Experiment, middle: int, until: int) -> bool:
    """Whether an experiment ran on a day of the period."""
    if one.state == DRAFT or one.started_at is None or one.started_at >= until * SECONDS_A_DAY:
        return False
    return one.stopped_at is None or one.stopped_at >= middle * SECONDS_A_DAY


def _held_out(one: Experiment) -> Sequence[str]:
    return () if one.plan.held_out is None else (one.plan.held_out.name,)


def _learned(house: House, one: Experiment, who: str) -> Learned:
    found = report_on(house, one.plan.name, who)
    title = one.plan.title or one.plan.name
    return Learned(one.plan.name, title, one.state == RUNNING, [*found.said, *found.guarded], found.stop)


def _decided(period: Period, middle: int) -> Sequence[Told]:
    """Return the figures of which it is known whether they are more or fewer than before."""
    found = []
    for one in period.figures.values():
        sure = one.unit == COUNT and one.ratio is not None
        if sure and one.ratio and (one.ratio.low > 1.0 or (one.ratio.high is not None and one.ratio.high < 1.0)):
            said = msg("{title}: {said}", title=one.title, said=one.said)
            found.append(Told(said, rows_path(one.name, middle), "period_sums"))
    return found
