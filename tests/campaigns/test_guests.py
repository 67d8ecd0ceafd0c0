"""The creator's page, walked as the creator, as a stranger, as another creator, too late, and after it was revoked."""

from __future__ import annotations

import html
import re

import pytest
import sqlalchemy as sa

from nahbar.campaigns.agree import seams
from nahbar.campaigns.agree.service import collaborations, guests
from nahbar.campaigns.agree.service.collaborations import add_creators, collaboration_page, take_step
from nahbar.campaigns.brief.service import current_brief, save_brief
from nahbar.campaigns.payouts.contracts import Deal
from nahbar.campaigns.payouts.service import make_statement
from nahbar.creators import erase_person
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, NotFound
from nahbar.kernel.guests import DAY_SECONDS
from nahbar.kernel.messages import msg
from nahbar.kernel.tables import audit, guest_link
from tests.campaigns.conftest import BERT, BRAND, FOX
from tests.conftest import ALICE, both_engines
from tests.web import add_people, routes, send, served, sign_in, texts

WAYS = ("", "/brief", "/statement/1")
FORMS = ("/answer", "/draft", "/post", "/account")
IBAN = "DE89 3704 0044 0532 0130 00"


@pytest.fixture
def link(shop, campaign, fox):
    """The path of the fox's page, with a brief that was kept."""
    save_brief(shop, campaign, "de", current_brief(shop, campaign, "de").parts, ALICE)
    return guests.invite(shop, fox, 30, BRAND)


def fields(page):
    return dict(re.findall(r'name="(terms|brief)" value="(\d+)"', page))


def state_of(shop, number):
    return collaboration_page(shop, number).card.collaboration.state


@both_engines
def test_the_whole_way_of_a_creator(shop, campaign, fox, link):
    deal = Deal("A-1", now() - 30 * DAY_SECONDS, 100_00, "EUR")
    numbers = seams.Tracking("https://shop.example/l/fuchs", "FUCHS10", [seams.Figure(msg("Deals"), 3)])
    seams.provide(lambda house, one: numbers, lambda house, one: [deal])
    with served(shop) as guest:
        page = guest.get(link)
        assert page.status_code == 200
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "450.00" in texts(page.text)
        assert "Menschen, die abends lesen" in page.text
        assert send(guest, f"{link}/answer", step="accept", reason="", **fields(page.text)).status_code == 303
        assert state_of(shop, fox) == "agreed"
        take_step(shop, fox, "brief", BRAND)

        assert send(guest, f"{link}/draft", text="Ein Buch geschenkt bekommen!", kind="photo").status_code == 303
        told = texts(guest.get(link).text)
        assert "This is advertising and does not say so." in told
        assert "DE-3" in told
        take_step(shop, fox, "return", BRAND, "Bitte kennzeichnen.")
        assert "What the brand asks you to change: Bitte kennzeichnen." in texts(guest.get(link).text)
        good = "Werbung | Ein Buch, abends gelesen, mit FUCHS10 https://shop.example/l/fuchs"
        assert send(guest, f"{link}/draft", text=good, kind="photo").status_code == 303
        told = texts(guest.get(link).text)
        assert "The post says that it is advertising" in told
        assert "Bitte kennzeichnen." not in told
        take_step(shop, fox, "approve", BRAND)

        assert send(guest, f"{link}/post", url="https://example.org/p/1", text=good).status_code == 303
        assert state_of(shop, fox) == "checked"
        assert send(guest, f"{link}/account", holder="Lese Füchsin", iban=IBAN).status_code == 303
        make_statement(shop, fox, ALICE)
        told = texts(guest.get(link).text)
        for said in ("FUCHS10", "shop.example/l/fuchs", "Deals 3", "ends in 3000", "Statement 20", "450.00"):
            assert said in told
        assert guest.get(f"{link}/brief").content.startswith(b"%PDF")
        assert guest.get(f"{link}/statement/1").content.startswith(b"%PDF")
    with shop.store.read() as connection:
        lines = connection.execute(sa.select(audit.c.action).where(audit.c.who.like("guest link %"))).scalars()
        kept = set(lines)
    assert {
        "guest.open",
        "guest.accept",
        "guest.draft",
        "guest.post",
        "guest.account",
        "guest.brief",
        "guest.statement",
    } <= kept


def walk(client, path):
    asked = [client.get(path + way).status_code for way in WAYS]
    values = {
        "step": "accept",
        "terms": "1",
        "brief": "1",
        "text": "x",
        "url": "https://a.example/b",
        "holder": "A",
        "iban": IBAN,
    }
    return asked + [send(client, path + form, **values).status_code for form in FORMS]


@both_engines
def test_a_stranger_finds_nothing(shop, link):
    with served(shop) as stranger:
        for path in ("/collaboration/nothing", f"{link}x", "/collaboration/" + "a" * 32):
            assert set(walk(stranger, path)) == {404}


def test_every_open_way_of_this_room_is_walked_by_strangers(house):
    found = set()
    for route in routes(house):
        if any(handler.opt.get("open") for handler in getattr(route, "route_handlers", [])) and "secret" in route.path:
            found.add(route.path)
    ours = {re.sub(r"/\d+$", "/{payout_id:int}", way) for way in (*WAYS, *FORMS)}
    assert {path for path in found if path.startswith("/collaboration/")} == {
        "/collaboration/{secret:str}" + way for way in ours
    }


@both_engines
def test_an_expired_link_opens_nothing(shop, link, fox, monkeypatch):
    later = now() + 30 * DAY_SECONDS
    monkeypatch.setattr(guests, "now", lambda: later)
    with served(shop) as late:
        assert set(walk(late, link)) == {404}
    assert state_of(shop, fox) == "invited"


