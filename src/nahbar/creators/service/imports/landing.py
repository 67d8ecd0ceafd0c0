"""Turns validated records into rows of the store: creators and posts are found or made, people become pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.creators.intake import (
    CommentRecord,
    CreatorRecord,
    FollowerRecord,
    FollowersDailyRecord,
    InsightRecord,
    OverlapRecord,
    PostRecord,
    PriceRecord,
)
from nahbar.creators.pseudonyms import person_key, text_key
from nahbar.creators.tables.follower_topics import joined_topics
from nahbar.creators.tables.landing import TARGETS, Landed, land
from nahbar.creators.tables.references import (
    PostKey,
    add_creators,
    add_posts,
    adopt_posts,
    find_creators,
    find_posts,
)
from nahbar.kernel.messages import Message, msg
from nahbar.language.comments import is_emoji_only, is_generic, normalise
from nahbar.language.topics import find_topics

Values = dict[str, Any]
# About 30 MB.
REMEMBERED_PEOPLE = 200_000
# As long as its column; no age, place or language is longer.
LONGEST_INSIGHT = 200


@dataclass(slots=True)
class Landing:
    """One import under way: where it writes and what it has counted."""

    connection: sa.Connection
    import_id: int
    key: bytes
    counts: Landed = field(default_factory=Landed)
    erased: frozenset[int] = frozenset()
    people: dict[tuple[str, str], int] = field(default_factory=dict)

    def person(self, platform: str, handle: str) -> int:
        """Return a person's pseudonym; the same people comment again and again, so the last ones are remembered."""
        known = self.people.get((platform, handle))
        if known is None:
            if len(self.people) >= REMEMBERED_PEOPLE:
                self.people.clear()
            known = self.people[platform, handle] = person_key(self.key, platform, handle)
        return known


Ambiguous = list[tuple[int, Message]]


# Where records name people.
_PEOPLE = ("handle_key", "author_key", "follower_key", "handle_a_key", "handle_b_key")
_ERASED = msg(
    "Somebody in it was erased and must not be kept. If they ask to come back: nahbar person allow platform/handle"
)


def land_batch(landing: Landing, kind: str, records: Sequence[Any]) -> Ambiguous:
    """Write one batch of records of `kind`; return (index, reason) of the few that cannot be placed."""
    kept = [k for k, one in enumerate(records) if not landing.erased or not _names_erased(landing, one)]
    out = sorted(set(range(len(records))) - set(kept))
    if len(kept) == len(records):
        return LANDERS[kind](landing, records)
    found = LANDERS[kind](landing, [records[k] for k in kept]) if kept else []
    return [*((kept[index], reason) for index, reason in found), *((k, _ERASED) for k in out)]


def _names_erased(landing: Landing, record: Any) -> bool:
    keys = (getattr(record, name, None) for name in _PEOPLE)
    return any(landing.person(record.platform, key) in landing.erased for key in keys if key is not None)


