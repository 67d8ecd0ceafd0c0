"""The vetting report in the shape of the command's `--json`; pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from nahbar.creators.contracts import Interval, Sign
from nahbar.creators.disclosure.as_json import as_json as judged_json
from nahbar.creators.vetting.audience import Audience, Estimate, ProfileTexts
from nahbar.creators.vetting.disclosed import DisclosureCheck
from nahbar.creators.vetting.material import ListAudit
from nahbar.creators.vetting.paid import Paid
from nahbar.creators.vetting.report import Vetting
from nahbar.kernel.clock import iso_day, iso_time
from nahbar.kernel.messages import Message
from nahbar.measure.engagement import Engagement

Say = Callable[[Message], str]
Json = dict[str, Any]


def as_json(vetting: Vetting, say: Say) -> Json:
    """Return the report as plain values; `say` renders sentences in the reader's language."""
    profile = vetting.profile
    return {
        "creator": {
            "platform": profile.platform,
            "handle": profile.handle,
            "name": profile.name,
            "followers": profile.followers,
            "country": profile.country,
            "language": profile.language,
            "category": profile.category,
            "observed_at": iso_time(profile.observed_at),
        },
        "engagement": {
            "by_followers": _engagement(vetting.by_followers),
            "by_views": _engagement(vetting.by_views),
            "trend": _trend(vetting.by_followers or vetting.by_views),
            "reactions": list(vetting.reactions),
        },
        "authenticity": {
            "verdict": vetting.authenticity.verdict,
            "signs": [_sign(sign, say) for sign in vetting.authenticity.signs],
            "probability": {
                "bought_followers": _known(vetting.authenticity.bought_followers),
                "bought_engagement": _known(vetting.authenticity.bought_engagement),
                "comment_ring": _known(vetting.authenticity.comment_ring),
            },
            "coverage": [say(one) for one in vetting.authenticity.coverage],
        },
        "audience": _audience(vetting.audience),
        "followers_audit": audit_json(vetting.follower_audit),
        "paid": _paid(vetting.paid),
        "disclosure": _disclosure(vetting.disclosure, say),
        "missing": [say(one.message) for one in vetting.missing],
    }


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 6)


def _pair(interval: Interval | Sequence[float] | None) -> list[float | None] | None:
    if interval is None:
        return None
    low, high = (interval.low, interval.high) if isinstance(interval, Interval) else interval
    return [_known(low), _known(high)]


def _engagement(found: Engagement | None) -> Json | None:
    if found is None:
        return None
    return {
        "rate": _known(found.rate),
        "interval": _pair(found.interval),
        "percentile_in_size": _known(found.percentile),
        "percentile_interval": _pair(found.percentile_interval),
        "expected": _known(found.expected),
        "expected_interval": _pair(found.expected_interval),
        "posts_used": found.posts_used,
    }


def _trend(found: Engagement | None) -> Json | None:
    if found is None or not math.isfinite(found.trend):
        return None
    return {"change_per_30_days": _known(found.trend), "interval": _pair(found.trend_interval)}


def _sign(sign: Sign, say: Say) -> Json:
    return {
        "sign": sign.sign,
        "speaks_for": sign.speaks_for,
        "strength": _known(sign.strength),
        "evidence": [
            {"text": say(one.message), "rows": {name: _row_keys(name, keys) for name, keys in one.rows.items()}}
            for one in sign.evidence
        ],
        "innocent": [say(one) for one in sign.innocent],
        "coverage": say(sign.coverage),
    }


def _row_keys(name: str, keys: Sequence[str | int]) -> list[str | int]:
    return [iso_day(int(key)) for key in keys] if name == "day" else list(keys)


def _estimate(found: Estimate | None) -> Json | None:
    return None if found is None else {"value": _known(found.value), "interval": _pair(found.interval), "n": found.n}


def _audience(audience: Audience) -> Json:
    return {
        "languages": [
            {"language": one.language, "share": _known(one.share), "interval": _pair(one.interval), "n": one.comments}
            for one in audience.languages
        ],
        "loyal_share": _estimate(audience.loyal),
        "concentration": _estimate(audience.concentration),
        "silent_share": _estimate(audience.silent),
        "topics": [
            {"topic": one.topic, "share": _known(one.share), "interval": _pair(one.interval), "n": one.n}
            for one in audience.topics
        ],
        "topics_coverage": _coverage(audience.profile_texts),
    }


def _coverage(found: ProfileTexts | None) -> Json | None:
    if found is None:
        return None
    return {"share": _known(found.share), "texts": found.texts, "followers": found.followers}


def audit_json(audit: ListAudit | None) -> Json | None:
    """Return the audit of a follower list as plain values."""
    if audit is None:
        return None
    head = {"n": audit.n, "share_fake": _known(audit.share_fake), "interval": _pair(audit.interval)}
    return {**head, "fits": audit.fits, "checked": audit.checked}


def _paid(paid: Paid | None) -> Json | None:
    if paid is None:
        return None
    return {
        "share": _known(paid.share),
        "interval": _pair(paid.interval),
        "checked": paid.checked,
        "posts": [{"post_id": one.post_id, "by": one.by, "words": one.words} for one in paid.posts],
        "periods": [
            {"start": iso_time(one.start), "posts": one.posts, "paid": one.paid, "interval": _pair(one.interval)}
            for one in paid.periods
        ],
    }


def _disclosure(check: DisclosureCheck, say: Say) -> Json:
    findings = [judged_json(one.post_id, one.judged, say) for one in check.findings]
    return {"checked": check.checked, "law": check.law, "findings": findings}
