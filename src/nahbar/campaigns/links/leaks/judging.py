"""The verdict on a code, of all that is known of its uses and orders. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.campaigns.links.leaks.channels import judge_channels, total_of
from nahbar.campaigns.links.leaks.contracts import CANNOT_TELL, LEAKED, NO_SIGN, Leak, OrderCounts, Use
from nahbar.campaigns.links.leaks.countries import judge_countries
from nahbar.campaigns.links.leaks.origins import judge_origins
from nahbar.campaigns.links.leaks.sites import CouponSites, coupon_sites


def judge_leak(
    code_creator: str, uses: Sequence[Use], orders: OrderCounts | None = None, sites: CouponSites | None = None
) -> Leak:
    """Judge the uses of a code that belongs to `code_creator` ("platform/handle"), and the orders with it.

    It is leaked when any finding says so, and cannot be told when none can. Without `sites` the shipped ones count.
    """
    known_sites = sites or coupon_sites()
    counts = orders or OrderCounts()
    channels = judge_channels(code_creator, uses, known_sites)
    findings = [channels.finding, judge_origins(counts, known_sites), judge_countries(counts)]
    said = {one.verdict for one in findings}
    verdict = next((one for one in (LEAKED, NO_SIGN) if one in said), CANNOT_TELL)
    return Leak(verdict, total_of(uses), channels.known, channels.outside, channels.interval, findings)
