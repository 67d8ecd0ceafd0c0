"""Credit of path files against the definitions, worked out the slow way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.data import data_folder
from nahbar.measure.credit_rules import RULES, step_weights
from nahbar.worth.attribution import crediting
from nahbar.worth.attribution.contracts import MODELS, Options
from nahbar.worth.attribution.service import attribute_file
from tests.worth.worlds import SHOP, random_rows, removal_credit, shapley_credit, write_paths


def credit_of(found, model):
    return {one.channel: one.conversions for one in found.models[model]}


@pytest.fixture
def shop(tmp_path):
    return write_paths(tmp_path / "paths.csv", SHOP)


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_markov_is_the_removal_effect(tmp_path, order, seed):
    rows = random_rows(seed, 5, 30)
    found = attribute_file(write_paths(tmp_path / "p.csv", rows), Options(("markov",), order))
    assert credit_of(found, "markov") == pytest.approx(removal_credit(rows, order), rel=1e-9)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_sparse_solves_agree_with_dense_ones(tmp_path, order, monkeypatch):
    path = write_paths(tmp_path / "p.csv", random_rows(7, 5, 40))
    dense = attribute_file(path, Options(("markov",), order)).models["markov"]
    monkeypatch.setattr(crediting, "SOLVED_STATES", 0)
    sparse = attribute_file(path, Options(("markov",), order)).models["markov"]
    assert [one.conversions for one in sparse] == pytest.approx([one.conversions for one in dense], rel=1e-9)
    assert [one.value for one in sparse] == pytest.approx([one.value for one in dense], rel=1e-9)
    # First-order draws are not the same as solved ones, only close: within a tenth of the interval.
    for one, other in zip(dense, sparse, strict=True):
        width = one.interval[1] - one.interval[0]
        assert other.interval == pytest.approx(one.interval, abs=0.1 * width + 1e-9)


def test_a_long_chain_is_not_solved_anew_for_every_draw(tmp_path, monkeypatch):
    # Ten channels and order 2: some hundred states, whose thousand inverses took 20 seconds on busy cores.
    path = write_paths(tmp_path / "p.csv", random_rows(3, 10, 400))
    monkeypatch.setattr(crediting, "removal_losses", None)
    found = attribute_file(path, Options(("markov",), 2)).models["markov"]
    assert all(one.interval[0] <= one.conversions <= one.interval[1] for one in found)


def test_a_chain_that_remembers_all_steps_of_all_paths_needs_more_than_one_step(tmp_path):
    # Whoever comes from b to a converts, whoever starts with a does not: order 1 cannot tell, order 2 can.
    rows = [(("b", "a"), 10, 0, 0.0), (("a",), 0, 10, 0.0)]
    path = write_paths(tmp_path / "p.csv", rows)
    first, second = (credit_of(attribute_file(path, Options(("markov",), order)), "markov") for order in (1, 2))
    assert first == pytest.approx({"a": 10 / 1.5, "b": 5 / 1.5})
    assert second == pytest.approx({"a": 5.0, "b": 5.0})


def test_null_paths_change_the_removal_effect(tmp_path):
    rows = [(("a", "b"), 4, 0, 0.0), (("b",), 4, 0, 0.0)]
    with_nulls = [*rows, (("b",), 0, 100, 0.0)]
    credits = [
        credit_of(attribute_file(write_paths(tmp_path / f"{k}.csv", one), Options(("markov",))), "markov")
        for k, one in enumerate((rows, with_nulls))
    ]
    assert credits[1]["a"] < credits[0]["a"]


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_shapley_is_the_average_over_all_orders(tmp_path, seed):
    rows = random_rows(seed, 6, 25)
    found = attribute_file(write_paths(tmp_path / "p.csv", rows), Options(("shapley",)))
    assert credit_of(found, "shapley") == pytest.approx(shapley_credit(rows), rel=1e-9)


def test_shapley_stays_exact_with_many_channels(tmp_path):
    names = [f"c{k:02}" for k in range(40)]
    found = attribute_file(write_paths(tmp_path / "p.csv", [(names, 80, 5, 800.0)]), Options(("shapley",)))
    assert credit_of(found, "shapley") == pytest.approx(dict.fromkeys(names, 2.0))


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("first", {"instagram": 7, "newsletter": 4, "podcast": 7, "tiktok": 3}),
        ("last", {"instagram": 1, "newsletter": 15, "podcast": 5, "tiktok": 0}),
        ("linear", {"instagram": 5.15, "newsletter": 4.15 + 8 / 3, "podcast": 5.8, "tiktok": 1.9 + 4 / 3}),
        (
            "position",
            {"instagram": 4.3 + 0.4 / 3, "newsletter": 8.2, "podcast": 5.8 + 0.4 / 3, "tiktok": 2.3 + 0.4 / 3},
        ),
    ],
)
def test_rules_of_thumb_by_hand(shop, model, expected):
    assert credit_of(attribute_file(shop, Options((model,))), model) == pytest.approx(expected)


def test_time_decay_halves_with_every_half_life(tmp_path):
    path = write_paths(tmp_path / "p.csv", [(("a", "b", "c"), 7, 0, 70.0)])
    found = attribute_file(path, Options(("time_decay",), half_life=1.0))
    assert credit_of(found, "time_decay") == pytest.approx({"a": 1.0, "b": 2.0, "c": 4.0})
    assert [one.value for one in found.models["time_decay"]] == pytest.approx([10.0, 20.0, 40.0])


@given(st.lists(st.integers(1, 60), min_size=1, max_size=5, unique=True), st.floats(0.1, 50))
def test_every_rule_shares_out_one(lengths, half_life):
    weights = step_weights(lengths, half_life)
    for rule in RULES:
        sums = [weights.shares[rule][weights.length == length].sum() for length in lengths]
        assert sums == pytest.approx(np.ones(len(lengths)))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(1, 3))
def test_every_model_shares_out_all_that_was_earned(tmp_path_factory, seed, channels, order):
    rows = random_rows(seed, channels, 12)
    found = attribute_file(write_paths(tmp_path_factory.mktemp("w") / "p.csv", rows), Options(order=order))
    assert set(found.models) == set(MODELS)
    for credits in found.models.values():
        assert sum(one.conversions for one in credits) == pytest.approx(found.conversions)
        assert sum(one.value for one in credits) == pytest.approx(found.value)
        assert all(one.interval[0] <= one.interval[1] for one in credits)


def test_the_order_of_rows_and_the_size_of_groups_do_not_matter(tmp_path):
    single = [(steps, 1, 0, value / conversions) for steps, conversions, _, value in SHOP for _ in range(conversions)]
    single += [(steps, 0, 1, 0.0) for steps, _, nulls, _ in SHOP for _ in range(nulls)]
    whole = attribute_file(write_paths(tmp_path / "a.csv", SHOP), Options())
    split = attribute_file(write_paths(tmp_path / "b.csv", reversed(single)), Options())
    assert (split.journeys, split.conversions) == (whole.journeys, whole.conversions)
    for model in MODELS:
        assert credit_of(split, model) == pytest.approx(credit_of(whole, model))


def test_the_same_file_gives_the_same_answer(shop):
    assert attribute_file(shop, Options()).models == attribute_file(shop, Options()).models


def test_the_public_file_gives_the_published_credit():
    folder = data_folder()
    if folder is None:
        pytest.skip("the measuring data is not here: set NAHBAR_DATA")
    found = attribute_file(folder / "paths" / "path_data.csv.gz", Options(("markov",)))
    assert (found.paths, found.conversions) == (10_000, 19_785)
    assert round(credit_of(found, "markov")["alpha"]) == 5345
