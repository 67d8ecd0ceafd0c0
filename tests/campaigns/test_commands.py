"""`nahbar campaigns` as a script calls it."""

from __future__ import annotations

from tests.app.conftest import empty, filled, filled_once, nb

__all__ = ["empty", "filled", "filled_once", "nb"]
CREATE = ("campaigns", "create", "Herbstlese", "--goal", "leads", "--budget", "5.000", "--kpi", "qualified leads=40")


def test_a_campaign_is_made_shown_listed_and_closed(nb, filled):
    made = nb(*CREATE, "--creator", "instagram/lese.fuchs", "--json").json
    assert (made["id"], made["budget_cents"], made["kpis"]) == (1, 500_000, {"qualified leads": 40})
    assert [one["creator"] for one in made["collaborations"]] == ["instagram/Lese.Fuchs"]
    assert nb("campaigns", "add", 1, "instagram/buchbert", "--json").json["collaborations"] == [2]
    assert nb("campaigns", "show", 1, "--json").json["state"] == "draft"
    assert "Herbstlese" in nb("campaigns", "show", 1).out
    assert nb("campaigns", "list", "--json").json["campaigns"][0]["collaborations"] == 2
    assert nb("campaigns", "close", 1, "--json").json == {"id": 1, "state": "closed"}
    assert nb("campaigns", "close", 1).code == 4


def test_steps_are_taken_refused_and_undone(nb, filled):
    nb(*CREATE, "--creator", "instagram/lese.fuchs")
    assert nb("campaigns", "step", 1, "invite", "--json").json["state"] == "invited"
    refused = nb("campaigns", "step", 1, "approve", "--json")
    assert (refused.code, refused.error["kind"]) == (4, "illegal-step")
    assert "Possible now" in refused.error["remedy"]
    assert nb("campaigns", "step", 1, "undo", "--json").json["state"] == "shortlisted"


def test_a_brief_is_written_in_its_own_language(nb, filled, tmp_path):
    nb(*CREATE)
    german = nb("campaigns", "brief", 1, "--json", "--pdf", tmp_path / "b.pdf").json
    assert "Beginne den Text mit „Werbung“" in german["parts"]["disclosure"]
    assert "Begin the text with “Werbung”" in nb("campaigns", "brief", 1, "--language", "en").out
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_an_unknown_creator_makes_no_campaign(nb, filled):
    refused = nb(*CREATE, "--creator", "instagram/lese.fux", "--json")
    assert (refused.code, refused.error["kind"]) == (3, "unknown-creator")
    assert nb("campaigns", "list", "--json").json["total"] == 0


WRONG = {
    ("create", "", "--goal", "leads"): 2,
    ("create", "A", "--goal", "fame"): 2,
    ("create", "A", "--goal", "leads", "--kpi", "likes=1"): 2,
    ("show", 9): 3,
    ("list", "--state", "lost"): 2,
    ("add", 9, "instagram/lese.fuchs"): 3,
    ("step", 9, "invite"): 3,
    ("brief", 9): 3,
    ("brief", 9, "--language", "fr"): 2,
}


def test_what_cannot_be_done_is_said_in_the_one_shape(nb, empty):
    for words, code in WRONG.items():
        done = nb("campaigns", *words, "--json")
        assert done.code == code
        assert done.error["remedy"]
