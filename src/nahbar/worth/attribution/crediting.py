"""From sums by bucket to credit with intervals: the rules of thumb, Shapley and Markov. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.bucket_bootstrap import BUCKETS, quantile_interval
from nahbar.measure.removal_effect import Chain, credit, removal_losses
from nahbar.worth.attribution.steps import CHANNEL_BITS, after_step

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Up to so many states every draw of the buckets is solved anew (1,000 inverses take half a second); above, draws follow
# each bucket's influence on the exact answer. From about 100 states on linear algebra takes threads, and where other
# work keeps the cores busy these wait for each other: 157 states then took 20 seconds. On the public paths with order 2
# both give the same bounds to a hundredth of the interval.
SOLVED_STATES = 80
# Memory of a batch of draws stays below a few dozen megabytes.
BATCH_CELLS = 3_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Credit by channel: `point` and the bounds are channels x 2, conversions and value."""

    point: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """All journeys as sums by bucket: moves (bucket, state, channel, journeys) and ends (buckets x states x 3).

    States are numbered, 0 is the start; `after` is the state that each move leads to, `channel` that of each state.
    """

    bucket: Ints
    state: Ints
    after: Ints
    journeys: Floats
    ends: Floats
    channel: Ints


def score_sums(conversions: Floats, value: Floats, draws: Floats) -> Scored:
    """Return credit that is a plain sum over journeys, from buckets x channels of conversions and of value."""
    sums = np.stack([conversions, value], axis=-1)
    drawn = np.tensordot(draws, sums, axes=1)
    return Scored(sums.sum(axis=0), *quantile_interval(drawn))


def walked(moves: Sequence[Ints], ends: Sequence[Ints], rank: Ints, order: int) -> Walked:
    """Number the states of moves and ends; `rank` is the place of each channel's number in the order of the answer."""
    bucket, state, channel, journeys = moves
    state, channel = _renamed(state, rank, order), rank[channel] + 1
    ended = _renamed(ends[1], rank, order)
    after = after_step(state, channel, order)
    states, places = np.unique(np.concatenate([[0], state, after, ended]), return_inverse=True)
    cut = np.split(places[1:], [len(state), 2 * len(state)])
    sums = np.zeros((BUCKETS, len(states), 3))
    for k, figures in enumerate(ends[2:5]):
        np.add.at(sums[..., k], (ends[0], cut[2]), figures)
    latest = (states & ((1 << CHANNEL_BITS) - 1)) - 1
    return Walked(bucket.astype(np.int64), cut[0], cut[1], journeys.astype(np.float64), sums, latest)


def _renamed(state: Ints, rank: Ints, order: int) -> Ints:
    ranked = np.concatenate([[0], rank[1:] + 1])
    renamed = np.zeros_like(state, dtype=np.int64)
    for back in range(order):
        shift = CHANNEL_BITS * back
        renamed |= ranked[(state >> shift) & ((1 << CHANNEL_BITS) - 1)] << shift
    return renamed


def score_removal(walks: Walked, draws: Floats) -> Scored:
    """Return the credit of the removal effect, solved exactly, with intervals."""
    ends = walks.ends[..., [0, 2]].sum(axis=1)
    small = len(walks.channel) <= SOLVED_STATES
    point, drawn = _solved(walks, draws) if small else _followed(walks, draws)
    return Scored(credit(point, ends.sum(axis=0)), *quantile_interval(credit(drawn, draws @ ends)))


def _solved(walks: Walked, draws: Floats) -> tuple[Floats, Floats]:
    states = len(walks.channel)
    moves = np.zeros((BUCKETS, states, states))
    np.add.at(moves, (walks.bucket, walks.state, walks.after), walks.journeys)
    whole = Chain(moves.sum(axis=0)[None], walks.ends.sum(axis=0)[None], walks.channel)
    flat, ends = moves.reshape(BUCKETS, -1), walks.ends.reshape(BUCKETS, -1)
    parts = []
    for some in np.array_split(draws, max(1, len(draws) * states * states // BATCH_CELLS)):
        drawn_moves = (some @ flat).reshape(-1, states, states)
        drawn_ends = (some @ ends).reshape(-1, states, 3)
        parts.append(removal_losses(Chain(drawn_moves, drawn_ends, walks.channel)))
    return removal_losses(whole)[0], np.concatenate(parts)


def _followed(walks: Walked, draws: Floats) -> tuple[Floats, Floats]:
    from nahbar.measure.sparse_removal import SparseChain, sparse_losses

    chain = SparseChain(walks.bucket, walks.state, walks.after, walks.journeys, walks.ends, walks.channel)
    found = sparse_losses(chain)
    drawn = found.losses + np.tensordot(draws, found.pulls, axes=1)
    return found.losses, np.maximum(drawn, 0.0)
