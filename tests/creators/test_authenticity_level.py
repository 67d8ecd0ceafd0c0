"""The level of a workspace: odds are lifted where its middle lies low, and lowered where it lies high."""

import math
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.authenticity_plain import draw
from benchmarks.authenticity_tables import inputs
from nahbar.creators.authenticity import assess, shipped, usual_among
from nahbar.creators.authenticity.level import LEAST_LEVEL, LEVELLED, MOST_MOVED
from nahbar.creators.authenticity.weights import EARLIER, ENGAGEMENT, FOLLOWERS, SLOW
from nahbar.creators.authenticity.weights import log_odds as log_odds_of
from nahbar.creators.contracts import Usual
from tests.creators.test_authenticity import alice, with_comments

WEIGHTS = shipped()


def steady(count, first=45_000_000):
    return [inputs(draw("steady", first + i)) for i in range(count)]


@pytest.fixture(scope="module")
def usual():
    return usual_among(steady(LEAST_LEVEL + 4), WEIGHTS)


def log_odds(chance):
    return math.log(chance / (1 - chance))


def moved(usual, question, by):
    return replace(usual, odds={question: WEIGHTS.level[question] - by})


def test_half_of_the_creators_lie_above_the_level(usual):
    odds = [log_odds(assess(**one, usual=replace(usual, odds={})).bought_followers) for one in steady(LEAST_LEVEL + 4)]
    assert sum(one > usual.odds[FOLLOWERS] for one in odds) == len(odds) / 2
    assert set(usual.odds) == set(LEVELLED)


@pytest.mark.parametrize(("by", "step"), [(1.0, 1.0), (-1.0, -1.0), (9.0, MOST_MOVED), (-9.0, -MOST_MOVED)])
def test_a_calm_workspace_lifts_and_a_noisy_one_lowers_within_limits(usual, by, step):
    creator = with_comments(alice())
    plain, there = (assess(**creator, usual=moved(usual, ENGAGEMENT, one)) for one in (0.0, by))
    assert log_odds(there.bought_engagement) - log_odds(plain.bought_engagement) == pytest.approx(step, abs=0.15)
    assert (there.bought_followers, there.comment_ring) == (plain.bought_followers, plain.comment_ring)


def test_too_few_creators_have_no_level_and_move_nobody():
    few = usual_among(steady(LEAST_LEVEL - 1), WEIGHTS)
    assert few.odds == {}
    creator = steady(1)[0]
    assert assess(**creator, usual=few) == assess(**creator, usual=replace(few, odds=dict(WEIGHTS.level)))


def test_counts_without_posts_are_no_part_of_it(usual):
    bare = {name: steady(1)[0][name] for name in ("growth", "followers_count", "now")}
    none = dict.fromkeys(("comments", "commenters", "expectation", "fake_followers"))
    posts = steady(1)[0]["posts"]
    creator = bare | none | {"posts": posts.some(np.zeros(len(posts.post_id), np.bool_))}
    assert usual_among([creator] * (LEAST_LEVEL + 1), WEIGHTS).odds == {}
    calm, noisy = (assess(**creator, usual=moved(usual, FOLLOWERS, by)) for by in (1.0, -1.0))
    assert calm.bought_followers == noisy.bought_followers


def test_what_an_audited_list_says_is_the_same_in_any_workspace():
    for way, step in ((EARLIER, 0.0), (SLOW, 1.0)):
        plain, there = (log_odds_of(WEIGHTS.parts, {way: {}}, FOLLOWERS, by) for by in (0.0, 1.0))
        assert there - plain == pytest.approx(step)


# Buyers are three in ten; the log odds of honest creators spread by about one.
def test_a_third_of_buyers_moves_the_level_little(usual):
    bought = [inputs(draw("step", 46_000_000 + i)) for i in range(10)]
    mixed = usual_among([*steady(LEAST_LEVEL + 4), *bought], WEIGHTS)
    assert abs(mixed.odds[FOLLOWERS] - usual.odds[FOLLOWERS]) < 0.8


def test_what_was_kept_before_there_was_a_level_can_be_read(usual):
    stored = usual.to_dict()
    assert Usual.from_dict(stored) == usual
    del stored["odds"]
    assert Usual.from_dict(stored).odds == {}
