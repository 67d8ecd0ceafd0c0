"""Which hosts list coupon codes: a shipped list, the brand's additions and its exceptions. Pure."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import resources

from nahbar.campaigns.leads.places import host_of

# Channels that are named without an ending; those that mean something else without it are left out.
_ALSO_CALLED = frozenset({"honey", "gutschein", "coupon"})
_TOO_PLAIN = frozenset({"offers", "savings", "rakuten", "deals", "pepper", "vouchers", "gutscheine.bild"})
# Pages on the way from the basket to the receipt say nothing of where somebody came from.
PAYMENT = ("paypal.com", "klarna.com", "shop.app", "stripe.com", "mollie.com", "amazon-pay.com", "sofort.com")


@dataclass(frozen=True, slots=True)
class CouponSites:
    """Registered names of coupon sites, and hosts that are none although they lie below one."""

    names: frozenset[str]
    exceptions: frozenset[str] = frozenset()

    def named(self, host: str) -> str | None:
        """Return the coupon site that a host is or lies below, None for any other host."""
        for name in _with_parents(host):
            if name in self.exceptions:
                return None
            if name in self.names:
                return name
        return None

    def named_by_channel(self, channel: str) -> str | None:
        """Return the coupon site that a channel names, as an address, a host, or a bare name such as "mydealz"."""
        host = host_of(channel)
        if host is not None:
            return self.named(host)
        word = channel.strip().lower()
        return word if word in _bare(self.names - self.exceptions) else None


def coupon_sites(more: str = "", less: str = "") -> CouponSites:
    """Return the shipped sites with the brand's own; both texts hold hosts, parted by blanks."""
    return CouponSites(_shipped() | _hosts(more), _hosts(less))


def is_payment(host: str) -> bool:
    """Whether a host takes payments, so that a visit that comes from it came from elsewhere before."""
    return any(name in PAYMENT for name in _with_parents(host))


def _with_parents(host: str) -> Iterator[str]:
    parts = host.split(".")
    for first in range(len(parts) - 1):
        yield ".".join(parts[first:])


def _hosts(text: str) -> frozenset[str]:
    return frozenset(host for word in text.split() if (host := host_of(word)))


@functools.cache
def _shipped() -> frozenset[str]:
    text = resources.files(__package__).joinpath("coupon_sites.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@functools.lru_cache(maxsize=4)
def _bare(names: Collection[str]) -> frozenset[str]:
    first = {name.partition(".")[0] for name in names if name.count(".") == 1 or name.endswith(".co.uk")}
    return frozenset(first - _TOO_PLAIN) | _ALSO_CALLED
