"""Where an experiment stands, in sentences: known, ruled out, nothing to learn, or how many are missing. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.kernel.messages import Message, Value, msg
from nahbar.measure.planning import EARLIEST_STOP, HOPELESS
from nahbar.worth.experiments.contracts import Analysis, Lift
from nahbar.worth.experiments.plans import Plan
from nahbar.worth.experiments.words import OUTCOMES, size_words, verdict

Counts = Sequence[tuple[str, int]]


def standing_words(
    plan: Plan, analysis: Analysis | None, counts: Counts, waiting: int
) -> tuple[Sequence[Message], bool]:
    """Return a sentence for each variant, and whether it is better to stop because nothing is left to learn."""
    fewest = min(n for _, n in counts)
    if analysis is None:
        return [_too_early(plan, fewest, waiting)], False
    if analysis.mismatch.doubtful:
        return [
            msg(
                "Read no lift from this: the arms do not have the sizes that were drawn (p = {p}), so something sorts "
                "people.",
                p=analysis.mismatch.p,
            )
        ], False
    lifts = [one for one in analysis.lifts if one.outcome == plan.metric.text]
    found = [_standing(plan, one, dict(counts), fewest) for one in lifts]
    return [said for said, _ in found], all(stop for _, stop in found)


def _too_early(plan: Plan, fewest: int, waiting: int) -> Message:
    if waiting:
        return msg(
            "Cannot tell yet: {n} {n|person is|people are} still within the {days} days in which outcomes count.",
            n=waiting,
            days=plan.window_days,
        )
    return msg("Cannot tell yet: about {n} more people an arm.", n=max(1, plan.planned - fewest))


def _standing(plan: Plan, lift: Lift, counts: dict[str, int], fewest: int) -> tuple[Message, bool]:
    if lift.known or lift.anytime_interval is None:
        return verdict(lift, OUTCOMES.get(lift.outcome)), False
    low, high = lift.anytime_interval
    if plan.least_lift is not None and max(-low, high) < plan.least_lift:
        return msg(
            "{arm:raw}: stop. A lift of {least} or more is ruled out, and that was the smallest worth knowing.",
            arm=lift.arm,
            least=size_words(plan.least_lift, lift.share),
        ), True
    share = min(counts[lift.arm], next(iter(counts.values()))) / plan.planned
    if share >= 1.0:
        return msg(
            "{arm:raw}: cannot tell at the planned size. Lifts larger than {high} either way are ruled out.",
            arm=lift.arm,
            high=size_words(max(-low, high), lift.share),
        ), True
    if share >= EARLIEST_STOP and lift.chance is not None and lift.chance < HOPELESS:
        return msg(
            "{arm:raw}: stop, nothing to learn at this size. The chance of an answer at the plan is {chance:percent}.",
            arm=lift.arm,
            chance=lift.chance,
        ), True
    return msg(
        "{arm:raw}: cannot tell yet, about {n} more people an arm.", arm=lift.arm, n=max(1, plan.planned - fewest)
    ), False


def guardrail_words(plan: Plan, analysis: Analysis) -> Sequence[Message]:
    """Return what each guardrail says of each variant: worse, not worse than, or cannot tell yet."""
    found = []
    for rail in plan.guardrails:
        for lift in (one for one in analysis.lifts if one.outcome == rail.metric.text):
            found.append(_guarded(lift, 1.0 if rail.worse == "higher" else -1.0))
    return found


def _guarded(lift: Lift, bad: float) -> Message:
    named: dict[str, Value] = {"arm": lift.arm, "outcome": OUTCOMES.get(lift.outcome, lift.outcome)}
    if lift.anytime_interval is None:
        return msg("{outcome:raw}, {arm:raw}: nothing has happened yet.", **named)
    low, high = sorted(bad * bound for bound in lift.anytime_interval)
    most = size_words(max(0.0, high), lift.share)
    if low > 0:
        return msg("{outcome:raw} got worse with {arm:raw}: at most by {most}.", most=most, **named)
    return msg("{outcome:raw}, {arm:raw}: not known to be worse; at most by {most}.", most=most, **named)
