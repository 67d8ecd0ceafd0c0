"""What is usual in a workspace: judged beside its own creators, steady for few, and unmoved by a third of buyers."""

import numpy as np
import pytest

from benchmarks import authenticity_plain
from benchmarks.authenticity_plain import draw
from benchmarks.authenticity_tables import inputs
from benchmarks.authenticity_usual import usual_by_platform
from nahbar.creators.authenticity import assess, shipped
from nahbar.creators.authenticity.usual import LEAST_CREATORS, NAMES, beside, usual_of
from nahbar.creators.contracts import Usual
from tests.creators.test_authenticity import ACCUSED, alice, with_burst, with_comments


def rows(values, name="likes_a_view"):
    return [{name: float(value)} for value in values]


def test_the_median_and_spread_of_a_workspace_are_kept():
    usual = usual_of(rows(np.random.default_rng(1).normal(-3, 0.5, 400)))
    assert usual.middle["likes_a_view"] == pytest.approx(-3, abs=0.1)
    assert usual.spread["likes_a_view"] == pytest.approx(0.5, abs=0.08)


def test_a_few_creators_leave_the_book_as_it_is():
    book = Usual({"likes_a_view": -2.0}, {"likes_a_view": 0.7}, 1000)
    assert usual_of(rows([5.0] * (LEAST_CREATORS - 1)), book).middle == book.middle


def test_a_third_of_buyers_moves_what_is_usual_little():
    rng = np.random.default_rng(2)
    usual = usual_of(rows(np.r_[rng.normal(-3, 0.5, 200), rng.normal(0, 0.5, 100)]))
    assert abs(usual.middle["likes_a_view"] + 3) < 0.5


def test_what_is_far_beside_the_workspace_is_limited_and_the_unknown_stays_unknown():
    usual = Usual({"likes_a_view": -3.0}, {"likes_a_view": 0.1}, 50)
    assert beside({"likes_a_view": 40.0}, usual) == {"likes_a_view_beside": 8.0}
    assert beside({}, usual) == {}


def test_the_shipped_book_covers_every_name():
    assert set(shipped().usual.middle) == set(shipped().usual.spread) == set(NAMES)


def test_repeats_that_are_usual_here_accuse_nobody():
    talkative = with_comments(alice(), generic=0.5, repeated=0.6)
    usual = usual_by_platform(["x"] * 20, [with_comments(alice(i), generic=0.5, repeated=0.6) for i in range(20)])["x"]
    answer = assess(**talkative, usual=usual)
    calm = usual_by_platform(["x"] * 20, [with_comments(alice(i)) for i in range(20)])["x"]
    assert answer.verdict == "no sign"
    assert answer.bought_engagement < assess(**talkative, usual=calm).bought_engagement


def test_beside_the_creators_of_the_fit_alone_more_is_asked():
    packed = with_comments(alice(), generic=0.5, repeated=0.4)
    book = shipped().usual
    there, few = (assess(**packed, usual=Usual(book.middle, book.spread, size)) for size in (40, 3))
    assert few.bought_engagement < there.bought_engagement
    assert few.bought_engagement == assess(**packed).bought_engagement
    assert few.bought_followers == there.bought_followers


@pytest.mark.parametrize(("share", "verdicts"), [(0.15, ACCUSED), (0.3, ("strong signs",)), (0.5, ("strong signs",))])
def test_a_step_that_nothing_answers_in_a_long_series_is_a_sign(share, verdicts):
    for day in (100, 150, 200):
        assert assess(**with_burst(alice(day), day=day, share=share)).verdict in verdicts


# 6 kinds of 8; a true rate of 1 % gives more than 3 of 48 with probability 0.2 %.
def test_the_honest_creators_of_another_generator_are_rarely_accused():
    kinds = ("steady", "giveaway", "viral", "press", "season", "outage")
    given = [inputs(draw(kind, 42_000_000 + i)) for kind in kinds for i in range(8)]
    usual = usual_by_platform(["x"] * len(given), given)["x"]
    assert sum(assess(**one, usual=usual).verdict in ACCUSED for one in given) <= 3


# A true rate of 1 % gives more than 2 of 32 with probability 0.4 %.
def test_a_workspace_whose_comments_all_repeat_a_few_sentences_accuses_nobody(monkeypatch):
    sentences = [f"I tried the {thing} last week" for thing in ("lamp", "oven", "tent", "coat", "bike", "soap")]
    monkeypatch.setattr(authenticity_plain, "NAMED", sentences)
    given = [inputs(draw("steady", 44_000_000 + i)) for i in range(32)]
    usual = usual_by_platform(["x"] * len(given), given)["x"]
    assert sum(assess(**one, usual=usual).verdict in ACCUSED for one in given) <= 2


# of 24, with at least 85 % found in the benchmark: fewer than 15 has probability 0.2 %
def test_most_buyers_of_another_generator_are_found():
    honest = [inputs(draw("steady", 43_000_000 + i)) for i in range(16)]
    bought = [inputs(draw(kind, 43_000_000 + i)) for kind in ("step", "likes_some", "comment_packs") for i in range(8)]
    usual = usual_by_platform(["x"] * 40, honest + bought)["x"]
    assert sum(assess(**one, usual=usual).verdict in ACCUSED for one in bought) >= 15
