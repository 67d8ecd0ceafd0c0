"""The pages of other designs: an example is read as guessed, and what cannot be read is said where it can be mended."""

from __future__ import annotations

import gzip
import html
import re
import threading

import pytest

from nahbar.measure.permutation import staggered
from nahbar.measure.qini import qini_interval
from nahbar.worth.experiments import designs, who
from nahbar.worth.experiments.by_file import examples
from nahbar.worth.experiments.by_file.answering import answer
from nahbar.worth.experiments.by_file.contracts import Glimpse
from nahbar.worth.experiments.by_file.glimpse import as_file, glimpse
from nahbar.worth.experiments.by_file.guessing import column_and_value, guess, value_of
from nahbar.worth.experiments.by_file.kinds import KINDS
from tests.web import csrf, send, texts

PAGE = "/worth/designs"
SAID = {
    "who": "The scores tell whom it helps more",
    "switchback": "The effect is",
    "staggered": "The effect is",
    "pool": "On average over 6 experiments",
}


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    """Fewer draws: what they say of the examples is the same."""
    monkeypatch.setattr(who, "qini_interval", lambda *given, **more: qini_interval(*given, draws=100, **more))
    monkeypatch.setattr(designs, "staggered", lambda *given, **more: staggered(*given[:3], min(given[3], 399), **more))


def dropped(client, kind: str, content: bytes, name: str = "tabelle.csv"):
    """Drop a file on the page of a design, as a browser sends it."""
    return client.post(f"{PAGE}/{kind}", data={"_csrf_token": csrf(client)}, files={"file": (name, content)})


def read(client, kind: str, **values):
    """Confirm the columns of a table; return the page of what it said, or of what is wrong with it."""
    begun = send(client, f"{PAGE}/{kind}", **values)
    if begun.status_code != 303:
        return begun
    for one in threading.enumerate():
        if one.name == "design":
            one.join(30)
    return client.get(begun.headers["location"])


def filled(page: str) -> dict[str, list[str]]:
    """Return what the form of a page would send."""
    found: dict[str, list[str]] = {}
    for select in re.findall(r"<select.*?</select>", page, re.S):
        name = re.search(r'name="(\w+)"', select)
        chosen = re.search(r'<option value="([^"]*)" selected', select)
        found[name[1]] = [html.unescape(chosen[1])] if chosen else [""]
    for tag in re.findall(r"<input[^>]*(?:checked|hidden|numeric)[^>]*>", page):
        found.setdefault(re.search(r'name="(\w+)"', tag)[1], []).append(
            html.unescape(re.search(r'value="([^"]*)"', tag)[1])
        )
    found["rows"] = [html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.S)[1])]
    return found


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_example_of_each_design_is_read_as_guessed_and_drawn(bare_reader, kind):
    asked = dropped(bare_reader, kind, bare_reader.get(f"{PAGE}/{kind}/example").content)
    assert "Nothing is reckoned before you have confirmed them" in texts(asked.text)
    assert "<svg" not in asked.text.split("<main")[1]
    told = read(bare_reader, kind, **filled(asked.text))
    assert told.status_code == 200
    assert SAID[kind] in texts(told.text)
    assert 'class="interval"' in told.text


def test_the_choice_names_every_design_and_leads_to_an_example(bare_reader):
    page = bare_reader.get(PAGE).text
    for kind in KINDS.values():
        assert kind.question.render() in texts(page)
        assert f"{PAGE}/{kind.name}/example" in page
    assert bare_reader.get(f"{PAGE}/nobody").status_code == 404


def seen(kind: str, text: str) -> Glimpse:
    return glimpse(text.encode(), "t.csv", KINDS[kind])


def test_columns_in_german_are_guessed_and_what_came_after_the_start_is_not_ticked():
    text = "Gruppe,Gekauft,Umsatz,Alter,Stadt\nohne,0,0,34,Ulm\nKarte,1,20,51,Kiel\nKarte,0,0,29,Ulm\n"
    found = guess("who", seen("who", text))
    assert found == {
        "control": (value_of("Gruppe", "ohne"),),
        "outcome": ("Gekauft",),
        "covariates": ("Alter",),
        "categories": ("Stadt",),
    }
    found = guess("staggered", seen("staggered", "Konto,Woche,Startwoche,Anfragen\na,1,,3\nb,1,2,4\n"))
    assert found == {"unit": ("Konto",), "period": ("Woche",), "start": ("Startwoche",), "outcome": ("Anfragen",)}


def test_nothing_is_guessed_where_no_value_speaks_of_a_control():
    assert guess("switchback", seen("switchback", "x,y\nred,1\nblue,2\n"))["control"] == ()


def test_an_arm_called_none_is_the_control_and_an_empty_figure_is_empty():
    looked = seen("who", "arm,bought,age\nnone,0,none\ncard,1,31\nnone,1,40\n")
    assert guess("who", looked)["control"] == (value_of("arm", "none"),)
    assert [(one.figures, one.filled) for one in looked.columns] == [(False, True), (True, True), (True, False)]


