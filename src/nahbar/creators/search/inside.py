"""Where a few letters stand inside the words of a vocabulary, without reading all of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

# Positions are in order of so many bytes: enough to leave a handful for any part of a word.
KEY_BYTES = 8

Places = npt.NDArray[np.int32]


def ordered_places(text: bytes, least: int) -> Places:
    """Return the places of `text` that a part of a word can begin at, in order of the KEY_BYTES bytes from there.

    Behind each word of the text is a line break; the text is shorter than 2 GB. A part has at least `least` bytes,
    begins with a whole letter and is not of digits alone: numbers at the end of handles would be most of the places.
    """
    data = np.frombuffer(text + bytes(max(KEY_BYTES, least)), dtype=np.uint8)
    here = data[: len(text)]
    short = np.zeros(len(text), dtype=bool)
    numbers = np.ones(len(text), dtype=bool)
    for step in range(least):
        byte = data[step : step + len(text)]
        short |= byte == ord("\n")
        numbers &= (byte >= ord("0")) & (byte <= ord("9"))
    places = np.flatnonzero(~short & ~numbers & ((here & 0xC0) != 0x80))
    keys = np.zeros(len(places), dtype=np.uint64)
    for step in range(KEY_BYTES):
        keys = (keys << np.uint64(8)) | data[places + step]
    return places[np.argsort(keys, kind="stable")].astype(np.int32)


def places_of(part: bytes, text: bytes, ordered: Places) -> Iterator[int]:
    """Yield where `part` stands, in the order of what follows it: ends of words first."""
    head = part[:KEY_BYTES]
    low, high = 0, len(ordered)
    while low < high:
        middle = (low + high) // 2
        at = int(ordered[middle])
        low, high = (middle + 1, high) if text[at : at + len(head)] < head else (low, middle)
    for place in range(low, len(ordered)):
        at = int(ordered[place])
        if text[at : at + len(head)] != head:
            return
        if text.startswith(part, at):
            yield at
