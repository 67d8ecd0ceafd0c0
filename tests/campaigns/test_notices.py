"""The brand learns that a creator answered: on the start page, and by e-mail for whoever switched that on."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
import sqlalchemy as sa

from nahbar.app.rooms import connect_rooms
from nahbar.campaigns.agree.service import guests
from nahbar.campaigns.agree.service.collaborations import collaboration_page, take_step
from nahbar.creators import erase_person
from nahbar.creators.notices import sending, service
from nahbar.creators.notices.schema import happening, notice_mail
from nahbar.creators.notices.sending import NoticeThread, send_waiting
from nahbar.creators.service import replies
from nahbar.kernel.access import disable_account, list_accounts, set_language
from nahbar.kernel.errors import BadInput, Conflict
from nahbar.kernel.settings import MailSettings, WebSettings, read_settings
from tests.campaigns.conftest import BRAND, FOX
from tests.conftest import ALICE, CHARLIE, both_engines
from tests.creators.mail_taker import mail_taker
from tests.web import add_people, send, served, sign_in, texts

ADDRESS = "https://nahbar.example.org"


@pytest.fixture
def taker():
    with mail_taker() as running:
        yield running


@pytest.fixture
def brand(shop, taker):
    """The workspace with people, and a mail server that takes notices; Alice reads German and wants them."""
    mail = MailSettings(host="127.0.0.1", port=taker.port, security="none", sender="nahbar@example.org")
    settings = msgspec.structs.replace(shop.workspace.settings, mail=mail, web=WebSettings(address=ADDRESS))
    made = replace(shop, workspace=replace(shop.workspace, settings=settings))
    add_people(made)
    connect_rooms()
    with made.store.write() as connection:
        set_language(connection, number_of(made, ALICE), "de")
    service.switch_notices(made, number_of(made, ALICE), ALICE, on=True)
    return made


def number_of(house, email):
    with house.store.read() as connection:
        return next(one.id for one in list_accounts(connection) if one.email == email)


@pytest.fixture
def accepted(brand, fox):
    """The fox said yes."""
    secret = guests.invite(brand, fox, 30, BRAND).removeprefix("/collaboration/")
    terms = collaboration_page(brand, fox).card.collaboration.terms_version
    guests.answer(brand, secret, "accept", "", terms, 0)
    return fox


def mails(house):
    with house.store.read() as connection:
        return connection.execute(sa.select(notice_mail)).all()


@both_engines
def test_who_switched_notices_on_is_told_once_in_their_language(brand, taker, accepted):
    assert send_waiting(brand) == 1
    (one,) = taker.taken
    assert one["Subject"] == "Test: instagram/Lese.Fuchs hat das Angebot angenommen"
    assert (one["To"], one["From"], one["Auto-Submitted"]) == (ALICE, "nahbar@example.org", "auto-generated")
    assert f"{ADDRESS}/campaigns/collaborations/{accepted}" in one.get_content().splitlines()
    assert send_waiting(brand) == 0
    assert len(taker.taken) == 1


def test_what_waits_for_one_person_comes_in_one_message(brand, taker, accepted):
    secret = replies.invite(brand, FOX, 14, ALICE).removeprefix("/report/")
    replies.answer(brand, secret, "", "Stimmt nicht, wegen Ähm.")
    assert send_waiting(brand) == 1
    assert "und 1 weitere" in taker.taken[0]["Subject"]
    assert f"{ADDRESS}/creators/instagram/Lese.Fuchs/guests" in taker.taken[0].get_content()
    assert "wegen" not in taker.taken[0].get_content()


def test_a_step_of_the_brand_tells_nobody(brand, accepted):
    take_step(brand, accepted, "cancel", BRAND)
    assert len(mails(brand)) == 1


def test_an_act_that_fails_tells_nobody(brand, accepted):
    secret = guests.invite(brand, accepted, 30, BRAND).removeprefix("/collaboration/")
    with pytest.raises(Conflict):
        guests.answer(brand, secret, "accept", "", 1, 0)
    assert len(mails(brand)) == 1


def test_what_may_go_better_later_is_tried_again_at_growing_distances(brand, taker, accepted, monkeypatch):
    clock = [sending.now()]
    monkeypatch.setattr(sending, "now", lambda: clock[0])
    troubles = ({"RCPT": "451 later"}, {"DATA": "421 busy"}, {"MAIL": "550 no"}, {"DATA": ""})
    for answers, wait in zip(troubles, (60, 120, 240, 480), strict=True):
        taker.answers = answers
        assert send_waiting(brand) == 0
        assert mails(brand)[0].next_at == clock[0] + wait
        clock[0] += wait
    taker.answers = {}
    assert send_waiting(brand) == 1
    assert len(taker.taken) == 1


def test_what_nobody_takes_for_three_days_is_given_up(brand, taker, accepted, monkeypatch):
    taker.answers = {"MAIL": "451 later"}
    clock = sending.now() + sending.GIVE_UP_SECONDS + 10
    monkeypatch.setattr(sending, "now", lambda: clock)
    send_waiting(brand)
    assert mails(brand)[0].given_up_at == clock


@pytest.mark.parametrize("answers", [{"RCPT": "550 unknown"}, {"END": "554 no"}])
def test_what_is_refused_for_good_is_not_tried_again(brand, taker, accepted, answers):
    taker.answers = answers
    assert send_waiting(brand) == 0
    assert mails(brand)[0].given_up_at is not None
    shown = service.notice_page(brand, number_of(brand, ALICE))
    assert "refuses this message" in shown.problems[0][1].render()


def test_killed_after_the_server_took_it_the_same_message_comes_again(brand, taker, accepted, monkeypatch):
    def killed(*given):
        real(*given)
        raise KeyboardInterrupt

    real = sending.send_mail
    monkeypatch.setattr(sending, "send_mail", killed)
    with pytest.raises(KeyboardInterrupt):
        send_waiting(brand)
    monkeypatch.undo()
    assert send_waiting(brand) == 1
    assert taker.taken[0]["Message-ID"] == taker.taken[1]["Message-ID"]


def test_who_switches_off_or_loses_access_gets_none(brand, taker, accepted):
    charlie = number_of(brand, CHARLIE)
    service.switch_notices(brand, charlie, CHARLIE, on=True)
    service.switch_notices(brand, number_of(brand, ALICE), ALICE, on=False)
    secret = replies.invite(brand, FOX, 14, ALICE).removeprefix("/report/")
    replies.answer(brand, secret, "", "Bitte löschen", "erasure")
    with brand.store.write() as connection:
        disable_account(connection, charlie, sending.now())
    assert send_waiting(brand) == 0
    assert taker.taken == []


def test_an_erased_creator_is_in_no_notice(brand, accepted):
    erase_person(brand, FOX, ALICE)
    with brand.store.read() as connection:
        assert connection.execute(sa.select(happening)).all() == []
    assert mails(brand) == []


def test_a_thread_sends_and_old_notices_are_forgotten(brand, taker, accepted, monkeypatch):
    thread = NoticeThread(brand, 0.01)
    sent = sending.send_waiting
    told = []
    monkeypatch.setattr(sending, "send_waiting", lambda house: told.append(sent(house)) or thread._ending.set())
    thread.start()
    thread._thread.join()
    thread.stop()
    assert told == [1]
    clock = sending.now() + sending.KEEP_SECONDS + 10
    monkeypatch.setattr(sending, "now", lambda: clock)
    sent(brand)
    assert mails(brand) == []


def test_the_start_page_shows_what_waits_until_somebody_has_seen_it(brand, accepted):
    with served(brand) as client:
        sign_in(client, "viewer")
        page = client.get("/").text
        assert "Lese Füchsin 🦊 accepted the offer" in texts(page)
        assert f'href="/campaigns/collaborations/{accepted}"' in page
        assert send(client, "/happenings/1/seen").status_code == 403
        assert send(client, "/sign-out").status_code == 303
        sign_in(client, "editor")
        assert send(client, "/happenings/1/seen").status_code == 303
        assert "accepted the offer" not in texts(client.get("/").text)
        assert send(client, "/happenings/seen/9").status_code == 303


def test_what_a_room_noted_that_is_gone_is_told_in_plain_words(brand, taker, fox):
    with brand.store.write() as connection:
        service.note_happening(connection, "danced", 1, "/")
    assert send_waiting(brand) == 1
    assert taker.taken[0]["Subject"] == "Test: instagram/Lese.Fuchs hat etwas getan"


def test_each_person_switches_notices_for_themselves(brand):
    with served(brand) as client:
        sign_in(client, "viewer")
        assert "each person switches it on" in texts(client.get("/settings/notices").text)
        assert send(client, "/settings/notices", wanted="yes").status_code == 303
        assert "You get an e-mail when" in texts(client.get("/settings/notices").text)
        assert send(client, "/settings/notices", wanted="no").status_code == 303
        assert "You get no notices any more." in texts(client.get("/settings/notices").text)


def test_settings_that_would_leak_or_cannot_work_are_refused(tmp_path):
    wrong = ('[mail]\nsecurity = "none"\nhost = "mx.example.org"', "[mail]\nport = 99999", '[mail]\nsender = "a b"',
             '[mail]\nsecurity = "ssl"', '[web]\naddress = "nahbar.example.org"')  # fmt: skip
    for lines in wrong:
        (tmp_path / "nahbar.toml").write_text(lines)
        with pytest.raises(BadInput):
            read_settings(tmp_path)


def test_the_password_comes_from_the_environment(tmp_path, monkeypatch):
    (tmp_path / "nahbar.toml").write_text('[mail]\nhost = "mx.example.org"')
    monkeypatch.setenv("NAHBAR_MAIL_PASSWORD", "geheim")
    assert read_settings(tmp_path).mail.password == "geheim"
