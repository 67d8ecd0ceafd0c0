"""Batches of paths as narrow tables of figures, which the reductions read: journeys, their moves, their touches.

    journeys  bucket, state, conversions, nulls, value                           what each journey came to
    moves     bucket, state, channel, journeys                                   a row for each step
    touches   journey, bucket, channel, place, length, conversions, value        a row for each step that earned
    sets      met, conversions, nulls                                            the channels that each journey met

Each journey falls into a random bucket, so that all sums can be drawn again (nahbar.measure.bucket_bootstrap). A state
is the last one to three channels, 20 bits each, the latest lowest; 0 stands for "before the first step".
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.measure.alike_journeys import MOST_CHANNELS as MOST_MET
from nahbar.measure.bucket_bootstrap import throw
from nahbar.worth.attribution.contracts import Options
from nahbar.worth.attribution.paths import PathBatch

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]

CHANNEL_BITS = 20
MOST_CHANNELS = (1 << CHANNEL_BITS) - 1


class TooManyChannelsError(ValueError):
    """There are more different steps than a state can hold; they are probably not channels."""


@dataclass(slots=True)
class Channels:
    """The names of the steps so far, numbered from 1; safe to share among threads."""

    codes: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def number(self, names: list[str]) -> Codes:
        """Return the number of each name, without the spaces around it; 0 is a name of spaces only."""
        with self.lock:
            found = [self._code(name.strip()) for name in names]
        return np.array(found, dtype=np.int32)

    def _code(self, name: str) -> int:
        if not name:
            return 0
        code = self.codes.setdefault(name, len(self.codes) + 1)
        if code > MOST_CHANNELS:
            raise TooManyChannelsError
        return code


@dataclass(frozen=True, slots=True, eq=False)
class StepTables:
    """The tables of a batch, and the numbers of rows that were left out because a step has no name."""

    journeys: Any
    moves: Any
    touches: Any | None
    sets: Any
    nameless: Ints
    paths: int


@dataclass(frozen=True, slots=True, eq=False)
class _Walks:
    # One entry for each row and bucket; `channel` holds the steps of all, one entry after the other.
    bucket: npt.NDArray[np.int16]
    conversions: Floats
    nulls: Floats
    value: Floats
    length: Codes
    channel: Codes


def step_tables(batch: PathBatch, channels: Channels, options: Options, number: int) -> StepTables:
    """Return the tables of the `number`th batch; the seed of `options` decides into which buckets its journeys fall.

    Touches are None where only Markov is asked for, which reads moves; the table of sets is empty unless journeys are
    compared, and where there are more channels than a set can hold.
    """
    encoded = batch.steps.flatten().dictionary_encode()
    names = channels.number(encoded.dictionary.to_pylist())
    channel = names[encoded.indices.to_numpy(zero_copy_only=False)]
    offsets = batch.steps.offsets.to_numpy().astype(np.int64)
    starts, length = offsets[:-1] - offsets[0], np.diff(offsets).astype(np.int32)
    whole = np.ones(len(length), dtype=bool)
    if not names.all():
        whole[np.searchsorted(starts, np.flatnonzero(channel == 0), side="right") - 1] = False
    walks = _walks(batch, channel, starts, length, whole, (options.seed, number))
    sets = pa.table(_sets(walks if options.alike else None))
    return StepTables(*_tables(walks, options), sets, batch.number[~whole], int(whole.sum()))


def _walks(
    batch: PathBatch, channel: Codes, starts: Ints, length: Codes, whole: npt.NDArray[np.bool_], seed: tuple[int, ...]
) -> _Walks:
    if whole.all() and (batch.conversions + batch.nulls).max(initial=0) <= 1:
        return _single_walks(batch, channel, length, seed)
    converted = throw(batch.conversions * whole, (*seed, 1))
    lost = throw(batch.nulls * whole, (*seed, 2))
    row = np.concatenate([converted.row, lost.row])
    share = converted.count / np.maximum(batch.conversions[converted.row], 1)
    zeros = np.zeros(len(lost.row))
    return _Walks(
        np.concatenate([converted.bucket, lost.bucket]).astype(np.int16),
        np.concatenate([converted.count, zeros]),
        np.concatenate([np.zeros(len(converted.row)), lost.count]),
        np.concatenate([batch.value[converted.row] * share, zeros]),
        length[row],
        channel[_places(starts[row], length[row])],
    )


def _single_walks(batch: PathBatch, channel: Codes, length: Codes, seed: tuple[int, ...]) -> _Walks:
    """Every row is one journey, as in most large files: no step has to be moved."""
    # Rows of no journey at all stay; they weigh nothing.
    bucket = throw(np.ones(len(length), dtype=np.int64), (*seed, 1)).bucket.astype(np.int16)
    conversions, nulls = batch.conversions.astype(np.float64), batch.nulls.astype(np.float64)
    return _Walks(bucket, conversions, nulls, batch.value * conversions, length, channel)


def _places(starts: Ints, length: Codes) -> Codes:
    """Return the indices starts[0], starts[0] + 1, ..., then those of the next walk."""
    ends = np.cumsum(length, dtype=np.int32)
    shift = (starts - (ends - length)).astype(np.int32)
    places = np.repeat(shift, length)
    places += np.arange(len(places), dtype=np.int32)
    return places


def _tables(walks: _Walks, options: Options) -> tuple[Any, Any, Any]:
    length = walks.length
    ends = np.cumsum(length, dtype=np.int64)
    first = ends - length
    walk = np.repeat(np.arange(len(length), dtype=np.int32), length)
    state = _states(walks.channel, first, options.order)
    journeys = {
        "bucket": walks.bucket,
        "state": after_step(state[ends - 1].astype(np.int64), walks.channel[ends - 1].astype(np.int64), options.order),
        "conversions": walks.conversions,
        "nulls": walks.nulls,
        "value": walks.value,
    }
    moves = {
        "bucket": walks.bucket[walk],
        "state": state,
        "channel": walks.channel,
        "journeys": (walks.conversions + walks.nulls)[walk],
    }
    touches = pa.table(_touches(walks, walk, first)) if set(options.models) != {"markov"} else None
    return pa.table(journeys), pa.table(moves), touches


def _touches(walks: _Walks, walk: Codes, first: Ints) -> dict[str, Any]:
    earned = np.flatnonzero((walks.conversions > 0)[walk])
    walk = walk[earned]
    return {
        "journey": walk,
        "bucket": walks.bucket[walk],
        "channel": walks.channel[earned],
        "place": (earned + 1 - first[walk]).astype(np.int32),
        "length": walks.length[walk],
        "conversions": walks.conversions[walk],
        "value": walks.value[walk],
    }


def _sets(walks: _Walks | None) -> dict[str, Any]:
    if walks is None or walks.channel.max(initial=0) > MOST_MET:
        return {"met": np.zeros(0, dtype=np.int64), "conversions": np.zeros(0), "nulls": np.zeros(0)}
    bits = np.left_shift(np.int64(1), np.maximum(walks.channel.astype(np.int64) - 1, 0))
    first = np.cumsum(walks.length, dtype=np.int64) - walks.length
    return {"met": np.bitwise_or.reduceat(bits, first), "conversions": walks.conversions, "nulls": walks.nulls}


def _states(channel: Codes, first: Ints, order: int) -> npt.NDArray[Any]:
    """Return the state in front of each step."""
    # One channel fits into 32 bits, and half the memory is half the time.
    state: npt.NDArray[Any] = _back(channel, first, 1).astype(np.int32 if order == 1 else np.int64, copy=False)
    for back in range(2, order + 1):
        state |= _back(channel, first, back).astype(np.int64) << (CHANNEL_BITS * (back - 1))
    return state


def _back(channel: Codes, first: Ints, back: int) -> Codes:
    """Return the channel so many steps ago, 0 where the walk had not begun."""
    before = np.empty_like(channel)
    before[:back] = 0
    before[back:] = channel[:-back]
    for begun in range(back):
        # A walk that began less than `back` steps ago does not see the walk in front of it.
        before[(first + begun)[first + begun < len(channel)]] = 0
    return before


def after_step(state: Ints, channel: Ints, order: int) -> Ints:
    """Return the state behind a step to `channel` from `state`: the oldest step is forgotten."""
    kept = (1 << (CHANNEL_BITS * order)) - 1
    return ((state << CHANNEL_BITS) | channel) & kept