@both_engines
def test_a_revoked_link_opens_nothing(shop, link, fox):
    with shop.store.read() as connection:
        number = connection.execute(sa.select(guest_link.c.id)).scalar_one()
    guests.revoke(shop, fox, number, ALICE)
    with served(shop) as guest:
        assert set(walk(guest, link)) == {404}


@both_engines
def test_another_creators_link_shows_and_changes_only_theirs(shop, campaign, fox, link):
    other = add_creators(shop, campaign, [BERT], ALICE)[0]
    theirs = guests.invite(shop, other, 30, BRAND)
    seams.provide(deals=lambda house, one: [])
    with served(shop) as bert:
        page = bert.get(theirs).text
        assert "Füchsin" not in page
        assert "450" not in texts(page)
        send(bert, f"{theirs}/answer", step="decline", reason="Keine Zeit", terms="1", brief="1")
    assert (state_of(shop, fox), state_of(shop, other)) == ("invited", "declined")


def test_a_creator_sees_no_statement_of_another(shop, campaign, fox, link):
    other = add_creators(shop, campaign, [BERT], ALICE)[0]
    theirs = guests.invite(shop, other, 30, BRAND)
    with shop.store.write() as connection:
        one = collaborations.collaboration_of(connection, fox)
        collaborations.rows.move(connection, one, "checked", 1)
    number = make_statement(shop, fox, ALICE)
    with served(shop) as bert:
        assert bert.get(f"{theirs}/statement/{number}").status_code == 404
        assert bert.get(f"{link}/statement/{number}").status_code == 200


def test_a_report_link_opens_no_collaboration(shop, link):
    with served(shop) as guest:
        assert guest.get(link.replace("/collaboration/", "/report/")).status_code == 404


def test_nobody_accepts_what_changed_since_they_read_it(shop, campaign, fox, link):
    with served(shop) as guest:
        seen = fields(guest.get(link).text)
        save_brief(shop, campaign, "de", {"goal": "Etwas anderes"}, ALICE)
        answer = send(guest, f"{link}/answer", step="accept", reason="", **seen)
        assert answer.status_code == 422
        assert "changed since you opened this page" in texts(answer.text)
    assert state_of(shop, fox) == "invited"


def test_declining_keeps_the_reason(shop, fox, link):
    guests.answer(shop, link.rpartition("/")[2], "decline", "Passt nicht zu mir.", 1, 1)
    assert collaboration_page(shop, fox).history[-1].note == "Passt nicht zu mir."


def test_a_guest_takes_no_step_of_the_brand(shop, fox, link):
    for step in ("pay", "approve", "cancel", "fly", ""):
        with pytest.raises(Conflict):
            guests.answer(shop, link.rpartition("/")[2], step, "", 1, 1)
    assert state_of(shop, fox) == "invited"


def test_what_cannot_be_used_is_said_beside_its_field(shop, fox, link, campaign):
    guests.answer(shop, link.rpartition("/")[2], "accept", "", 1, 1)
    take_step(shop, fox, "brief", BRAND)
    with served(shop) as guest:
        for form, values, said in (
            ("/draft", {"text": "  "}, "There is no text to check."),
            ("/account", {"holder": "A", "iban": "DE00 1234"}, "An IBAN that begins with DE has 22 characters."),
        ):
            answer = send(guest, link + form, **values)
            assert answer.status_code == 422
            assert said in texts(answer.text)
            assert 'aria-invalid="true"' in answer.text
        early = send(guest, f"{link}/post", url="https://a.example/b")
        assert early.status_code == 422
        assert "not possible now" in texts(early.text)


def test_what_comes_from_a_page_that_grew_old_is_refused_with_its_reason_and_its_words(shop, fox, link, campaign):
    guests.answer(shop, link.rpartition("/")[2], "accept", "", 1, 1)
    take_step(shop, fox, "brief", BRAND)
    take_step(shop, fox, "cancel", BRAND)
    with served(shop) as guest:
        late = send(guest, f"{link}/draft", text="Werbung. Drei Stunden <b>Arbeit</b>.", kind="photo")
        assert late.status_code == 422
        told = texts(late.text)
        assert "is not possible now" in told
        assert "What you wrote was not kept." in told
        assert "Drei Stunden <b>Arbeit</b>." in html.unescape(late.text)
        assert "<b>Arbeit" not in late.text
        answered = send(guest, f"{link}/answer", step="accept", reason="", terms="1", brief="1")
        assert "is not possible now" in texts(answered.text)


def test_the_creators_own_language_comes_first(shop, link):
    with shop.store.write() as connection:
        connection.execute(sa.text("UPDATE creator SET language = 'de' WHERE id = 1"))
    with served(shop) as guest:
        assert '<html lang="de">' in guest.get(link).text
        assert send(guest, f"{link}/answer", step="decline", reason="").status_code == 303
        assert "Danke. Die Marke sieht deine Antwort." in texts(guest.get(link).text)
        guest.get("/language/en")
        assert '<html lang="en">' in guest.get(link).text


def test_a_link_to_an_erased_creator_is_no_longer_valid(shop, link):
    erase_person(shop, FOX, ALICE)
    with pytest.raises(NotFound):
        guests.guest_page(shop, link.rpartition("/")[2], "de")


def test_the_brand_makes_the_link_once_and_it_invites(shop, fox):
    add_people(shop)
    with served(shop) as brand:
        sign_in(brand, "editor")
        here = f"/campaigns/collaborations/{fox}"
        assert send(brand, f"{here}/guests", days="0").status_code == 422
        assert send(brand, f"{here}/guests", days="30").status_code == 303
        page = brand.get(here).text
        path = re.search(r"/collaboration/[\w-]+", page).group(0)
        assert path not in brand.get(here).text
    assert state_of(shop, fox) == "invited"
