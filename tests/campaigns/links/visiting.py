"""Requests to the redirect as a server hands them over, and links to visit."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass

from nahbar.campaigns.links.redirect import Redirects
from nahbar.campaigns.links.service.keeping import add_link

SHOP = "https://shop.example.org/spring"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ALICE = "alice@example.org"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def location(self) -> str:
        return self.headers["location"]


class Visitor:
    """Asks a part as one visitor does."""

    def __init__(self, part: Redirects, address: str = "203.0.113.7") -> None:
        self.part = part
        self.address = address

    def __call__(self, path: str, method: str = "GET", agent: str | None = BROWSER, **headers: str) -> Answer:
        path, _, query = path.partition("?")
        sent = {"host": "go.example.org", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if agent is not None:
            sent["user-agent"] = agent
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": (self.address, 4711),
        }
        messages = []

        async def send(message):
            messages.append(message)

        asyncio.run(self.part(scope, None, send))
        start, *rest = messages
        named = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], named, b"".join(one.get("body", b"") for one in rest).decode())


def make(house, slug="spring", target=SHOP, **more):
    """Add a link."""
    return add_link(house, {"slug": slug, "target": target, **more}, ALICE)


@contextmanager
def visited(house):
    """A part with its routes loaded, whose threads do not run: the test says when clicks are counted."""
    part = Redirects(house)
    part._routes.refresh()
    part._spool._folder.mkdir(exist_ok=True)
    try:
        yield Visitor(part)
    finally:
        part._spool.stop()
