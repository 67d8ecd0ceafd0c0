"""Which of several targets a visitor gets: the same one all day, by a keyed hash and the weights. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

LETTERS = "abcdefgh"


def choose_target(bounds: Sequence[int], seed: int, visitor: int) -> int:
    """Return the index of the target for `visitor` (64 bits); `bounds` are the running sums of the weights.

    The hash is BLAKE2b keyed with the link's seed, so the split neither depends on the process nor on other links.
    """
    key = seed.to_bytes(8, "big")
    drawn = hashlib.blake2b(visitor.to_bytes(8, "big"), digest_size=8, key=key).digest()
    place = int.from_bytes(drawn, "big") * bounds[-1] >> 64
    return next(index for index, bound in enumerate(bounds) if place < bound)


def running_sums(weights: Sequence[int]) -> list[int]:
    """Return the bounds that `choose_target` takes."""
    sums, total = [], 0
    for weight in weights:
        total += weight
        sums.append(total)
    return sums
