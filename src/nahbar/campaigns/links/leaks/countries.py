"""Countries of a code's customers, against the creator's audience or else the brand's other orders. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scipy.special import betainc

from nahbar.campaigns.links.leaks.contracts import (
    CANNOT_TELL,
    CLEAR,
    COUNTRIES,
    LEAKED,
    LEAST_KNOWN,
    NO_SIGN,
    STRONG,
    Finding,
    OrderCounts,
)
from nahbar.kernel.messages import Message, msg
from nahbar.measure.proportion import jeffreys_interval

# A country with less of the audience counts as outside of it.
SMALL_SHARE = 0.05
# Flagged is more than so many times what is usual.
TIMES = 2.0
# Stated shares are rounded, and a few orders go abroad from everywhere: less is never taken for usual.
LEAST_EXPECTED = 0.025
# Where more of the audience is outside, twice as much is so much that even half of the orders leaking is hardly seen.
MOST_EXPECTED = 0.25
# Fewer other orders do not tell which countries are usual.
LEAST_OTHERS = 50
# How far what buyers do may be from what is usual before anything is seen: as much as so many customers weigh.
PRIOR_WEIGHT = 10.0
# Chosen by simulation (benchmarks/code_leaks.py), fitted on no data: looked at after each of 200 customers, a code
# whose customers are drawn from the stated audience was flagged in at most 1 of 100 cases, and in at most 6 of 100
# where the buyers' countries scatter about the audience like shares of 50 people.
SURE_FROM, STRONG_FROM = 0.95, 0.999
MOST_COUNTRIES = 4


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual: countries that belong to the audience, and the share of customers outside of them."""

    inside: Collection[str]
    expected: float
    by_audience: bool


def judge_countries(counts: OrderCounts) -> Finding:
    """Judge whether the customers of a code live where the creator's audience does.

    Estimator: k of n customers are in countries with under SMALL_SHARE of the audience, which holds the share q there.
    Where the creator shared no countries, LEAST_OTHERS or more other orders of the same time stand for the audience,
    with the upper end of the 95 % Jeffreys interval of their share as q, since it is counted and not stated.
    The customers' true share p has the prior Beta(wq, w(1 - q)), w = PRIOR_WEIGHT, so the number outside is
    beta-binomial and the posterior is Beta(wq + k, w(1 - q) + n - k) (Gelman et al. 2013, section 2.4). Flagged when
    P(p > 2q) is SURE_FROM or more. A customer counts once, however often they order. With fewer than LEAST_KNOWN
    customers, or where q is above MOST_EXPECTED, it is "cannot tell".
    """
    n = sum(counts.countries.values())
    usual = _usual(counts)
    if usual is None or n < LEAST_KNOWN or usual.expected > MOST_EXPECTED:
        return Finding(COUNTRIES, CANNOT_TELL, evidence=_why_not(counts, usual, n))
    outside = {code: k for code, k in counts.countries.items() if code not in usual.inside}
    k = sum(outside.values())
    probability = exceeds_probability(k, n, usual.expected)
    if probability < SURE_FROM:
        return Finding(COUNTRIES, NO_SIGN, probability=probability, evidence=[_of_customers(k, n, usual)])
    return Finding(
        COUNTRIES,
        LEAKED,
        sure=STRONG if probability >= STRONG_FROM else CLEAR,
        probability=probability,
        orders=k,
        countries=sorted(outside),
        evidence=[_of_customers(k, n, usual), _places(outside), _against(n, usual, probability)],
        innocent=_innocent(counts, usual),
    )


def exceeds_probability(outside: int, customers: int, expected: float) -> float:
    """Return the posterior probability that the share outside is more than TIMES what is expected."""
    alpha = PRIOR_WEIGHT * expected + outside
    beta = PRIOR_WEIGHT * (1.0 - expected) + customers - outside
    return 1.0 - float(betainc(alpha, beta, min(1.0, TIMES * expected)))


def _usual(counts: OrderCounts) -> Usual | None:
    if counts.audience is not None:
        shares = counts.audience.shares
        inside = {code for code, share in shares.items() if share >= SMALL_SHARE}
        # A country that is not listed may hide in what the list leaves out.
        expected = counts.audience.rest + sum(share for code, share in shares.items() if code not in inside)
        return Usual(inside, max(LEAST_EXPECTED, expected), True)
    others = counts.other_countries
    total = sum(others.values())
    if total < LEAST_OTHERS:
        return None
    inside = {code for code, n in others.items() if n >= SMALL_SHARE * total}
    _, high = jeffreys_interval(_outside(others, inside), total)
    return Usual(inside, max(LEAST_EXPECTED, high), False)


def _outside(countries: Mapping[str, int], inside: Collection[str]) -> int:
    return sum(n for code, n in countries.items() if code not in inside)


def _why_not(counts: OrderCounts, usual: Usual | None, n: int) -> list[Message]:
    if not n:
        return []
    if usual is None:
        return [
            msg(
                "The creator shared no countries of the audience, and of fewer than {n} other orders of the same time "
                "the country is known.",
                n=LEAST_OTHERS,
            )
        ]
    if n < LEAST_KNOWN:
        told = msg("The country of {n} {n|customer|customers} is known; it takes {least}.", n=n, least=LEAST_KNOWN)
        return [told]
    return [
        msg(
            "{share:percent} are in countries with little of the audience or none that is named: too many to notice "
            "more.",
            share=usual.expected,
        )
    ]


def _of_customers(k: int, n: int, usual: Usual) -> Message:
    if usual.by_audience:
        return msg(
            "{k} of {n} customers with the code are in countries with less than {small:percent} of the creator's "
            "audience.",
            k=k,
            n=n,
            small=SMALL_SHARE,
        )
    return msg(
        "{k} of {n} customers with the code are in countries with less than {small:percent} of your other orders of "
        "the same time.",
        k=k,
        n=n,
        small=SMALL_SHARE,
    )


def _places(outside: Mapping[str, int]) -> Message:
    ranked = sorted(outside.items(), key=lambda one: (-one[1], one[0]))
    said = ", ".join(f"{code} {n}" for code, n in ranked[:MOST_COUNTRIES])
    left = sum(n for _, n in ranked[MOST_COUNTRIES:])
    if left:
        return msg("By country: {places:raw}, others {n}.", places=said, n=left)
    return msg("By country: {places:raw}.", places=said)


def _against(n: int, usual: Usual, probability: float) -> Message:
    return msg(
        "About {expected} would be usual ({share:percent}); with a probability of at least {sure:percent} it is more "
        "than twice that.",
        expected=max(1, round(n * usual.expected)),
        share=usual.expected,
        sure=min(math.floor(probability * 1_000) / 1_000, STRONG_FROM),
    )


def _innocent(counts: OrderCounts, usual: Usual) -> list[Message]:
    found = [msg("Who buys may live elsewhere than who follows; presents and parcel shops abroad count as well.")]
    others = counts.other_countries
    total, away = sum(others.values()), _outside(others, usual.inside)
    if usual.by_audience and total and away > usual.expected * total:
        found.append(
            msg(
                "Of your other orders of the same time {share:percent} went to such countries too: it may be the shop.",
                share=away / total,
            )
        )
    if not usual.by_audience:
        found.append(msg("The creator's audience may live elsewhere than your other customers; nobody has told it."))
    return found
