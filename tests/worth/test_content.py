"""Which content earned: order, steadied figures, ranges of places, likes last."""

from __future__ import annotations

import numpy as np

from nahbar.worth.content.ranking import enough, places, plain, steadied
from nahbar.worth.earned_posts import EarnedPost
from tests.web import texts

PAGE = "/worth/content"


def _post(creator, number, deals):
    return EarnedPost(creator, "instagram", f"p{number}", 0, None, *(None,) * 5, 0, 0, 0, deals, 0, 0)


def test_a_lucky_post_is_drawn_towards_its_creators_others():
    posts = [_post("a", k, 1) for k in range(7)] + [_post("a", 7, 6)] + [_post("b", k, 5) for k in range(8)]
    figures, _ = steadied(posts, [one.deals for one in posts], 1)
    assert figures[7].value < 6
    assert figures[7].value > figures[0].value > 1
    assert all(one.low < one.value < one.high for one in figures)


def test_intervals_hold_what_posts_bring():
    inside = []
    for seed in range(8):
        rng = np.random.default_rng(seed)
        level = np.repeat(rng.normal(0, 0.5, 8), 6)
        means = np.exp(level) * rng.gamma(2.0, 0.5, 48)
        posts = [_post(f"c{k // 6}", k, int(n)) for k, n in enumerate(rng.poisson(means))]
        figures, _ = steadied(posts, [one.deals for one in posts], seed)
        inside += [one.low <= mean <= one.high for one, mean in zip(figures, means, strict=True)]
    # 384 posts at 95 %: below 91 % is a false alarm in fewer than 1 of 1,000 sets of seeds.
    assert np.mean(inside) >= 0.91


def test_places_are_a_range_and_sure_where_posts_differ_much():
    drawn = np.random.default_rng(1).gamma([400.0, 100.0, 95.0], 1.0, (500, 3))
    assert places(drawn) == [(1, 1), (2, 3), (2, 3)]


def test_posts_stand_in_the_order_of_their_deals_and_not_of_their_likes(nb, earned):
    answer = nb("worth", "content", "--json").json
    posts = answer["posts"]
    assert len(posts) == 24
    brings = [one["brings_deals"]["value"] for one in posts]
    assert brings == sorted(brings, reverse=True)
    assert posts[0]["creator"] == "instagram/lese.fuchs"
    assert list(posts[0])[-1] == "likes"
    assert posts[0]["place"][0] == 1
    assert posts[0]["value_cents"] > 0
    assert "likes" in nb("worth", "content").out


def test_the_page_ranks_by_deals_with_likes_in_the_last_column(reader):
    page = reader.get(PAGE).text
    head = page.split("<thead>")[1].split("</thead>")[0]
    assert texts(head).split()[-1] == "Likes"
    assert "Most deals were brought by" in texts(page)
    assert 'class="paid"' in page


def test_the_table_is_taken_along_as_csv(reader):
    answer = reader.get(f"{PAGE}?format=csv")
    assert "creator,post,deals" in answer.text
    assert answer.text.count("\n") == 25


def test_a_few_posts_have_plain_counts_and_no_order():
    assert not enough([3, 3, 3, 3, 3])
    assert not enough([1, 1, 1, 1, 1, 1])
    assert enough([2, 2, 2, 2, 2, 2])
    (figure,) = plain([0])
    # Garwood's exact interval of no event.
    assert (figure.low, round(figure.high, 3)) == (0.0, 3.689)


def test_an_empty_workspace_says_what_is_needed(bare_reader):
    assert "It needs posts with a link of their own." in texts(bare_reader.get(PAGE).text)
