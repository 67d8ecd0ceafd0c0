"""The made-up market of the benchmarks: all kinds, tables that the import knows, the same seed the same files."""

import csv
import json
from collections import Counter

import pytest

from benchmarks.market import BOUGHT, HONEST, THIN, write_market
from nahbar.creators.intake import KINDS
from nahbar.creators.intake.columns import guess_columns
from nahbar.kernel.tabular import Row

SEED, HONEST_COUNT, BOUGHT_COUNT = 5, 15, 10  # the fewest that hold each kind
TABLES = ("creators", "followers-daily", "posts", "comments")


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


@pytest.mark.parametrize("table", TABLES)
def test_the_import_knows_every_column(market, table):
    with (market / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        headers, *lines = list(csv.reader(file))[:50]
    sample = [Row(number, number + 1, tuple(cells)) for number, cells in enumerate(lines, start=1)]
    found = guess_columns(headers, KINDS[table], sample)
    assert [found[place].column for place in sorted(found)] == headers


def test_the_truth_counts_the_rows(market, truth):
    posts = Counter(row["handle"] for row in rows(market, "posts"))
    newest = {row["handle"]: int(row["followers"]) for row in rows(market, "followers-daily")}
    for one in truth:
        assert (posts[one["handle"]], newest[one["handle"]]) == (one["posts"], one["followers"])
    assert len(rows(market, "comments")) == sum(one["comments"] for one in truth)


def test_comments_lie_under_posts_and_after_them(market):
    posted = {row["post_id"]: row["posted_at"] for row in rows(market, "posts")}
    assert all(posted[row["post_id"]] < row["written_at"] for row in rows(market, "comments"))


def test_one_seed_makes_the_same_files_and_another_makes_others(tmp_path):
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_market(tmp_path / folder, seed, 1, 1)
    for name in (*(f"{table}.csv" for table in TABLES), "truth.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
        assert (tmp_path / "one" / name).read_bytes() != (tmp_path / "other" / name).read_bytes()
