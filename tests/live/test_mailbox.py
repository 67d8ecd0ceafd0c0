"""Leads by e-mail out of a real Dovecot: TLS, folders, kill -9 in between, a server that numbers anew."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from nahbar.campaigns.leads import leads_of
from nahbar.campaigns.leads.mailbox.schema import mailbox_message
from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox, find_mailbox
from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.journal import journal
from tests.campaigns.leads.mailbox.letters import letter, mixed
from tests.command_line import command, environment
from tests.conftest import ALICE
from tests.live.mail_server import PASSWORD, USER, MailServer, free_port, start_server

SINCE = "2020-01-01"
MESSAGES = 120
KILLS = 5
PATIENCE_SECONDS = 60


@pytest.fixture
def server(tmp_path, monkeypatch) -> Iterator[MailServer]:
    """A running Dovecot whose certificate is trusted."""
    folder = tmp_path / "dovecot"
    folder.mkdir()
    running = start_server(folder)
    monkeypatch.setenv("SSL_CERT_FILE", running.certificate)
    yield running
    running.stop()


def plan(server: MailServer, **more: str) -> dict[str, str]:
    return {"name": "shop", "host": "localhost", "port": str(server.tls), "user": USER, "since": SINCE, **more}


def opened(house, server: MailServer, **more: str):
    add_mailbox(house, plan(server, **more), PASSWORD, ALICE)
    return lambda: read_mailbox(house, find_mailbox(house, "shop")).by_outcome


def number(n: int) -> bytes:
    return letter(f"Anfrage {n}", From=f"Person {n} <p{n}@example.net>", Message_ID=f"<{n}@example.net>")


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_messages_become_leads_and_stay_unread(house, server, security):
    port = server.tls if security == "tls" else server.plain
    read = opened(house, server, security=security, port=str(port))
    for n in range(3):
        server.deliver(number(n))
    server.deliver(letter("Bin nicht da", Auto_Submitted="auto-replied", Message_ID="<a@example.net>"))
    assert read() == {"lead": 3, "automatic": 1}
    assert read() == {}
    server.deliver(number(3))
    assert read() == {"lead": 1}
    assert {one.email for one in leads_of(house)} == {f"p{n}@example.net" for n in range(4)}
    assert server.ask("search", "-u", USER, "mailbox", "INBOX", "SEEN") == ""


def test_a_certificate_that_nobody_vouches_for_is_refused(house, server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    read = opened(house, server)
    with pytest.raises(Unavailable) as error:
        read()
    assert error.value.kind == "mailbox-certificate"
    assert find_mailbox(house, "shop").failures == 1


@pytest.mark.parametrize(
    ("change", "kind"),
    [({"user": "nobody@example.org"}, "mailbox-password"), ({"folder": "Nirgends"}, "mailbox-folder")],
)
def test_what_is_wrong_is_said(house, server, change, kind):
    read = opened(house, server, **change)
    with pytest.raises(Unavailable) as error:
        read()
    assert error.value.kind == kind


def test_a_server_that_is_away_loses_nothing(house, server):
    read = opened(house, server, port=str(free_port()))
    with pytest.raises(Unavailable) as error:
        read()
    assert error.value.kind == "mailbox-away"
    assert find_mailbox(house, "shop").problem is not None


def test_leads_are_moved_and_the_rest_is_left(house, server):
    read = opened(house, server, folder="Anfragen", after="move", target="Übernommen")
    server.deliver(number(1), "Anfragen")
    server.deliver(letter("bulk", Precedence="bulk", Message_ID="<b@example.net>"), "Anfragen")
    assert read() == {"lead": 1, "automatic": 1}
    assert server.ask("search", "-u", USER, "mailbox", "Übernommen", "ALL").count("\n") == 1
    assert server.ask("search", "-u", USER, "mailbox", "Anfragen", "ALL").count("\n") == 1


def test_leads_are_flagged(house, server):
    read = opened(house, server, after="flag")
    server.deliver(number(1))
    assert read() == {"lead": 1}
    assert server.ask("search", "-u", USER, "mailbox", "INBOX", "SEEN").count("\n") == 1


def test_a_server_that_numbers_anew_brings_nothing_twice(house, server):
    read = opened(house, server)
    for n in range(5):
        server.deliver(number(n))
    read()
    before = find_mailbox(house, "shop")
    server.ask("index", "-u", USER, "INBOX")
    for path in (server.folder / "mail").glob("dovecot*"):
        path.unlink()
    time.sleep(1.1)
    server.deliver(number(5))
    assert read() == {"repeated": 5, "lead": 1}
    assert find_mailbox(house, "shop").uid_validity != before.uid_validity
    assert len(leads_of(house)) == 6


def test_a_message_with_large_attachments_is_a_lead_and_one_of_endless_words_is_refused(house, server):
    read = opened(house, server)
    large = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n" + "A" * 76 + "\n"
    words = "Content-Type: text/plain; charset=utf-8\n\nBitte ein Angebot."
    server.deliver(mixed(words, large + ("A" * 76 + "\n") * 60_000, Message_ID="<l@example.net>"))
    server.deliver(letter("Wort " * 500_000, Message_ID="<w@example.net>"))
    assert read() == {"lead": 1, "refused": 1}


def test_each_message_is_kept_exactly_once_through_kill_9(house, server):
    opened(house, server)
    for n in range(MESSAGES):
        server.deliver(number(n))
    words = command("leads", "mailbox", "read", "shop", "--workspace", house.workspace.folder)
    # Anywhere: between two messages, within a transaction, before the answer of the server.
    for goal in sorted(random.Random(1).sample(range(1, MESSAGES - 40), KILLS)):
        with subprocess.Popen(words, env=trusting()) as process:
            waiting_for(lambda goal=goal: kept(house) >= goal)
            process.send_signal(signal.SIGKILL)
        assert kept(house) < MESSAGES
    subprocess.run(words, env=trusting(), check=True)
    assert kept(house) == MESSAGES
    assert len({one.email for one in leads_of(house)}) == len(leads_of(house)) == MESSAGES
    with house.store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(journal)).scalar_one() == MESSAGES


def trusting():
    return environment(SSL_CERT_FILE=os.environ["SSL_CERT_FILE"])


def waiting_for(happened):
    """Return once something has happened."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.002)


def kept(house) -> int:
    with house.store.read() as connection:
        found: int = connection.execute(sa.select(sa.func.count()).select_from(mailbox_message)).scalar_one()
        return found
