"""An authorisation server on loopback, by TLS, written from RFC 6749 and RFC 8628; told what to do wrong."""

from __future__ import annotations

import base64
import http.server
import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote_plus

CLIENT, CLIENT_SECRET = "nahbar-client", "ein-Geheimnis+des/Programms"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass
class Provider:
    """What the server knows and does; `answers` go before anything that it would say by itself."""

    refresh: str = "auffrischung-0"
    rotates: bool = False
    public: bool = False
    expires_in: Any = 3600
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    hang_seconds: float = 0
    # Whether a byte is said now and then, and never the last one.
    drips: bool = False
    # Errors that the device's questions get before the token.
    device_errors: list[str] = field(default_factory=list)
    device_life: int = 900
    interval: int | None = 5
    hands_out_refresh: bool = True
    # What was asked: the path and the fields, without the secrets' check.
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    # What a mail server is told that asks whose a token is (RFC 7662): nothing of those that were revoked.
    user: str = ""
    revoked: set[str] = field(default_factory=set)
    port: int = 0

    @property
    def token_url(self) -> str:
        return f"https://localhost:{self.port}/token"

    @property
    def device_url(self) -> str:
        return f"https://localhost:{self.port}/device"

    def given(self, **more: str) -> dict[str, str]:
        """What a person types to use this provider."""
        secrets = {} if self.public else {"client_secret": CLIENT_SECRET}
        return {"sign_in": "other", "client_id": CLIENT, "token_url": self.token_url, **secrets, **more}


class _Talk(http.server.BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        provider = self.server.provider
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: value[0] for name, value in parse_qs(body, strict_parsing=bool(body)).items()}
        if self.path == "/introspect":
            known = fields.get("token") in set(provider.tokens) - provider.revoked
            said = {"active": True, "username": provider.user} if known else {"active": False}
            self._answer(200, {"Content-Type": "application/json"}, json.dumps(said).encode())
            return
        provider.asked.append((self.path, fields))
        if provider.hang_seconds:
            time.sleep(provider.hang_seconds)
        if provider.drips:
            self._drip()
            return
        if provider.answers:
            self._answer(*provider.answers.pop(0))
            return
        status, said = self._said(fields)
        self._answer(
            status, {"Content-Type": "application/json", "Cache-Control": "no-store"}, json.dumps(said).encode()
        )

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            time.sleep(0.02)

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _said(self, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self.headers["Content-Type"] != "application/x-www-form-urlencoded":
            return 400, {"error": "invalid_request"}
        if not self._knows(fields):
            return 401, {"error": "invalid_client", "error_description": "AADSTS7000215: " + str(fields)}
        if self.path == "/device":
            return 200, self._device_code()
        return getattr(self, f"_{fields['grant_type'].rpartition(':')[2]}")(fields)

    def _knows(self, fields: dict[str, str]) -> bool:
        if self.server.provider.public:
            return fields.get("client_id") == CLIENT and "Authorization" not in self.headers
        kind, _, coded = self.headers.get("Authorization", "").partition(" ")
        name, _, secret = base64.b64decode(coded).decode().partition(":")
        return kind == "Basic" and (unquote_plus(name), unquote_plus(secret)) == (CLIENT, CLIENT_SECRET)

    def _token(self, *, refresh: bool) -> tuple[int, dict[str, Any]]:
        provider = self.server.provider
        provider.tokens.append(f"zugang-{len(provider.tokens)}")
        said = {"access_token": provider.tokens[-1], "token_type": "Bearer", "expires_in": provider.expires_in}
        if refresh:
            said["refresh_token"] = provider.refresh
        return 200, said

    def _refresh_token(self, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        provider = self.server.provider
        if fields["refresh_token"] != provider.refresh:
            return 400, {"error": "invalid_grant", "error_description": "of " + fields["refresh_token"]}
        if provider.rotates:
            provider.refresh = f"auffrischung-{len(provider.tokens) + 1}"
        return self._token(refresh=provider.rotates)

    def _client_credentials(self, _: dict[str, str]) -> tuple[int, dict[str, Any]]:
        return self._token(refresh=False)

    def _device_code(self, fields: dict[str, str] | None = None) -> Any:
        provider = self.server.provider
        if fields is None:
            said = {
                "device_code": "geraet-1",
                "user_code": "WDJB-MJHT",
                "verification_uri": "https://example.org/device",
            }
            pace = {} if provider.interval is None else {"interval": provider.interval}
            return {**said, "expires_in": provider.device_life, **pace}
        if provider.device_errors:
            return 400, {"error": provider.device_errors.pop(0)}
        return self._token(refresh=provider.hands_out_refresh)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, provider: Provider, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.provider = provider
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, *_: Any) -> None:
        """Say nothing: some tests hang up on purpose."""


@contextmanager
def auth_server(provider: Provider, certificates: Path) -> Iterator[Provider]:
    """A running stand-in; its port stands in the provider."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / "cert.pem", certificates / "key.pem")
    with _Server(provider, context) as server:
        provider.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
