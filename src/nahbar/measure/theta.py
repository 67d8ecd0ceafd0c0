"""Samples of a set by the hashes of its members: small, mergeable, and naming nobody.

A theta sketch keeps the members whose hash lies below theta (Dasgupta, Lang, Rhodes, Thaler 2016). Samples under one
theta are samples of one population: what is in two of them is in both sets, and each hash stands for 1 / theta members.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import datasketches
import numpy as np
import numpy.typing as npt

# 4,096 hashes: 1.6 % standard error of a size, 36 KB at most.
LG_K = 12
# Layout of a compact sketch (datasketches, version 3): the number of 8-byte words before the hashes, then theta.
WORDS_AT, VERSION_AT, FLAGS_AT, COUNT_AT, THETA_AT, EMPTY = 0, 1, 5, 8, 16, 4
LARGEST = 2**63

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The hashes (rising, below `theta` times 2^63) of a set's members; `theta` 1 means that all are there."""

    theta: float
    hashes: Hashes

    @property
    def size(self) -> float:
        """The estimated number of members."""
        return len(self.hashes) / self.theta

    def below(self, theta: float) -> Hashes:
        """Return the hashes of a smaller sample."""
        if theta >= self.theta:
            return self.hashes
        return self.hashes[: int(np.searchsorted(self.hashes, np.uint64(int(theta * LARGEST))))]


def make_sketch(numbers: Iterable[int]) -> bytes:
    """Return the theta sketch of a set of numbers as bytes."""
    sketch = datasketches.update_theta_sketch(LG_K)
    for number in numbers:
        sketch.update(number)
    return bytes(sketch.compact().serialize())


def read_sketch(content: bytes) -> Sample:
    """Return the sample that a theta sketch holds. Raises ValueError for bytes that are none."""
    try:
        checked = datasketches.compact_theta_sketch.deserialize(content)
    except (RuntimeError, ValueError, TypeError, IndexError) as error:
        raise ValueError(str(error)) from error
    return Sample(float(checked.theta), np.sort(np.array([int(one) for one in checked], dtype=np.uint64)))


def read_trusted(content: bytes) -> Sample:
    """Return the sample of a sketch that `read_sketch` has accepted before: the same without a check, and faster."""
    words, flags = content[WORDS_AT] & 0x3F, content[FLAGS_AT]
    if content[VERSION_AT] != 3 or flags & EMPTY or words == 1:
        return read_sketch(content)
    theta = int.from_bytes(content[THETA_AT : THETA_AT + 8], "little") / LARGEST if words > 2 else 1.0
    count = int.from_bytes(content[COUNT_AT : COUNT_AT + 4], "little")
    return Sample(theta, np.frombuffer(content, dtype="<u8", count=count, offset=8 * words))


def sample_of(keys: npt.NDArray[np.int64], theta: float = 1.0) -> Sample:
    """Return a sample of people whose numbers are keyed hashes, and therefore even already."""
    hashes = np.unique(keys.view(np.uint64) >> np.uint64(1))
    return Sample(theta, Sample(1.0, hashes).below(theta))


def common_theta(samples: Sequence[Sample], most_links: int) -> float:
    """Return the largest theta that all samples have, smaller where they would hold more than `most_links` together."""
    theta = min((one.theta for one in samples), default=1.0)
    links = sum(one.size for one in samples) * theta
    return theta if links <= most_links else theta * most_links / links


def shared(one: Sample, other: Sample) -> tuple[float, int]:
    """Return the estimated number of common members, and how many hashes that rests on."""
    theta = min(one.theta, other.theta)
    common = len(np.intersect1d(one.below(theta), other.below(theta), assume_unique=True))
    return common / theta, common
