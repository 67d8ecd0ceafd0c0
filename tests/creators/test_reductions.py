"""The named reductions on tables small enough to count by hand."""

from __future__ import annotations

import math
from dataclasses import asdict

import numpy as np
import pyarrow as pa
import pytest

from nahbar.creators.tables.reading import COMMENTS, POSTS, RATES
from nahbar.kernel.engine import DuckEngine, load_query
from tests.creators.comment_moments import Row, moments_of

OWNER = 1


@pytest.fixture(scope="module")
def engine():
    return DuckEngine()


def reduce(engine, name, **tables):
    return engine.reduce(load_query("nahbar.creators", name), tables).to_pylist()


def posts(*rows):
    """Rows are (creator, post, posted_at)."""
    columns = {name: [None] * len(rows) for name in POSTS.names}
    columns |= {"creator_id": [r[0] for r in rows], "post_id": [r[1] for r in rows], "posted_at": [r[2] for r in rows]}
    columns["owner_key"] = [OWNER] * len(rows)
    return pa.table(columns, schema=POSTS)


def comments(*rows):
    """Rows are (post, author, text key, seconds, generic, emoji); they are numbered from 1.

    Letters and digits of the name may follow; else 20 and none.
    """
    numbered = [(number, *row, *(20, 0)[len(row) - 6 :]) for number, row in enumerate(rows, 1)]
    return pa.table(dict(zip(COMMENTS.names, zip(*numbered, strict=True), strict=True)), schema=COMMENTS)


TWO_POSTS = posts((7, 70, 1_000), (7, 71, 2_000))
TALK = comments(
    (70, 5, 100, 1_060, True, False),
    (70, 5, 101, 1_700, False, False),
    (70, 6, 100, 1_030, True, False),
    (71, 5, 100, 2_010, True, False),
    (71, 8, 0, 2_020, False, True),
    (71, 9, 0, 9_000, False, True),
    (71, OWNER, 55, 2_001, False, False),
)


def test_comments_of_a_post_are_counted_without_the_creators_own(engine):
    first, second = reduce(engine, "post_comments", posts=TWO_POSTS, comments=TALK)
    counted = {"comments": 3, "authors": 2, "generic": 2, "emoji": 0, "repeated": 2, "copied": 0, "early": 2}
    assert first == first | {"creator_id": 7, "post_id": 70} | counted
    assert (second["comments"], second["authors"], second["early"]) == (3, 3, 2)


def test_sums_over_comments_are_those_of_plain_loops(engine):
    rng = np.random.default_rng(11)
    rows = [
        Row(post, int(np.exp(rng.normal(8, 2))), int(rng.integers(0, 60)), bool(rng.random() < 0.4), digits)
        for post in (70, 71)
        for digits in (0, 3, 9, None, 1, 0, 2)
    ]
    at = {70: 1_000, 71: 2_000}
    talk = comments(
        *((r.post, 5, i, at[r.post] + r.seconds, r.generic, False, r.letters, r.digits) for i, r in enumerate(rows))
    )
    found = reduce(engine, "post_comments", posts=TWO_POSTS, comments=talk)
    for name, expected in asdict(moments_of(rows)).items():
        assert [row[name] for row in found] == pytest.approx(list(expected)), name


def test_a_sentence_that_two_authors_wrote_is_copied(engine):
    talk = comments(
        (70, 5, 100, 1_060, False, False),
        (71, 6, 100, 2_060, False, False),
        (70, 5, 101, 1_070, False, False),
        (71, 5, 101, 2_070, False, False),
    )
    found = reduce(engine, "post_comments", posts=TWO_POSTS, comments=talk)
    assert [(row["copied"], row["repeated"]) for row in found] == [(1, 2), (1, 2)]


def test_comments_without_words_do_not_repeat_each_other(engine):
    second = reduce(engine, "post_comments", posts=TWO_POSTS, comments=TALK)[1]
    assert (second["repeated"], second["emoji"]) == (1, 2)


