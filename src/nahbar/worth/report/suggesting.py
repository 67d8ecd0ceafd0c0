"""What to try next, by explicit rules from the figures of the month. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nahbar.kernel.messages import msg
from nahbar.measure.planning import arms_of_shares, people_needed
from nahbar.measure.proportion import jeffreys_interval
from nahbar.worth.earned.contracts import Line, Period, Told
from nahbar.worth.report.contracts import Credited, Learned

# Without so many clicks the usual rate itself is hardly known, and a size reckoned from it would be made up.
LEAST_CLICKS = 100
# A lift of a fifth is what most would call worth knowing; larger plans are for those who expect less.
LIFT = 0.2
# More than two names are a list, not advice.
MOST_TRIED = 2
# Where experiments stand: whoever reads the report may look there, and who may plan one finds the button.
EXPERIMENTS = "/worth/experiments"
# From this share on, links and codes are worth more than any analysis.
MANY_UNTOUCHED = 0.5


def suggestions(
    period: Period, credit: Sequence[Credited], experiments: Sequence[Learned], known: Sequence[str]
) -> Sequence[Told]:
    """Return what to try next; `known` are names and titles of all experiments, drafts and stopped ones too."""
    found = [*_experiments(period, experiments), *_judge(period), *_trace(period)]
    return [*found, *_again(period), *_propose(period, credit, known)]


def _experiments(period: Period, experiments: Sequence[Learned]) -> Iterator[Told]:
    for one in experiments:
        if one.running and one.stop:
            text = msg("Stop “{title:raw}”: waiting will hardly teach anything.", title=one.title)
            yield Told(text, f"/worth/experiments/{one.name}", "experiment_units")
    for running in period.untold.running:
        if running.missing <= 0:
            text = msg("Read “{title:raw}”: the planned people are there.", title=running.title)
            yield Told(text, f"/worth/experiments/{running.name}", "exposed_units")


def _judge(period: Period) -> Iterator[Told]:
    if n := period.untold.unjudged:
        text = msg("Judge {n} {n|lead|leads}: until then nobody knows what {n|it is|they are} worth.", n=n)
        yield Told(text, "/campaigns/leads?stage=new", "leads")


def _trace(period: Period) -> Iterator[Told]:
    untold = period.untold
    if untold.deals and untold.untouched / untold.deals >= MANY_UNTOUCHED:
        text = msg(
            "Give every post a link or a code: before {n} of {of} deals nothing is recorded.",
            n=untold.untouched,
            of=untold.deals,
        )
        yield Told(text, "/campaigns/links", "untouched_deals")


def _again(period: Period) -> Iterator[Told]:
    """Creators whose rate is better than that of all, by what may be chance: few clicks, a wide interval."""
    named = [one for one in period.creators if one.name and one.clicks]
    clicks = sum(one.clicks for one in named)
    hits = sum(_hits(one) for one in named)
    if len(named) < 2 or not hits or clicks < LEAST_CLICKS:
        return
    usual, tried = hits / clicks, 0
    for one in sorted(named, key=lambda line: -_hits(line) / line.clicks):
        low, high = jeffreys_interval(_hits(one), one.clicks)
        if tried == MOST_TRIED or _hits(one) / one.clicks <= usual:
            return
        if low <= usual:
            tried += 1
            yield Told(
                msg(
                    "Try {creator:raw} again: {n} qualified {n|lead|leads} from {clicks} clicks may be better than the "
                    "usual {usual:percent}, or chance ({low:percent} to {high:percent}).",
                    creator=one.label,
                    n=_hits(one),
                    clicks=one.clicks,
                    usual=usual,
                    low=low,
                    high=high,
                ),
                one.path,
                "period_sums",
            )


def _hits(line: Line) -> int:
    return min(line.clicks, round(line.figures["qualified_leads"].value))


def _propose(period: Period, credit: Sequence[Credited], known: Sequence[str]) -> Iterator[Told]:
    """The largest channel, if no experiment ever asked what it causes, with the size that asking takes."""
    if not credit:
        return
    channel = credit[0].channel
    if any(channel.lower() in one.lower() for one in known):
        return
    clicks = sum(one.clicks for one in period.creators)
    leads = round(period.figures["leads"].now.value)
    if clicks < LEAST_CLICKS or not 0 < leads < clicks:
        text = msg(
            "Ask what {channel:raw} causes by an experiment. How many people that takes cannot be told: there are too "
            "few clicks and leads to know the usual rate.",
            channel=channel,
        )
        yield Told(text, EXPERIMENTS, "period_sums")
        return
    rate = leads / clicks
    people = people_needed(arms_of_shares(rate, LIFT * rate), LIFT * rate)
    text = msg(
        "Ask what {channel:raw} causes: it has most of the credit, and no experiment. With leads from {rate:percent} "
        "of clicks, a lift of {lift:percent} takes about {n} people an arm.",
        channel=channel,
        rate=rate,
        lift=LIFT,
        n=people,
    )
    yield Told(text, EXPERIMENTS, "period_sums")
