"""The mail server named on the page: kept sealed, tried out, never shown, used by notices."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from nahbar.kernel.errors import BadInput
from nahbar.kernel.mail_server import keep_mail_server, mail_server_of, mail_settings
from nahbar.kernel.tables import mail_server
from tests.conftest import ALICE, both_engines
from tests.creators.mail_taker import mail_taker
from tests.web import add_people, send, served, sign_in, texts

HOME = "/settings/mail"
GIVEN = {"host": "mx.example.org", "port": "", "security": "tls", "user": "nb", "password": "geheim-4711",
         "sender": "nahbar@example.org"}  # fmt: skip


@both_engines
def test_a_password_is_kept_sealed_and_opened_for_sending_alone(house):
    keep_mail_server(house, GIVEN, ALICE)
    with house.store.read() as connection:
        row = connection.execute(sa.select(mail_server)).one()
    assert b"geheim" not in bytes(row.password)
    assert mail_settings(house).password == "geheim-4711"
    assert (mail_server_of(house).settings.password, mail_server_of(house).kept) == ("", True)


def test_an_empty_password_stays_with_its_server_and_user(house):
    keep_mail_server(house, GIVEN, ALICE)
    keep_mail_server(house, {**GIVEN, "password": "", "sender": "neu@example.org"}, ALICE)
    assert (mail_settings(house).password, mail_settings(house).sender) == ("geheim-4711", "neu@example.org")
    for other in ({"host": "evil.example.org"}, {"user": "else"}):
        with pytest.raises(BadInput) as refused:
            keep_mail_server(house, {**GIVEN, "password": "", **other}, ALICE)
        assert refused.value.kind == "password"
    assert mail_settings(house).host == "mx.example.org"


@pytest.mark.parametrize(
    ("field", "text"),
    [("host", ""), ("host", "a" * 400), ("port", "viele"), ("port", "70000"), ("sender", "a b"), ("security", "none"),
     ("security", "ssl")],
)  # fmt: skip
def test_what_would_leak_or_cannot_work_is_refused_beside_its_field(house, field, text):
    with pytest.raises(BadInput) as refused:
        keep_mail_server(house, {**GIVEN, field: text}, ALICE)
    assert refused.value.kind == field


def test_an_owner_names_tries_and_forgets_a_server_on_the_page(house):
    add_people(house)
    with mail_taker() as taker, served(house) as client:
        sign_in(client, "editor")
        assert client.get(HOME).status_code == 403
        assert send(client, f"{HOME}/test").status_code == 403
        send(client, "/sign-out")
        sign_in(client, "owner")
        assert "No mail server is named yet" in texts(client.get(HOME).text)
        local = {**GIVEN, "host": "127.0.0.1", "port": str(taker.port), "security": "none", "user": "", "password": ""}
        refused = send(client, HOME, **{**local, "host": "mx.example.org", "password": "geheim-4711"})
        assert (refused.status_code, 'id="e-security"' in refused.text) == (422, True)
        assert "geheim" not in refused.text
        assert send(client, HOME, **local).status_code == 303
        assert send(client, f"{HOME}/test").status_code == 303
        assert taker.taken[0]["To"] == ALICE
        assert "The mail server took the message" in texts(client.get(HOME).text)
        taker.answers = {"MAIL": "550 no"}
        send(client, f"{HOME}/test")
        assert "does not take the message now: no" in texts(client.get(HOME).text)
        send(client, f"{HOME}/forget")
        assert "No mail server is named yet" in texts(client.get(HOME).text)
