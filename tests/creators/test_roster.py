"""The made-up roster of the benchmarks: all kinds, tables that the import knows, the same seed the same files."""

import csv
import json
from itertools import islice

import pytest

from benchmarks.roster import BOUGHT, HONEST, write_roster
from nahbar.creators.intake import KINDS
from nahbar.creators.intake.columns import guess_columns
from nahbar.kernel.tabular import Row

SEED, HONEST_COUNT, BOUGHT_COUNT = 6, 10, 9  # the fewest that hold each kind; small accounts
TABLES = ("creators", "followers-daily", "posts", "comments")


@pytest.fixture(scope="module")
def roster(tmp_path_factory):
    folder = tmp_path_factory.mktemp("roster")
    write_roster(folder, SEED, HONEST_COUNT, BOUGHT_COUNT)
    return folder


@pytest.fixture(scope="module")
def truth(roster):
    return [json.loads(line) for line in (roster / "truth.jsonl").read_text().splitlines()]


def rows(folder, table):
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_kind_is_there_on_its_side(truth):
    assert {one["kind"] for one in truth if not one["bought"]} == set(HONEST)
    assert {(one["question"], one["kind"]) for one in truth if one["bought"]} == {
        (question, kind) for question, kinds in BOUGHT.items() for kind in kinds
    }
    assert (len(truth), sum(one["bought"] for one in truth)) == (HONEST_COUNT + BOUGHT_COUNT, BOUGHT_COUNT)


@pytest.mark.parametrize("table", TABLES)
def test_the_import_knows_every_column(roster, table):
    with (roster / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        headers, *lines = islice(csv.reader(file), 50)
    sample = [Row(number, number + 1, tuple(cells)) for number, cells in enumerate(lines, start=1)]
    found = guess_columns(headers, KINDS[table], sample)
    assert [found[place].column for place in sorted(found)] == headers


def test_bought_followers_arrive_on_the_days_that_the_truth_names(roster, truth):
    dates = {}
    for row in rows(roster, "followers-daily"):
        dates.setdefault(row["handle"], []).append(row["date"])
    for one in truth:
        assert bool(one["days"]) == (one["question"] == "followers")
        own = dates[one["handle"]]
        assert all(own[0] < first <= own[-1] and days > 0 for first, days in one["days"])


def test_comments_lie_under_posts_and_after_them(roster):
    posted = {row["post_id"]: row["posted_at"] for row in rows(roster, "posts")}
    assert all(posted[row["post_id"]] < row["written_at"] for row in rows(roster, "comments"))


def test_answers_lie_under_comments_of_the_same_post(roster):
    comments = rows(roster, "comments")
    posts = {row["comment_id"]: row["post_id"] for row in comments}
    answers = [row for row in comments if row["in_reply_to"]]
    assert answers
    assert all(posts[row["in_reply_to"]] == row["post_id"] for row in answers)


def test_one_seed_makes_the_same_files_and_another_makes_others(tmp_path):
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_roster(tmp_path / folder, seed, 0, 1)
    for name in (*(f"{table}.csv" for table in TABLES), "truth.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
        assert (tmp_path / "one" / name).read_bytes() != (tmp_path / "other" / name).read_bytes()
