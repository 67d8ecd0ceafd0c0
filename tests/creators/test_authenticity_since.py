"""Counts that stand above the others from one day on; views of some posts alone; rings of which little is seen."""

from dataclasses import replace

import numpy as np
import pytest

from nahbar.creators.authenticity import assess, post_evidence
from nahbar.creators.authenticity.features import measure
from nahbar.creators.authenticity.posts import COMMENTS, LIKES, VIEWS, post_logs
from nahbar.creators.authenticity.rings import core, share_seen
from nahbar.creators.authenticity.since import clearest, pairs_of
from tests.creators.test_authenticity import (
    ACCUSED,
    FOLLOWERS,
    POSTS,
    alice,
    sign_of,
    with_burst,
    with_comments,
    with_posts,
)

SINCE = 35


def shifted(seed=1, **times):
    """Alice, some counts of whom are so many times higher from post SINCE on."""
    arguments = alice(seed)
    columns = {name: getattr(arguments["posts"], name).copy() for name in times}
    for name, factor in times.items():
        columns[name][SINCE:] = np.round(columns[name][SINCE:] * factor)
    return with_posts(arguments, **columns)


def shift_of(arguments, metric):
    return clearest(pairs_of(post_logs(arguments["posts"], arguments["now"])), metric)


def features_of(arguments, **other):
    """The features of posts and comments, with no followers counted and nothing compared with the workspace."""
    given = {**arguments, "growth": None, "expectation": None, "fake_followers": None, **other}
    return measure(**given, score=lambda columns: np.zeros(0)).features


def test_likes_that_double_against_all_others_are_named_with_their_day():
    found = shift_of(shifted(likes=2.2), LIKES)
    assert abs(found.post - SINCE) <= 1
    assert found.shift.step == pytest.approx(np.log(2.2), abs=0.15)
    assert found.against == (COMMENTS, VIEWS)
    answer = assess(**shifted(likes=2.2))
    assert answer.verdict in ACCUSED
    sign = sign_of(answer, "like_comment_mismatch")
    assert sign.evidence[0].message.render().startswith("From ")
    assert f"p{found.post}" in sign.evidence[0].rows["post"]
    assert "format" in sign.innocent[0].render()


def test_comments_that_fall_alone_are_no_shift_of_the_likes():
    """Likes rise against comments, and not against views: so it is the comments that changed."""
    assert abs(shift_of(shifted(comments=0.3), LIKES).shift.z) < 3
    assert assess(**shifted(comments=0.3)).verdict == "no sign"


def test_everything_that_rises_together_is_no_shift():
    arguments = shifted(likes=2.0, comments=2.0, views=2.0)
    assert all(abs(shift_of(arguments, metric).shift.z) < 4 for metric in (LIKES, COMMENTS, VIEWS))


def test_views_of_the_videos_alone_are_looked_at():
    """Of two posts in three no views are known, as of pictures; the rest still shows what likes a view are usual."""
    arguments = alice()
    views = arguments["posts"].views.copy()
    views[np.arange(POSTS) % 3 > 0] = np.nan
    given = with_posts(arguments, views=views)
    features = features_of(given, comments=None, commenters=None)
    assert features["likes_a_view"] == pytest.approx(np.log(1000 / 20_000), abs=0.15)
    assert "views_groups" in features
    told = assess(**with_burst(given)).coverage[1].render()
    assert "20 of them with views" in told


def test_bought_views_of_some_videos_are_named_beside_the_other_videos():
    arguments = alice()
    views = arguments["posts"].views.copy()
    views[np.arange(POSTS) % 3 > 0] = np.nan
    bought = [6, 24, 42]
    views[bought] = np.round(views[bought] * 5)
    given = with_posts(arguments, views=views)
    found = measure(**{**given, "growth": None}, score=lambda columns: np.zeros(0))
    (told, *_), _ = post_evidence._alone(found, given["posts"], "views")
    assert set(told.rows["post"]) == {f"p{number}" for number in bought}
    assert told.message.values["n"] == len(bought)
    assert 3.5 < told.message.values["times"] < 7


def test_a_few_views_tell_nothing():
    arguments = alice()
    views = np.full(POSTS, np.nan)
    views[:5] = arguments["posts"].views[:5]
    given = with_posts(arguments, views=views)
    assert "likes_a_view" not in features_of(given, comments=None, commenters=None)


def test_a_member_of_a_ring_is_seen_less_where_few_comments_are_known():
    arguments = with_comments(alice(), core=12)
    posts = arguments["posts"]
    busy = with_posts(arguments, comments=np.full(POSTS, 100.0))
    logs = [post_logs(one["posts"], one["now"]) for one in (arguments, busy)]
    seen = [share_seen(arguments["comments"], one) for one in logs]
    assert seen[1] == pytest.approx(0.25)
    commenters = arguments["commenters"]
    sparse = replace(commenters, posts=np.maximum(commenters.posts // 4, 1))
    assert core(sparse, 1.0).sum() == 0
    assert core(sparse, seen[1]).sum() == 12
    assert posts.comments.size == POSTS


def test_early_fans_who_sometimes_come_late_are_less_prompt_than_a_ring():
    arguments = with_comments(alice(), core=12, delay=900.0)
    commenters = arguments["commenters"]
    sometimes_late = np.where(commenters.median_delay < 1_000, 12_000.0, commenters.late_delay)
    ring, fans = (
        features_of(arguments, commenters=one) for one in (commenters, replace(commenters, late_delay=sometimes_late))
    )
    assert ring["ring_ahead"] == fans["ring_ahead"]
    assert ring["ring_always"] > fans["ring_always"] + 1
    assert (np.expm1(ring["ring_prompt"]), np.expm1(fans["ring_prompt"])) == pytest.approx((12, 0))
    assert ring["prompt_share"] > 0.3


def test_sentences_that_several_authors_wrote_are_measured_apart_from_cheers():
    arguments = with_comments(alice(), generic=0.2)
    comments = arguments["comments"]
    copying = replace(comments, copied=np.full(comments.post.size, 10))
    own, copied = (features_of(arguments, comments=one) for one in (comments, copying))
    assert own["generic_share"] == copied["generic_share"]
    assert own["copied_share"] < 0.01 < 0.3 < copied["copied_share"]


def test_an_announced_giveaway_explains_a_burst_and_lowers_its_weight():
    bought = with_burst(alice(), share=0.12)
    announced = np.zeros(POSTS, np.bool_)
    silent, told = (with_posts(bought, giveaway=flag) for flag in (announced, announced | (np.arange(POSTS) == 30)))
    assert assess(**told).bought_followers < assess(**silent).bought_followers
    giveaway = [line.render() for line in sign_of(assess(**told), "follower_burst").innocent]
    assert any("announces" in line for line in giveaway)


def test_the_days_of_a_burst_are_those_of_its_rise():
    """Two days of a rise are told as two, however wide the window is that found them."""
    (first, *_) = sign_of(assess(**with_burst(alice(), share=0.5)), "follower_burst").evidence
    assert len(first.rows["day"]) <= 4
    assert f"{FOLLOWERS:,}"[:1] in first.message.render()


def test_a_post_that_rose_is_never_said_not_to_have_risen():
    arguments = with_burst(alice(), share=0.5)
    likes = arguments["posts"].likes.copy()
    likes[30] *= 7
    answer = assess(**with_posts(arguments, likes=likes))
    burst = [sign for sign in answer.signs if sign.sign == "follower_burst"]
    assert not any("did not rise" in line.render() for sign in burst for line in sign.innocent)
