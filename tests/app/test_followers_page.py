"""The page of a follower list: who may mark, what a mark changes, and errors beside the field."""

from __future__ import annotations

import pytest

from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from tests.conftest import ALICE
from tests.creators.tables import CREATORS, follower_rows, write_table
from tests.web import add_people, csrf, make_token, send, served, sign_in, texts

PAGE = "/creators/instagram/lese.fuchs/followers"
REPORT = "/creators/instagram/lese.fuchs"


@pytest.fixture
def listed(house, tmp_path):
    add_people(house)
    tables = {"creators": CREATORS, "followers": follower_rows("instagram", "lese.fuchs", 60)}
    for kind, rows in tables.items():
        import_file(house, kind, write_table(tmp_path / f"{kind}.csv", rows), Choice(), ALICE)
    return house


@pytest.fixture
def client(listed):
    with served(listed) as made:
        sign_in(made, "editor")
        yield made


def first_key(client):
    return client.get(PAGE).text.split('name="follower" value="')[1].split('"')[0]


def hand_in(client, content, name="checked.csv"):
    fields = {"_csrf_token": csrf(client)}
    return client.post(f"{PAGE}/checked", data=fields, files={"file": (name, content, "text/csv")})


def test_the_report_tells_whether_the_list_fits_and_who_was_checked(client):
    page = texts(client.get(REPORT).text)
    assert "No account of it was checked by hand." in page
    assert "fits the accounts that the audit was learnt from" in page or "This list is unlike" in page
    assert "books" in page
    assert "of the listed followers have a profile text (40 of 60)" in page


def test_a_mark_shows_at_once_on_both_pages(client):
    answer = send(client, f"{PAGE}/mark", follower=first_key(client), verdict="genuine", show="random")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?show=random#accounts")
    assert "1 account was checked by hand; fake among them: 0." in texts(client.get(PAGE).text)
    assert "1 account of it was checked by hand." in texts(client.get(REPORT).text)


def test_a_file_of_checked_accounts_is_handed_in(client):
    rows = "".join(f"leserin_{k},{'yes' if k % 4 == 0 else 'no'}\n" for k in range(20))
    answer = hand_in(client, "follower,is_fake\n" + rows)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    page = texts(client.get(PAGE).text)
    assert "Accounts marked: 20, of them as fake: 5." in page
    assert "20 accounts were checked by hand; fake among them: 5." in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty."),
        ("name,fake\na,1\n", "needs the columns follower and is_fake"),
        ("follower,is_fake\nfremd,1\n", "1 checked follower is not in the list"),
        ("follower,is_fake\nleserin_1,vielleicht\n", "row 1: is_fake must be yes or no"),
    ],
)
def test_what_is_wrong_with_a_file_stands_beside_the_field(client, content, said):
    answer = hand_in(client, content)
    assert answer.status_code == 422
    assert said in texts(answer.text.split('id="e-file"')[1].split("</p>")[0] + "</p>")


def test_a_form_without_a_file_is_refused_beside_the_field(client):
    answer = send(client, f"{PAGE}/checked")
    assert answer.status_code == 422
    assert 'id="e-file"' in answer.text


def test_a_stale_mark_is_refused_with_a_word(client):
    assert send(client, f"{PAGE}/mark", follower="123", verdict="fake").status_code == 303
    assert "This account is not in the list any more." in texts(client.get(PAGE).text)


def test_a_viewer_sees_the_list_without_buttons(listed):
    with served(listed) as client:
        sign_in(client, "viewer")
        page = client.get(PAGE).text
    assert "Probably fake" in page
    assert 'name="verdict"' not in page
    assert 'type="file"' not in page


def test_names_of_followers_are_not_on_the_page(client):
    assert "leserin_" not in client.get(PAGE).text


def test_a_creator_without_a_list_has_no_such_page(client):
    assert client.get("/creators/tiktok/page.turner/followers").status_code == 404


def test_the_comparison_shows_fakes_and_topics(client):
    page = texts(client.get("/creators/compare?one=instagram/lese.fuchs&one=tiktok/page.turner").text)
    assert "Topics of the followers" in page
    assert "books 50" in page


def test_a_program_hands_in_checked_followers(listed):
    with served(listed) as client:
        headers = {"Authorization": f"Bearer {make_token(listed, 'creators:write')}"}
        path = "/api/creators/instagram/lese.fuchs/followers/checked"
        answer = client.post(path, headers=headers, content=b"follower,is_fake\nleserin_0,1\nleserin_1,0\n")
    assert answer.status_code == 200
    assert (answer.json()["marked"], answer.json()["fake"]) == (2, 1)
    assert answer.json()["followers_audit"]["checked"] == 2


def test_the_page_says_when_only_a_sample_of_the_list_was_audited(client, monkeypatch):
    assert "a random sample of it" not in texts(client.get(PAGE).text)
    monkeypatch.setattr("nahbar.creators.service.audits.follower_lists.AUDITED_FOLLOWERS", 50)
    assert "The list holds 60 accounts; these are a random sample of it." in texts(client.get(PAGE).text)
