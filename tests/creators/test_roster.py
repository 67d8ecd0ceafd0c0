"""The made-up roster of the benchmarks: all kinds, and what its truth tells (beside what all generators share)."""

import csv
import json

import pytest

from benchmarks.roster import BOUGHT, HONEST, write_roster

SEED, HONEST_COUNT, BOUGHT_COUNT = 6, 10, 9  # the fewest that hold each kind; small accounts


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


def test_bought_followers_arrive_on_the_days_that_the_truth_names(roster, truth):
    dates = {}
    for row in rows(roster, "followers-daily"):
        dates.setdefault(row["handle"], []).append(row["date"])
    for one in truth:
        assert bool(one["days"]) == (one["question"] == "followers")
        own = dates[one["handle"]]
        assert all(own[0] < first <= own[-1] and days > 0 for first, days in one["days"])


def test_answers_lie_under_comments_of_the_same_post(roster):
    comments = rows(roster, "comments")
    posts = {row["comment_id"]: row["post_id"] for row in comments}
    answers = [row for row in comments if row["in_reply_to"]]
    assert answers
    assert all(posts[row["in_reply_to"]] == row["post_id"] for row in answers)
