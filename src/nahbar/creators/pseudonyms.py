"""Keyed hashes of people: commenters and followers are never stored by name."""

from __future__ import annotations

import hashlib
import hmac

KEY_NAME = "handles"


def person_key(key: bytes, platform: str, handle: str) -> int:
    """Return the pseudonym of a handle as a signed 64-bit number: the first 8 bytes of HMAC-SHA256.

    The same person on the same platform has the same pseudonym everywhere in this workspace and nowhere else. With 5
    million people two of them share a pseudonym with probability 7e-7 (birthday bound, n^2 / 2^65).
    """
    text = f"{platform}\0{handle.strip().removeprefix('@').casefold()}"
    return int.from_bytes(hmac.digest(key, text.encode(), "sha256")[:8], "big", signed=True)


def text_key(text: str) -> int:
    """Return a number by which equal texts are found: the first 8 bytes of BLAKE2b, signed."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def pseudonym(person: int) -> str:
    """Return a short name for a pseudonym, for screens: eight hexadecimal digits."""
    return f"{person & 0xFFFFFFFFFFFFFFFF:016x}"[:8]
