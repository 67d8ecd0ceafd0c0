"""Webhooks on the socket: a raw ASGI application below /hooks/; the signature is checked on the body as it came."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
from litestar.types import Receive, Send

from nahbar.campaigns.collect.bodies import Gone, read_body
from nahbar.campaigns.collect.events import Refused
from nahbar.campaigns.leads.service.hooks import take
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

RETRY_SECONDS = b"30"


class HooksPart:
    """Answers POST /hooks/NAME: 200 only when what was sent is kept."""

    prefix = "/hooks/"

    def __init__(self, house: House) -> None:
        self._house = house

    def start(self) -> None:
        """Open nothing: the store is."""

    def stop(self) -> None:
        """Close nothing."""

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one delivery."""
        try:
            await _answer(send, 200, await self._take(scope, receive))
        except Gone:
            return
        except Refused as error:
            more = ((b"allow", b"POST"),) if error.status == 405 else ()
            said = {"kind": "refused", "field": error.field, "message": error.reason.render(), "remedy": REMEDY}
            await _answer(send, error.status, {"error": said}, more)
        except NahbarError as error:
            more = ((b"retry-after", RETRY_SECONDS),) if error.status == 503 else ()
            trouble = {"kind": error.kind, "message": error.message.render(), "remedy": error.remedy.render()}
            await _answer(send, error.status, {"error": trouble}, more)

    async def _take(self, scope: Any, receive: Receive) -> Any:
        if scope["method"] != "POST":
            raise Refused("method", msg("Webhooks are sent by POST."), 405)
        headers = dict(scope["headers"])
        body = await read_body(receive, headers)
        name = scope["path"][len(self.prefix) :].rstrip("/").lower()
        taken = await asyncio.to_thread(take, self._house, name, headers, body)
        return {"success": True, "kept": taken.kept, "same": taken.same, "repeated": taken.repeated}


REMEDY = "See docs/leads.md."


async def _answer(send: Send, status: int, said: Any, more: Sequence[tuple[bytes, bytes]] = ()) -> None:
    body = msgspec.json.encode(said)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