def test_the_most_active_authors_come_first(engine):
    found = reduce(engine, "commenters", posts=TWO_POSTS, comments=TALK)
    assert [row["author_key"] for row in found] == [5, 6, 8, 9]
    assert found[0] == {
        "creator_id": 7,
        "author_key": 5,
        "posts": 2,
        "comments": 3,
        "generic": 2,
        "median_delay": 60.0,
        "late_delay": pytest.approx(455.9, abs=0.1),
        "all_authors": 4,
    }


def test_no_more_than_500_authors_are_named_and_all_are_counted(engine):
    many = comments(*((70, 1_000 + k, k, 1_100, False, False) for k in range(620)))
    found = reduce(engine, "commenters", posts=TWO_POSTS, comments=many)
    assert (len(found), found[0]["all_authors"]) == (500, 620)


def test_authors_are_counted_by_how_often_they_write(engine):
    found = reduce(engine, "author_counts", posts=TWO_POSTS, comments=TALK)
    assert [(row["posts"], row["comments"], row["authors"]) for row in found] == [(1, 1, 3), (2, 3, 1)]


def test_creators_who_comment_on_each_other_are_found(engine):
    two = posts((7, 70, 1_000), (8, 80, 1_000))
    people = pa.table({"creator_id": [7, 8], "person_key": [77, 88]})
    talk = comments((70, 88, 1, 1_100, False, False), (80, 77, 2, 1_100, False, False), (80, 5, 3, 1_100, False, False))
    found = reduce(engine, "creator_pairs", posts=two, comments=talk, creators=people)
    assert [(row["creator_id"], row["author_id"]) for row in found] == [(7, 8), (8, 7)]


def test_typical_rates_are_medians_of_logs(engine):
    rows = [
        {"platform": "tiktok", "creator_id": 1, "followers": 100, "likes": likes, "comments": 1, "views": views}
        for likes, views in ((9, 50), (19, None), (99, 200))
    ]
    table = pa.Table.from_pylist(rows, schema=RATES.append(pa.field("platform", pa.string())))
    found = reduce(engine, "creator_rates", posts=table)[0]
    assert (found["posts"], found["posts_with_views"], found["followers"]) == (3, 2, 100)
    assert math.isclose(found["log_rate_by_followers"], math.log(20.5 / 100))
    assert math.isclose(found["log_rate_by_views"], (math.log(10.5 / 50) + math.log(100.5 / 200)) / 2)


def test_sampled_comments_are_spread_by_their_texts_and_hold_no_emoji(engine):
    talk = comments(*((70, 5, 100 - number, 1_000, False, number % 2 == 0) for number in range(60)))
    found = reduce(engine, "sampled_comments", posts=TWO_POSTS, comments=talk)
    assert [row["comment_id"] for row in found] == list(range(60, 12, -2))


def test_nothing_comes_of_nothing(engine):
    for name in ("post_comments", "commenters", "author_counts"):
        assert reduce(engine, name, posts=POSTS.empty_table(), comments=COMMENTS.empty_table()) == []


def test_two_commenters_meet_on_the_posts_where_both_wrote(engine):
    links = reduce(engine, "commenter_links", posts=TWO_POSTS, comments=TALK)
    # Author 5 wrote on both posts, 6 on the first, 8 and 9 on the second; ties are ordered by key.
    assert [(row["one"], row["other"], row["posts"]) for row in links] == [
        (1, 2, 1),
        (1, 3, 1),
        (1, 4, 1),
        (3, 4, 1),
    ]


def test_meetings_name_commenters_by_the_place_that_the_commenters_have(engine):
    rng = np.random.default_rng(4)
    rows = {(70 + int(post), 100 + int(author)) for post, author in rng.integers(0, 40, (600, 2))}
    made = posts(*((7, 70 + k, 1_000 + k) for k in range(40)))
    talk = comments(*((post, author, 1, 5_000, False, False) for post, author in sorted(rows)))
    order = [row["author_key"] for row in reduce(engine, "commenters", posts=made, comments=talk)]
    for row in reduce(engine, "commenter_links", posts=made, comments=talk):
        one, other = order[row["one"] - 1], order[row["other"] - 1]
        met = {post for post, author in rows if author == one} & {post for post, author in rows if author == other}
        assert row["posts"] == len(met)
