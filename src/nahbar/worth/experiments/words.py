"""The sentences of a result: what is known, or how many people are missing until it is. Pure."""

from __future__ import annotations

from nahbar.kernel.messages import Message, Value, msg
from nahbar.worth.experiments.contracts import Analysis, GroupLifts, Lift

CAUSE = msg("These are effects of randomised groups: what would be missing without it.")


# What registered experiments count, as it stands in a sentence.
OUTCOMES = {
    "lead": msg("inquiries"),
    "deal": msg("purchases"),
    "deal:value": msg("the value of purchases"),
    "click": msg("clicks"),
    "visit": msg("visits"),
    "reply": msg("replies"),
    "refund": msg("refunds"),
    "lead:count": msg("inquiries a person"),
    "deal:count": msg("purchases a person"),
    "click:count": msg("clicks a person"),
    "visit:count": msg("visits a person"),
    "reply:count": msg("replies a person"),
    "refund:count": msg("refunds a person"),
}

# What tells declared groups apart.
TRAIT_WORDS = {
    "click": msg("Clicked before"),
    "visit": msg("Visited before"),
    "reply": msg("Replied before"),
    "lead": msg("Asked before"),
    "deal": msg("Bought before"),
}
# Groups whose lifts differ this much come about in 5 of 100 experiments in which they do not.
DIFFERENT_P = 0.05


def size_words(size: float, share: bool) -> Value:
    """Return the size of a lift for a sentence: of a share in points of a hundred."""
    return msg("{n} percentage points", n=100.0 * size) if share else size


def verdict(found: Lift, outcome: Value | None = None) -> Message:
    """Return in one sentence what is known about a lift; `outcome` is said in place of its column's name."""
    named: dict[str, Value] = {"arm": found.arm, "outcome": found.outcome if outcome is None else outcome}
    if found.anytime_interval is None:
        return msg("{arm:raw}, {outcome:raw}: nothing varies yet, so nothing can be said.", **named)
    low, high = sorted(abs(bound) for bound in found.anytime_interval)
    if found.known:
        times = 100.0 if found.share else 1.0
        size = size_words(abs(found.absolute), found.share)
        bounds: dict[str, Value] = {**named, "size": size, "low": times * low, "high": times * high}
        if found.absolute > 0:
            return msg("{arm:raw} raises {outcome:raw} by {size} ({low} to {high}).", **bounds)
        return msg("{arm:raw} lowers {outcome:raw} by {size} ({low} to {high}).", **bounds)
    if found.more_people is None:
        return msg(
            "{arm:raw}, {outcome:raw}: cannot tell. If the lift is about as small as now, waiting will not help; "
            "larger ones than {high} either way are ruled out.",
            **named,
            high=size_words(high, found.share),
        )
    return msg(
        "{arm:raw}, {outcome:raw}: cannot tell yet; about {n} more people an arm if the lift is as large as now.",
        **named,
        n=found.more_people,
    )


def group_words(found: GroupLifts) -> Message:
    """Return in one sentence whether the groups of a trait have different lifts."""
    named: dict[str, Value] = {"arm": found.arm, "trait": TRAIT_WORDS[found.trait or ""]}
    if found.differ_p is None:
        return msg("{arm:raw}, “{trait}”: a group is too small to tell anything of it.", **named)
    if found.differ_p < DIFFERENT_P:
        return msg("{arm:raw}, “{trait}”: the lifts of the groups differ.", **named)
    return msg(
        "{arm:raw}, “{trait}”: cannot tell whether the groups differ. Read the lift of all, not of a single group.",
        **named,
    )


def mismatch_words(found: Analysis) -> Message:
    """Return in one sentence whether the arms have the sizes that were wanted."""
    if found.mismatch.doubtful:
        return msg("The sizes of the arms do not fit (p = {p}).", p=found.mismatch.p)
    return msg("The sizes of the arms fit (p = {p}).", p=found.mismatch.p)
