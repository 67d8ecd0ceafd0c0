"""Orders with a code that came from coupon sites, beside the brand's other orders. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from nahbar.campaigns.links.leaks.contracts import (
    CANNOT_TELL,
    CLEAR,
    COUPON_SITES,
    LEAKED,
    LEAST_KNOWN,
    NO_SIGN,
    STRONG,
    WEAK,
    Finding,
    OrderCounts,
)
from nahbar.campaigns.links.leaks.sites import CouponSites, is_payment
from nahbar.kernel.messages import Message, msg
from nahbar.measure.pooled_rates import beta_above
from nahbar.measure.proportion import jeffreys_interval

# One or two orders may be people who knew the code and compared prices on the way.
FEW_ORDERS = 2
# A probability from which a flag is called clear, and one from which it is called strong.
CLEAR_FROM, STRONG_FROM = 0.95, 0.999
MOST_SITES = 5


def judge_origins(counts: OrderCounts, sites: CouponSites) -> Finding:
    """Judge where the orders with a code came from: flagged from the first one that came from a coupon site.

    How sure that is: "weak" for up to FEW_ORDERS orders, or where the brand's other orders come from such sites as
    well; else by the posterior probability that the share among the code's orders is larger than among the others, both
    Beta with Jeffreys' prior. With fewer than LEAST_KNOWN others the probability is not worked out, and it stays "weak"
    up to FEW_ORDERS and "clear" beyond. Without a flag and with fewer than LEAST_KNOWN orders of known origin it is
    "cannot tell".
    """
    hosts, others = _told(counts.hosts), _told(counts.other_hosts)
    by_site, other_sites = _by_site(hosts, sites), _by_site(others, sites)
    n, k, m, j = sum(hosts.values()), sum(by_site.values()), sum(others.values()), sum(other_sites.values())
    if not k:
        told = [msg("The page before the shop is known of {n} {n|order|orders} with the code.", n=n)] if n else []
        return Finding(COUPON_SITES, NO_SIGN if n >= LEAST_KNOWN else CANNOT_TELL, evidence=told)
    compared = m >= LEAST_KNOWN
    probability = beta_above(k + 0.5, n - k + 0.5, j + 0.5, m - j + 0.5) if compared else None
    return Finding(
        COUPON_SITES,
        LEAKED,
        sure=_sure(k, probability),
        probability=probability,
        orders=k,
        hosts=sorted(host for host in hosts if sites.named(host)),
        evidence=[*_named(by_site), _share(k, n), *([_of_others(j, m)] if compared else [])],
        innocent=_innocent(k, j if compared else 0),
    )


def _told(hosts: Mapping[str, int]) -> dict[str, int]:
    return {host: n for host, n in hosts.items() if not is_payment(host)}


def _by_site(hosts: Mapping[str, int], sites: CouponSites) -> Counter[str]:
    found: Counter[str] = Counter()
    for host, n in hosts.items():
        site = sites.named(host)
        if site is not None:
            found[site] += n
    return found


def _sure(orders: int, probability: float | None) -> str:
    if orders <= FEW_ORDERS or (probability is not None and probability < CLEAR_FROM):
        return WEAK
    return STRONG if probability is not None and probability >= STRONG_FROM else CLEAR


def _named(by_site: Counter[str]) -> list[Message]:
    ranked = sorted(by_site.items(), key=lambda one: (-one[1], one[0]))
    found = [msg("{n} {n|order|orders} came from {site}.", n=n, site=site) for site, n in ranked[:MOST_SITES]]
    left = ranked[MOST_SITES:]
    if left:
        orders = sum(n for _, n in left)
        found.append(msg("{n} more came from {sites} other coupon {sites|site|sites}.", n=orders, sites=len(left)))
    return found


def _share(orders: int, known: int) -> Message:
    low, high = jeffreys_interval(orders, known)
    return msg(
        "That is {share:percent} of {n} orders with the code that say where they came from ({low:percent} to "
        "{high:percent}).",
        share=orders / known,
        n=known,
        low=low,
        high=high,
    )


def _of_others(orders: int, known: int) -> Message:
    return msg(
        "Of your other orders {share:percent} came from coupon sites ({orders} of {n}).",
        share=orders / known,
        orders=orders,
        n=known,
    )


def _innocent(orders: int, elsewhere: int) -> list[Message]:
    found = [msg("Coupon sites copy public posts by themselves; the creator need not have sent it there.")]
    if orders <= FEW_ORDERS:
        found.append(msg("Somebody who had the code from the creator may have looked for a better one on the way."))
    if elsewhere:
        found.append(msg("Other customers come by coupon sites as well; a part of these would have come that way too."))
    return found
