"""Whether a coupon code has left its creator's audience: coupon sites, other channels, links of others. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg
from nahbar.measure.proportion import wilson_interval

NO_SIGN, LEAKED, CANNOT_TELL = "no sign", "leaked", "cannot tell"
# Below this many uses with a known origin the interval of the share spans nearly everything.
LEAST_KNOWN = 10
# People pass codes on to friends; up to this share of uses elsewhere is usual. A chosen limit, fitted on nothing.
USUAL_SHARE = 0.2
# Large German, Austrian, Swiss, British and American coupon sites and extensions, by their names without the ending.
COUPON_SITES = frozenset(
    (
        "mydealz", "gutscheinsammler", "gutscheine", "sparwelt", "cuponation", "dealdoktor", "coupons", "couponplus",
        "gutscheinpony", "retailmenot", "honey", "joinhoney", "vouchercodes", "hotukdeals", "groupon", "coupert",
        "preispirat", "schnaeppchenfuchs", "sparheld", "wethrift", "dealspotr", "coupon", "gutschein",
    )
)  # fmt: skip
# Channels that say nothing of where somebody found the code.
NEUTRAL = frozenset(("", "direct", "none", "web", "shop", "email", "unknown"))


@dataclass(frozen=True, slots=True)
class Use:
    """So many uses of a code that came in the same way; empty texts are unknown."""

    channel: str
    creator: str
    uses: int


@dataclass(frozen=True, slots=True)
class Leak:
    """The verdict on a code, its reasons, and what else would explain it."""

    verdict: str
    uses: int
    known: int
    outside: int
    interval: tuple[float, float]
    evidence: Sequence[Message]
    innocent: Sequence[Message]


def judge_leak(code_creator: str, uses: Sequence[Use]) -> Leak:
    """Judge the uses of a code that belongs to `code_creator` ("platform/handle").

    One use that came by a coupon site is enough for "leaked". Otherwise the lower end of the 95 % interval (Wilson
    1927) of the share outside must be above USUAL_SHARE; with fewer than LEAST_KNOWN uses of known origin it is "cannot
    tell".
    """
    platform = code_creator.partition("/")[0].lower()
    known = [one for one in uses if one.creator or one.channel.lower() not in NEUTRAL]
    coupons = [one for one in known if _is_coupon_site(one.channel)]
    others = [one for one in known if not _is_coupon_site(one.channel) and one.creator not in ("", code_creator)]
    away = [one for one in known if not one.creator and not _is_coupon_site(one.channel)]
    away = [one for one in away if one.channel.lower() != platform]
    outside = _sum([*coupons, *others, *away])
    total = _sum(known)
    interval = wilson_interval(outside, total)
    evidence = _evidence(coupons, others, away, total)
    verdict = LEAKED if coupons or interval[0] > USUAL_SHARE else NO_SIGN
    if verdict == NO_SIGN and total < LEAST_KNOWN:
        verdict = CANNOT_TELL
    innocent = _innocent(coupons, others, away) if verdict == LEAKED else []
    return Leak(verdict, _sum(uses), total, outside, interval, evidence, innocent)


def _sum(uses: Sequence[Use]) -> int:
    return sum(one.uses for one in uses)


def _is_coupon_site(channel: str) -> bool:
    host = channel.lower().removeprefix("https://").removeprefix("http://").partition("/")[0]
    return any(part in COUPON_SITES for part in host.split("."))


def _evidence(coupons: Sequence[Use], others: Sequence[Use], away: Sequence[Use], total: int) -> list[Message]:
    found = [msg("{n} {n|use|uses} came by the coupon site {site}.", n=one.uses, site=one.channel) for one in coupons]
    found += [msg("{n} {n|use|uses} came by a link of {creator}.", n=one.uses, creator=one.creator) for one in others]
    found += [msg("{n} {n|use|uses} came by {channel}.", n=one.uses, channel=one.channel) for one in away]
    found.append(msg("The origin of {n} {n|use is|uses are} known.", n=total))
    return found


def _innocent(coupons: Sequence[Use], others: Sequence[Use], away: Sequence[Use]) -> list[Message]:
    found = []
    if coupons:
        found.append(msg("Coupon sites copy public posts by themselves; the creator need not have sent it there."))
    if others:
        found.append(msg("Somebody may follow both creators: the link of one, the code of the other."))
    if away:
        found.append(msg("The creator may post on other channels too, or friends passed the code on."))
    return found
