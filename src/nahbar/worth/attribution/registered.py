"""Use case: what registered experiments measured of channels, creators, posts or campaigns, in deals of a period.

An experiment tells what one touch caused: the lift of deals a person over the lift of people who were touched. That,
times the touches of the period, is what was caused among people who are known. Deals of people nobody knows are taken
to be caused in the same share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.kernel.clock import now
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.worth.attribution.contracts import Attribution, Options
from nahbar.worth.attribution.effects import Effect
from nahbar.worth.attribution.journeys import DAY, DEAL, journeys_of
from nahbar.worth.attribution.recorded import Asked, Record, attribute_record, read_record
from nahbar.worth.experiments.caused import Caused, caused_by
from nahbar.worth.experiments.met import Met, who_met_each
from nahbar.worth.experiments.registry import DRAFT, Experiment, list_experiments
from nahbar.worth.experiments.reporting import Report, report_of

Floats = npt.NDArray[np.float64]
Times = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What an experiment says of `name` in a period: `effect` in deals, and the steps that led to it.

    `reached` are touches of people who are known, each counted once within the experiment's window; `inside` are those
    of them that belong to the experiment. `deals` had the name on their way, `known` of them are of people we know.
    """

    name: str
    caused: Caused
    reached: int
    inside: int
    deals: int
    known: int

    @property
    def effect(self) -> Effect:
        """Deals that were caused in the period, with the 95 % interval."""
        times = self.reached * self.deals / self.known
        return Effect(*(times * one for one in self.caused.each))

    @property
    def said(self) -> Message:
        """The experiment, its time and what it says of one touch."""
        return msg(
            "{name:raw}: “{title:raw}” ({first:date} to {last:date}) says that each touch caused {each} deals ({low} "
            "to {high}).",
            name=self.name,
            title=self.caused.experiment.plan.title,
            first=self.caused.first,
            last=self.caused.last,
            **dict(zip(("each", "low", "high"), self.caused.each, strict=True)),
        )

    @property
    def carried(self) -> Message:
        """How far the effect had to be carried beyond the experiment."""
        if self.inside == self.reached and self.known == self.deals:
            return msg("All {n} touches of this period belong to the experiment.", n=self.reached)
        return msg(
            "In this period {n} touches count, {inside} of them in the experiment; of {deals} deals with it on their "
            "way {known} are of people who are known. The others are taken to be alike, whatever their time.",
            n=self.reached,
            inside=self.inside,
            known=self.known,
            deals=self.deals,
        )


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registry knows of the names of a period; `notes` say what is not known yet, and why."""

    measured: Sequence[Measured]
    notes: Sequence[Message]

    @property
    def effects(self) -> Mapping[str, Effect]:
        """The effects by name."""
        return {one.name: one.effect for one in self.measured}


NOTHING = Registered((), ())


@dataclass(frozen=True, slots=True)
class _Period:
    since: int
    until: int
    times: Mapping[str, Times]
    deals: Mapping[str, int]
    known: Mapping[str, int]


def credit_and_effects(house: House, asked: Asked, options: Options, who: str) -> tuple[Attribution, Registered]:
    """Return the credit of a period and what experiments measured of its names, out of one reading of touchpoints.

    Raises what `attribute_house` does; that `who` looked at the experiments is kept.
    """
    asking = _asking(house, asked)
    record = read_record(house, asked, of_all_times=bool(asking))
    return attribute_record(house, record, options), _registered(house, asking, record, who)


def registered_effects(house: House, asked: Asked, who: str) -> Registered:
    """Return what experiments of the registry measured of the names that get the credit; that `who` looked is kept."""
    asking = _asking(house, asked)
    return _registered(house, asking, read_record(house, asked, of_all_times=True), who) if asking else NOTHING


def _asking(house: House, asked: Asked) -> Sequence[Experiment]:
    return [one for one in list_experiments(house) if _holds_out(one, asked.by) and one.state != DRAFT]


def _registered(house: House, asking: Sequence[Experiment], record: Record, who: str) -> Registered:
    if not asking:
        return NOTHING
    period, at = _period(record), now()
    found: dict[str, Measured] = {}
    notes = []
    mets = who_met_each(house, [one.plan for one in asking], at, record.reading)
    for one, met in zip(asking, mets, strict=True):
        answer = _measured(house, report_of(house, one, met, who, at), met, period)
        if isinstance(answer, Message):
            notes.append(answer)
            continue
        before = found.get(answer.name)
        if before is not None:
            notes.append(_two(answer, before))
        # Which of two is used must not depend on what they say: the more certain one, by the width alone.
        if before is None or _width(answer) < _width(before):
            found[answer.name] = answer
    return Registered(list(found.values()), notes)


def _holds_out(one: Experiment, by: str) -> bool:
    return one.plan.held_out is not None and one.plan.held_out.of == by


def _width(one: Measured) -> float:
    return one.caused.each[2] - one.caused.each[1]


def _two(one: Measured, other: Measured) -> Message:
    narrow = min(one, other, key=_width)
    return msg(
        "Several experiments ask what {name:raw} causes; “{title:raw}” is the most certain of them and is used.",
        name=one.name,
        title=narrow.caused.experiment.plan.title,
    )


def _period(record: Record) -> _Period:
    """Return the touches of a record by name and person, and how many deals of its period had each on their way."""
    times: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in record.touches:
        if one.kind != DEAL and one.name and one.person:
            times[one.name][one.person].append(one.time)
    deals: dict[str, int] = defaultdict(int)
    known: dict[str, int] = defaultdict(int)
    since, until, lookback = record.since, record.until, record.asked.lookback_days * DAY
    for way in journeys_of([one for one in record.touches if one.time < until], since, until, lookback).found:
        if way.deal is not None:
            for name in set(way.names):
                deals[name] += 1
                known[name] += way.deal.person is not None
    return _Period(since, until, times, deals, known)


def _measured(house: House, report: Report, met: Met, period: _Period) -> Measured | Message:
    one = report.experiment
    held = one.plan.held_out
    assert held is not None
    times, window = period.times.get(held.name, {}), one.plan.window_days * DAY
    touched = _touched(met, times, window)
    caused = caused_by(house, report, met, touched)
    if isinstance(caused, Message):
        return caused
    if not period.known.get(held.name):
        return msg(
            "“{title:raw}” measured {name:raw}, which is on no way of this period that led somebody who is known to a "
            "deal.",
            title=one.plan.title,
            name=held.name,
        )
    inside = (met.people.arm == 1) & (touched > 0) & (met.since >= period.since) & (met.since < period.until)
    reached = sum(reached_times(each, window, period.since, period.until) for each in times.values())
    if not reached:
        # Deals of the period come from touches before it: times nothing, the effect would be 0 without any doubt.
        return msg(
            "“{title:raw}” measured {name:raw}, which reached nobody anew in this period: the deals that had it on "
            "their way met it before.",
            title=one.plan.title,
            name=held.name,
        )
    deals, known = period.deals[held.name], period.known[held.name]
    return Measured(held.name, caused, reached, int(inside.sum()), deals, known)


def _touched(met: Met, times: Times, window: int) -> Floats:
    """Return for each person of an experiment whether they were touched within the window."""
    found = np.zeros(len(met.units))
    for row, (unit, since) in enumerate(zip(met.units, met.since.tolist(), strict=True)):
        theirs = times.get(unit, ())
        at = bisect_left(theirs, since)
        found[row] = at < len(theirs) and theirs[at] < since + window
    return found


def reached_times(times: Sequence[int], window: int, since: int, until: int) -> int:
    """Return how often somebody was reached from `since` to before `until`: touches within a window count once."""
    found, free = 0, 0
    for at in times:
        if at >= free:
            found += since <= at < until
            free = at + window
    return found
