"""Uses of a code by the channel and the creator that touchpoints say. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.campaigns.links.leaks.contracts import (
    CANNOT_TELL,
    CHANNELS,
    CLEAR,
    LEAKED,
    LEAST_KNOWN,
    NO_SIGN,
    WEAK,
    Finding,
    Use,
)
from nahbar.campaigns.links.leaks.sites import CouponSites
from nahbar.kernel.messages import Message, msg
from nahbar.measure.proportion import wilson_interval

# People pass codes on to friends; up to this share of uses elsewhere is usual. A chosen limit, fitted on nothing.
USUAL_SHARE = 0.2
# Channels that say nothing of where somebody found the code.
NEUTRAL = frozenset(("", "direct", "none", "web", "shop", "email", "unknown"))


@dataclass(frozen=True, slots=True)
class Channels:
    """What channels say: uses of known origin, how many of them outside, the interval of that share, the finding."""

    known: int
    outside: int
    interval: tuple[float, float]
    finding: Finding


def judge_channels(code_creator: str, uses: Sequence[Use], sites: CouponSites) -> Channels:
    """Judge the uses of a code that belongs to `code_creator` ("platform/handle").

    One use that came by a coupon site is enough for "leaked". Otherwise the lower end of the 95 % interval (Wilson
    1927) of the share outside must be above USUAL_SHARE; with fewer than LEAST_KNOWN uses of known origin it is "cannot
    tell".
    """
    platform = code_creator.partition("/")[0].lower()
    known = [one for one in uses if one.creator or one.channel.lower() not in NEUTRAL]
    coupons = [one for one in known if sites.named_by_channel(one.channel)]
    rest = [one for one in known if one not in coupons]
    others = [one for one in rest if one.creator not in ("", code_creator)]
    away = [one for one in rest if not one.creator and one.channel.lower() != platform]
    outside, total = total_of([*coupons, *others, *away]), total_of(known)
    interval = wilson_interval(outside, total)
    verdict = LEAKED if coupons or interval[0] > USUAL_SHARE else NO_SIGN
    if verdict == NO_SIGN and total < LEAST_KNOWN:
        verdict = CANNOT_TELL
    flagged = verdict == LEAKED
    finding = Finding(
        CHANNELS,
        verdict,
        sure=(CLEAR if interval[0] > USUAL_SHARE else WEAK) if flagged else "",
        evidence=_evidence(coupons, others, away, total),
        innocent=_innocent(coupons, others, away) if flagged else [],
    )
    return Channels(total, outside, interval, finding)


def total_of(uses: Sequence[Use]) -> int:
    """Return how many uses these are."""
    return sum(one.uses for one in uses)


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
