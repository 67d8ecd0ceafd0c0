"""What can be said of who brings more, in sentences: by posterior probability, and by a test that may be read daily."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.numbers.contracts import Line, Sums, Variants
from nahbar.campaigns.numbers.figuring import counted
from nahbar.kernel.messages import Message, msg
from nahbar.measure.anytime_rates import LEVEL, Arm, Pair, compare, visits_until_known
from nahbar.measure.pooled_rates import ALIKE, fit_pool, pooled_rates, probability_above

# A sentence says "more" from here on; below it "cannot be said". A convention, as 95 % is.
SURE = 0.9
# Fewer leads than these together say nothing of who brings more.
LEAST_HITS = 5
# More sentences than these nobody reads.
MOST_SENTENCES = 3
RATE = "lead_rate"


def said_of(lines: Sequence[Line]) -> Sequence[Message]:
    """Return sentences on the group with the highest rate of leads against the others with clicks.

    Probabilities are posterior under partial pooling: groups that hardly differ stay close to 50 %. Whoever looks daily
    sees them wander; a decision is for `compared`.
    """
    known = [line for line in lines if line.name and line.sums.clicks]
    if len(known) < 2:
        return []
    hits, n = zip(*(counted(RATE, line.sums) for line in known), strict=True)
    if sum(hits) < LEAST_HITS:
        return [msg("Who brings more leads cannot be said yet: {n} {n|lead|leads} came by links so far.", n=sum(hits))]
    # A claim is held to more than an estimate: whether they differ at all is doubted more.
    pool = fit_pool(hits, n, ALIKE)
    rates = pooled_rates(hits, n, pool)
    order = sorted(range(len(known)), key=lambda one: -rates[one].mean)
    best, found = order[0], []
    for other in order[1 : MOST_SENTENCES + 1]:
        chance = probability_above(rates[best], rates[other], pool)
        pair = (Arm(rates[other].hits, rates[other].n), Arm(rates[best].hits, rates[best].n))
        found.append(_sentence(known[best].label, known[other].label, chance, pair))
    return found


def _sentence(best: str, other: str, chance: float, pair: Pair) -> Message:
    if chance >= SURE:
        # 99.97 % is more than any model deserves.
        percent = min(99, int(chance * 100))
        return msg(
            "{best} brings more leads per click than {other} with {n}% probability.",
            best=best,
            other=other,
            n=percent,
        )
    wait = wait_for([pair])
    if wait is None:
        return msg(
            "Whether {best} or {other} brings more leads per click cannot be said, and waiting will hardly tell: no large difference shows so far.",  # noqa: E501 -- a sentence is one key
            best=best,
            other=other,
        )
    return msg(
        "Whether {best} or {other} brings more leads per click cannot be said before about {n} more clicks.",
        best=best,
        other=other,
        n=rounded(wait),
    )


def wait_for(pairs: Sequence[Pair], level: float = LEVEL) -> int | None:
    """Return the clicks to wait for; where the present difference is too small, those for the upper end of its half."""
    wait = visits_until_known(pairs, level)
    return wait.low if wait.likely is None else wait.likely


def rounded(count: int) -> int:
    """Return a count as one says "about": upwards to one leading digit, to two where the first is a 1."""
    step = max(1, int(10 ** (len(str(count)) - 1)) // (1 if str(count)[0] > "1" else 10))
    return -(-count // step) * step


def compared(groups: Mapping[str, Sums]) -> Sequence[Variants]:
    """Compare each variant with the one that has the most clicks, by leads per click, within each creator.

    `groups` has keys "variant\\ncreator". The level is divided by the number of comparisons (Bonferroni), so that the
    promise of 5 % false alarms holds for all of them and at all looks together.
    """
    clicks: dict[str, int] = {}
    for key, sums in groups.items():
        name = key.partition("\n")[0]
        if name:
            clicks[name] = clicks.get(name, 0) + sums.clicks
    names = sorted((name for name in clicks if clicks[name]), key=lambda name: (-clicks[name], name))
    if len(names) < 2:
        return []
    level = 1.0 - (1.0 - LEVEL) / (len(names) - 1)
    return [_compared(groups, names[0], other, level) for other in names[1:]]


def _compared(groups: Mapping[str, Sums], first: str, second: str, level: float) -> Variants:
    creators = {key.partition("\n")[2] for key in groups}
    pairs = [(_arm(groups.get(f"{first}\n{one}")), _arm(groups.get(f"{second}\n{one}"))) for one in sorted(creators)]
    found = compare(pairs, level)
    more = None if found.decided else wait_for(pairs, level)
    return Variants(first, second, found.ratio, found.low, found.high, found.decided, more and rounded(more))


def _arm(sums: Sums | None) -> Arm:
    return Arm(*counted(RATE, sums)) if sums else Arm(0, 0)


def said_of_variants(compared_ones: Sequence[Variants]) -> Sequence[Message]:
    """Return a sentence for each comparison."""
    return [_said(one) for one in compared_ones[:MOST_SENTENCES]]


def _said(one: Variants) -> Message:
    if one.ratio is None:
        return msg(
            "Variants {a} and {b} have no creator in common: they cannot be compared.", a=one.first, b=one.second
        )
    if one.decided:
        better, other = (one.second, one.first) if one.ratio > 1.0 else (one.first, one.second)
        return msg("Variant {better} brings more leads per click than {other}.", better=better, other=other)
    if one.more_clicks is None:
        return msg(
            "Whether variant {a} or {b} brings more leads per click cannot be said, and waiting will hardly tell: no large difference shows so far.",  # noqa: E501 -- a sentence is one key
            a=one.first,
            b=one.second,
        )
    return msg(
        "Whether variant {a} or {b} brings more leads per click cannot be said before about {n} more clicks.",
        a=one.first,
        b=one.second,
        n=one.more_clicks,
    )
