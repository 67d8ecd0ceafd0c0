"""The page of attribution: what goes in by file or by paste, what is shown and refused, and that nothing stays."""

from __future__ import annotations

import pytest

from tests.web import add_people, csrf, send, served, sign_in, texts
from tests.worth.worlds import SHOP, write_paths

PAGE = "/worth/attribution"
LINES = "path,conversions,value,null\na > b,6,60,4\nb,2,20,9\n"


@pytest.fixture
def client(house):
    add_people(house)
    with served(house) as made:
        sign_in(made, "viewer")
        yield made


def test_an_empty_page_says_what_it_will_answer(client):
    page = texts(client.get(PAGE).text)
    assert "Who gets the credit?" in page
    assert "This is credit, not cause" in page


def test_pasted_lines_are_shared_out_side_by_side(client):
    answer = send(client, PAGE, paths=LINES)
    page = texts(answer.text)
    assert answer.status_code == 200
    assert "8 deals on 21 ways, shared out by seven models." in page
    for model in ("First touch", "Last touch", "Linear", "Time decay", "Position", "Markov", "Shapley"):
        assert model in page
    assert "This is credit, not cause" in page


def test_credit_is_hollow_and_a_measured_effect_is_solid(client):
    credit = send(client, PAGE, paths=LINES).text
    assert 'class="paid"' in credit
    assert 'class="this"' not in credit
    both = send(client, PAGE, paths=LINES, effects="channel,effect,low,high\nb,3,1,5\n").text
    # One channel was measured; the plot is drawn for wide pages and for phones.
    assert both.count('class="this"') == 2
    assert "What do experiments say?" in texts(both)
    assert "Needed no touch" in texts(both)


def test_a_file_is_taken_too_and_nothing_of_it_is_kept(client, house, tmp_path):
    before = sorted(path for path in house.workspace.folder.rglob("*") if "nahbar.db" not in path.name)
    content = write_paths(tmp_path / "paths.csv", SHOP).read_bytes()
    fields = {"_csrf_token": csrf(client)}
    answer = client.post(PAGE, data=fields, files={"file": ("paths.csv", content, "text/csv")})
    assert answer.status_code == 200
    assert "newsletter" in texts(answer.text)
    assert sorted(path for path in house.workspace.folder.rglob("*") if "nahbar.db" not in path.name) == before


@pytest.mark.parametrize(
    ("fields", "place", "said"),
    [
        ({}, "e-file", "There are no paths yet."),
        ({"paths": "a,b\n1,2\n"}, "e-file", "no column “path”"),
        ({"paths": LINES, "effects": "channel,effect,low,high\nb,9,1,5\n"}, "e-effects", "must lie between"),
        ({"paths": LINES, "effects": "channel,effect,low,high\nz,3,1,5\n"}, "e-effects", "None of the measured"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, fields, place, said):
    answer = send(client, PAGE, **fields)
    assert answer.status_code == 422
    assert said in texts(answer.text.split(f'id="{place}"')[1].split("</p>")[0] + "</p>")


def test_rows_that_cannot_be_used_are_named(client):
    page = texts(send(client, PAGE, paths=LINES + "a > > b,1,1,0\n").text)
    assert "1 row could not be used" in page
    assert "Row 3: A step of the path has no name." in page


def test_names_of_channels_are_only_text(client):
    page = send(client, PAGE, paths="path,conversions\n<b>x</b>,3\n").text
    assert "<b>x" not in page
