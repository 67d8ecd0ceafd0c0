"""Whether a coupon code has left its creator's audience: by channel, by coupon sites, by countries. Pure."""

from nahbar.campaigns.links.leaks.contracts import (
    CANNOT_TELL,
    LEAKED,
    NO_SIGN,
    Audience,
    Finding,
    Leak,
    OrderCounts,
    Use,
)
from nahbar.campaigns.links.leaks.judging import judge_leak
from nahbar.campaigns.links.leaks.sites import CouponSites, coupon_sites

__all__ = [
    "CANNOT_TELL",
    "LEAKED",
    "NO_SIGN",
    "Audience",
    "CouponSites",
    "Finding",
    "Leak",
    "OrderCounts",
    "Use",
    "coupon_sites",
    "judge_leak",
]
