"""Choosing creators as a script and as a person does it: the shape of the JSON, errors with remedies, the page."""

from __future__ import annotations

import pytest

from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from tests.conftest import ALICE
from tests.creators.tables import CREATORS, write_table
from tests.web import add_people, make_token, served, sign_in, texts

PRICES = [
    {"platform": "instagram", "handle": "lese.fuchs", "Honorar": "450,00 €"},
    {"platform": "ig", "handle": "@buchbert", "Honorar": "120 €"},
    {"platform": "tiktok", "handle": "page.turner", "Honorar": "2.400 €"},
]
PROMISED = {"chosen", "cost", "reach", "upper_bound", "by_followers_alone", "overlap", "passed_over"}
PAGE = "/creators/portfolio"


@pytest.fixture
def prices(tmp_path):
    return write_table(tmp_path / "prices.csv", PRICES)


def test_the_choice_has_the_shape_that_scripts_rely_on(nb, filled, prices):
    done = nb("creators", "portfolio", "--budget", "600", "--prices", prices, "--max-creators", "5", "--json")
    assert done.code == 0, done.err
    found = done.json
    assert set(found) >= PROMISED
    assert {one["handle"] for one in found["chosen"]} == {"Lese.Fuchs", "buchbert"}
    assert found["cost"] == 570
    low, high = found["reach"]["interval"]
    assert low <= found["reach"]["expected"] <= high <= found["upper_bound"] * 1.05
    assert found["by_followers_alone"] <= found["reach"]["expected"] <= found["upper_bound"]
    assert len(found["overlap"]) == len(found["overlap"][0]) == 2
    assert found["overlap"][0][0] > found["overlap"][0][1] == found["overlap"][1][0]
    (over,) = found["passed_over"]
    assert (over["handle"], over["reason"]) == ("page.turner", "The price is above the whole budget.")


def test_the_choice_is_told_in_words_too(nb, filled, prices):
    done = nb("creators", "portfolio", "--budget", "3.000 €", "--prices", prices)
    assert done.code == 0, done.err
    assert "each counted once" in done.out
    assert "by followers alone" in done.out


def test_the_same_data_give_the_same_choice(nb, filled, prices):
    first, second = (nb("creators", "portfolio", "--budget", "600", "--prices", prices, "--json").out for _ in "ab")
    assert first == second


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (("--budget", "much"), "budget"),
        (("--budget", "0"), "budget"),
        (("--budget", "600 CHF", "--currency", "EUR"), "currency"),
        (("--budget", "100"), "no-prices"),
        (("--budget", "100", "--goal", "persona"), "usage"),
    ],
)
def test_wrong_use_is_told_with_a_remedy(nb, filled, options, kind):
    done = nb("creators", "portfolio", *options, "--json")
    assert (done.code, done.error["kind"]) == (2, kind)


def test_a_sketch_is_made_and_handed_in(nb, filled, tmp_path):
    path = tmp_path / "lese.fuchs.txt"
    path.write_text("\n".join(f"leserin_{k}" for k in range(500)))
    made = nb("creators", "sketch", path, "--json").json
    assert (made["handle"], made["followers"]) == ("lese", 500)
    named = nb("creators", "sketch", path, "--handle", "lese.fuchs", "--out", tmp_path / "f.sketch", "--json")
    assert named.code == 0, named.err
    added = nb("creators", "add-sketch", tmp_path / "f.sketch", "--json").json
    assert added == [{"platform": "instagram", "handle": "lese.fuchs", "followers": 500}]
    assert nb("creators", "drop-sketch", "instagram/lese.fuchs").code == 0
    assert nb("creators", "drop-sketch", "instagram/lese.fuchs", "--json").code == 3


def test_a_creator_makes_a_sketch_without_a_workspace(nb, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "anna.txt"
    path.write_text("f1\nf2\n")
    refused = nb("creators", "sketch", path, "--json")
    assert (refused.code, refused.error["kind"]) == (2, "salt")
    assert nb("creators", "sketch", path, "--salt", "a salt of the brand").code == 0
    assert (tmp_path / "anna.sketch").stat().st_size < 1_000


@pytest.fixture
def priced(house, tmp_path, prices):
    add_people(house)
    import_file(house, "creators", write_table(tmp_path / "c.csv", CREATORS), Choice(), ALICE)
    import_file(house, "prices", prices, Choice(guess=True), ALICE)
    return house


@pytest.fixture
def client(priced):
    with served(priced) as made:
        sign_in(made, "viewer")
        yield made


def test_the_page_answers_the_question_at_once(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    page = texts(answer.text)
    assert "Whom do we choose?" in page
    assert "each counted once" in page
    assert "The ranking by followers reaches" in page
    assert 'class="wide"' in answer.text


def test_the_page_chooses_for_the_budget_that_is_asked(client):
    page = texts(client.get(PAGE, params={"budget": "600"}).text)
    assert "2 creators for €570.00 reach about" in page
    assert "The price is above the whole budget." in page


def test_the_page_keeps_limits_and_speaks_german(client):
    page = texts(client.get(PAGE, params={"budget": "600", "most": "1"}).text)
    assert "1 creator for €450.00 reaches" in page
    client.get("/language/de")
    assert "Wen wählen wir?" in texts(client.get(PAGE).text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"budget": "much"},
        {"budget": "0"},
        {"budget": "9 CHF", "currency": "EUR"},
        {"budget": "9", "most": "x"},
        {"budget": "9", "goal": "persona"},
    ],
)
def test_what_cannot_be_read_is_said_on_the_page(client, wrong):
    answer = client.get(PAGE, params=wrong)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert 'name="budget"' in answer.text
    assert "A choice needs prices" not in answer.text


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"goal": "x"}, "goal"),
        ({"most": "0"}, "most"),
        ({"share": "0"}, "share"),
        ({"share": "101"}, "share"),
        ({"most": "2", "niches": "3"}, "niches"),
        ({"careful": "maybe"}, "bad-input"),
        ({"currency": "bogus"}, "currency"),
        ({"budget": "600 CHF", "currency": "EUR"}, "currency"),
        ({"budget": "600 CHF"}, "currency"),
        ({"budget": "9" * 30}, "budget"),
    ],
)
def test_programs_are_told_what_does_not_fit_instead_of_getting_another_choice(priced, wrong, kind):
    token = make_token(priced, "creators:read")
    with served(priced) as client:
        client.headers["authorization"] = f"Bearer {token}"
        answer = client.get("/api/portfolio", params={"budget": "600", **wrong})
        assert (answer.status_code, answer.json()["error"]["kind"]) == (400, kind)
        found = client.get("/api/portfolio", params={"budget": "600 €", "currency": "Euro", "careful": "false"}).json()
        assert (found["currency"], len(found["chosen"])) == ("EUR", 2)


def test_a_budget_for_nobody_is_said(client):
    assert "Nobody can be booked" in texts(client.get(PAGE, params={"budget": "5"}).text)


def test_without_prices_the_page_says_what_to_import(house):
    add_people(house)
    with served(house) as client:
        sign_in(client, "viewer")
        assert "A choice needs prices." in texts(client.get(PAGE).text)


def test_programs_choose_with_a_token(priced):
    token = make_token(priced, "creators:read")
    with served(priced) as client:
        client.headers["authorization"] = f"Bearer {token}"
        found = client.get("/api/portfolio", params={"budget": "600", "most": "2"}).json()
        assert set(found) >= PROMISED
        assert client.get("/api/portfolio", params={"budget": "much"}).status_code == 400
