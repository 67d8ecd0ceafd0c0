"""One click as 48 bytes of a file: fixed size, so that a torn one is known and the next one is found. Pure.

Little endian: time (8, microseconds since 1970), address (8, the day's salted hash), agent (4, hash of the user
agent), link (4, its id), flags (1 byte; 1: a program, 2: ahead of a click), target (1), two spare bytes, click id (16,
zero without consent), CRC-32 (4).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

SIZE = 48
PROGRAM, AHEAD = 1, 2
NO_CLICK_ID = bytes(16)

_body = struct.Struct("<QQIIBBxx16s")
_whole = struct.Struct("<QQIIBBxx16sI")
pack_body = _body.pack
crc32 = zlib.crc32


class Click(NamedTuple):
    """A click as it is kept until it is counted; `place` is its number in its file."""

    time: int
    address: int
    agent: int
    link: int
    flags: int
    target: int
    click_id: bytes
    place: int


def encode(time: int, address: int, agent: int, link: int, flags: int, target: int, click_id: bytes) -> bytes:
    """Return a click as its 48 bytes."""
    body = pack_body(time, address, agent, link, flags, target, click_id)
    return body + crc32(body).to_bytes(4, "little")


def decode(content: bytes, first: int) -> Iterator[Click | None]:
    """Yield the clicks of `content`, whose first record has the number `first`; None for one that is not whole.

    Bytes at the end that are no whole record are left out: they were never answered.
    """
    usable = len(content) // SIZE * SIZE
    view = memoryview(content)
    for index, values in enumerate(_whole.iter_unpack(view[:usable])):
        start = index * SIZE
        whole = crc32(view[start : start + SIZE - 4]) == values[7]
        yield Click._make((*values[:7], first + index)) if whole else None
