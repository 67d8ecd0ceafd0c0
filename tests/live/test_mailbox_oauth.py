"""Leads by e-mail out of a real Dovecot that asks an authorisation server whose a token is."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads.mailbox.service.keeping import add_mailbox, find_mailbox
from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox
from nahbar.kernel.errors import Unavailable
from tests.campaigns.leads.mailbox.auth_server import Provider, auth_server
from tests.campaigns.leads.mailbox.letters import letter
from tests.certificate import make_certificate
from tests.conftest import ALICE
from tests.live.mail_server import USER, start_server


@pytest.mark.parametrize("mechanism", ["xoauth2", "oauthbearer"])
def test_dovecot_takes_our_tokens_until_they_are_revoked(house, tmp_path, monkeypatch, mechanism):
    folder = tmp_path / "dovecot"
    folder.mkdir()
    make_certificate(folder)
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "cert.pem"))
    with auth_server(Provider(user=USER), folder) as provider:
        server = start_server(folder, provider.token_url.replace("/token", "/introspect"), mechanism)
        try:
            given = {"name": "shop", "host": "localhost", "port": str(server.tls), "user": USER, "since": "2020-01-01"}
            add_mailbox(house, {**given, **provider.given(refresh_token=provider.refresh)}, "", ALICE)
            server.deliver(letter())
            assert read_mailbox(house, find_mailbox(house, "shop")).by_outcome == {"lead": 1}
            provider.revoked.add("zugang-0")
            server.deliver(letter(Message_ID="<2@example.net>"))
            assert read_mailbox(house, find_mailbox(house, "shop")).by_outcome == {"lead": 1}
            provider.revoked.add("zugang-1")
            provider.revoked.add("zugang-2")
            with pytest.raises(Unavailable) as error:
                read_mailbox(house, find_mailbox(house, "shop"))
            assert error.value.kind == "mailbox-token"
            assert provider.tokens == ["zugang-0", "zugang-1", "zugang-2"]
        finally:
            server.stop()
