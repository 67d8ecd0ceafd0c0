"""One question to a token endpoint: by https, to that host alone, bounded in size and in time."""

from __future__ import annotations

import base64
import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from importlib.metadata import version
from urllib.parse import quote_plus, urlencode, urlsplit

from nahbar.campaigns.leads.mailbox.oauth.answers import AWAY, CERTIFICATE, NO_JSON, Answer, RefusalError
from nahbar.campaigns.leads.mailbox.oauth.contracts import Source

USER_AGENT = f"nahbar/{version('nahbar')} (open, self-hosted; reads mailboxes of its owner)"
# Tokens have some thousand characters; whatever is longer is no answer of a token endpoint.
MOST_BYTES = 65_536
SILENCE_SECONDS = 20.0
# However slowly an endpoint speaks.
WHOLE_SECONDS = 30.0
SSL_PORT = 443


def ask(source: Source, url: str, fields: Mapping[str, str], client_secret: str) -> Answer:
    """Send a form to an endpoint of `source` and return what it answers; nobody is followed to anywhere else.

    Raises RefusalError when there is no whole answer.
    """
    sent, headers = dict(fields), {"Accept": "application/json", "User-Agent": USER_AGENT}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    if client_secret and not source.is_preset:
        # What every server takes (RFC 6749, 2.3.1).
        pair = f"{quote_plus(source.client_id)}:{quote_plus(client_secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        sent["client_id"] = source.client_id
        if client_secret:
            sent["client_secret"] = client_secret
    try:
        return _exchange(url, urlencode(sent).encode(), headers)
    except ssl.SSLCertVerificationError as error:
        raise RefusalError(CERTIFICATE, error.verify_message) from error
    except (OSError, UnicodeError, http.client.HTTPException) as error:
        # A host that cannot be written as one is a UnicodeError.
        raise RefusalError(AWAY, _why(error)) from error


def _exchange(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    parts = urlsplit(url)
    context = ssl.create_default_context()
    port = parts.port or SSL_PORT
    connection = http.client.HTTPSConnection(parts.hostname or "", port, timeout=SILENCE_SECONDS, context=context)
    with contextlib.closing(connection):
        connection.connect()
        # The library lets go of the socket while an answer is still read from it.
        ending = threading.Timer(WHOLE_SECONDS, _cut, [connection.sock])
        ending.daemon = True
        ending.start()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, dict(headers))
            with contextlib.closing(connection.getresponse()) as response:
                return _read(response)
        finally:
            ending.cancel()


def _read(response: http.client.HTTPResponse) -> Answer:
    read = response.read(MOST_BYTES + 1)
    if len(read) > MOST_BYTES:
        raise RefusalError(NO_JSON, str(response.status))
    return Answer(response.status, response.headers.get("Retry-After", ""), read)


def _cut(talk: socket.socket) -> None:
    with contextlib.suppress(OSError):
        talk.shutdown(socket.SHUT_RDWR)


def _why(error: Exception) -> str:
    """Return why there is no answer, by the system's own words only."""
    if isinstance(error, TimeoutError):
        return "time-out"
    if isinstance(error, OSError) and error.strerror and not isinstance(error, ssl.SSLError):
        return error.strerror[:100]
    return type(error).__name__
