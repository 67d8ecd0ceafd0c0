"""Gathers the material on creators: rows from the store, reduced by the engine, cut up by creator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.contracts import Commenters, CommentMoments, GrowthSeries, Ints, Meeting, PostComments, PostSeries
from nahbar.creators.pseudonyms import pseudonym
from nahbar.creators.service.audits.follower_lists import audit_list
from nahbar.creators.tables import reading
from nahbar.creators.tables.follower_topics import read_follower_topics, topic_patterns
from nahbar.creators.vetting.material import AuthorCounts, FollowerTopics, Material, Profile, Quote
from nahbar.kernel.clock import day_of
from nahbar.kernel.engine import Engine, load_query
from nahbar.language.commerce import announces_raffle

PACKAGE = "nahbar.creators"
SHOWN_QUOTES = 12
JOINED_DAYS = 31


@dataclass(frozen=True, slots=True)
class _Reduced:
    posts: Mapping[int, Any]
    post_comments: Mapping[int, Any]
    commenters: Mapping[int, Any]
    author_counts: Mapping[int, Any]
    days: Mapping[int, Any]
    mutual: set[tuple[int, int]]
    texts: Mapping[int, Sequence[str]]


def gather(connection: sa.Connection, engine: Engine, ids: Sequence[int]) -> Iterator[Material]:
    """Yield the material on each of these creators, in order of id."""
    rows = reading.creator_rows(connection, ids)
    reduced = _reduce(connection, engine, ids)
    listed = reading.creators_with_followers(connection, ids)
    topics = gather_follower_topics(connection, engine, sorted(listed))
    for row in rows:
        audit = audit_list(connection, row.id, row.version) if row.id in listed else None
        posts = reduced.posts.get(row.id)
        comments = reduced.post_comments.get(row.id)
        yield Material(
            profile=_profile(row),
            growth=_growth(reduced.days.get(row.id), row),
            posts=_post_series(posts),
            post_texts=posts.column("text").to_pylist() if posts is not None else [],
            comments=_post_comments(comments, posts) if comments is not None else None,
            commenters=_commenters(reduced, row.id, connection) if comments is not None else None,
            author_counts=_author_counts(reduced.author_counts.get(row.id)),
            comment_texts=reduced.texts.get(row.id, ()),
            follower_audit=audit,
            follower_topics=topics.get(row.id),
        )


def _reduce(connection: sa.Connection, engine: Engine, ids: Sequence[int]) -> _Reduced:
    posts = reading.read_posts(connection, ids)
    comments = reading.read_comments(connection, ids)
    tables = {"posts": posts, "comments": comments}
    answers = {
        name: _by_creator(engine.reduce(load_query(PACKAGE, name), tables))
        for name in ("post_comments", "commenters", "author_counts")
    }
    return _Reduced(
        posts=_by_creator(posts),
        days=_by_creator(reading.read_days(connection, ids)),
        mutual=_mutual(connection, engine, tables),
        texts=_sampled_texts(connection, engine, tables),
        **answers,
    )


def _sampled_texts(connection: sa.Connection, engine: Engine, tables: Mapping[str, Any]) -> dict[int, list[str]]:
    """Return the texts of some comments on each creator's posts, to tell their languages."""
    chosen = engine.reduce(load_query(PACKAGE, "sampled_comments"), tables).to_pylist()
    texts = reading.comment_texts(connection, [row["comment_id"] for row in chosen])
    found: dict[int, list[str]] = {}
    for row in chosen:
        found.setdefault(row["creator_id"], []).append(texts[row["comment_id"]])
    return found


def gather_follower_topics(connection: sa.Connection, engine: Engine, ids: Sequence[int]) -> dict[int, FollowerTopics]:
    """Return what the profile texts in the follower lists of these creators name; nobody without any text."""
    if not ids:
        return {}
    tables = {"followers": read_follower_topics(connection, ids), "topics": topic_patterns()}
    counted = _by_creator(engine.reduce(load_query(PACKAGE, "follower_topics"), tables))
    found = {}
    for creator_id, table in counted.items():
        texts, followers = int(table.column("texts")[0].as_py()), int(table.column("followers")[0].as_py())
        named = zip(table.column("topic").to_pylist(), _ints(table, "named").tolist(), strict=True)
        if texts:
            found[creator_id] = FollowerTopics(followers, texts, dict(named))
    return found


def _by_creator(table: Any) -> dict[int, Any]:
    """Cut a table that is ordered by creator_id into one table a creator."""
    ids = table.column("creator_id").to_numpy()
    if not len(ids):
        return {}
    starts = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]])
    ends = np.r_[starts[1:], len(ids)]
    whole = table.combine_chunks()
    return {int(ids[start]): whole.slice(start, end - start) for start, end in zip(starts, ends, strict=True)}


def _mutual(connection: sa.Connection, engine: Engine, tables: Mapping[str, Any]) -> set[tuple[int, int]]:
    """Return (creator, author) for authors who are creators here and on whose posts the creator comments too."""
    if not tables["comments"].num_rows:
        return set()
    query = load_query(PACKAGE, "creator_pairs")
    people = reading.read_people(connection, None)
    pairs = engine.reduce(query, {**tables, "creators": people})
    mine = {(row["creator_id"], row["author_id"]) for row in pairs.to_pylist()}
    others = sorted({author for _, author in mine})
    if not others:
        return set()
    back = {
        "posts": reading.read_posts(connection, others),
        "comments": reading.read_comments(connection, others),
        "creators": reading.read_people(connection, sorted({creator for creator, _ in mine})),
    }
    returned = {(row["author_id"], row["creator_id"]) for row in engine.reduce(query, back).to_pylist()}
    return mine & returned


