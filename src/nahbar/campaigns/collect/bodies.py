"""Bodies of requests: read within limits of size and time, unpacked within the same."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping

from litestar.types import Receive

from nahbar.campaigns.collect.events import REQUEST_BYTES, Refused
from nahbar.kernel.messages import msg

# A phone on a bad line sends 500 KB within this; who needs longer sends it again.
READ_SECONDS = 20.0
GZIP = 31  # zlib's window bits for a gzip header


class Gone(Exception):
    """The client went away before its request was whole."""


async def read_body(receive: Receive, headers: Mapping[bytes, bytes], seconds: float = READ_SECONDS) -> bytes:
    """Return the whole body, unpacked. Raises Refused (408, 413, 415, 400) and Gone."""
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > REQUEST_BYTES:
        raise _too_long()
    try:
        async with asyncio.timeout(seconds):
            body = await _collected(receive)
    except TimeoutError as error:
        raise Refused("", msg("The request was not whole within {n} seconds.", n=seconds), 408) from error
    encoding = headers.get(b"content-encoding", b"identity").strip().lower()
    if encoding == b"gzip":
        return _unpacked(body)
    if encoding not in (b"", b"identity"):
        raise Refused("content-encoding", msg("Only gzip is understood."), 415)
    return body


async def _collected(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        parts.append(message["body"])
        size += len(parts[-1])
        if size > REQUEST_BYTES:
            raise _too_long()
        if not message["more_body"]:
            return parts[0] if len(parts) == 1 else b"".join(parts)


def _unpacked(body: bytes) -> bytes:
    inflater = zlib.decompressobj(GZIP)
    try:
        unpacked = inflater.decompress(body, REQUEST_BYTES + 1)
    except zlib.error as error:
        raise Refused("", msg("The body is no whole gzip.")) from error
    if len(unpacked) > REQUEST_BYTES:
        raise _too_long()
    if not inflater.eof:
        raise Refused("", msg("The body is no whole gzip."))
    return unpacked


def _too_long() -> Refused:
    return Refused("", msg("The request has more than {n} bytes.", n=REQUEST_BYTES), 413)