def _creator_ids(landing: Landing, records: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    """Return the id of every (platform, handle key), making creators that are not known yet."""
    wanted = {(platform, handle_key): handle for platform, handle, handle_key in records}
    found = find_creators(landing.connection, wanted)
    missing = [key for key in wanted if key not in found]
    if missing:
        rows = [_bare_creator(landing, platform, wanted[platform, key], key) for platform, key in missing]
        add_creators(landing.connection, rows)
        found.update(find_creators(landing.connection, missing))
    return found


def _bare_creator(landing: Landing, platform: str, handle: str, handle_key: str) -> Values:
    return {
        "platform": platform,
        "handle": handle,
        "handle_key": handle_key,
        "person_key": person_key(landing.key, platform, handle_key),
        "import_id": landing.import_id,
    }


def _extra(extra: Mapping[str, str]) -> str | None:
    return msgspec.json.encode(extra, order="sorted").decode() if extra else None


def _land(landing: Landing, target: str, rows: Sequence[Values]) -> None:
    land(landing.connection, TARGETS[target], landing.import_id, rows, landing.counts)


def _creators(landing: Landing, records: Sequence[CreatorRecord]) -> Ambiguous:
    rows = []
    for one in records:
        row = msgspec.structs.asdict(one)
        row["extra"] = _extra(one.extra)
        row["person_key"] = person_key(landing.key, one.platform, one.handle_key)
        rows.append(row)
    _land(landing, "creator", rows)
    return []


def _followers_daily(landing: Landing, records: Sequence[FollowersDailyRecord]) -> Ambiguous:
    ids = _creator_ids(landing, ((one.platform, one.handle, one.handle_key) for one in records))
    rows = [
        {"creator_id": ids[one.platform, one.handle_key], "day": one.date, "followers": one.followers}
        for one in records
    ]
    _land(landing, "followers_daily", rows)
    return []


def _posts(landing: Landing, records: Sequence[PostRecord]) -> Ambiguous:
    ids = _creator_ids(landing, ((one.platform, one.handle, one.handle_key) for one in records))
    owners = {(one.platform, one.post_id): ids[one.platform, one.handle_key] for one in records}
    orphans = {
        key: owners[key]
        for key, found in find_posts(landing.connection, owners).items()
        if any(one.creator_id is None for one in found)
    }
    adopt_posts(landing.connection, orphans, landing.import_id)
    rows = []
    for one in records:
        row = msgspec.structs.asdict(one)
        del row["handle"], row["handle_key"]
        row["post_key"] = row.pop("post_id")
        row["creator_id"] = ids[one.platform, one.handle_key]
        row["extra"] = _extra(one.extra)
        rows.append(row)
    _land(landing, "post", rows)
    return []


def _comments(landing: Landing, records: Sequence[CommentRecord]) -> Ambiguous:
    posts, shared = _post_ids(landing, {(one.platform, one.post_id) for one in records})
    reason = msg("Several creators have a post with this id, so it is not clear whose post the comment is on.")
    refused = [(index, reason) for index, one in enumerate(records) if (one.platform, one.post_id) in shared]
    rows = [
        _comment_row(landing, one, posts[one.platform, one.post_id])
        for one in records
        if (one.platform, one.post_id) not in shared
    ]
    _land(landing, "comment", rows)
    return refused


def _post_ids(landing: Landing, keys: set[PostKey]) -> tuple[dict[PostKey, int], set[PostKey]]:
    found = find_posts(landing.connection, keys)
    missing = [key for key in keys if key not in found]
    if missing:
        add_posts(landing.connection, missing, landing.import_id)
        found.update(find_posts(landing.connection, missing))
    shared = {key for key, posts in found.items() if len(posts) > 1}
    return {key: posts[0].id for key, posts in found.items()}, shared


def _comment_row(landing: Landing, one: CommentRecord, post_id: int) -> Values:
    text = normalise(one.text)
    return {
        "post_id": post_id,
        "comment_key": one.comment_id,
        "author_key": landing.person(one.platform, one.author_key),
        "written_at": one.written_at,
        "text": one.text,
        "in_reply_to": one.in_reply_to,
        "likes": one.likes,
        # Comments without words (emoji alone) are not repeats of each other.
        "text_key": text_key(text) if text else 0,
        "is_generic": is_generic(one.text),
        "is_emoji": is_emoji_only(one.text),
        "letters": len(one.text),
        # The name itself is not kept: what vetting reads from it is taken now.
        "name_digits": sum(character.isdigit() for character in one.author),
        "extra": _extra(one.extra),
    }


def _followers(landing: Landing, records: Sequence[FollowerRecord]) -> Ambiguous:
    ids = _creator_ids(landing, ((one.platform, one.handle, one.handle_key) for one in records))
    rows = []
    for one in records:
        row = msgspec.structs.asdict(one)
        for name in ("platform", "handle", "handle_key", "follower", "follower_key", "extra"):
            del row[name]
        row["creator_id"] = ids[one.platform, one.handle_key]
        row["person_key"] = person_key(landing.key, one.platform, one.follower_key)
        # The name itself is not kept: what the audit reads from it is taken now.
        if one.username_length is None:
            row["username_length"] = len(one.follower)
            row["username_digits"] = sum(character.isdigit() for character in one.follower)
        # Nor is the profile text: what it is about is taken now.
        bio = row.pop("bio")
        row["topics"] = None if bio is None else joined_topics(find_topics(bio))
        if row["bio_length"] is None and bio is not None:
            row["bio_length"] = len(bio)
        rows.append(row)
    _land(landing, "follower", rows)
    return []


def _overlaps(landing: Landing, records: Sequence[OverlapRecord]) -> Ambiguous:
    sides = [(one.platform, one.handle_a, one.handle_a_key) for one in records]
    sides += [(one.platform, one.handle_b, one.handle_b_key) for one in records]
    ids = _creator_ids(landing, sides)
    rows = [
        {
            "creator_a": ids[one.platform, one.handle_a_key],
            "creator_b": ids[one.platform, one.handle_b_key],
            "shared": one.shared,
        }
        for one in records
    ]
    _land(landing, "overlap", rows)
    return []


def _insights(landing: Landing, records: Sequence[InsightRecord]) -> Ambiguous:
    ids = _creator_ids(landing, ((one.platform, one.handle, one.handle_key) for one in records))
    rows = [
        {
            "creator_id": ids[one.platform, one.handle_key],
            "dimension": one.dimension,
            "value": one.value[:LONGEST_INSIGHT],
            "share": one.share,
            "observed_at": one.observed_at,
        }
        for one in records
    ]
    _land(landing, "insight", rows)
    return []


def _prices(landing: Landing, records: Sequence[PriceRecord]) -> Ambiguous:
    ids = _creator_ids(landing, ((one.platform, one.handle, one.handle_key) for one in records))
    rows = [
        {"creator_id": ids[one.platform, one.handle_key], "price_cents": one.price, "currency": one.currency}
        for one in records
    ]
    _land(landing, "price", rows)
    return []


LANDERS: Mapping[str, Callable[[Landing, Sequence[Any]], Ambiguous]] = {
    "creators": _creators,
    "followers-daily": _followers_daily,
    "posts": _posts,
    "comments": _comments,
    "followers": _followers,
    "overlaps": _overlaps,
    "insights": _insights,
    "prices": _prices,
}
