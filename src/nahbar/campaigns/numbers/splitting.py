"""The targets of a split link set against each other, by a test that may be read as often as one likes. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.numbers.comparing import rounded, wait_for
from nahbar.campaigns.numbers.contracts import Split, Target
from nahbar.kernel.messages import Message, msg
from nahbar.measure.anytime_rates import LEVEL, Arm, Pair, compare

OUTCOMES = ("leads", "deals")
PER_CLICK: Mapping[str, Message] = {"leads": msg("leads per click"), "deals": msg("deals per click")}
# More sentences than these nobody reads.
MOST_SENTENCES = 4


def compared_targets(targets: Sequence[Target]) -> Sequence[Split]:
    """Compare the targets of each link with the one that has the most clicks, by leads and by deals per click.

    Visitors are drawn into targets by a hash, so that nothing else differs. The level is divided by the number of all
    comparisons (Bonferroni), whether they have anything to compare yet or not: 5 % of false alarms is the promise for
    all of them, at all looks together.
    """
    by_link: dict[str, list[Target]] = {}
    for one in sorted(targets, key=lambda one: (one.link, -one.clicks, one.letter)):
        by_link.setdefault(one.link, []).append(one)
    count = len(OUTCOMES) * sum(len(group) - 1 for group in by_link.values())
    level = 1.0 - (1.0 - LEVEL) / max(1, count)
    return [
        _compared(group[0], other, outcome, level)
        for group in by_link.values()
        for other in group[1:]
        for outcome in OUTCOMES
    ]


def _compared(first: Target, second: Target, outcome: str, level: float) -> Split:
    pairs: list[Pair] = [(_arm(first, outcome), _arm(second, outcome))]
    found = compare(pairs, level)
    more = None if found.decided else wait_for(pairs, level)
    return Split(
        first.link, first.letter.upper(), second.letter.upper(), outcome,
        found.ratio, found.low, found.high, found.decided, more and rounded(more),
    )  # fmt: skip


def _arm(target: Target, outcome: str) -> Arm:
    # Whoever orders twice on one click counts once more than the clicks.
    return Arm(min(getattr(target, outcome), target.clicks), target.clicks)


def said_of_targets(targets: Sequence[Target], splits: Sequence[Split]) -> Sequence[Message]:
    """Return a sentence for each comparison of something that came in, and one for each link of which nothing did."""
    came = {(one.link, outcome) for one in targets for outcome in OUTCOMES if getattr(one, outcome)}
    found, silent = [], []
    for one in splits:
        if (one.link, one.outcome) in came:
            found.append(_said(one))
        elif one.link not in silent and not any((one.link, outcome) in came for outcome in OUTCOMES):
            silent.append(one.link)
    waiting = [
        msg("Which target of the link {link:raw} brings more cannot be said yet: nothing came by its clicks.", link=one)
        for one in silent
    ]
    return [*found, *waiting][:MOST_SENTENCES]


def _said(one: Split) -> Message:
    what = PER_CLICK[one.outcome]
    if one.decided and one.ratio is not None:
        better, other = (one.second, one.first) if one.ratio > 1.0 else (one.first, one.second)
        return msg(
            "Target {better:raw} of the link {link:raw} brings more {what} than target {other:raw}.",
            better=better,
            other=other,
            link=one.link,
            what=what,
        )
    if one.more_clicks is None:
        return msg(
            "Whether target {a:raw} or {b:raw} of the link {link:raw} brings more {what} cannot be said, and waiting will hardly tell: no large difference shows so far.",  # noqa: E501 -- a sentence is one key
            a=one.first,
            b=one.second,
            link=one.link,
            what=what,
        )
    return msg(
        "Whether target {a:raw} or {b:raw} of the link {link:raw} brings more {what} cannot be said before about {n} more clicks.",  # noqa: E501 -- a sentence is one key
        a=one.first,
        b=one.second,
        link=one.link,
        what=what,
        n=one.more_clicks,
    )
