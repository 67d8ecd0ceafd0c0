"""Pages of disclosure: the posts of a creator, and a draft."""

from __future__ import annotations

import shutil

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.house import open_house
from tests.web import add_people, make_token, send, served, sign_in, texts


@pytest.fixture
def house(filled_once, tmp_path):
    # Not `filled`: it captures the output, and the served application would keep logging to what is closed by then.
    house = open_house(shutil.copytree(filled_once, tmp_path / "w"), PACKAGES)
    add_people(house)
    yield house
    house.close()


@pytest.fixture
def client(house):
    with served(house) as client:
        sign_in(client, "viewer")
        yield client


def test_a_draft_is_judged_with_its_label_marked(client):
    answer = send(client, "/disclosure", text="Neue Schuhe <b>heute</b>! #ad", law="de")
    assert answer.status_code == 200
    assert "<mark>#ad</mark>" in answer.text
    assert "<b>heute</b>" not in answer.text
    assert "not clear enough" in texts(answer.text)


def test_htmx_gets_the_verdict_alone(client):
    client.headers["hx-request"] = "true"
    answer = send(client, "/disclosure", text="Werbung | Schuhe", law="de", compensated="yes")
    assert "labelled" in texts(answer.text)
    assert "<html" not in answer.text


def test_a_law_without_rules_is_refused(client):
    assert send(client, "/disclosure", text="x", law="fr").status_code == 400


def test_the_page_of_a_creator_shows_their_posts(client):
    answer = client.get("/creators/instagram/lese.fuchs/disclosure")
    assert answer.status_code == 200
    assert "Is advertising called advertising?" in texts(answer.text)


def test_a_verdict_narrows_the_list(client):
    answer = client.get("/creators/instagram/lese.fuchs/disclosure?verdict=over-labelled&law=us")
    assert answer.status_code == 200
    assert "United States" in texts(answer.text)


def test_programs_check_a_draft(house):
    token = make_token(house, "creators:read")
    with served(house) as client:
        answer = client.post(
            "/api/disclosure/check",
            json={"text": "Werbung | x", "law": "at"},
            headers={"authorization": f"Bearer {token}"},
        )
    assert (answer.status_code, answer.json()["verdict"]) == (200, "labelled")
