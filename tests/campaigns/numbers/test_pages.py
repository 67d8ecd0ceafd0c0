"""The page of a campaign's numbers: shown, refreshed only when something changed, shared, and as CSV and JSON."""

from __future__ import annotations

import csv
import io
import re

import pytest

from nahbar.campaigns.numbers import service
from nahbar.kernel.clock import now
from nahbar.kernel.guests import DAY_SECONDS
from nahbar.kernel.journal import append
from nahbar.kernel.tables import audit, guest_link
from tests.campaigns.conftest import FOX
from tests.campaigns.numbers.conftest import MICROS, clicks
from tests.conftest import ALICE, both_engines
from tests.web import add_people, make_token, send, served, sign_in, texts


@pytest.fixture
def client(shop):
    """A browser of the editor."""
    add_people(shop)
    with served(shop) as made:
        sign_in(made, "editor")
        yield made


def live(page):
    """The address that the page asks again."""
    return re.search(r'hx-get="([^"]+)"', page)[1].replace("&amp;", "&")


def test_leads_and_deals_come_first_and_likes_never(client, earned):
    told = texts(client.get(f"/campaigns/{earned}/numbers").text)
    assert told.index("3 qualified leads, 3 deals") < told.index("Leads per click")
    assert "Credit, not cause" in told
    assert "7 of 8 leads, 2 of 3 deals" in told
    assert "CHF" in told
    assert "likes" not in told.lower()
    assert "followers of those who have posted" not in told
    more = texts(client.get(f"/campaigns/{earned}/numbers?audience=1").text)
    assert "followers of those who have posted" in more


def test_the_page_is_left_alone_until_something_changes(client, shop, earned):
    again = live(client.get(f"/campaigns/{earned}/numbers").text)
    assert client.get(again).status_code == 204
    with shop.store.write() as connection:
        append(connection, clicks("fox-c", FOX, 1), MICROS)
    answer = client.get(again)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert live(answer.text) != again
    assert client.get(live(answer.text)).status_code == 204


def test_an_empty_campaign_says_how_to_begin(client, campaign):
    told = texts(client.get(f"/campaigns/{campaign}/numbers").text)
    assert "Nothing came in for this campaign yet." in told
    assert "Make tracking links" in told
    assert client.get("/campaigns/999/numbers").status_code == 404


def test_csv_and_json_hold_what_is_shown(client, shop, earned):
    answer = client.get(f"/campaigns/{earned}/numbers?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    total = {row["figure"]: row for row in rows if row["group"] == "campaign"}
    assert float(total["revenue"]["value"]) == 120.0
    assert float(total["revenue"]["low"]) < 120.0 < float(total["revenue"]["high"])
    fox = next(row for row in rows if row["name"] == FOX and row["figure"] == "leads")
    assert fox["value"] == "7.0"
    assert {row["currency"] for row in rows if row["group"] == "other currency"} == {"CHF"}

    secret = make_token(shop, "campaigns:read")
    found = client.get(f"/api/campaigns/{earned}/numbers", headers={"Authorization": f"Bearer {secret}"})
    assert found.json()["total"]["qualified_leads"]["value"] == 3
    other = make_token(shop, "links:read")
    refused = client.get(f"/api/campaigns/{earned}/numbers", headers={"Authorization": f"Bearer {other}"})
    assert refused.status_code == 403


@both_engines
def test_a_guest_reads_one_campaign_and_nothing_else(client, shop, earned):
    assert send(client, f"/campaigns/{earned}/numbers/guests", days="30").status_code == 303
    page = client.get(f"/campaigns/{earned}/numbers").text
    path = re.search(r"(/numbers/[\w-]+)<", page)[1]
    assert path not in client.get(f"/campaigns/{earned}/numbers").text
    with served(shop) as guest:
        shown = guest.get(path)
        assert shown.status_code == 200
        assert "3 qualified leads" in texts(shown.text)
        assert shown.headers["referrer-policy"] == "no-referrer"
        links = set(re.findall(r'href="(/[^"]*)"', shown.text))
        assert {one for one in links if not one.startswith(("/static", "/language", path))} <= {"/"}
        assert guest.get(live(shown.text)).status_code == 204
        assert guest.get(f"{path}?format=csv").status_code == 200
        for other in (f"/campaigns/{earned}", f"/campaigns/{earned}/numbers"):
            assert guest.get(other).status_code in (302, 303)
        assert guest.get("/numbers/nothing").status_code == 404
        # The same key opens no creator's page.
        assert guest.get(path.replace("/numbers/", "/collaboration/")).status_code == 404
        assert send(client, f"/campaigns/{earned}/numbers/guests/1/revoke").status_code == 303
        assert guest.get(path).status_code == 404


def test_openings_are_logged_and_refreshes_are_not(shop, earned):
    secret = service.share(shop, earned, 1, ALICE).rpartition("/")[2]
    service.shared_numbers(shop, secret)
    service.shared_numbers(shop, secret, again=True)
    with shop.store.read() as connection:
        kept = connection.execute(audit.select().where(audit.c.action == "guest.open")).all()
    assert [(one.who, one.subject) for one in kept] == [("guest link 1", f"numbers:{earned}")]


def test_a_link_expires(shop, earned):
    path = service.share(shop, earned, 1, ALICE)
    with shop.store.write() as connection:
        connection.execute(guest_link.update().values(expires_at=now() - DAY_SECONDS))
    with served(shop) as guest:
        assert guest.get(path).status_code == 404


def test_a_senseless_span_is_refused_beside_its_field(client, earned):
    answer = send(client, f"/campaigns/{earned}/numbers/guests", days="900")
    assert answer.status_code == 422
    assert "1 to 90 days" in texts(answer.text)


def test_a_viewer_reads_and_cannot_share(shop, earned):
    add_people(shop)
    with served(shop) as viewer:
        sign_in(viewer, "viewer")
        assert "Show these numbers" not in viewer.get(f"/campaigns/{earned}/numbers").text
        assert send(viewer, f"/campaigns/{earned}/numbers/guests", days="3").status_code == 403


def test_an_open_page_says_by_itself_that_it_may_not_be_read_any_more(shop, earned):
    add_people(shop)
    part = {"hx-request": "true"}
    with served(shop) as client:
        sign_in(client, "editor")
        send(client, f"/campaigns/{earned}/numbers/guests", days="7")
        link = re.search(r"/numbers/[\w-]{20,}", client.get(f"/campaigns/{earned}/numbers").text)[0]
        assert "hx-refresh" not in client.get(f"{link}?part=1", headers=part).headers
        send(client, f"/campaigns/{earned}/numbers/guests/1/revoke")
        gone = client.get(f"{link}?part=1", headers=part)
        assert (gone.status_code, gone.headers["hx-refresh"], gone.text) == (404, "true", "")
        send(client, "/sign-out")
        # A sign-in page within the page of numbers would be a page in a page.
        asked = client.get(f"/campaigns/{earned}/numbers?part=1", headers=part)
        assert (asked.status_code, asked.headers["hx-refresh"], asked.text) == (401, "true", "")
