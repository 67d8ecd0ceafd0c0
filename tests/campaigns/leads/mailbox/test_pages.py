"""The page and the commands of mailboxes."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox, list_mailboxes
from tests.campaigns.leads.mailbox.letters import letter
from tests.campaigns.leads.mailbox.stand_in import Script, mail_server
from tests.command_line import CommandLine
from tests.web import add_people, send, served, sign_in, texts

HOME = "/campaigns/leads/mailboxes"
GIVEN = {"name": "shop", "host": "127.0.0.1", "security": "none", "user": "info@shop.example.org"}


@pytest.fixture
def brand(house):
    """A signed-in owner."""
    add_people(house)
    with served(house) as client:
        sign_in(client, "owner")
        yield client


def test_a_mailbox_is_added_read_and_removed_on_its_page(brand, house):
    with mail_server(Script([letter(), letter(From="niemand")], password="ein-kennwort")) as port:
        values = {**GIVEN, "port": str(port), "password": "ein-kennwort", "since": "2020-01-01"}
        assert send(brand, HOME, **values).status_code == 303
        assert send(brand, f"{HOME}/shop/read").status_code == 303
    page = texts(brand.get(HOME).text)
    assert "2 messages read." in page
    assert "no address at which it could be answered" in page
    assert "ein-kennwort" not in page
    assert send(brand, f"{HOME}/refused/{list_mailboxes(house).refused[0]['id']}").status_code == 303
    assert send(brand, f"{HOME}/shop/read").status_code == 303
    assert "broke off or does not answer" in texts(brand.get(HOME).text)
    assert send(brand, f"{HOME}/shop/remove").status_code == 303
    assert "None yet." in texts(brand.get(HOME).text)


def test_what_is_wrong_is_said_and_the_password_is_not_shown_again(brand):
    changes = (
        ({"host": "imap.example.org"}, "readable on the way"),
        ({"name": "my shop"}, "end of a link"),
        ({"password": "geheim\r\nA1 LOGOUT"}, "no password"),
    )
    for change, told in changes:
        answer = send(brand, HOME, **{**GIVEN, "password": "geheim-und-lang", **change})
        assert answer.status_code == 422
        assert told in texts(answer.text)
        assert "geheim" not in answer.text


def test_mailboxes_are_kept_by_command(house, monkeypatch, capsys, tmp_path):
    nb = CommandLine(monkeypatch, capsys)
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(house.workspace.folder))
    (tmp_path / "password").write_text("secret\n")
    with mail_server(Script([letter()])) as port:
        words = ("leads", "mailbox", "add", "shop", "--host", "127.0.0.1", "--port", port, "--security", "none")
        more = ("--user", "a", "--password-file", tmp_path / "password", "--since", "2020-01-01")
        assert nb(*words, *more).code == 0
        assert nb("leads", "mailbox", "read", "--json").json == [
            {"name": "shop", "messages": {"lead": 1}, "problem": None}
        ]
    assert nb("leads", "mailbox", "read", "shop").code == 5
    (shown,) = nb("leads", "mailbox", "list", "--json").json
    assert (shown["messages"], shown["failures"]) == ({"lead": 1}, 1)
    assert "does not answer" in nb("leads", "mailbox", "list").out
    assert nb("leads", "mailbox", "remove", "shop").code == 0
    assert nb("leads", "mailbox", "read", "shop").code == 3


def test_a_mailbox_that_cannot_be_read_does_not_stop_the_others(house, monkeypatch, capsys):
    nb = CommandLine(monkeypatch, capsys)
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(house.workspace.folder))
    given = {**GIVEN, "since": "2020-01-01"}
    with mail_server(Script([letter()])) as port, mail_server(Script([letter()], password="another")) as refusing:
        add_mailbox(house, {**given, "name": "a-first", "port": str(refusing)}, "secret", "alice")
        add_mailbox(house, {**given, "port": str(port)}, "secret", "alice")
        done = nb("leads", "mailbox", "read", "--json")
        assert done.code == 5
        first, second = done.json
        assert (first["name"], first["messages"], first["problem"]["kind"]) == ("a-first", None, "mailbox-password")
        assert second == {"name": "shop", "messages": {"lead": 1}, "problem": None}
        told = nb("leads", "mailbox", "read")
    assert (told.code, told.out) == (5, "shop: nothing new\n")
    assert told.err.startswith("a-first: ")
