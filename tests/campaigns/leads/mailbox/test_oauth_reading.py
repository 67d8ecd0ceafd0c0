"""Mailboxes that are opened with tokens: fetched, kept, rotated, refused; nothing secret lies where it must not."""

from __future__ import annotations

import logging

import pytest

from nahbar.campaigns.leads import leads_of
from nahbar.campaigns.leads.mailbox.background import MailboxThread
from nahbar.campaigns.leads.mailbox.entering import Credential
from nahbar.campaigns.leads.mailbox.oauth import asking, rows
from nahbar.campaigns.leads.mailbox.oauth.service import tokens
from nahbar.campaigns.leads.mailbox.oauth.service.signing import bring_secrets
from nahbar.campaigns.leads.mailbox.planning import read_plan
from nahbar.campaigns.leads.mailbox.server import session
from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox, find_mailbox, find_sign_in, remove_mailbox
from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox
from nahbar.kernel.errors import Unavailable
from tests.campaigns.leads.mailbox.auth_server import CLIENT, CLIENT_SECRET
from tests.campaigns.leads.mailbox.letters import letter
from tests.campaigns.leads.mailbox.stand_in import Script, mail_server
from tests.campaigns.leads.test_erasing import held
from tests.conftest import ALICE, both_engines

USER = "info@shop.example.org"
GIVEN = {"name": "shop", "host": "127.0.0.1", "security": "none", "user": USER, "since": "2020-01-01"}


def xoauth2(n: int) -> bytes:
    return f"user={USER}\x01auth=Bearer zugang-{n}\x01\x01".encode()


@pytest.fixture
def script():
    """A mail server that takes the first ten tokens."""
    return Script([letter()], mechanisms=("OAUTHBEARER", "XOAUTH2"), taken={xoauth2(n) for n in range(10)})


@pytest.fixture
def add(house, script, provider, clock):
    """Adds the mailbox "shop", and returns what reads it once."""
    with mail_server(script) as port:

        def added(**more: str):
            given = {"refresh_token": provider.refresh, **provider.given(), **GIVEN, "port": str(port), **more}
            add_mailbox(house, given, "", ALICE)
            return lambda: read_mailbox(house, find_mailbox(house, "shop")).by_outcome

        yield added


def refused(read) -> Unavailable:
    """Return why a reading failed."""
    with pytest.raises(Unavailable) as error:
        read()
    return error.value


def test_one_token_opens_the_mailbox_until_shortly_before_it_lapses(add, provider, script, clock):
    read = add(scope="mail read")
    assert read() == {"lead": 1}
    clock.move(3600 - 200)
    assert read() == {}
    assert script.entered == [xoauth2(0)] * 2
    clock.move(100)
    assert read() == {}
    fields = {"grant_type": "refresh_token", "refresh_token": "auffrischung-0", "scope": "mail read"}
    assert provider.asked == [("/token", fields)] * 2


def test_a_server_that_offers_oauthbearer_only_is_told_so(add, script):
    script.mechanisms = ("OAUTHBEARER",)
    read = add(user="a=b,c@shop.example.org")
    error = refused(read)
    assert error.kind == "mailbox-token"
    host, _, rest = script.entered[0].partition(b"\x01port=")
    assert host == b"n,a=a=3Db=2Cc@shop.example.org,\x01host=127.0.0.1"
    assert rest.partition(b"\x01")[2] == b"auth=Bearer zugang-0\x01\x01"
    assert script.acknowledged == [b"\x01"]
    script.taken.add(script.entered[0].replace(b"zugang-0", b"zugang-1"))
    assert read() == {"lead": 1}


def test_a_server_that_takes_no_tokens_is_explained(add, script):
    script.mechanisms = ()
    assert refused(add()).kind == "mailbox-no-oauth"


@both_engines
def test_a_new_refresh_token_takes_the_place_of_the_old_one(add, provider, clock):
    provider.rotates = True
    read = add()
    for _ in range(3):
        read()
        clock.move(4000)
    assert [fields["refresh_token"] for _, fields in provider.asked] == [f"auffrischung-{n}" for n in range(3)]


def test_a_new_refresh_token_does_not_displace_what_a_person_brought_meanwhile(house, add):
    add()
    number = find_mailbox(house, "shop").id
    with house.store.read() as connection:
        before = rows.find(connection, number)
    bring_secrets(house, "shop", {"refresh_token": "von-Hand"}, ALICE)
    with house.store.write() as connection:
        assert not rows.rotate(connection, before, b"rotated")
        row = rows.find(connection, number)
    assert tokens.open_for(house, "shop", "refresh", row.refresh_token) == "von-Hand"


def test_consent_taken_back_is_said_until_somebody_signs_in_again(house, add, provider, clock, caplog):
    read = add()
    read()
    provider.refresh = "auffrischung-neu"
    clock.move(4000)
    with caplog.at_level(logging.WARNING):
        MailboxThread(house).turn()
    one = find_mailbox(house, "shop")
    assert "localhost:" in one.problem[0].render()
    assert "nahbar leads mailbox sign-in shop" in one.problem[1].render()
    assert "consent was taken back" in caplog.text
    assert "auffrischung" not in caplog.text
    bring_secrets(house, "shop", {"refresh_token": " auffrischung-neu\n"}, ALICE)
    assert (find_mailbox(house, "shop").next_at, find_mailbox(house, "shop").problem) == (0, None)
    assert read() == {}


