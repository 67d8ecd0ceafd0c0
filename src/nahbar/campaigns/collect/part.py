"""The collect API on the socket: a raw ASGI application below /v1/; no session, no page, no address of a visitor."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from litestar.types import Receive, Send

from nahbar.campaigns.collect.bodies import READ_SECONDS, Gone, read_body
from nahbar.campaigns.collect.events import BATCHES, TYPES, Event, Refused, read_batch, read_event
from nahbar.campaigns.collect.keys import Keyring
from nahbar.campaigns.collect.mapping import Circumstances, to_touchpoint
from nahbar.campaigns.collect.orders import Shops, order_number
from nahbar.campaigns.pseudonyms import KEY_NAME
from nahbar.kernel.clock import now_micros
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.journal import Journal
from nahbar.kernel.messages import msg
from nahbar.kernel.touchpoints import Touchpoint

RETRY_SECONDS = b"1"
# Preflights are asked once a day and page.
PREFLIGHT_SECONDS = b"86400"
Headers = Mapping[bytes, bytes]


class CollectPart:
    """Answers POST /v1/track, page, identify, screen, group, alias, batch and their short forms."""

    prefix = "/v1/"

    def __init__(self, house: House, journal: Journal, read_seconds: float = READ_SECONDS) -> None:
        self._house = house
        self._journal = journal
        self._keyring = Keyring(house)
        self._shops = Shops(house)
        self._read_seconds = read_seconds
        self._currency = house.workspace.settings.currency
        self._key = b""

    def start(self) -> None:
        """Open the journal, and make the key of pseudonyms at the first start."""
        self._key = self._house.workspace.key(KEY_NAME)
        self._journal.start()

    def stop(self) -> None:
        """Write what waits."""
        self._journal.close()

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request: 200 only when everything in it is kept."""
        headers = dict(scope["headers"])
        if scope["method"] == "OPTIONS":
            await _answer(send, 204, b"", _preflight(headers))
            return
        try:
            await _answer(send, 200, await self._take(scope, headers, receive))
        except Gone:
            return
        except Refused as error:
            more = ((b"allow", b"POST, OPTIONS"),) if error.status == 405 else ()
            await _answer(send, error.status, _refusal(error), more)
        except NahbarError as error:
            more = ((b"retry-after", RETRY_SECONDS),) if error.status == 503 else ()
            await _answer(send, error.status, _trouble(error), more)

    async def _take(self, scope: Any, headers: Headers, receive: Receive) -> bytes:
        name = scope["path"][len(self.prefix) :].rstrip("/")
        if name not in TYPES and name not in BATCHES:
            raise Refused("path", msg("There is no such call: {path:raw}", path=scope["path"][:100]), 404)
        if scope["method"] != "POST":
            raise Refused("method", msg("Events are sent by POST."), 405)
        given_key = _key_of(headers)
        if given_key:
            await self._check_key(given_key)
        body = await read_body(receive, headers, self._read_seconds)
        received_at = now_micros()
        around = Circumstances(TYPES.get(name), received_at, _asks_not_to(headers), self._key, self._currency)
        written_key, events, around = _read(name, body, around)
        if not given_key:
            await self._check_key(written_key)
        if any(one.properties is not None and order_number(one.properties) is not None for one in events):
            around = replace(around, shops=await self._shops.connected())
        found = _touchpoints(events, around)
        new = await self._journal.add(found)
        return msgspec.json.encode(
            {"success": True, "kept": new, "repeated": len(found) - new, "ignored": len(events) - len(found)}
        )

    async def _check_key(self, secret: str | None) -> None:
        if not secret or not await self._keyring.holds(secret):
            raise Refused("writeKey", msg("The write key is missing, unknown or revoked."), 401)


def _read(name: str, body: bytes, around: Circumstances) -> tuple[str | None, Sequence[Event], Circumstances]:
    if name in BATCHES:
        batch, events = read_batch(body)
        first = next((event.write_key for event in events if event.write_key), None)
        return batch.write_key or first, events, replace(around, sent_at=batch.sent_at, context=batch.context)
    event = read_event(body)
    return event.write_key, [event], around


def _touchpoints(events: Sequence[Event], around: Circumstances) -> list[Touchpoint]:
    spare = secrets.token_hex(16)
    found = []
    for index, event in enumerate(events):
        try:
            touchpoint = to_touchpoint(event, around, f"{spare}-{index}")
        except Refused as error:
            place = f"batch[{index}].{error.field}" if around.type is None else error.field
            raise Refused(place, error.reason, error.status) from error
        if touchpoint is not None:
            found.append(touchpoint)
    return found


def _asks_not_to(headers: Headers) -> bool:
    return headers.get(b"dnt") == b"1" or headers.get(b"sec-gpc") == b"1"


def _key_of(headers: Headers) -> str | None:
    """Return the user name of basic authentication, which is how clients send the write key."""
    scheme, _, value = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() != b"basic":
        return None
    try:
        return base64.b64decode(value.strip(), validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return None


def _preflight(headers: Headers) -> Sequence[tuple[bytes, bytes]]:
    wanted = headers.get(b"access-control-request-headers", b"authorization, content-type")
    return (
        (b"access-control-allow-methods", b"POST"),
        (b"access-control-allow-headers", wanted),
        (b"access-control-max-age", PREFLIGHT_SECONDS),
    )


def _refusal(error: Refused) -> bytes:
    said = {"kind": "refused", "field": error.field, "message": error.reason.render(), "remedy": "See docs/collect.md."}
    return msgspec.json.encode({"error": said})


def _trouble(error: NahbarError) -> bytes:
    said = {"kind": error.kind, "message": error.message.render(), "remedy": error.remedy.render()}
    return msgspec.json.encode({"error": said})


async def _answer(send: Send, status: int, body: bytes, more: Sequence[tuple[bytes, bytes]] = ()) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        # Pages of the brand send from their own address; the write key says whose events they are, no cookie does.
        (b"access-control-allow-origin", b"*"),
        (b"cache-control", b"no-store"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
