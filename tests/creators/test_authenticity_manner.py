"""How comments come in, how long they are and by what names: measured, and told."""

from dataclasses import replace

import numpy as np
import pytest

from nahbar.creators.authenticity import manner_evidence
from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.manner import manner
from nahbar.creators.authenticity.posts import post_logs
from nahbar.creators.contracts import PostSeries, Usual
from tests.creators.comment_moments import Row, comments_of

POSTS, EACH = 20, 12
HOURS = 3 * 3600


def crowd(seed=1, posts=POSTS, each=EACH):
    """People: they come over hours, write short and long, one in five without a word of their own."""
    rng = np.random.default_rng(seed)
    for post in range(posts):
        for _ in range(each):
            seconds = int(HOURS * np.exp(rng.normal(0, 1.3)))
            digits = int(rng.integers(1, 5)) if rng.random() < 0.3 else 0
            yield Row(post, seconds, int(np.exp(rng.normal(3.3, 0.7))) + 1, bool(rng.random() < 0.2), digits)


def pack(seed=2, on=range(0, POSTS, 2), each=12):
    """A panel's comments on some posts: within minutes of each other, short, generic, by names with digits."""
    rng = np.random.default_rng(seed)
    for post in on:
        start = HOURS * np.exp(rng.normal(0, 1.0))
        for _ in range(each):
            yield Row(
                post, int(start * rng.uniform(1.0, 1.15)), int(rng.integers(5, 12)), True, int(rng.integers(2, 7))
            )


def test_people_come_in_as_on_their_other_posts():
    found = manner(comments_of(list(crowd())))
    assert abs(found["arrive_beyond"]) < 0.25
    assert found["arrive_middle"] == pytest.approx(np.log(HOURS), abs=0.2)
    assert found["arrive_spread"] == pytest.approx(1.3, abs=0.15)
    assert abs(found["wordless_names"]) < 2.5
    assert max(found["length_unlike"], found["digits_unlike"], found["plain_unlike"]) < np.log(0.02 + 0.1)


def test_a_pack_comes_in_a_stretch_of_its_own_by_names_with_digits():
    found = manner(comments_of([*crowd(), *pack()]))
    honest = manner(comments_of(list(crowd())))
    assert found["arrive_beyond"] > honest["arrive_beyond"] + 0.4
    assert found["wordless_names"] > 5
    assert found["plain_unlike"] > np.log(0.12)
    assert found["name_digits"] > honest["name_digits"] + 0.5


def test_few_comments_say_nothing():
    assert manner(None) == {}
    assert manner(comments_of(list(crowd(posts=3, each=5)))) == {}
    assert manner(replace(comments_of(list(crowd())), moments=None)) == {}


def test_unknown_times_leave_length_and_names():
    known = comments_of(list(crowd()))
    nothing = np.full(POSTS, np.nan)
    found = manner(replace(known, moments=replace(known.moments, delay=nothing, delay_squared=nothing)))
    assert not [name for name in found if name.startswith("arrive")]
    assert {"comment_length", "name_digits"} <= set(found)


def test_one_comment_a_post_says_nothing_of_how_they_come_in():
    found = manner(comments_of([Row(post, 100 * (post + 1)) for post in range(25)]))
    assert "arrive_middle" in found
    assert "arrive_beyond" not in found


def test_comments_imported_before_names_were_counted_are_judged_by_words_alone():
    rows = [replace(row, digits=None) if row.post == 3 else row for row in (*crowd(), *pack())]
    found = manner(comments_of(rows))
    assert "name_digits" not in found
    assert "wordless_names" not in found
    assert found["plain_unlike"] > np.log(0.12)


def measured(comments, middle=None):
    nothing = np.zeros(0)
    empty = PostSeries([], np.zeros(0, np.int64), *[nothing] * 5, np.zeros(0, np.bool_))
    logs = post_logs(empty, 0)
    usual = None if middle is None else Usual(middle, dict.fromkeys(middle, 1.0), 30)
    return Measured(manner(comments), None, logs, logs, None, nothing, -1, usual)


def posts_named(n):
    nothing = np.full(n, np.nan)
    return PostSeries([f"p{i}" for i in range(n)], np.arange(n) * 86_400, *[nothing] * 5, np.zeros(n, np.bool_))


def test_the_evidence_names_the_posts_of_the_pack():
    comments = comments_of([*crowd(), *pack(on=(4, 8, 12))])
    found = measured(comments, {"arrive_together": np.log(0.07), "name_digits": 0.6})
    for name in manner_evidence.SIGNS:
        sign = manner_evidence.sign(name, 2.0, found, posts_named(POSTS), comments)
        assert {"p4", "p8", "p12"} == set(sign.evidence[0].rows["post"][:3])
        assert sign.innocent
        assert sign.speaks_for == "bought_engagement"
        assert len(sign.evidence) == (2 if name == manner_evidence.ARRIVAL else 3)
        assert all(str(one.message) for one in sign.evidence)


def test_nothing_is_told_of_what_is_not_known():
    comments = replace(comments_of(list(crowd())), moments=None)
    for name in manner_evidence.SIGNS:
        assert manner_evidence.sign(name, 1.0, measured(comments), posts_named(POSTS), comments).evidence == []
        assert manner_evidence.sign(name, 1.0, measured(None), posts_named(POSTS), None).evidence == []
