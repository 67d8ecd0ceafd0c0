"""The official client of the AT Protocol, bound to one host; importing it takes a second, so it is imported late."""

from __future__ import annotations

import logging
from importlib.metadata import version

import atproto_client
import httpx
from atproto_client.exceptions import RequestErrorBase
from atproto_client.models.dot_dict import DotDict
from atproto_client.request import Request

__all__ = ["DotDict", "OtherHostError", "RequestErrorBase", "make_client"]

USER_AGENT = f"nahbar/{version('nahbar')} (open creator vetting; one request at a time)"
TIMEOUT_SECONDS = 20.0
# Addresses of requests name people; they do not belong into a server's log.
logging.getLogger("httpx").setLevel(logging.WARNING)


class OtherHostError(httpx.UnsupportedProtocol):
    """The service sent us to another host, which is never asked."""


class OneHost(httpx.HTTPTransport):
    """Speaks to one scheme, host and port and refuses every other before anything is sent, redirects included."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._place = _place(httpx.URL(service))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises OtherHostError for one that leads elsewhere."""
        if _place(request.url) != self._place:
            raise OtherHostError(f"{request.url.host} is not the service that was asked")
        return super().handle_request(request)


def _place(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def make_client(service: str) -> atproto_client.Client:
    """Return a client without an account, which speaks to `service` alone and names nahbar."""
    request = Request(transport=OneHost(service), timeout=TIMEOUT_SECONDS)
    request.add_additional_header("User-Agent", USER_AGENT)
    return atproto_client.Client(base_url=service, request=request)
