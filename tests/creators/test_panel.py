"""The made-up panel of the benchmarks: all kinds, and what its truth tells (beside what all generators share)."""

import csv
import json
from collections import Counter

import pytest

from benchmarks.panel import BOUGHT, HONEST, write_panel

SEED, HONEST_COUNT, BOUGHT_COUNT = 12, 12, 9  # the fewest that hold each kind; small accounts
TABLES = ("creators", "followers-daily", "posts", "comments")
PLAIN_SEED = 2  # whose first buyer is a plain creator, as the first of the honest always is


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("panel")
    write_panel(folder, SEED, HONEST_COUNT, BOUGHT_COUNT)
    return folder


@pytest.fixture(scope="module")
def truth(panel):
    return [json.loads(line) for line in (panel / "truth.jsonl").read_text().splitlines()]


def rows(folder, table):
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_kind_is_there_on_its_side(truth):
    assert {one["kind"] for one in truth if not one["bought"]} == set(HONEST)
    assert {(one["question"], one["kind"]) for one in truth if one["bought"]} == {
        (question, kind) for question, kinds in BOUGHT.items() for kind in kinds
    }
    assert (len(truth), sum(one["bought"] for one in truth)) == (HONEST_COUNT + BOUGHT_COUNT, BOUGHT_COUNT)


def test_bought_followers_arrive_on_the_days_that_the_truth_names(panel, truth):
    dates = Counter((row["handle"], row["date"]) for row in rows(panel, "followers-daily"))
    for one in truth:
        assert bool(one["days"]) == (one["question"] == "followers")
        for first, days in one["days"]:
            assert dates[one["handle"], first] == 1
            assert days == one["facts"]["days"]


def test_bought_followers_are_laid_over_an_honest_creator(tmp_path):
    for folder, honest, bought in (("honest", 1, 0), ("bought", 0, 1)):
        write_panel(tmp_path / folder, PLAIN_SEED, honest, bought)
    differ = {
        table
        for table in TABLES
        if (tmp_path / "honest" / f"{table}.csv").read_bytes() != (tmp_path / "bought" / f"{table}.csv").read_bytes()
    }
    assert differ == {"creators", "followers-daily"}
