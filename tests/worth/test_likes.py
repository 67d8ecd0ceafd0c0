"""What a like is worth: three answers that never stand in one figure, and both rankings."""

from __future__ import annotations

import re

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.house import open_house
from nahbar.worth.likes.as_json import likes_json
from nahbar.worth.likes.service import likes_of
from tests.conftest import ALICE
from tests.web import texts

PAGE = "/worth/likes"


@pytest.fixture(scope="module")
def answer(earned_once):
    """All of it as JSON, reckoned once."""
    house = open_house(earned_once, PACKAGES)
    yield likes_json(likes_of(house, ALICE, only=("like", "comment")))
    house.close()


CREATORS = {"instagram/lese.fuchs", "instagram/buchbert", "tiktok/page.turner", "tiktok/neu"}


def test_association_has_rates_slope_and_share_each_with_its_interval(answer):
    like = answer["reactions"]["like"]
    found = like["association"]
    assert found["posts"] == 24
    assert {one["name"] for one in found["creators"]} == CREATORS
    figures = [found[name] for name in ("deals_per_thousand", "times_the_deals_with_twice_as_many", "share_explained")]
    for one in (*figures, *(group["deals_per_thousand"] for group in found["creators"])):
        assert one["interval"][0] < one["value"] < one["interval"][1]
    # The creator with the fewest likes brings the most deals, the one with the most likes the fewest for each.
    assert found["creators"][0]["name"] == "instagram/lese.fuchs"
    assert found["creators"][-1]["name"] == "tiktok/page.turner"


def test_credit_is_shared_among_the_steps_of_known_ways(answer):
    reactions = answer["reactions"]
    # Ada visited and liked: her deal is shared between the two. Ben's deal has no like.
    assert reactions["like"]["credit"]["deals"]["value"] == pytest.approx(0.5)
    assert reactions["like"]["credit"]["deals_with_it_on_the_way"] == 1
    assert reactions["comment"]["credit"] is None
    assert any("none of the 2 deals" in said for said in reactions["comment"]["why"])


def test_without_an_experiment_the_effect_is_not_identified_and_one_is_planned(answer, nb, earned):
    like = answer["reactions"]["like"]
    assert like["effect"] is None
    assert like["effect_identified"] is False
    assert like["experiment"]["posts_an_arm"] > 100
    assert like["experiment"]["weeks"] > 10
    assert "not identified" in nb("worth", "like").out


def test_followers_would_be_asked_for_with_half_of_the_creators(nb, earned):
    plan = nb("worth", "like", "--reaction", "follower", "--json").json["reactions"]["follower"]["experiment"]
    assert plan["creators_an_arm"] > 10
    assert plan["weeks"] > 1
    assert "creators" in nb("worth", "like", "--reaction", "follower").out.partition("would tell")[2]


def test_a_measured_effect_stands_apart_from_the_other_two(nb, earned, tmp_path):
    path = tmp_path / "effects.csv"
    path.write_text("channel,effect,low,high\nlike,0.2,-0.1,0.5\n", encoding="utf-8")
    like = nb("worth", "like", "--effects", path, "--json").json["reactions"]["like"]
    assert like["effect"] == {"deals_caused": {"value": 0.2, "interval": [-0.1, 0.5]}, "experiment": None}
    assert like["experiment"] is None
    assert like["association"] is not None


def test_an_effect_of_something_else_is_refused(nb, earned, tmp_path):
    path = tmp_path / "effects.csv"
    path.write_text("channel,effect,low,high\nbanner,3,1,5\n", encoding="utf-8")
    done = nb("worth", "like", "--effects", path, "--json")
    assert (done.code, done.error["kind"]) == (2, "effects")


def test_posts_are_ranked_by_deals_beside_their_place_by_likes(answer):
    rows = answer["ranking"]
    assert [row["place_by_deals"] for row in rows] == sorted(row["place_by_deals"] for row in rows)
    assert {row["creator"] for row in rows if row["place_by_likes"] <= 6} == {"tiktok/page.turner"}
    found = answer["agreement"]
    assert -1 <= found["interval"][0] <= found["kendall_tau"] <= found["interval"][1] <= 1
    assert found["kendall_tau"] < 0


def test_each_reaction_has_the_agreement_of_its_own_ranking(answer, earned_house):
    assert answer["reactions"]["like"]["agreement"] == answer["agreement"]
    assert answer["reactions"]["comment"]["agreement"]["kendall_tau"] != answer["agreement"]["kendall_tau"]
    found = likes_of(earned_house, ALICE, only=("comment",))
    (comment,) = found.reactions
    assert found.agreement == comment.agreement
    assert [row.by_count for row in sorted(found.ranked, key=lambda row: -row.count)][:1] == [1]


def test_the_page_of_comments_ranks_posts_by_comments(reader):
    page = texts(reader.get("/worth/likes?reaction=comment").text)
    assert "The same posts by comments and by deals" in page
    assert "Place by comments" in page
    assert "Place by likes" not in page


def test_leads_of_a_post_are_counted_by_its_link(earned_house):
    found = likes_of(earned_house, ALICE, only=("like",))
    assert found.deals == sum(row.deals for row in found.ranked)
    assert 0 < sum(row.qualified for row in found.ranked) <= found.deals


def test_each_answer_has_its_own_picture_and_its_own_dot(reader):
    page = reader.get(PAGE).text
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    dots = [set(re.findall(r'<circle[^>]*class="([^"]*)"', figure)) for figure in figures]
    assert dots == [{"tied"}, {"paid"}]
    assert "What it causes cannot be told yet" in texts(page)
    assert "The experiment that would tell" in texts(page)


def test_every_reaction_has_its_page(reader):
    for name in ("comment", "share", "save", "follower"):
        assert f"What is a {name} worth?" in texts(reader.get(f"{PAGE}?reaction={name}").text)


def test_an_empty_workspace_says_what_would_tell(bare_reader):
    page = texts(bare_reader.get(PAGE).text)
    assert "That cannot be told yet." in page
    assert "No post has a link of its own yet." in page
