"""In which ways each made-up creator bought, as the parts of the weights name them, by what its generator tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nahbar.creators.authenticity.weights import (
    ALL_LIKES,
    ALONE,
    COMMENTS,
    EARLIER,
    FOLLOWERS,
    LIKES,
    RING,
    SINCE,
    SLOW,
    VIEWS,
)

QUICK = ("burst", "packs", "drop_off", "disguised")  # delivered within the longest window of the scan
WORLDS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(QUICK, (FOLLOWERS, ALONE)),
    "drip": (FOLLOWERS, ALONE, SLOW),
    "long_drip": (ALONE, SLOW),
    "earlier": (EARLIER,),
    "likes_some": (LIKES,),
    "likes_all": (ALL_LIKES,),
    "comment_packs": (COMMENTS,),
    "views_packs": (VIEWS,),
    "pod": (RING,),
    "pod_reciprocal": (RING,),
}
PARTS: Mapping[str, Sequence[str]] = {
    "f_once": (FOLLOWERS, ALONE),
    "f_drip": (FOLLOWERS, ALONE),
    "l_some": (LIKES,),
    "l_all": (ALL_LIKES,),
    "l_since": (SINCE,),
    "c_pack": (COMMENTS,),
    "pod": (RING,),
}
KINDS: Mapping[str, Sequence[str]] = {
    # the roster
    "followers_once": (FOLLOWERS, ALONE),
    "followers_packs": (FOLLOWERS, ALONE),
    "followers_drip": (FOLLOWERS, ALONE),
    "likes_some": (LIKES,),
    "likes_since": (SINCE,),
    "likes_all": (ALL_LIKES,),
    "views": (VIEWS,),
    "comment_pack": (COMMENTS,),
    "ring": (RING,),
    # the file from outside, beside some of these
    "followers_refilled": (FOLLOWERS, ALONE),
    "views_all": (VIEWS,),
    "views_some": (VIEWS,),
    "comments_all": (COMMENTS,),
    "comments_some": (COMMENTS,),
    **dict.fromkeys(("ring_fast", "ring_rotating", "ring_talkative", "ring_reciprocal"), (RING,)),
    # the panel, beside likes_all and comment_pack
    "burst": (FOLLOWERS, ALONE),
    "package": (FOLLOWERS, ALONE),
    "drip": (FOLLOWERS, ALONE),
    "likes_third": (LIKES,),
    "pod_fast": (RING,),
    "pod_rotating": (RING,),
    "pod_talkative": (RING,),
}
SLOW_DAYS = 28  # shorter deliveries lie within the longest window of the scan


def ways_of(drawn: Mapping[str, Any]) -> Sequence[str]:
    """Return the ways in which a creator bought, by its row of truth.jsonl."""
    if not drawn["bought"]:
        return ()
    if "parts" in drawn:
        ways = _of_parts(drawn)
    elif "purchases" in drawn["facts"]:
        ways = [way for one in drawn["facts"]["purchases"] for way in _of_purchase(one)]
    else:
        ways = _of_kind(drawn)
    if FOLLOWERS in ways and any(days >= SLOW_DAYS for _, days in deliveries(drawn)):
        ways.append(SLOW)
    return tuple(dict.fromkeys(ways))


def deliveries(drawn: Mapping[str, Any]) -> Sequence[tuple[str, int]]:
    """Return first date and days of each delivery of followers."""
    found: Sequence[tuple[str, int]] = drawn["fwhen"] if "fwhen" in drawn else drawn["days"]
    return found


def _of_parts(drawn: Mapping[str, Any]) -> list[str]:
    ways: list[str] = []
    for part in drawn["parts"]:
        if part == "views":
            ways.append(SINCE if drawn["mode"] == "l_since" else VIEWS)
        else:
            ways += PARTS[part]
    return ways


def _of_purchase(purchase: Mapping[str, Any]) -> Sequence[str]:
    """Return the ways of one purchase; followers that came before the first count left no rise."""
    return (EARLIER,) if purchase.get("before_known_days") else KINDS[purchase["way"]]


def _of_kind(drawn: Mapping[str, Any]) -> list[str]:
    if drawn["kind"] == "views" and str(drawn["facts"]["on"]).startswith("since"):
        return [SINCE]
    return list(KINDS[drawn["kind"]])
