"""Signing in to a mailbox by a code that is typed elsewhere, at the provider's pace; by command and on the page."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads.mailbox.background import MailboxThread
from nahbar.campaigns.leads.mailbox.oauth import asking, cli, rows
from nahbar.campaigns.leads.mailbox.oauth.service import tokens
from nahbar.campaigns.leads.mailbox.oauth.service.signing import (
    ask_once,
    begin_sign_in,
    bring_secrets,
    sign_in_state,
)
from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox, find_mailbox, find_sign_in
from nahbar.kernel.errors import BadInput, Unavailable
from tests.campaigns.leads.mailbox.auth_server import CLIENT, CLIENT_SECRET, DEVICE_GRANT
from tests.campaigns.leads.test_erasing import held
from tests.command_line import CommandLine, strict_json
from tests.conftest import ALICE, both_engines
from tests.web import add_people, send, served, sign_in, texts

HOME = "/campaigns/leads/mailboxes"
GIVEN = {"name": "shop", "host": "127.0.0.1", "security": "none", "user": "info@shop.example.org"}


@pytest.fixture
def added(house, provider, clock):
    """A mailbox that nobody has signed in to."""
    provider.public = True
    add_mailbox(
        house, {**provider.given(device_url=provider.device_url, scope="mail offline_access"), **GIVEN}, "", ALICE
    )
    return provider


def refresh_of(house) -> str:
    """Return the refresh token that is kept."""
    with house.store.read() as connection:
        row = rows.find(connection, find_mailbox(house, "shop").id)
    return tokens.open_for(house, "shop", "refresh", row.refresh_token)


def questions(provider) -> int:
    """Return how often the token endpoint was asked."""
    return sum(path == "/token" for path, _ in provider.asked)


@both_engines
def test_a_person_types_the_code_and_the_mailbox_is_signed_in(house, added, clock):
    added.device_errors = ["authorization_pending"]
    code = begin_sign_in(house, "shop", ALICE)
    assert (code.user_code, code.address) == ("WDJB-MJHT", "https://example.org/device")
    assert added.asked == [("/device", {"client_id": CLIENT, "scope": "mail offline_access"})]
    for _ in range(2):
        clock.move(5)
        state = ask_once(house, "shop")
    assert (state.waiting, state.has_refresh, refresh_of(house)) == (None, True, "auffrischung-0")
    assert added.asked[-1] == ("/token", {"client_id": CLIENT, "grant_type": DEVICE_GRANT, "device_code": "geraet-1"})


def test_nobody_is_asked_sooner_than_the_provider_wants(house, added, clock):
    added.device_errors = ["slow_down", "authorization_pending", "authorization_pending"]
    begin_sign_in(house, "shop", ALICE)
    moments = []
    for second in range(40):
        before = questions(added)
        ask_once(house, "shop")
        moments += [second] * (questions(added) - before)
        clock.move(1)
    assert moments == [5, 15, 25, 35]


def test_an_endpoint_that_is_away_or_busy_is_asked_more_rarely(house, added, clock):
    begin_sign_in(house, "shop", ALICE)
    added.answers += [(503, {"Retry-After": "30"}, b"")]
    clock.move(5)
    assert ask_once(house, "shop").waiting
    clock.move(29)
    ask_once(house, "shop")
    assert questions(added) == 1
    clock.move(1)
    assert ask_once(house, "shop").has_refresh


def test_after_a_time_out_the_pace_is_halved(house, added, clock, monkeypatch):
    begin_sign_in(house, "shop", ALICE)
    monkeypatch.setattr(asking, "SILENCE_SECONDS", 0.05)
    added.hang_seconds = 0.2
    clock.move(5)
    assert ask_once(house, "shop").waiting.interval == 10


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("access_denied", "did not allow"),
        ("expired_token", "has lapsed"),
    ],
)
def test_a_sign_in_that_comes_to_nothing_says_why(house, added, clock, error, said):
    added.device_errors = [error]
    begin_sign_in(house, "shop", ALICE)
    clock.move(5)
    state = ask_once(house, "shop")
    assert state.waiting is None
    assert said in state.problem[0].render()
    clock.move(5)
    ask_once(house, "shop")
    assert questions(added) == 1


def test_a_code_that_nobody_typed_lapses_without_a_question(house, added, clock):
    begin_sign_in(house, "shop", ALICE)
    clock.move(900)
    assert "has lapsed" in ask_once(house, "shop").problem[0].render()
    assert questions(added) == 0


def test_an_access_without_a_refresh_token_is_not_taken_for_a_sign_in(house, added, clock):
    added.hands_out_refresh = False
    begin_sign_in(house, "shop", ALICE)
    clock.move(5)
    state = ask_once(house, "shop")
    assert (state.has_refresh, "offline_access" in state.problem[1].render()) == (False, True)


def test_the_thread_notices_when_the_page_is_closed(house, added, clock, monkeypatch):
    monkeypatch.setattr("nahbar.campaigns.leads.mailbox.background.now", clock)
    MailboxThread(house).turn()
    assert find_mailbox(house, "shop").problem is None
    begin_sign_in(house, "shop", ALICE)
    clock.move(5)
    MailboxThread(house).turn()
    assert sign_in_state(house, "shop").has_refresh


def test_the_code_is_sealed_and_a_strange_page_is_not_shown(house, added):
    begin_sign_in(house, "shop", ALICE)
    assert held(house, b"geraet-1") == []
    body = b'{"device_code": "a", "user_code": "B", "verification_uri": "javascript:alert(1)", "expires_in": 9}'
    added.answers.append((200, {}, body))
    with pytest.raises(Unavailable) as error:
        begin_sign_in(house, "shop", ALICE)
    assert error.value.kind == "mailbox-no-endpoint"


def test_who_offers_no_codes_is_brought_a_token(house, provider):
    add_mailbox(house, {**provider.given(), **GIVEN}, "", ALICE)
    with pytest.raises(BadInput, match="no sign-in by a code"):
        begin_sign_in(house, "shop", ALICE)
    for wrong in ("", "zwei Worte", "a\x01b", "a" * 20_000):
        with pytest.raises(BadInput) as error:
            bring_secrets(house, "shop", {"refresh_token": wrong}, ALICE)
        assert error.value.kind == "refresh_token"
    assert provider.asked == []


def test_a_mailbox_with_a_password_has_nothing_to_sign_in_to(house):
    add_mailbox(house, GIVEN, "a password", ALICE)
    with pytest.raises(BadInput) as error:
        sign_in_state(house, "shop")
    assert error.value.kind == "sign_in"
    assert find_sign_in(house, "shop") is None


@pytest.fixture
def nb(house, monkeypatch, capsys):
    """The command line in the workspace of the house."""
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(house.workspace.folder))
    return CommandLine(monkeypatch, capsys)


def test_the_command_waits_at_the_pace_of_the_provider(added, nb, clock, monkeypatch):
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.move(seconds)

    monkeypatch.setattr(cli.time, "sleep", sleep)
    added.device_errors = ["authorization_pending", "slow_down"]
    done = nb("leads", "mailbox", "sign-in", "shop")
    assert done.code == 0
    assert "WDJB-MJHT" in done.out
    assert "Signed in." in done.out
    assert slept == [6, 6, 11]
    told = nb("leads", "mailbox", "sign-in", "shop", "--json").out.splitlines()
    assert [strict_json(line) for line in told] == [
        {"address": "https://example.org/device", "code": "WDJB-MJHT"},
        {"name": "shop", "signed_in": True},
    ]
    added.device_errors = ["access_denied"]
    assert nb("leads", "mailbox", "sign-in", "shop").code == 5


def test_a_mailbox_is_added_and_signed_in_by_command(house, provider, nb, tmp_path):
    (tmp_path / "secret").write_text(CLIENT_SECRET + "\n")
    (tmp_path / "refresh").write_text("auffrischung-7\n")
    words = ("leads", "mailbox", "add", "shop", "--user", "a@example.org", "--client-id", CLIENT)
    public = nb(*words, "--sign-in", "google")
    assert "Sign in to it first" in public.out
    (shown,) = nb("leads", "mailbox", "list", "--json").json
    assert (shown["host"], shown["sign_in"]) == ("imap.gmail.com", "oauth2.googleapis.com")
    assert nb("leads", "mailbox", "sign-in", "shop", "--refresh-token-file", tmp_path / "refresh").code == 0
    assert refresh_of(house) == "auffrischung-7"
    assert nb("leads", "mailbox", "remove", "shop", "--json").json == {"name": "shop", "removed": True}
    assert nb(*words, "--sign-in", "google", "--json").json == {"name": "shop", "signed_in": False}
    assert nb("leads", "mailbox", "remove", "shop").code == 0
    microsoft = ("--sign-in", "microsoft", "--tenant", "example.org", "--client-secret-file", tmp_path / "secret")
    assert "Sign in to it first" not in nb(*words, *microsoft).out
    assert find_sign_in(house, "shop").source.scope == "https://outlook.office365.com/.default"


@pytest.fixture
def brand(house):
    """A signed-in owner."""
    add_people(house)
    with served(house) as client:
        sign_in(client, "owner")
        yield client


def test_the_page_shows_the_code_and_says_when_it_is_done(house, added, brand, clock):
    assert "Nobody has signed in yet" in texts(brand.get(HOME).text)
    assert send(brand, f"{HOME}/shop/sign-in").status_code == 303
    page = brand.get(HOME).text
    assert "WDJB-MJHT" in page
    assert 'href="https://example.org/device"' in page
    assert brand.get(f"{HOME}/shop/sign-in").status_code == 204
    clock.move(5)
    done = brand.get(f"{HOME}/shop/sign-in")
    assert "Signed in by OAuth 2 at localhost" in texts(done.text)
    assert "hx-get" not in done.text
    for secret in ("auffrischung", "geraet-1"):
        assert secret not in brand.get(HOME).text


def test_a_token_is_pasted_on_the_page_and_what_is_wrong_is_said(house, added, brand):
    assert send(brand, f"{HOME}/shop/token", refresh_token="zwei Worte").status_code == 303
    page = texts(brand.get(HOME).text)
    assert "Copy it again" in page
    assert "zwei Worte" not in page
    assert send(brand, f"{HOME}/shop/token", refresh_token="auffrischung-9").status_code == 303
    assert refresh_of(house) == "auffrischung-9"
    added.answers.append((429, {"Retry-After": "60"}, b""))
    send(brand, f"{HOME}/shop/sign-in")
    assert "asked again in 1 minute" in texts(brand.get(HOME).text)


def test_a_form_is_shown_again_without_its_secrets(brand):
    values = {**GIVEN, "sign_in": "other", "client_id": "x", "token_url": "http://auth.example.org/token"}
    answer = send(brand, HOME, **values, client_secret="sehr-geheim", refresh_token="auch-geheim")
    assert answer.status_code == 422
    assert "secrets are sent by https only" in texts(answer.text)
    assert "geheim" not in answer.text


def test_an_editor_sees_no_code_and_may_not_sign_in(house, added, brand):
    begin_sign_in(house, "shop", ALICE)
    sign_in(brand, "editor")
    assert "WDJB-MJHT" not in brand.get(HOME).text
    for path in ("sign-in", "token"):
        assert send(brand, f"{HOME}/shop/{path}").status_code == 403
    assert brand.get(f"{HOME}/shop/sign-in").status_code == 403
