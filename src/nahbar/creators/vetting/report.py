"""Composes the vetting report of one creator from the material; pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nahbar.creators.authenticity import assess
from nahbar.creators.contracts import Authenticity, Floats, GrowthSeries, PostSeries, SizeExpectation, Usual
from nahbar.creators.vetting.audience import Audience, describe_audience
from nahbar.creators.vetting.disclosed import DisclosureCheck, check_posts
from nahbar.creators.vetting.material import ListAudit, Material, Profile
from nahbar.creators.vetting.missing import Missing, what_is_missing
from nahbar.creators.vetting.paid import Paid, paid_share
from nahbar.measure.engagement import Engagement, estimate_engagement, sum_reactions
from nahbar.measure.size_curve import SizeCurve

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Curves:
    """The size curves of a platform, by followers and by views, and what is usual among its creators here."""

    by_followers: SizeCurve
    by_views: SizeCurve
    usual: Usual | None = None


@dataclass(frozen=True, slots=True)
class Vetting:
    """The report on one creator. `reactions` names what was summed as engagement; the parts are None without data."""

    profile: Profile
    by_followers: Engagement | None
    by_views: Engagement | None
    reactions: Sequence[str]
    authenticity: Authenticity
    audience: Audience
    paid: Paid | None
    disclosure: DisclosureCheck
    follower_audit: ListAudit | None
    missing: Sequence[Missing]
    growth: GrowthSeries | None
    posts: PostSeries


def compose(material: Material, curves: Curves, now: int) -> Vetting:
    """Return the report; `now` is in seconds since 1970-01-01T00:00Z."""
    posts, profile = material.posts, material.profile
    reactions = {"likes": posts.likes, "comments": posts.comments, "shares": posts.shares, "saves": posts.saves}
    engaged, kinds = sum_reactions(reactions)
    size = math.log10(profile.followers) if profile.followers else math.nan
    by_followers = _engagement(engaged, _followers_then(material), posts, curves.by_followers, size, now)
    by_views = _engagement(engaged, posts.views, posts, curves.by_views, size, now)
    return Vetting(
        profile=profile,
        by_followers=by_followers,
        by_views=by_views,
        reactions=kinds,
        authenticity=assess(**known_to_assess(material, curves, now), usual=curves.usual),
        audience=describe_audience(material),
        paid=paid_share(material),
        disclosure=check_posts(material),
        follower_audit=material.follower_audit,
        missing=what_is_missing(material),
        growth=material.growth,
        posts=posts,
    )


def known_to_assess(material: Material, curves: Curves, now: int) -> dict[str, Any]:
    """Return what `assess` takes of a creator, but for what is usual among others."""
    followers, audit = material.profile.followers, material.follower_audit
    return {
        "growth": material.growth,
        "followers_count": float(followers) if followers else math.nan,
        "posts": material.posts,
        "comments": material.comments,
        "commenters": material.commenters,
        "expectation": _expectation(curves.by_followers, math.log10(followers) if followers else math.nan),
        "fake_followers": (audit.share_fake, audit.interval) if audit is not None and audit.n else None,
        "now": now,
    }


def _followers_then(material: Material) -> Floats:
    """Return the follower count at each post: from the daily series where it reaches, else the count of today."""
    posts, growth = material.posts, material.growth
    today = float(material.profile.followers) if material.profile.followers else math.nan
    then = np.full(len(posts.post_id), today)
    if growth is not None:
        day = posts.posted_at / SECONDS_A_DAY
        within = (day >= growth.day[0]) & (day <= growth.day[-1] + 1)
        then[within] = np.interp(day[within], growth.day, growth.followers)
    return then


def _engagement(
    engaged: Floats, base: Floats, posts: PostSeries, curve: SizeCurve, size: float, now: int
) -> Engagement | None:
    found = estimate_engagement(engaged, base, posts.posted_at, curve, size, now)
    return found if found.posts_used else None


def _expectation(curve: SizeCurve, size: float) -> SizeExpectation | None:
    if not math.isfinite(size):
        return None
    at = curve.at(size)
    return SizeExpectation(at.mean, float(np.hypot(at.spread, at.doubt)), at.post_spread)
