"""Mailboxes are read: each message once, whatever breaks off; nothing of a message lies where it must not."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads import erase_customer, export_customer, leads_of
from nahbar.campaigns.leads.mailbox import rows
from nahbar.campaigns.leads.mailbox.background import MailboxThread
from nahbar.campaigns.leads.mailbox.planning import read_plan
from nahbar.campaigns.leads.mailbox.server import quoted_folder
from nahbar.campaigns.leads.mailbox.service import reading
from nahbar.campaigns.leads.mailbox.service.keeping import (
    add_mailbox,
    find_mailbox,
    list_mailboxes,
    remove_mailbox,
    settle_refused,
)
from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox
from nahbar.campaigns.leads.service.moving import lead_page
from nahbar.kernel.errors import BadInput, Conflict, NahbarError, NotFound, Unavailable
from nahbar.kernel.journal import journal
from tests.campaigns.leads.mailbox.letters import letter
from tests.campaigns.leads.mailbox.stand_in import Script, mail_server
from tests.campaigns.leads.test_erasing import held
from tests.conftest import ALICE, both_engines

GIVEN = {
    "name": "shop",
    "host": "127.0.0.1",
    "security": "none",
    "user": "info@shop.example.org",
    "since": "2020-01-01",
}
SECRET = "ein unverwechselbares Anliegen"


def number(n: int) -> bytes:
    return letter(f"Anfrage {n}", From=f"Person {n} <p{n}@example.net>", Message_ID=f"<{n}@example.net>")


@pytest.fixture
def script():
    return Script([number(n) for n in range(4)])


@pytest.fixture
def read(house, script):
    """Reads the mailbox "shop" once."""
    with mail_server(script) as port:
        add_mailbox(house, {**GIVEN, "port": str(port)}, script.password, ALICE)
        yield lambda: read_mailbox(house, find_mailbox(house, "shop")).by_outcome


@both_engines
def test_every_message_is_a_lead_once_with_its_touchpoint(house, read):
    assert read() == {"lead": 4}
    assert read() == {}
    assert [one.via for one in leads_of(house)] == ["mail"] * 4
    with house.store.read() as connection:
        points = connection.execute(journal.select().where(journal.c.kind == "lead")).all()
    assert len(points) == 4
    assert "Anfrage" not in str(points)


def test_a_connection_that_breaks_off_goes_on_where_it_ended(house, script, read):
    script.drop_after = 2
    with pytest.raises(Unavailable, match="broke off"):
        read()
    assert find_mailbox(house, "shop").last_uid == 2
    script.drop_after = 10**6
    assert read() == {"lead": 2}
    assert script.fetched == [1, 2, 3, 4]


def test_what_fails_between_two_words_of_a_transaction_is_as_if_it_never_was(house, read, monkeypatch):
    monkeypatch.setattr(rows, "keep_message", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read()
    monkeypatch.undo()
    assert leads_of(house) == []
    assert read() == {"lead": 4}


def test_two_who_read_at_once_keep_nothing_twice(house, read, monkeypatch):
    old = find_mailbox(house, "shop")
    read()
    monkeypatch.setattr(reading, "find_mailbox", lambda *_: old)
    with pytest.raises(Conflict):
        read_mailbox(house, old)
    assert len(leads_of(house)) == 4


@both_engines
def test_a_server_that_numbers_anew_brings_nothing_twice(house, script, read):
    read()
    script.validity, script.messages = 2, [number(9), *reversed(script.messages)]
    assert read() == {"lead": 1, "repeated": 4}
    assert read() == {}
    assert list_mailboxes(house).boxes[0][1] == {"lead": 5}


def test_the_same_message_twice_is_one_lead(house, script, read):
    script.messages = [number(1), number(1)]
    assert read() == {"lead": 1, "repeated": 1}


def test_an_answer_goes_below_the_lead_it_belongs_to(house, script, read):
    reply = letter("Ja, gern.", From="P <p1@example.net>", Message_ID="<r@example.net>", In_Reply_To="<x@shop>")
    script.messages = [number(1), reply]
    assert read() == {"lead": 1, "reply": 1}
    (one,) = leads_of(house)
    assert lead_page(house, one.id).answers["message"] == "Anfrage 1\n\n[2025-11-22]\nJa, gern."


def test_a_known_code_or_link_credits_the_creator(house, tracked, script, read):
    script.messages = [letter("Mein Code ist fuchsbau"), letter("https://x.example/l/fuchs", Message_ID="<2@x>")]
    read()
    assert {(one.by, one.campaign) for one in leads_of(house)} == {("link", "Herbstlese"), ("code", "Herbstlese")}


def test_what_is_refused_is_shown_until_a_person_settles_it(house, script, read):
    script.messages = [letter(From="niemand")]
    assert read() == {"refused": 1}
    (waiting,) = list_mailboxes(house).refused
    assert "no address" in waiting["reason"].render()
    settle_refused(house, waiting["id"], ALICE)
    assert list_mailboxes(house).refused == []
    with pytest.raises(NotFound):
        settle_refused(house, waiting["id"], ALICE)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"password": "other"}, "mailbox-password"),
        ({"password": "other", "refusal": "[AUTHENTICATIONFAILED]"}, "mailbox-password"),
        ({"password": "other", "refusal": "[UNAVAILABLE] Temporary authentication failure."}, "mailbox-away"),
        ({"password": "other", "refusal": "[LIMIT] Too many simultaneous connections."}, "mailbox-away"),
        ({"announced": 10**9}, "mailbox-away"),
    ],
)
def test_a_failure_is_explained_and_asked_again_later_and_later(house, script, read, change, kind):
    for name, value in change.items():
        setattr(script, name, value)
    for _ in range(2):
        with pytest.raises(Unavailable) as error:
            read()
        assert error.value.kind == kind
    one = find_mailbox(house, "shop")
    assert (one.failures, one.problem[0]) == (2, error.value.message)
    assert one.next_at > reading.now() + 2 * reading.PAUSE_SECONDS


def test_an_erased_person_is_in_no_byte_and_does_not_come_back(house, script, read):
    script.messages = [letter(SECRET, From="U <unverwechselbar@example.org>", Subject="unverwechselbar")]
    read()
    mails = export_customer(house, "unverwechselbar@example.org")["mails"]
    assert [(one["name"], one["folder"], one["uid"]) for one in mails] == [("shop", "INBOX", 1)]
    erase_customer(house, "unverwechselbar@example.org", ALICE)
    assert held(house, b"unverwechselbar") == []
    script.validity = 2
    assert read() == {"repeated": 1}
    assert held(house, b"unverwechselbar") == []


def test_the_password_is_kept_sealed_and_forgotten(house, script, read):
    script.password = "ein-sehr-eigenes-Kennwort"
    remove_mailbox(house, "shop", ALICE)
    add_mailbox(house, {**GIVEN, "port": "1"}, script.password, ALICE)
    assert held(house, b"ein-sehr-eigenes-kennwort") == []
    remove_mailbox(house, "shop", ALICE)
    assert list_mailboxes(house).boxes == []
    with pytest.raises(NotFound):
        read()


def test_one_name_is_one_mailbox(house, read):
    with pytest.raises(Conflict):
        add_mailbox(house, GIVEN, "x", ALICE)


def test_a_thread_reads_what_is_due(house, read):
    thread = MailboxThread(house)
    thread.turn()
    assert len(leads_of(house)) == 4
    thread.start()
    thread.stop()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"host": "mail server"}, "host"),
        ({"host": "imap.example.org"}, "security"),
        ({"security": "ssl"}, "security"),
        ({"port": "0"}, "port"),
        ({"port": "99999"}, "port"),
        ({"user": ""}, "user"),
        ({"after": "burn"}, "after"),
        ({"after": "move"}, "target"),
        ({"own": "ä@ b c@d@e"}, "own"),
        ({"since": "gestern"}, "since"),
        ({"name": "my shop"}, "slug"),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field(change, field):
    with pytest.raises(NahbarError) as error:
        read_plan({**GIVEN, **change}, 20_000)
    assert isinstance(error.value, BadInput)
    assert error.value.kind == field


@pytest.mark.parametrize(
    ("name", "spoken"),
    [("INBOX", '"INBOX"'), ("A&B", '"A&-B"'), ("Gelöschte Anfragen", '"Gel&APY-schte Anfragen"'), ('a"b', '"a\\"b"')],
)
def test_folders_are_named_as_imap_names_them(name, spoken):
    assert quoted_folder(name) == spoken
