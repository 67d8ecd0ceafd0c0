"""The redirect: a part that keeps the click and leads on, at once. Nothing is allocated that need not be.

The incoming query is never copied to the target; of it only `c=1` (the visitor's consent to a click id) is read, and
Do Not Track or Global Privacy Control take that back.
"""

from __future__ import annotations

import gc
import os
import zlib
from collections.abc import Mapping
from time import time_ns
from typing import Any

from litestar.types import Receive, Scope, Send

from nahbar.campaigns.links import agents, records
from nahbar.campaigns.links.pages import BUSY, OVER, UNKNOWN, VisitorPages
from nahbar.campaigns.links.records import crc32, pack_body
from nahbar.campaigns.links.routing import Routes
from nahbar.campaigns.links.service.background import CountingThread
from nahbar.campaigns.links.splitting import choose_target
from nahbar.campaigns.links.spool import FOLDER, Full, Spool
from nahbar.campaigns.links.visitors import Salted
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.web.answers import Answer

MOST_AGENTS = 20_000
CLICK_ID_BYTES = 16
# A request leaves next to nothing that only the collector finds; by default it would look after every 700 objects.
RARELY = (50_000, 20, 50)
OTHER_METHOD = Answer(405, [(b"allow", b"GET, HEAD"), (b"content-length", b"0"), (b"cache-control", b"no-store")])
PREFIX = "/l/"


class Redirects:
    """Answers every path below `/l/`, and every path at the links' own domain."""

    prefix = PREFIX

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
        # What a worker has loaded by now lives as long as the worker; looking through it again and again for garbage
        # takes more time than the redirects themselves.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*RARELY)

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
        answer = self.answer(request)
        await send(answer.start)
        end: Any = {"type": "http.response.body", "body": answer.body}
        await send(end)

    def answer(self, request: Mapping[str, Any]) -> Answer:
        """Keep the click and return the answer."""
        method = request["method"]
        if method != "GET" and method != "HEAD":
            return OTHER_METHOD
        path: str = request["path"]
        slug = path[3:] if path[:3] == PREFIX else path[1:]
        sent = dict(request["headers"])
        route = self._routes.by_slug.get(slug) or self._routes.by_slug.get(slug.rstrip("/").lower())
        moment = time_ns() // 1000
        if route is None or moment >= route.ends or (route.loops and sent.get(b"host") in route.loops):
            return self._page(method, UNKNOWN if route is None else OVER, sent)
        agent = sent.get(b"user-agent", b"")
        flags, agent_hash = self._agents.get(agent) or self._new_agent(agent)
        if method == "HEAD" or _is_ahead(sent):
            flags |= records.AHEAD
        target, click_id = 0, records.NO_CLICK_ID
        try:
            address = self._salted(self._address(request, sent), moment)
        except Unavailable:
            # The first click of a day makes its salt: on a full disk it is kept as little as a later one.
            return self._page(method, BUSY, sent, route.urls[target])
        if len(route.answers) > 1:
            target = choose_target(route.bounds, route.seed, address ^ agent_hash)
        answer = route.answers[target]
        if request["query_string"] and _consents(request["query_string"], sent):
            click_id = os.urandom(CLICK_ID_BYTES)
            answer = route.consented(target, click_id.hex())
        record = pack_body(moment, address, agent_hash, route.link_id, flags, target, click_id)
        try:
            self._spool.append(record + crc32(record).to_bytes(4, "little"))
        except Full:
            return self._page(method, BUSY, sent, route.urls[target])
        return answer

    def _page(self, method: str, kind: str, sent: dict[bytes, bytes], target: str = "") -> Answer:
        page = self._pages.answer(kind, sent.get(b"accept-language", b""), target)
        return page.without_body() if method == "HEAD" else page

    def _new_agent(self, agent: bytes) -> tuple[int, int]:
        if len(self._agents) >= MOST_AGENTS:
            self._agents = {}
        program = agents.is_program(agent.decode("latin-1"))
        known = self._agents[agent] = (records.PROGRAM if program else 0, zlib.crc32(agent))
        return known

    def _address(self, request: Mapping[str, Any], sent: dict[bytes, bytes]) -> str:
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


def _is_ahead(sent: dict[bytes, bytes]) -> bool:
    """Whether a browser or an app says that nobody has clicked yet."""
    return b"sec-purpose" in sent or b"purpose" in sent or b"x-purpose" in sent or b"x-moz" in sent


async def _refuse_other(send: Send) -> None:
    close: Any = {"type": "websocket.close", "code": 1000}
    await send(close)