def test_a_busy_endpoint_is_left_alone_as_long_as_it_wants_and_nothing_is_lost(house, add, provider, clock):
    provider.answers.append((429, {"Retry-After": "7000"}, b"slow"))
    read = add()
    for _ in range(2):
        assert refused(read).kind == "mailbox-busy-tokens"
    assert len(provider.asked) == 1
    assert find_mailbox(house, "shop").next_at == clock.at + 7000
    clock.move(7000)
    assert read() == {"lead": 1}


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind"),
    [
        (302, {"Location": "https://evil.example/token"}, b"", "mailbox-elsewhere"),
        (200, {}, b'{"access_token": "' + b"a" * 70_000 + b'"}', "mailbox-no-endpoint"),
    ],
)
def test_nobody_is_followed_elsewhere_or_listened_to_for_long(add, provider, status, headers, body, kind):
    provider.answers.append((status, headers, body))
    assert refused(add()).kind == kind
    assert len(provider.asked) == 1


def test_a_client_that_is_not_known_is_explained_without_its_secret(add):
    error = refused(add(client_secret="ein-falsches-Geheimnis"))
    assert error.kind == "mailbox-client"
    assert "invalid_client, AADSTS7000215" in error.one_line()
    assert "Geheimnis" not in error.one_line()


def test_an_endpoint_that_says_nothing_is_given_up(add, provider, monkeypatch):
    monkeypatch.setattr(asking, "SILENCE_SECONDS", 0.05)
    provider.hang_seconds = 0.3
    error = refused(add())
    assert (error.kind, "time-out" in error.one_line()) == ("mailbox-away", True)


def test_an_endpoint_that_never_ends_is_cut_off(add, provider, monkeypatch):
    monkeypatch.setattr(asking, "WHOLE_SECONDS", 0.05)
    provider.drips = True
    assert refused(add()).kind in ("mailbox-away", "mailbox-no-endpoint")


def test_a_host_that_none_can_be_is_explained(add):
    assert refused(add(token_url="https://a..b/token")).kind == "mailbox-away"
    assert refused(lambda: list(session_of("a..b"))).kind == "mailbox-away"


def session_of(host: str):
    """Open a mailbox on a host."""
    with session(read_plan({**GIVEN, "host": host, "security": "tls"}, 20_000), Credential("x")) as talk:
        yield talk


def test_an_endpoint_that_nobody_vouches_for_gets_no_secret(add, provider, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    assert refused(add()).kind == "mailbox-certificate"
    assert provider.asked == []


def test_a_kept_token_that_is_no_longer_taken_is_fetched_anew_once(add, provider, script):
    read = add()
    read()
    script.taken = {xoauth2(1)}
    assert read() == {}
    assert script.acknowledged == [b""]
    script.taken = set()
    assert refused(read).kind == "mailbox-token"
    assert len(provider.tokens) == 3


def test_a_program_signs_in_by_itself_where_there_is_no_refresh_token(house, add, provider):
    read = add(refresh_token="", scope="https://outlook.office365.com/.default")
    assert find_sign_in(house, "shop").unattended
    assert read() == {"lead": 1}
    assert provider.asked[0][1]["grant_type"] == "client_credentials"


def test_a_new_client_secret_takes_the_place_of_one_that_lapsed(house, add):
    read = add(refresh_token="", client_secret="abgelaufen")
    assert refused(read).kind == "mailbox-client"
    bring_secrets(house, "shop", {"client_secret": CLIENT_SECRET}, ALICE)
    assert read() == {"lead": 1}


def test_a_client_without_a_secret_names_itself_in_the_form(add, provider):
    provider.public = True
    assert add(client_secret="")() == {"lead": 1}
    assert provider.asked[0][1]["client_id"] == CLIENT


def test_a_mailbox_that_nobody_has_signed_in_to_asks_nobody(add, provider):
    assert refused(add(client_secret="", refresh_token="")).kind == "mailbox-not-signed-in"
    assert provider.asked == []


def test_no_secret_lies_in_plain_and_all_are_forgotten(house, add, provider, caplog):
    provider.rotates = True
    with caplog.at_level(logging.DEBUG):
        add()()
    for secret in ("auffrischung", "zugang", CLIENT_SECRET.lower()):
        assert held(house, secret.encode()) == []
        assert secret not in caplog.text.lower()
    number = find_mailbox(house, "shop").id
    remove_mailbox(house, "shop", ALICE)
    with house.store.read() as connection:
        assert rows.find(connection, number) is None
    assert len(leads_of(house)) == 1
    assert not [place for place in tokens._kept if place[1] == number and str(house.workspace.folder) in place[0]]


def test_a_mailbox_of_before_is_opened_with_its_password_again(house, add):
    add()
    remove_mailbox(house, "shop", ALICE)
    add_mailbox(house, GIVEN, "a password", ALICE)
    assert find_sign_in(house, "shop") is None
