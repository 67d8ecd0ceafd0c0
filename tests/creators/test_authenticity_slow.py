"""Slow deliveries, lists full of fakes, counts alone, and that verdict and probabilities tell one story."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.authenticity_tables import inputs
from benchmarks.authenticity_varied import HONEST, cut, draw
from nahbar.creators.authenticity import assess
from nahbar.creators.authenticity.features import usable_growth
from nahbar.creators.authenticity.pace import slow_delivery
from nahbar.creators.authenticity.posts import post_logs
from nahbar.creators.contracts import GrowthSeries, Interval
from tests.creators.test_authenticity import ACCUSED, DAYS, FOLLOWERS, START, alice, sign_of, with_burst

FIRST, LAST = 100, 190


def with_drip(arguments, share=0.5):
    part = np.clip((np.arange(DAYS) - FIRST + 1) / (LAST - FIRST), 0, 1)
    followers = arguments["growth"].followers + np.round(FOLLOWERS * share * part)
    return arguments | {"growth": replace(arguments["growth"], followers=followers)}


def counts_alone(arguments):
    posts = arguments["posts"]
    none = {name: getattr(posts, name)[:0] for name in ("likes", "comments", "shares", "saves", "views", "paid")}
    posts = replace(posts, post_id=[], posted_at=posts.posted_at[:0], **none)
    return arguments | {"posts": posts, "comments": None, "commenters": None, "expectation": None}


def test_three_months_of_even_delivery_are_told_with_their_days():
    """Slow deliveries look like seasons and series, so that alone they seldom reach a verdict."""
    answer = assess(**with_drip(alice()))
    assert answer.bought_followers > 5 * assess(**alice()).bought_followers
    assert sign_of(answer, "slow_delivery").strength > 2
    days = sign_of(answer, "slow_delivery").evidence[0].rows["day"]
    assert abs(days[0] - (START + FIRST)) <= 7
    assert abs(days[-1] - (START + LAST)) <= 7


def test_a_slow_delivery_has_two_edges_and_one_strong_day_has_none():
    posts = post_logs(alice()["posts"], alice()["now"])
    drip, block = slow_delivery(usable_growth(with_drip(alice())["growth"]), posts)
    day, _ = slow_delivery(usable_growth(with_burst(alice(), days=1)["growth"]), posts)
    assert block is not None
    assert abs(block.start - FIRST) <= 7
    assert drip["pace_step"] > 1 + day["pace_step"]


@pytest.mark.parametrize("seed", range(4))
def test_a_list_full_of_fakes_outweighs_calm_growth(seed):
    fakes = assess(**alice(seed) | {"fake_followers": (0.6, Interval(0.52, 0.68))})
    usual = assess(**alice(seed) | {"fake_followers": (0.12, Interval(0.08, 0.16))})
    assert fakes.verdict in ACCUSED
    assert sign_of(fakes, "fake_followers").strength > 3
    assert usual.verdict == "no sign"


def test_a_list_alone_can_accuse():
    nothing = counts_alone(alice()) | {"growth": None, "fake_followers": (0.7, Interval(0.6, 0.8))}
    assert assess(**nothing).verdict in ACCUSED


def test_followers_bought_and_lost_again_are_found():
    stays = with_burst(alice(), day=150, share=0.4, days=3)
    lost = np.round(0.3 * FOLLOWERS * np.clip((np.arange(DAYS) - 165) / 40, 0, 1))
    growth = replace(stays["growth"], followers=stays["growth"].followers - lost)
    assert assess(**stays | {"growth": growth}).verdict in ACCUSED


def test_every_burst_is_marked_not_the_clearest_alone():
    answer = assess(**with_burst(with_burst(alice(), day=80, share=0.25), day=220, share=0.35))
    rows = [evidence.rows.get("day", ()) for evidence in sign_of(answer, "follower_burst").evidence]
    for day in (80, 220):
        assert any(START + day in row for row in rows)


def test_counts_alone_suffice_for_an_obvious_burst():
    assert assess(**counts_alone(with_burst(alice(), days=1))).verdict in ACCUSED
    assert assess(**counts_alone(alice())).verdict == "no sign"


def test_rounded_counts_with_gaps_suffice_too():
    arguments = counts_alone(with_burst(alice(), days=1))
    growth = arguments["growth"]
    keep = np.arange(DAYS) % 3 != 1
    rounded = GrowthSeries(growth.day[keep], np.floor(growth.followers[keep] / 100) * 100)
    assert assess(**arguments | {"growth": rounded}).verdict in ACCUSED


@pytest.mark.parametrize("tables", ["all", "followers", "posts and comments"])
def test_a_probability_of_one_half_is_where_looking_closer_begins(tables):
    for kind in ("jump", "trickle", "weekly", "likes_on_all", "views_times", "praise", *HONEST):
        answer = assess(**inputs(cut(draw(kind, 900), tables)))
        chances = (answer.bought_followers, answer.bought_engagement, answer.comment_ring)
        assert (answer.verdict in ACCUSED) == any(chance is not None and chance >= 0.5 for chance in chances)


# 9 kinds times 12; with a true rate of 1 % more than 5 of 108 come up with probability 0.1 %.
def test_false_accusations_stay_rare_with_counts_alone():
    answers = [assess(**inputs(cut(draw(kind, 70_000 + i), "followers"))) for kind in HONEST for i in range(12)]
    assert sum(answer.verdict in ACCUSED for answer in answers) <= 5
