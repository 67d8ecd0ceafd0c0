"""Under which name touchpoints know a visitor."""

from __future__ import annotations

import hmac
from functools import lru_cache

KEY_NAME = "visitors"
PSEUDONYM_BYTES = 16


# A visitor's events come close together.
@lru_cache(maxsize=16_384)
def pseudonym(key: bytes, visitor: str) -> str:
    """Return the name under which touchpoints know a visitor: 16 bytes of HMAC-SHA256, in hexadecimal digits."""
    return hmac.digest(key, visitor.encode("utf-8", "surrogatepass"), "sha256")[:PSEUDONYM_BYTES].hex()
