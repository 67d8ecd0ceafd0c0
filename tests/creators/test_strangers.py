"""What the four generators of strangers share: tables that the import knows, a truth, the same files of one seed."""

import csv
import json
from itertools import islice

import pytest

from benchmarks.market import write_market
from benchmarks.outside import write_outside
from benchmarks.panel import write_panel
from benchmarks.roster import write_roster
from nahbar.creators.intake import KINDS
from nahbar.creators.intake.columns import guess_columns
from nahbar.kernel.tabular import Row

# Seed, honest, bought: small accounts.
DRAWS = {
    "market": (write_market, 5, 6, 5),
    "roster": (write_roster, 6, 6, 5),
    "panel": (write_panel, 12, 6, 5),
    "outside": (write_outside, 6, 5, 4),
}
TABLES = ("creators", "followers-daily", "posts", "comments")
UNREAD = {("panel", "comments"): {"handle"}}  # said again beside the post's id, which names the creator


@pytest.fixture(scope="module", params=DRAWS)
def drawn(request, tmp_path_factory):
    """The name of a generator and the folder that it wrote."""
    folder = tmp_path_factory.mktemp(request.param)
    write, seed, honest, bought = DRAWS[request.param]
    write(folder, seed, honest, bought)
    return request.param, folder


def truth(folder):
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]


def rows(folder, table):
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_asked_number_of_creators_is_there_on_each_side(drawn):
    name, folder = drawn
    bought = [one["bought"] for one in truth(folder)]
    assert (bought.count(False), bought.count(True)) == DRAWS[name][2:]
    assert len(rows(folder, "creators")) == len(bought)


@pytest.mark.parametrize("table", TABLES)
def test_the_import_knows_every_column_that_it_needs(drawn, table):
    name, folder = drawn
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        headers, *lines = islice(csv.reader(file), 50)
    sample = [Row(number, number + 1, tuple(cells)) for number, cells in enumerate(lines, start=1)]
    found = guess_columns(headers, KINDS[table], sample)
    known = [header for header in headers if header not in UNREAD.get((name, table), ())]
    assert [found[place].column for place in sorted(found)] == known


def test_bought_followers_arrive_within_the_days_that_are_counted(drawn):
    _, folder = drawn
    dates = {}
    for row in rows(folder, "followers-daily"):
        dates.setdefault(row["handle"], []).append(row["date"])
    for one in truth(folder):
        deliveries = one["fwhen"] if "fwhen" in one else one["days"]
        assert one["bought"] or not deliveries
        assert all(first <= dates[one["handle"]][-1] and days > 0 for first, days in deliveries)


def test_comments_lie_under_posts_and_after_them(drawn):
    _, folder = drawn
    posted = {row["post_id"]: row["posted_at"] for row in rows(folder, "posts")}
    comments = rows(folder, "comments")
    assert comments
    assert all(posted[row["post_id"]] < row["written_at"] for row in comments)


@pytest.mark.parametrize("name", DRAWS)
def test_one_seed_makes_the_same_files_and_another_makes_others(tmp_path, name):
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        DRAWS[name][0](tmp_path / folder, seed, 1, 1)
    for file in (*(f"{table}.csv" for table in TABLES), "truth.jsonl"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()
        assert (tmp_path / "one" / file).read_bytes() != (tmp_path / "other" / file).read_bytes()
