"""Vectors of texts, remembered by their hash while the process lives; nothing of them is written anywhere."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from nahbar.creators.search.documents import passage_hash
from nahbar.language.meaning import DIMENSIONS, encode

Vectors = npt.NDArray[np.float32]

# At half precision about 20 MB.
REMEMBERED = 20_000

_known: OrderedDict[int, npt.NDArray[np.float16]] = OrderedDict()
_guard = threading.Lock()


def vectors_of(texts: Sequence[str], indexed: Mapping[int, Vectors] | None = None) -> Vectors:
    """Return unit vectors, shape (n, 512); those in `indexed` (by passage hash) or remembered are not made again."""
    hashes = [passage_hash(text) for text in texts]
    given = indexed or {}
    with _guard:
        found: dict[int, npt.NDArray[np.floating]] = {
            one: given[one] if one in given else _known[one] for one in hashes if one in given or one in _known
        }
    missing = {one: text for one, text in zip(hashes, texts, strict=True) if one not in found}
    made = encode(list(missing.values()))
    with _guard:
        for one, vector in zip(missing, made, strict=True):
            found[one] = vector
            _known[one] = vector.astype(np.float16)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    if not hashes:
        return np.empty((0, DIMENSIONS), dtype=np.float32)
    return np.array([found[one] for one in hashes], dtype=np.float32)
