"""An authorisation server that is trusted, a clock to move, and a mailbox that is opened with its tokens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nahbar.campaigns.leads.mailbox.oauth.service import signing, tokens
from nahbar.campaigns.leads.mailbox.service import keeping, reading
from tests.campaigns.leads.mailbox.auth_server import Provider, auth_server
from tests.certificate import make_certificate
from tests.conftest import NOW


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for this machine."""
    folder = tmp_path_factory.mktemp("certificates")
    make_certificate(folder)
    return folder


@pytest.fixture
def provider(certificates: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A running authorisation server whose certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "cert.pem"))
    with auth_server(Provider(), certificates) as running:
        yield running


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> int:
        """Return the moment."""
        return self.at

    def move(self, seconds: float) -> None:
        """Go on."""
        self.at += int(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that mailboxes and their tokens look at."""
    made = Clock()
    for module in (tokens, signing, keeping, reading):
        monkeypatch.setattr(module, "now", made)
    return made
