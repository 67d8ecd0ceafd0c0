"""The made-up market of the benchmarks: all kinds, and what its truth tells (beside what all generators share)."""

import csv
import json
from collections import Counter

import pytest

from benchmarks.market import BOUGHT, HONEST, THIN, write_market

SEED, HONEST_COUNT, BOUGHT_COUNT = 5, 15, 10  # the fewest that hold each kind


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    folder = tmp_path_factory.mktemp("market")
    write_market(folder, SEED, HONEST_COUNT, BOUGHT_COUNT)
    return folder


@pytest.fixture(scope="module")
def truth(market):
    return [json.loads(line) for line in (market / "truth.jsonl").read_text().splitlines()]


def rows(folder, table):
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_shares_of_both_sides_are_whole():
    assert sum(HONEST.values()) == pytest.approx(1)
    assert sum(BOUGHT.values()) == pytest.approx(1)


def test_every_kind_is_there_on_its_side(truth):
    assert {one["kind"] for one in truth if not one["bought"]} == {*HONEST, THIN}
    assert {one["kind"] for one in truth if one["bought"]} == set(BOUGHT)
    assert (len(truth), sum(one["bought"] for one in truth)) == (HONEST_COUNT + BOUGHT_COUNT, BOUGHT_COUNT)


def test_what_was_bought_is_told(truth):
    named = {"f_once": "followers", "f_drip": "followers", "views": "views", "c_pack": "comments", "pod": "ring"}
    for one in truth:
        bought = {named.get(part, "likes") for part in one["parts"]} if one["bought"] else set()
        assert bought == {"followers", "likes", "views", "comments", "ring"} & one["size"].keys()
        assert bool(one["fwhen"]) == ("followers" in bought)


def test_the_truth_counts_the_rows(market, truth):
    posts = Counter(row["handle"] for row in rows(market, "posts"))
    newest = {row["handle"]: int(row["followers"]) for row in rows(market, "followers-daily")}
    for one in truth:
        assert (posts[one["handle"]], newest[one["handle"]]) == (one["posts"], one["followers"])
    assert len(rows(market, "comments")) == sum(one["comments"] for one in truth)
