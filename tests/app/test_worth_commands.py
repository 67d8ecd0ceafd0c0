"""nahbar worth: the command, its JSON, its errors."""

from __future__ import annotations

import pytest

from tests.worth.worlds import SHOP, write_paths


@pytest.fixture
def shop(tmp_path):
    return write_paths(tmp_path / "paths.csv", SHOP)


def test_all_models_stand_side_by_side(nb, shop):
    answer = nb("worth", "attribution", "--paths", shop, "--json").json
    assert set(answer["models"]) == {"first", "last", "linear", "time_decay", "position", "markov", "shapley"}
    assert (answer["paths"], answer["journeys"], answer["conversions"]) == (7, 60, 21)
    assert answer["words"].startswith("This is credit, not cause")
    for credits in answer["models"].values():
        assert [one["channel"] for one in credits] == ["instagram", "newsletter", "podcast", "tiktok"]
        assert all(set(one) == {"channel", "conversions", "interval", "value", "value_interval"} for one in credits)
        assert all(one["interval"][0] <= one["conversions"] <= one["interval"][1] for one in credits)


def test_some_models_alone(nb, shop):
    answer = nb("worth", "attribution", "--paths", shop, "--model", "shapley", "--model", "last", "--json").json
    assert list(answer["models"]) == ["last", "shapley"]


def test_the_order_changes_markov_and_nothing_else(nb, shop):
    first, second = (nb("worth", "attribution", "--paths", shop, "--order", k, "--json").json for k in (1, 3))
    assert first["models"]["markov"] != second["models"]["markov"]
    assert first["models"]["shapley"] == second["models"]["shapley"]


def test_the_words_stand_above_the_table(nb, shop):
    done = nb("worth", "attribution", "--paths", shop)
    assert done.out.startswith("This is credit, not cause")
    assert "instagram" in done.out


def test_refused_rows_are_named_with_their_reason(nb, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("path,conversions\na > b,1\n > b,1\na,no\n", encoding="utf-8")
    done = nb("worth", "attribution", "--paths", path)
    assert "refused: 2 rows" in done.err
    assert "row 2: A step of the path has no name." in done.err
    answer = nb("worth", "attribution", "--paths", path, "--json").json
    assert [one["row"] for one in answer["refusals"]] == [2, 3]


def test_a_file_without_the_columns_is_wrong_use(nb, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    done = nb("worth", "attribution", "--paths", path, "--json")
    assert done.code == 2
    assert done.error["kind"] == "columns"