@pytest.mark.parametrize(("column", "value"), [("arm", "none"), ("a:b", "3:x"), ("Größe", "ja, nein")])
def test_a_value_and_its_column_come_back_apart(column, value):
    assert column_and_value(value_of(column, value)) == (column, value)


@pytest.mark.parametrize("text", ["", "arm", "9:arm", "-1:x", "²:ab"])
def test_what_is_no_value_of_a_column_is_none(text):
    assert column_and_value(text) is None


def test_a_packed_table_is_carried_as_lines_with_the_same_rows():
    text = "experiment,lift,low,high\nKöln,1,0,2\n"
    packed = glimpse(gzip.compress(text.encode()), "t.csv.gz", KINDS["pool"])
    assert packed.text == text
    assert packed.rows == 1


DAYS = "arm,week,leads\n" + "off,1,3\non,1,9\n" * 2
WEEKS = {"control": value_of("arm", "off"), "outcome": "leads", "block": "week", "burn": "0", "confirmed": "1"}


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        (DAYS.replace("9", "nine"), {}, "Row 2 of table: “nine” in the column leads is no figure. Correct the row."),
        (DAYS, {"outcome": ""}, "“What counts” is not chosen yet."),
        (DAYS, {"outcome": "week"}, "The column “week” is chosen twice."),
        (DAYS, {"outcome": "sales"}, "has no column “sales”"),
        (DAYS, {"control": "arm"}, "That is no value of a column."),
        (DAYS, {"burn": "-1"}, "That is no whole number"),
        (DAYS + "on,1,9\n" * 500, {}, "this page takes 400"),
        ("", {}, "There are no rows yet."),
        ("%PDF-1.7", {}, "is a PDF file, not a table"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_to_do(bare_reader, rows, more, said):
    told = read(bare_reader, "switchback", rows=rows, **WEEKS | more)
    assert told.status_code == 422
    assert said in texts(told.text)


def test_a_bad_row_leaves_the_lines_to_be_corrected_in_place(bare_reader):
    told = read(bare_reader, "switchback", rows=DAYS.replace("9", "nine"), **WEEKS)
    sent = filled(told.text)
    assert sent["control"] == [WEEKS["control"]]
    mended = read(bare_reader, "switchback", **sent | {"rows": sent["rows"][0].replace("nine", "9")})
    assert mended.status_code == 200


def test_too_few_lots_are_said_calmly_and_nothing_is_drawn_without_an_interval(bare_reader):
    told = read(bare_reader, "switchback", rows=DAYS, **WEEKS)
    assert "more outcomes will not help" in texts(told.text)
    assert 'class="this"' not in told.text


PEOPLE = "arm,bought,age\n" + "".join(f"{'on' if k % 2 else 'off'},{int(k % 5 < 2)},{k * 7 % 50}\n" for k in range(400))
SCORED = {"control": value_of("arm", "off"), "outcome": "bought", "confirmed": "1"}


def test_scores_are_refused_where_they_are_no_better_than_the_lot(bare_reader):
    told = read(bare_reader, "who", rows=PEOPLE, covariates="age", **SCORED)
    assert "Decide for all people alike" in texts(told.text)
    assert "Scores of the rows" not in told.text
    assert bare_reader.get(f"{told.url.path}/scores").status_code == 404


def test_scores_that_are_useful_come_as_a_table(bare_reader):
    rows = bare_reader.get(f"{PAGE}/who/example").content
    told = read(bare_reader, "who", **filled(dropped(bare_reader, "who", rows).text))
    assert "Scores of the rows" in told.text
    assert len(bare_reader.get(f"{told.url.path}/scores").text.splitlines()) == examples.PEOPLE + 1


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        (PEOPLE, {}, "Tick at least one column"),
        (PEOPLE + "late,1,3\n", {"covariates": "age"}, "There are several beside the control; choose one."),
        (PEOPLE, {"covariates": "age", "arm": value_of("age", "1")}, "Choose both from one column."),
    ],
)
def test_what_a_score_lacks_is_said_beside_its_field(bare_reader, rows, more, said):
    told = read(bare_reader, "who", rows=rows, **SCORED | more)
    assert told.status_code == 422
    assert said in texts(told.text)


def test_the_page_says_what_the_command_says(tmp_path):
    text = "experiment,lift,low,high\na,4,1,7\nb,5,0,10\nc,3,1,5\n"
    kind = KINDS["pool"]
    looked = glimpse(text.encode(), "t.csv", kind)
    with as_file(looked.text.encode(), "../t.csv") as path:
        found = answer(path, kind, guess("pool", looked))
    assert found.clear
    assert [one.label for one in found.lines[1:]] == ["a", "b", "c"]
    assert found.lines[1].own == (4.0, (1.0, 7.0))
