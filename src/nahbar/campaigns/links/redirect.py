"""The redirect: a raw ASGI part that keeps the click and leads on. Nothing is allocated that need not be.

The incoming query is never copied to the target; of it only `c=1` (the visitor's consent to a click id) is read, and
Do Not Track or Global Privacy Control take that back.
"""

from __future__ import annotations

import os
import time
import zlib
from typing import Any

from litestar.types import Receive, Scope, Send

from nahbar.campaigns.links import agents, records
from nahbar.campaigns.links.pages import BUSY, OVER, UNKNOWN, VisitorPages
from nahbar.campaigns.links.routing import Headers, Route, Routes
from nahbar.campaigns.links.service.background import CountingThread
from nahbar.campaigns.links.splitting import choose_target
from nahbar.campaigns.links.spool import FOLDER, Full, Spool
from nahbar.campaigns.links.visitors import Salted
from nahbar.kernel.house import House

MOST_AGENTS = 20_000
CLICK_ID_BYTES = 16
ALLOWED: Headers = [(b"allow", b"GET, HEAD"), (b"content-length", b"0"), (b"cache-control", b"no-store")]
# Headers with which browsers and apps say that nobody has clicked yet.
AHEAD = (b"sec-purpose", b"purpose", b"x-purpose", b"x-moz")
END: Any = {"type": "http.response.body", "body": b""}


class Redirects:
    """Answers every path below `/l/`, and every path at the links' own domain."""

    prefix = "/l/"

    def __init__(self, house: House) -> None:
        settings = house.workspace.settings.links
        self.domain = settings.domain
        self._proxies = frozenset(settings.proxies.split())
        self._routes = Routes(house)
        self._spool = Spool(house.workspace.folder / FOLDER)
        self._salted = Salted(house.workspace)
        self._counting = CountingThread(house)
        self._pages = VisitorPages(house)
        self._agents: dict[bytes, tuple[int, int]] = {}

    def start(self) -> None:
        """Load the links and begin to keep and count clicks."""
        agents.load()
        self._routes.start()
        self._spool.start()
        self._counting.start()

    def stop(self) -> None:
        """Sync what was kept, and stop."""
        self._routes.stop()
        self._counting.stop()
        self._spool.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request: Any = scope
        if request["type"] != "http":
            await _refuse_other(send)
            return
        status, headers, body = self.answer(request)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body} if body else END)

    def answer(self, request: Any) -> tuple[int, Headers, bytes]:
        """Keep the click and return status, headers and body."""
        method = request["method"]
        if method != "GET" and method != "HEAD":
            return 405, ALLOWED, b""
        path: str = request["path"]
        slug = path[3:] if path.startswith("/l/") else path[1:]
        sent = dict(request["headers"])
        route = self._routes.by_slug.get(slug) or self._routes.by_slug.get(slug.rstrip("/").lower())
        moment = time.time_ns() // 1000
        if route is None or moment >= route.ends or (route.loops and sent.get(b"host") in route.loops):
            kind = UNKNOWN if route is None else OVER
            return _without(method, self._pages.answer(kind, sent.get(b"accept-language", b"")))
        target, headers, record = self._kept(request, sent, route, moment)
        try:
            self._spool.append(record)
        except Full:
            url = route.urls[target]
            return _without(method, self._pages.answer(BUSY, sent.get(b"accept-language", b""), url))
        return 302, headers, b""

    def _kept(self, request: Any, sent: dict[bytes, bytes], route: Route, moment: int) -> tuple[int, Headers, bytes]:
        agent = sent.get(b"user-agent", b"")
        known = self._agents.get(agent)
        flags, agent_hash = known if known is not None else self._new_agent(agent)
        if request["method"] == "HEAD":
            flags |= records.HEAD
        for name in AHEAD:
            if name in sent and sent[name] != b"":
                flags |= records.PREFETCH
        address = self._salted(self._address(request, sent), moment // 1_000_000)
        target = 0
        if len(route.answers) > 1:
            target = choose_target(route.bounds, route.seed, address ^ agent_hash)
        headers, click_id = route.answers[target], records.NO_CLICK_ID
        if request["query_string"] and _consents(request["query_string"], sent):
            click_id = os.urandom(CLICK_ID_BYTES)
            flags |= records.CONSENT
            headers = route.consented(target, click_id.hex())
        return target, headers, records.encode(moment, address, agent_hash, route.link_id, flags, target, click_id)

    def _new_agent(self, agent: bytes) -> tuple[int, int]:
        if len(self._agents) >= MOST_AGENTS:
            self._agents = {}
        program = agents.is_program(agent.decode("latin-1"))
        known = self._agents[agent] = (records.PROGRAM if program else 0, zlib.crc32(agent))
        return known

    def _address(self, request: Any, sent: dict[bytes, bytes]) -> str:
        client = request["client"]
        peer: str = client[0] if client else ""
        if peer in self._proxies and b"x-forwarded-for" in sent:
            # The last one is what the proxy itself saw; those before it are the visitor's own claim.
            return sent[b"x-forwarded-for"].decode("latin-1").rpartition(",")[2].strip()
        return peer


def _consents(query: bytes, sent: dict[bytes, bytes]) -> bool:
    if b"c=1" not in query.split(b"&"):
        return False
    return sent.get(b"dnt") != b"1" and sent.get(b"sec-gpc") != b"1"


def _without(method: str, answer: tuple[int, Headers, bytes]) -> tuple[int, Headers, bytes]:
    return (*answer[:2], b"") if method == "HEAD" else answer


async def _refuse_other(send: Send) -> None:
    close: Any = {"type": "websocket.close", "code": 1000}
    await send(close)
