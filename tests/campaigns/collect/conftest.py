"""A collect API without a socket: requests go straight to the ASGI application."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from nahbar.campaigns.collect.keys import add_key
from nahbar.campaigns.collect.part import CollectPart
from nahbar.kernel.house import House
from nahbar.kernel.journal import Journal, journal


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def field(self) -> str:
        return self.json["error"]["field"]


class Client:
    """Sends requests as a browser or a server would, with a write key unless told otherwise."""

    def __init__(self, part: CollectPart, key: str) -> None:
        self.part = part
        self.key = key

    def __call__(self, call: str, body: Any, method: str = "POST", headers: dict[str, str] | None = None) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        basic = base64.b64encode(f"{self.key}:".encode()).decode()
        sent = {"authorization": f"Basic {basic}", "content-type": "application/json", **(headers or {})}
        return asyncio.run(self.ask(call, [content], method, {name: value for name, value in sent.items() if value}))

    async def ask(self, call: str, parts: list[bytes | float], method: str, headers: dict[str, str]) -> Answer:
        waiting, said = list(parts), []

        async def receive() -> dict[str, Any]:
            if not waiting:
                return {"type": "http.disconnect"}
            part = waiting.pop(0)
            if isinstance(part, float):
                await asyncio.sleep(part)
                return await receive()
            return {"type": "http.request", "body": part, "more_body": bool(waiting)}

        async def send(message: dict[str, Any]) -> None:
            said.append(message)

        raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": f"/v1/{call}", "headers": raw}
        await self.part(scope, receive, send)
        if not said:
            return Answer(0, {}, b"")
        start, body = said
        return Answer(start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, body["body"])


@pytest.fixture
def client(house: House) -> Iterator[Client]:
    part = CollectPart(house, Journal(house.workspace, patience_ms=100), read_seconds=0.2)
    part.start()
    yield Client(part, add_key(house, "shop", "alice@example.org"))
    part.stop()


@pytest.fixture
def kept(house: House) -> Callable[[], list[Any]]:
    def rows() -> list[Any]:
        with house.store.read() as connection:
            return list(connection.execute(sa.select(journal).order_by(journal.c.seq)).all())

    return rows
