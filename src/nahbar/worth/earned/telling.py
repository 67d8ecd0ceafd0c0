"""What nobody can tell yet of a period, in plain sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from nahbar.kernel.clock import iso_day
from nahbar.kernel.messages import Message, msg
from nahbar.worth.earned.contracts import Experiment, Told, Untold

CREDIT_PAGE = "/worth/attribution"
# Longer than so many days nobody plans; the sentence then gives the people alone.
LONGEST_DAYS = 365


def untold_words(untold: Untold, first: int, last: int) -> Iterator[Told]:
    """Return a sentence for each thing that cannot be told; `first` and `last` are the days of the period."""
    page = f"{CREDIT_PAGE}?from={iso_day(first)}&to={iso_day(last)}"
    if untold.untouched:
        yield Told(
            msg(
                "Who earned {n} of {of} deals: nothing recorded stands before them.",
                n=untold.untouched,
                of=untold.deals,
            ),
            page,
            "untouched_deals",
        )
    if untold.nameless:
        yield Told(
            msg(
                "Whose ways {n} {n|touch belongs|touches belong} to: these people were not asked or did not agree.",
                n=untold.nameless,
            ),
            page,
            "nameless_touches",
        )
    if untold.unjudged:
        yield Told(
            msg(
                "Whether {n} {n|lead is|leads are} qualified: nobody has judged {n|it|them}.",
                n=untold.unjudged,
            ),
            "/campaigns/leads?stage=new",
            "leads",
        )
    for one in untold.running:
        yield Told(running_words(one), f"/worth/experiments/{one.name}", "exposed_units")


def running_words(one: Experiment) -> Message:
    """Return how much longer an experiment takes, at the pace of the people so far."""
    if one.missing <= 0:
        return msg("What “{title:raw}” does: the planned people are there, read it now.", title=one.title)
    if one.days is None or one.days > LONGEST_DAYS:
        return msg("What “{title:raw}” does: about {n} more people an arm.", title=one.title, n=one.missing)
    return msg(
        "What “{title:raw}” does: about {n} more people an arm, at this pace {days} {days|day|days}.",
        title=one.title,
        n=one.missing,
        days=one.days,
    )
