"""Choosing creators in a real store: prices, every evidence of overlap, sketches that creators hand over."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
import sqlalchemy as sa

from nahbar.creators.intake import Choice
from nahbar.creators.portfolio.contracts import Wish
from nahbar.creators.service.audits.follower_lists import METHOD
from nahbar.creators.service.choosing.portfolio import choose_portfolio
from nahbar.creators.service.choosing.pricing import prices_given, read_prices, stored_prices, usual_budget
from nahbar.creators.service.choosing.sketching import (
    add_sketch,
    drop_sketch,
    follower_number,
    salt_name,
    sketch_file,
    workspace_salt,
)
from nahbar.creators.service.imports.importing import import_file, list_imports, undo_import
from nahbar.creators.service.reports.vetting import vet_all
from nahbar.creators.tables.reports import stale_ids
from nahbar.creators.tables.schema import audience_sketch
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.measure.theta import make_sketch
from tests.conftest import both_engines
from tests.creators.tables import write_table

HANDLES = ("anna", "bea", "carl", "dora")
# Anna and Bea have nearly the same followers, Carl and Dora others.
FOLLOWERS = {
    "anna": range(60),
    "bea": range(5, 60),
    "carl": range(100, 140),
    "dora": range(140, 170),
}
PRICES = {"anna": 600, "bea": 500, "carl": 400, "dora": 300}
SALT = "a salt that the brand sent"


def add(house, folder, kind, rows):
    path = write_table(folder / f"{kind}.csv", rows)
    return import_file(house, kind, path, Choice(), "alice@example.org").import_id


def of(handle, **values):
    return {"platform": "instagram", "handle": handle, **values}


def price_rows(currency="EUR"):
    return [of(handle, price=price, currency=currency) for handle, price in PRICES.items()]


@pytest.fixture
def sized(house, tmp_path):
    add(house, tmp_path, "creators", [of(one, followers=len(FOLLOWERS[one]), category=one[0]) for one in HANDLES])
    return house


def add_lists(house, folder, handles=HANDLES):
    rows = [of(handle, follower=f"f{k}") for handle in handles for k in FOLLOWERS[handle]]
    return add(house, folder, "followers", rows)


def choose(house, folder, budget=1_000, **wish):
    path = write_table(folder / "p.csv", price_rows())
    return choose_portfolio(house, Wish(budget * 100, "EUR", **wish), read_prices(house, path), seconds=2.0)


def names(found):
    return {one.candidate.handle for one in found.booked}


@both_engines
def test_follower_lists_are_counted_exactly(sized, tmp_path):
    add_lists(sized, tmp_path)
    found = choose(sized, tmp_path)
    assert names(found) == {"anna", "carl"}
    assert (found.expected, found.interval.low, found.interval.high, found.proven) == (100, 100, 100, True)
    assert found.by_followers == 100
    assert [one.render() for one in found.method] == ["Overlap: counted in the follower lists of all who were weighed."]
    reasons = {one.candidate.handle: one.reason.render() for one in found.passed_over}
    assert reasons["bea"] == "100.0% of this audience is reached through the others; would add 0 people."


@both_engines
def test_a_table_of_overlaps_is_used_where_there_are_no_lists(sized, tmp_path):
    rows = [
        {"platform": "instagram", "handle_a": "anna", "handle_b": "bea", "shared": 55},
        {"platform": "instagram", "handle_a": "carl", "handle_b": "dora", "shared": 1},
    ]
    add(sized, tmp_path, "overlaps", rows)
    found = choose(sized, tmp_path, 1_300)
    assert names(found) == {"anna", "carl", "dora"}
    assert found.expected == pytest.approx(129, abs=1)
    assert found.method[0].render() == "Overlap of 6 pairs: from the table of shared audiences."


@both_engines
def test_without_any_overlap_data_a_model_is_named(sized, tmp_path):
    found = choose(sized, tmp_path)
    assert "assumed from platform, language and topic" in found.method[0].render()
    assert found.interval.low < found.expected < found.interval.high


def test_lists_of_some_are_used_for_the_pairs_that_have_them(sized, tmp_path):
    add_lists(sized, tmp_path, ("anna", "bea"))
    found = choose(sized, tmp_path)
    said = " ".join(one.render() for one in found.method)
    assert "Overlap of 1 pair: counted in follower lists." in said
    assert "Overlap of 5 pairs: assumed" in said


def test_a_list_that_is_a_small_sample_is_no_evidence_of_overlap(house, tmp_path):
    add(house, tmp_path, "creators", [of(one, followers=50_000) for one in HANDLES])
    add_lists(house, tmp_path)
    assert "assumed" in choose(house, tmp_path).method[0].render()


def test_commenters_speak_where_nothing_else_does(sized, tmp_path):
    posts, comments = [], []
    for handle in ("anna", "bea"):
        posts.append(of(handle, post_id=f"P-{handle}", posted_at="2026-01-01"))
        comments += [
            {"platform": "instagram", "post_id": f"P-{handle}", "comment_id": f"{handle}-{k}", "author": f"u{k}",
             "written_at": "2026-01-02", "text": "danke"}
            for k in range(40)
        ]  # fmt: skip
    add(sized, tmp_path, "posts", posts)
    add(sized, tmp_path, "comments", comments)
    found = choose(sized, tmp_path, 1_200)
    assert any("estimated from who comments on both" in one.render() for one in found.method)
    assert not {"anna", "bea"} <= names(found)


@both_engines
def test_prices_of_the_workspace_are_used_without_a_file(sized, tmp_path):
    with pytest.raises(BadInput, match="No creator has a price yet"):
        stored_prices(sized)
    add(sized, tmp_path, "prices", price_rows())
    add_lists(sized, tmp_path)
    found = choose_portfolio(sized, Wish(100_000, ""), seconds=2.0)
    assert (names(found), found.wish.currency) == ({"anna", "carl"}, "EUR")
    assert usual_budget(stored_prices(sized)) == 40_000


def test_a_price_leaves_the_vetting_fresh_and_goes_with_its_undo(sized, tmp_path):
    list(vet_all(sized, workers=1))
    add(sized, tmp_path, "prices", price_rows())
    with sized.store.read() as connection:
        assert list(stale_ids(connection, METHOD)) == []
    undo_import(sized, list_imports(sized)[0].id)
    with pytest.raises(BadInput):
        stored_prices(sized)


def test_other_currencies_are_left_out_and_said(sized, tmp_path):
    add(sized, tmp_path, "prices", [*price_rows()[:3], of("dora", price=1, currency="CHF")])
    found = choose_portfolio(sized, Wish(100_000, ""), seconds=1.0)
    assert found.wish.currency == "EUR"
    assert "1 creator has a price in another currency" in found.notes[0].render()


def test_a_currency_in_which_nobody_has_a_price_is_refused(sized, tmp_path):
    add(sized, tmp_path, "prices", price_rows())
    with pytest.raises(BadInput, match="No creator has a price in USD"):
        prices_given(sized, "USD")


def test_a_creator_who_asks_nothing_can_be_chosen(sized, tmp_path):
    rows = [of("anna", price=0, currency="EUR"), of("dora", price=300, currency="EUR")]
    path = write_table(tmp_path / "free.csv", rows)
    found = choose_portfolio(sized, Wish(10_000, "EUR"), read_prices(sized, path), seconds=0.5)
    assert (names(found), found.cost_cents) == ({"anna"}, 0)


@pytest.mark.parametrize("persona", [{"persona_topics": ("nonsense",)}, {"persona_language": "nonsense"}])
def test_a_persona_that_does_not_exist_is_refused(sized, tmp_path, persona):
    with pytest.raises(BadInput, match="nonsense"):
        choose(sized, tmp_path, goal="persona", **persona)


def test_more_niches_than_there_are_is_the_reason(sized, tmp_path):
    found = choose(sized, tmp_path, niches=5)
    assert {one.reason.render() for one in found.passed_over} == {
        "No choice within the budget has as many different niches as were asked for."
    }


def test_currencies_in_one_file_are_not_mixed(sized, tmp_path):
    path = write_table(tmp_path / "p.csv", [*price_rows()[:2], of("dora", price=1, currency="CHF")])
    with pytest.raises(BadInput, match="Row 3 of the prices is in CHF") as refused:
        read_prices(sized, path)
    assert "one currency" in refused.value.remedy.render()


def test_unknown_creators_and_unreadable_rows_are_notes(sized, tmp_path):
    rows = [*price_rows(), of("nobody", price=5, currency="EUR"), of("bea", price="free", currency="EUR")]
    prices = read_prices(sized, write_table(tmp_path / "p.csv", rows))
    said = [one.render() for one in prices.notes]
    assert said[0].startswith("Row 6 of the prices is left out:")
    assert "instagram/nobody" in said[1]
    assert len(prices.cents) == 4


def handed_over(house, folder, handle, salt=""):
    path = folder / f"{handle}.txt"
    path.write_text("\n".join(f"@f{k}" for k in FOLLOWERS[handle]))
    made = sketch_file(path, "ig", handle, salt or workspace_salt(house))
    out = folder / f"{handle}.sketch"
    out.write_bytes(msgspec.json.encode(made.file))
    return out


@both_engines
def test_sketches_of_all_tell_who_follows_several(sized, tmp_path):
    for handle in HANDLES:
        add_sketch(sized, handed_over(sized, tmp_path, handle), "alice")
    found = choose(sized, tmp_path)
    assert (names(found), found.expected) == ({"anna", "carl"}, 100)
    assert "from sketches" in found.method[0].render()


def test_a_sketch_gives_a_size_where_none_is_known(house, tmp_path):
    add(house, tmp_path, "posts", [of("anna", post_id="1", posted_at="2026-01-01")])
    add_sketch(house, handed_over(house, tmp_path, "anna"), "alice")
    assert choose(house, tmp_path).expected == 60


def test_a_sketch_holds_no_handle_and_depends_on_the_salt(sized, tmp_path):
    content = handed_over(sized, tmp_path, "anna").read_bytes()
    assert set(msgspec.json.decode(content)) == {
        "nahbar_sketch", "platform", "handle", "salt_name", "size", "made_at", "sketch",
    }  # fmt: skip
    assert workspace_salt(sized).encode() not in content
    assert follower_number(SALT, "instagram", "@F7 ") == follower_number(SALT, "instagram", "f7")
    assert follower_number(SALT, "instagram", "f7") != follower_number(SALT + "!", "instagram", "f7")


def test_sketches_under_another_salt_and_other_files_are_refused(sized, tmp_path):
    with pytest.raises(BadInput, match="another salt"):
        add_sketch(sized, handed_over(sized, tmp_path, "anna", SALT), "alice")
    broken = tmp_path / "broken.sketch"
    for content in (b"", b"{}", b'{"nahbar_sketch":1}', make_sketch(range(9))):
        broken.write_bytes(content)
        with pytest.raises(BadInput, match="no sketch"):
            add_sketch(sized, broken, "alice")
    with pytest.raises(BadInput, match="salt has 3 signs"):
        sketch_file(broken, "instagram", "anna", "abc")


def test_a_sketch_is_made_from_a_table_too(tmp_path):
    path = write_table(tmp_path / "f.csv", [{"Username": f"f{k}"} for k in range(70)])
    made = sketch_file(path, "instagram", "anna", SALT)
    assert (made.followers, made.file.salt_name) == (70, salt_name(SALT))


def test_a_sketch_is_replaced_dropped_and_gone_with_its_creator(house, tmp_path):
    first = add(house, tmp_path, "creators", [of("anna", followers=60)])
    for _ in range(2):
        add_sketch(house, handed_over(house, tmp_path, "anna"), "alice")
    drop_sketch(house, "instagram/anna")
    with pytest.raises(NotFound):
        drop_sketch(house, "instagram/anna")
    add_sketch(house, handed_over(house, tmp_path, "anna"), "alice")
    undo_import(house, first)
    with house.store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(audience_sketch)).scalar_one() == 0


def test_of_very_many_without_evidence_the_best_are_weighed_and_the_rest_named(house, tmp_path):
    rng = np.random.default_rng(1)
    handles = [f"c{k}" for k in range(420)]
    add(house, tmp_path, "creators", [of(one, followers=int(rng.integers(500, 9_000))) for one in handles])
    add(house, tmp_path, "prices", [of(one, price=int(rng.integers(20, 200)), currency="EUR") for one in handles])
    found = choose_portfolio(house, Wish(50_000, "EUR", most=4), seconds=0.5)
    assert found.considered == 400
    left = [one for one in found.passed_over if one.reason.text.startswith("Not weighed")]
    assert len(left) == 20


@pytest.fixture
def partly_priced(house, tmp_path):
    sizes = [1_000 * (number + 1) for number in range(12)]
    add(house, tmp_path, "creators", [of(f"c{number}", followers=size) for number, size in enumerate(sizes)])
    priced = [of(f"c{number}", price=size / 100, currency="EUR") for number, size in enumerate(sizes[:10])]
    add(house, tmp_path, "prices", priced)
    return house


@both_engines
def test_missing_prices_are_estimated_from_those_of_like_size(partly_priced):
    given = prices_given(partly_priced, estimate=True)
    assert [round(one.cents, -2) for one in given.estimates.values()] == [11_000, 12_000]
    found = choose_portfolio(partly_priced, Wish(1_000_000, "EUR"), given, seconds=1.0)
    estimated = [one.candidate for one in found.booked if one.candidate.estimate]
    assert len(estimated) == 2
    assert found.cost_interval[0] <= found.cost_cents <= found.cost_interval[1]
    assert any("estimated" in note.render() for note in found.notes)


@both_engines
def test_nobody_is_estimated_unasked(partly_priced):
    assert not prices_given(partly_priced).estimates


def test_a_rate_needs_no_price_at_all(sized):
    given = prices_given(sized, per_thousand="12,50")
    assert given.currency == "EUR"
    assert sorted(one.cents for one in given.estimates.values()) == [
        max(1, round(1_250 * len(FOLLOWERS[one]) / 1_000))
        for one in sorted(HANDLES, key=lambda one: len(FOLLOWERS[one]))
    ]
    assert "ask before you book" in given.notes[0].render()


def test_too_few_prices_estimate_nobody_and_say_so(sized, tmp_path):
    add(sized, tmp_path, "prices", price_rows()[:2])
    given = prices_given(sized, estimate=True)
    assert not given.estimates
    assert given.notes[-1].render() == "Too few prices to estimate others (8 are needed on a platform): instagram."


@pytest.mark.parametrize("rate", ["much", "-3", "0"])
def test_a_rate_that_is_no_amount_is_refused(sized, rate):
    with pytest.raises(BadInput, match="no price for"):
        prices_given(sized, per_thousand=rate)
