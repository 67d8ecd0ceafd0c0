"""What is read of a person's form and of an endpoint's answer, whatever is in it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.campaigns.leads.mailbox.oauth.answers import (
    LONGEST_WAIT_SECONDS,
    Answer,
    RefusalError,
    read_device_code,
    read_token,
)
from nahbar.campaigns.leads.mailbox.oauth.contracts import Secrets, Token
from nahbar.campaigns.leads.mailbox.oauth.planning import read_secrets, read_sign_in, read_source
from nahbar.campaigns.leads.mailbox.oauth.sasl import mechanism, responses
from nahbar.campaigns.leads.mailbox.oauth.troubles import no_token
from nahbar.kernel.errors import BadInput
from tests.conftest import NOW

FORM = {"client_id": "abc", "tenant": "example.org", "token_url": "https://auth.example.org/token"}


@pytest.mark.parametrize(
    ("provider", "secrets", "token_url", "device_url", "scope"),
    [
        ("google", Secrets("s", "r"), "https://oauth2.googleapis.com/token", "", "https://mail.google.com/"),
        (
            "microsoft",
            Secrets("", "r"),
            "https://login.microsoftonline.com/example.org/oauth2/v2.0/token",
            "https://login.microsoftonline.com/example.org/oauth2/v2.0/devicecode",
            "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        ),
        (
            "microsoft",
            Secrets("s"),
            "https://login.microsoftonline.com/example.org/oauth2/v2.0/token",
            "https://login.microsoftonline.com/example.org/oauth2/v2.0/devicecode",
            "https://outlook.office365.com/.default",
        ),
        ("other", Secrets(), "https://auth.example.org/token", "", ""),
    ],
)
def test_providers_are_known_by_name(provider, secrets, token_url, device_url, scope):
    source = read_source(FORM, provider, secrets)
    assert (source.token_url, source.device_url, source.scope) == (token_url, device_url, scope)
    assert source.is_preset == (provider != "other")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://auth.example.org/token",
        "http://127.0.0.1/token",
        "http://localhost:8080/token",
        "https://",
        "https:///token",
        "https://jo:pw@auth.example.org/token",
        "https://auth.example.org/token#a",
        "https://auth.example.org/token#",
        "https://auth.example.org:99999/token",
        "https://auth.example.org/to ken",
        "https://[::1/token",
        "ftp://auth.example.org/token",
        "https://auth.example.org/" + "a" * 500,
    ],
)
def test_secrets_go_to_https_addresses_only(address):
    for name in ("token_url", "device_url"):
        if address or name == "token_url":
            with pytest.raises(BadInput) as error:
                read_source({**FORM, name: address}, "other", Secrets())
            assert error.value.kind == name


@pytest.mark.parametrize(
    ("change", "secrets", "field"),
    [
        ({"tenant": ""}, Secrets(), "tenant"),
        ({"tenant": "a/../b"}, Secrets(), "tenant"),
        ({"tenant": "common"}, Secrets("s"), "tenant"),
        ({"client_id": ""}, Secrets(), "client_id"),
        ({"client_id": "a b"}, Secrets(), "client_id"),
        ({"scope": "a\nb"}, Secrets(), "scope"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(change, secrets, field):
    with pytest.raises(BadInput) as error:
        read_source({**FORM, **change}, "microsoft", secrets)
    assert error.value.kind == field


def test_ways_and_secrets_are_checked():
    assert read_sign_in({}) == "password"
    assert read_secrets({"refresh_token": " a\n"}).refresh == "a"
    for given_, field in (({"sign_in": "saml"}, "sign_in"),):
        with pytest.raises(BadInput) as error:
            read_sign_in(given_)
        assert error.value.kind == field
    with pytest.raises(BadInput) as error:
        read_secrets({"client_secret": "a\r\nb"})
    assert error.value.kind == "client_secret"


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ({}, NOW + 180),
        ({"expires_in": 3600}, NOW + 3480),
        ({"expires_in": "3600"}, NOW + 3480),
        ({"expires_in": 100}, NOW + 50),
        ({"expires_in": -5}, NOW + 180),
        ({"expires_in": 10**12}, NOW + 86_280),
    ],
)
def test_a_token_is_given_up_before_it_lapses(said, until):
    body = json.dumps({"access_token": "a", "token_type": "BEARER", **said}).encode()
    assert read_token(Answer(200, "", body), NOW).until == until


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("", 60),
        ("0", 1),
        ("120", 120),
        ("soon", 60),
        ("9" * 400, LONGEST_WAIT_SECONDS),
        ("Mon, 21 Sep 2026 14:15:20 GMT", 120),
        ("Mon, 21 Sep 1998 14:15:20 GMT", 1),
        ("Mon, 99 Sep 99999 14:15:20 GMT", 60),
    ],
)
def test_an_endpoint_says_how_long_it_wants_to_be_left_alone(header, seconds):
    with pytest.raises(RefusalError) as error:
        read_token(Answer(429, header, b""), NOW)
    assert error.value.wait_seconds == seconds


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (503, b"<h1>down</h1>", "mailbox-busy-tokens"),
        (400, b'{"error": "temporarily_unavailable"}', "mailbox-busy-tokens"),
        (307, b"{}", "mailbox-elsewhere"),
        (200, b"<html>", "mailbox-no-endpoint"),
        (200, b'["access_token"]', "mailbox-no-endpoint"),
        (200, b'{"access_token": "a", "token_type": "mac"}', "mailbox-no-endpoint"),
        (200, b'{"access_token": "a\\u0001auth=b", "token_type": "bearer"}', "mailbox-no-endpoint"),
        (201, b'{"access_token": "a", "token_type": "bearer"}', "mailbox-no-endpoint"),
        (400, b'{"error": "zugang-0 <b>"}', "mailbox-no-endpoint"),
        (400, b'{"error": "invalid_scope"}', "mailbox-scope"),
        (400, b'{"error": "unauthorized_client"}', "mailbox-client"),
        (400, b'{"error": "interaction_required"}', "mailbox-consent"),
        (400, b'{"error": "authorization_declined"}', "mailbox-denied"),
        (400, b'{"error": "expired_token"}', "mailbox-code-lapsed"),
        (400, b'{"error": "something_new", "error_description": "<i>"}', "mailbox-no-token"),
    ],
)
def test_what_is_no_token_is_explained(status, body, kind):
    with pytest.raises(RefusalError) as error:
        read_token(Answer(status, "", body), NOW)
    told = no_token(error.value, "shop", "auth.example.org")
    assert told.kind == kind
    assert "<" not in told.one_line()


def test_a_device_code_without_a_pace_is_asked_for_every_five_seconds():
    said = {"device_code": "d", "user_code": "U", "verification_uri": "https://example.org/d", "expires_in": 600}
    code = read_device_code(Answer(200, "", json.dumps(said).encode()), NOW)
    assert (code.interval, code.until) == (5, NOW + 600)


values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda one: st.lists(one, max_size=2))
NAMES = ("access_token", "token_type", "expires_in", "refresh_token", "error", "device_code", "user_code", "interval")
objects = st.dictionaries(st.sampled_from([*NAMES, "verification_uri", "error_description"]), values)


@settings(max_examples=50)
@given(st.integers(100, 599), st.text(max_size=30), st.binary(max_size=60) | objects.map(json.dumps).map(str.encode))
def test_whatever_an_endpoint_says_it_is_a_token_or_a_refusal(status, header, body):
    for read in (read_token, read_device_code):
        refusal = None
        try:
            read(Answer(status, header, body), NOW)
        except RefusalError as error:
            refusal = error
        assert refusal is None or re.fullmatch(r"[a-z_-]{1,60}", refusal.code)
        assert refusal is None or 0 <= refusal.wait_seconds <= LONGEST_WAIT_SECONDS


def test_tokens_are_in_no_representation():
    assert "zugang" not in repr(Token("zugang", 1, "zugang")) + repr(Secrets("zugang", "zugang"))


def test_the_published_form_of_xoauth2():
    # The example of Google's and Microsoft's documentation.
    answer = responses("XOAUTH2", "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg", "h", 993)
    form = b"user=someuser@example.com\x01auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01"
    assert (answer(b""), answer(b"{}"), answer(b"")) == (form, b"", b"")


def test_the_published_form_of_oauthbearer():
    # RFC 7628, 4.1.
    answer = responses(
        "OAUTHBEARER", "user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==", "server.example.com", 143
    )
    form = b"n,a=user@example.com,\x01host=server.example.com\x01port=143\x01"
    assert answer(b"") == form + b"auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01"
    assert answer(b"{}") == b"\x01"


def test_xoauth2_goes_first():
    assert mechanism(("IMAP4REV1", "AUTH=OAUTHBEARER", "AUTH=XOAUTH2")) == "XOAUTH2"
    assert mechanism(("IMAP4REV1", "AUTH=OAUTHBEARER")) == "OAUTHBEARER"
    assert mechanism(("IMAP4REV1", "AUTH=PLAIN")) is None
