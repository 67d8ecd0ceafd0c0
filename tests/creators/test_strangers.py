"""The generators of strangers: tables that the import knows, a truth that tells, the same files of one seed."""

import csv
import json
from collections import Counter
from itertools import islice

import pytest

from benchmarks import market, panel, roster
from benchmarks.strangers import FAMILY, STRANGERS
from nahbar.creators.intake import KINDS
from nahbar.creators.intake.columns import guess_columns
from nahbar.kernel.tabular import Row

# Seed, honest, bought: the fewest that hold each kind, and small accounts.
DRAWS = {
    "market": (5, 15, 10),
    "roster": (6, 10, 9),
    "panel": (12, 12, 9),
    "outside": (6, 5, 4),
    **dict.fromkeys(("exposure", "sellers", "cohorts", "agency", "trials", "neighbours"), (3, 10, 10)),
}
PLAIN_SEED = 2  # of the panel, whose first buyer is then a plain creator, as the first of the honest always is
TABLES = ("creators", "followers-daily", "posts", "comments")
UNREAD = {("panel", "comments"): {"handle"}}  # said again beside the post's id, which names the creator


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """A function from the name of a generator to the folder that it wrote, each drawn once."""
    folders = {}

    def draw(name):
        if name not in folders:
            folders[name] = tmp_path_factory.mktemp(name)
            STRANGERS[name](folders[name], *DRAWS[name])
        return folders[name]

    return draw


@pytest.fixture(params=DRAWS)
def drawn(request, folder_of):
    """The name of a generator and the folder that it wrote."""
    return request.param, folder_of(request.param)


def truth(folder):
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]


def rows(folder, table):
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_asked_number_of_creators_is_there_on_each_side(drawn):
    name, folder = drawn
    bought = [one["bought"] for one in truth(folder)]
    assert (bought.count(False), bought.count(True)) == DRAWS[name][1:]
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
    assert all(posted[row["post_id"]] <= row["written_at"] for row in comments)


@pytest.mark.parametrize("name", DRAWS)
def test_one_seed_makes_the_same_files_and_another_makes_others(tmp_path, name):
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        (tmp_path / folder).mkdir()
        STRANGERS[name](tmp_path / folder, seed, 2, 2)
    for file in (*(f"{table}.csv" for table in TABLES), "truth.jsonl"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()
        assert (tmp_path / "one" / file).read_bytes() != (tmp_path / "other" / file).read_bytes()


def test_every_generator_is_drawn_here_and_families_name_generators():
    assert set(DRAWS) == set(STRANGERS)
    assert {*FAMILY, *FAMILY.values()} <= set(STRANGERS)


def test_the_shares_of_both_sides_of_the_market_are_whole():
    assert sum(market.HONEST.values()) == pytest.approx(1)
    assert sum(market.BOUGHT.values()) == pytest.approx(1)


def test_every_kind_of_the_market_is_there_on_its_side(folder_of):
    told = truth(folder_of("market"))
    assert {one["kind"] for one in told if not one["bought"]} == {*market.HONEST, market.THIN}
    assert {one["kind"] for one in told if one["bought"]} == set(market.BOUGHT)


@pytest.mark.parametrize("generator", [panel, roster], ids=["panel", "roster"])
def test_every_kind_is_there_on_its_side(folder_of, generator):
    told = truth(folder_of(generator.__name__.rpartition(".")[2]))
    assert {one["kind"] for one in told if not one["bought"]} == set(generator.HONEST)
    assert {(one["question"], one["kind"]) for one in told if one["bought"]} == {
        (question, kind) for question, kinds in generator.BOUGHT.items() for kind in kinds
    }


@pytest.mark.parametrize("name", ["panel", "roster"])
def test_the_truth_names_days_where_followers_were_bought_and_only_there(folder_of, name):
    dates = {(row["handle"], row["date"]) for row in rows(folder_of(name), "followers-daily")}
    for one in truth(folder_of(name)):
        assert bool(one["days"]) == (one["question"] == "followers")
        assert all((one["handle"], first) in dates for first, _ in one["days"])


def test_the_panel_names_the_days_that_each_delivery_took(folder_of):
    for one in truth(folder_of("panel")):
        assert all(days == one["facts"]["days"] for _, days in one["days"])


def test_what_was_bought_in_the_market_is_told(folder_of):
    named = {"f_once": "followers", "f_drip": "followers", "views": "views", "c_pack": "comments", "pod": "ring"}
    for one in truth(folder_of("market")):
        bought = {named.get(part, "likes") for part in one["parts"]} if one["bought"] else set()
        assert bought == {"followers", "likes", "views", "comments", "ring"} & one["size"].keys()
        assert bool(one["fwhen"]) == ("followers" in bought)


def test_the_truth_of_the_market_counts_the_rows(folder_of):
    folder = folder_of("market")
    posts = Counter(row["handle"] for row in rows(folder, "posts"))
    newest = {row["handle"]: int(row["followers"]) for row in rows(folder, "followers-daily")}
    for one in truth(folder):
        assert (posts[one["handle"]], newest[one["handle"]]) == (one["posts"], one["followers"])
    assert len(rows(folder, "comments")) == sum(one["comments"] for one in truth(folder))


def test_answers_of_the_roster_lie_under_comments_of_the_same_post(folder_of):
    comments = rows(folder_of("roster"), "comments")
    posts = {row["comment_id"]: row["post_id"] for row in comments}
    answers = [row for row in comments if row["in_reply_to"]]
    assert answers
    assert all(posts[row["in_reply_to"]] == row["post_id"] for row in answers)


def test_bought_followers_of_the_panel_are_laid_over_an_honest_creator(tmp_path):
    for folder, honest, bought in (("honest", 1, 0), ("bought", 0, 1)):
        panel.write_panel(tmp_path / folder, PLAIN_SEED, honest, bought)
    differ = {
        table
        for table in TABLES
        if (tmp_path / "honest" / f"{table}.csv").read_bytes() != (tmp_path / "bought" / f"{table}.csv").read_bytes()
    }
    assert differ == {"creators", "followers-daily"}
