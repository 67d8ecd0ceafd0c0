"""Use case: how many leads and deals come from people who never reacted in public, and how long their way is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from nahbar.kernel.clock import SECONDS_A_DAY, now
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.measure.bg_nbd import NotFittedError
from nahbar.measure.cure import LEAST_EVENTS, Cure, Waits, fit_cure, kaplan_meier, still_to_come
from nahbar.measure.earned_sums import count_interval
from nahbar.worth.earned_posts import EarnedPost, earned_posts, with_creator
from nahbar.worth.silence.bounding import Known, bounded
from nahbar.worth.silence.contracts import SEED, Coming, Silence, Way

PACKAGE = "nahbar.worth"
HOURS_A_DAY = 24.0
# Younger posts still bring leads; how many of them have come is told one by one.
YOUNG_DAYS = 60
SHOWN_POSTS = 12
# With a wider interval of the share, those still to come were covered in 77 to 90 of 100 simulated worlds only.
WIDEST = 0.4
# Half an hour stands for the hour in which somebody asked at once.
LEAST_HOURS = 0.5


def silence_of(house: House) -> Silence:
    """Return the bounds for leads and deals, the way from first contact to lead, and what young posts still bring."""
    from nahbar.campaigns import arrivals
    from nahbar.creators import posts_with_counts, who_commented

    came = arrivals(house)
    found = earned_posts(house)
    with house.store.read() as connection:
        posts = with_creator(posts_with_counts(connection))
    replies = {row["person"]: row["reply_time"] for row in _ask(house, "first_replies")}
    commented = who_commented(house, sorted({handle for one in came for handle in one.handles}))
    most = _most_reactors(posts)
    known = {kind: [_known(one, replies, commented) for one in came if one.kind == kind] for kind in ("lead", "deal")}
    way = _way(_ask(house, "contact_waits"))
    return Silence(
        leads=bounded(known["lead"], most),
        deals=bounded(known["deal"], most),
        way=way,
        young=_young(found.posts, way.cure),
        notes=_notes(way),
    )


def _ask(house: House, name: str) -> list[dict[str, Any]]:
    from nahbar.kernel.lake import despite_erasure, touchpoints

    asked = pa.table({"now": pa.array([now() * 1_000_000], pa.int64())})
    query, columns = load_query(PACKAGE, name), ("person", "kind", "time")
    rows = despite_erasure(
        lambda: house.engine.reduce(query, {"touchpoints": touchpoints(house, columns), "asked": asked})
    )
    found: list[dict[str, Any]] = rows.to_pylist()
    return found


def _known(one: Any, replies: Mapping[str, int], commented: set[tuple[str, str]]) -> Known:
    replied = one.person is not None and replies.get(one.person, one.at * 1_000_000 + 1) <= one.at * 1_000_000
    if replied or any(handle in commented for handle in one.handles):
        return Known(one.creator, one.by, True)
    return Known(one.creator, one.by, one.reacted)


def _most_reactors(posts: pa.Table) -> dict[str, int]:
    """Return how many people can have reacted to a creator: all reactions that are counted; no bound where hidden."""
    most: dict[str, int] = {}
    hidden = set()
    for row in posts.select(["creator", "likes", "comments", "shares", "saves"]).to_pylist():
        if row["likes"] is None or row["comments"] is None:
            hidden.add(row["creator"])
            continue
        counts = (row[name] or 0 for name in ("likes", "comments", "shares", "saves"))
        most[row["creator"]] = most.get(row["creator"], 0) + sum(counts)
    return {creator: count for creator, count in most.items() if creator not in hidden}


def _way(rows: Sequence[Mapping[str, Any]]) -> Way:
    silent = [row for row in rows if not row["reacted"]]
    time = np.array([max(float(row["hours"]), LEAST_HOURS) / HOURS_A_DAY for row in silent])
    happened = np.array([row["asked"] == 1 for row in silent], dtype=np.bool_)
    waits = Waits(time, happened, np.array([float(row["people"]) for row in silent]))
    cure, to_come = None, None
    if len(silent):
        try:
            cure = fit_cure(waits)
            to_come = still_to_come(cure, waits, SEED) if cure.high - cure.low <= WIDEST else None
        except NotFittedError:
            cure = None
    curve = kaplan_meier(waits) if happened.any() else (np.zeros(0), np.zeros(0))
    leads = int(waits.count[happened].sum()) if len(silent) else 0
    return Way(int(waits.count.sum()), leads, cure, to_come, curve, float(time.max(initial=0.0)))


def _young(posts: Sequence[EarnedPost], cure: Cure | None) -> list[Coming]:
    if cure is None:
        return []
    found = []
    for one in sorted(posts, key=lambda post: -post.posted_at):
        age = (now() - one.posted_at) / SECONDS_A_DAY
        come = float(cure.by(np.array([age]))[0])
        if 0 < age <= YOUNG_DAYS and come > 0.01:
            count = count_interval(one.leads)
            high = count.high if count.high is not None else count.value
            ends = (count.value / come, max(float(one.leads), count.low / come), high / come)
            found.append(Coming(one.creator, one.post, age, one.leads, come, ends))
    return found[:SHOWN_POSTS]


def _notes(way: Way) -> list[Message]:
    if way.cure is None:
        return [
            msg(
                "The way from contact to lead cannot be told yet: of the people with consent and no recorded reaction "
                "{leads} became a lead, at least {least} are needed.",
                leads=way.leads,
                least=LEAST_EVENTS,
            )
        ]
    if way.to_come is None:
        return [msg("How many are still to come cannot be told yet: people were not watched long enough.")]
    return []