def _profile(row: sa.Row[Any]) -> Profile:
    names = ("id", "version", "platform", "handle", "name", "bio", "url", "followers", "country", "language")
    more = ("category", "is_verified", "observed_at")
    return Profile(**{name: getattr(row, name) for name in names + more})


def _growth(days: Any, row: sa.Row[Any]) -> GrowthSeries | None:
    day = _ints(days, "day") if days is not None else np.empty(0, np.int64)
    followers = _floats(days, "followers") if days is not None else np.empty(0)
    if _joins(row, day):
        # A dated profile is one more point of the series.
        at = np.searchsorted(day, day_of(row.observed_at))
        day = np.insert(day, at, day_of(row.observed_at))
        followers = np.insert(followers, at, float(row.followers))
    return GrowthSeries(day, followers) if len(day) > 1 else None


def _joins(row: sa.Row[Any], day: Ints) -> bool:
    """Whether a dated profile adds a day to the series; a year of nothing before it would pass for calm growth."""
    if row.observed_at is None or row.followers is None:
        return False
    seen = day_of(row.observed_at)
    return not day.size or bool(seen not in day and np.abs(day - seen).min() <= JOINED_DAYS)


def _post_series(posts: Any) -> PostSeries:
    if posts is None:
        posts = reading.POSTS.empty_table()
    paid = posts.column("paid_label").fill_null(False).to_numpy(zero_copy_only=False)
    counts = {name: _floats(posts, name) for name in ("likes", "comments", "shares", "saves", "views")}
    return PostSeries(
        post_id=posts.column("post_key").to_pylist(),
        posted_at=_ints(posts, "posted_at"),
        paid=paid.astype(bool),
        giveaway=_giveaways(posts.column("text").to_pylist()),
        **counts,
    )


def _giveaways(texts: Sequence[str | None]) -> npt.NDArray[np.bool_] | None:
    if not any(texts):
        return None
    return np.array([text is not None and announces_raffle(text) for text in texts], dtype=np.bool_)


def _post_comments(reduced: Any, posts: Any) -> PostComments:
    place = {post: index for index, post in enumerate(posts.column("post_id").to_pylist())}
    index = np.array([place[post] for post in reduced.column("post_id").to_pylist()], dtype=np.int64)
    order = np.argsort(index)
    names = ("comments", "authors", "generic", "emoji", "repeated", "copied", "early")
    moments = CommentMoments(*(_floats(reduced, one.name)[order] for one in fields(CommentMoments)))
    counts = {name: _ints(reduced, name)[order] for name in names}
    return PostComments(post=index[order], **counts, moments=moments)


def _commenters(reduced: _Reduced, creator_id: int, connection: sa.Connection) -> Commenters:
    table = reduced.commenters[creator_id]
    keys = table.column("author_key").to_pylist()
    partners = [author for creator, author in reduced.mutual if creator == creator_id]
    known = set(reading.read_people(connection, partners).column("person_key").to_pylist()) if partners else set()
    return Commenters(
        author=[pseudonym(key) for key in keys],
        posts=_ints(table, "posts"),
        comments=_ints(table, "comments"),
        generic=_ints(table, "generic"),
        median_delay=_floats(table, "median_delay"),
        late_delay=_floats(table, "late_delay"),
        reciprocal=np.array([key in known for key in keys], dtype=bool),
        all_authors=int(table.column("all_authors")[0].as_py()),
        posts_with_comments=reduced.post_comments[creator_id].num_rows,
    )


def _author_counts(table: Any) -> AuthorCounts | None:
    if table is None:
        return None
    return AuthorCounts(_ints(table, "posts"), _ints(table, "comments"), _ints(table, "authors"))


def gather_quotes(connection: sa.Connection, creator_id: int) -> list[Quote]:
    """Return generic and repeated comments on a creator's posts, to show as evidence."""
    rows = reading.quoted_comments(connection, creator_id, SHOWN_QUOTES)
    return [Quote(row.text, pseudonym(row.author_key), row.post_key, row.written_at, row.times) for row in rows]


def gather_meetings(connection: sa.Connection, engine: Engine, creator_id: int) -> list[Meeting]:
    """Return which of a creator's 24 most active commenters wrote under the same posts."""
    tables = {
        "posts": reading.read_posts(connection, [creator_id]),
        "comments": reading.read_comments(connection, [creator_id]),
    }
    rows = engine.reduce(load_query(PACKAGE, "commenter_links"), tables).to_pylist()
    return [Meeting(row["one"] - 1, row["other"] - 1, row["posts"]) for row in rows]


def _ints(table: Any, name: str) -> Ints:
    values: Ints = np.asarray(table.column(name).cast(pa.int64()).to_numpy(), dtype=np.int64)
    return values


def _floats(table: Any, name: str) -> Any:
    return np.asarray(table.column(name).cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
