"""The removal effect of chains with many states: sparse solves, and how each bucket of journeys moves the answer. Pure.

Same definition as `nahbar.measure.removal_effect`. With channel c cut out, the walk earns g = s (I - Q_c)^-1 r. Its
derivative by the count of moves from i to j is n_i / left_i (h_j - h_i), n being the visits and h the earnings ahead
in the cut chain; a move into c is worth nothing. The derivative times the counts of a bucket is that bucket's
influence (Hampel 1974), so buckets can be drawn again without solving again: the intervals are first order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix, eye_array
from scipy.sparse.linalg import splu

from nahbar.measure.removal_effect import START

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class SparseChain:
    """Counts by bucket: moves as (bucket, before, after, count), `ends` as buckets x states x 3, else as Chain."""

    bucket: Ints
    before: Ints
    after: Ints
    count: Floats
    ends: Floats
    channel: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """Point and first-order effects: `losses` channels x 2, `pulls` buckets x channels x 2 (each sums to 0)."""

    losses: Floats
    pulls: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Earnings:
    total: Floats
    pulls: Floats


def sparse_losses(chain: SparseChain) -> Influence:
    """Return what is lost a walk without each channel, conversions and value, and the influence of every bucket."""
    walk = _Walk(chain)
    whole = walk.earnings(np.ones(len(chain.channel), dtype=bool))
    channels = range(int(chain.channel.max(initial=-1)) + 1)
    cut = [walk.earnings(chain.channel != channel) for channel in channels]
    losses = np.stack([whole.total - one.total for one in cut])
    return Influence(losses, np.stack([whole.pulls - one.pulls for one in cut], axis=1))


class _Walk:
    def __init__(self, chain: SparseChain) -> None:
        self.chain = chain
        states = len(chain.channel)
        moves = csc_matrix((chain.count, (chain.before, chain.after)), shape=(states, states))
        ends = chain.ends.sum(axis=0)
        left = np.asarray(moves.sum(axis=1)).ravel() + ends[:, 0] + ends[:, 1]
        self.scale = np.divide(1.0, left, out=np.zeros(states), where=left > 0)
        self.system = (eye_array(states) - moves.multiply(self.scale[:, None])).tocsc()
        self.rewards = ends[:, [0, 2]] * self.scale[:, None]

    def earnings(self, kept: npt.NDArray[np.bool_]) -> _Earnings:
        own = np.flatnonzero(kept)
        solved = splu(self.system[own][:, own].tocsc())
        visits, ahead = np.zeros(len(kept)), np.zeros((len(kept), 2))
        visits[own] = solved.solve((own == START).astype(np.float64), trans="T")
        ahead[own] = solved.solve(self.rewards[own])
        return _Earnings(ahead[START], self._pulls(visits * self.scale, ahead))

    def _pulls(self, visits: Floats, ahead: Floats) -> Floats:
        chain, buckets = self.chain, len(self.chain.ends)
        converted, lost, value = (chain.ends[..., k] for k in range(3))
        pulls = np.empty((buckets, 2))
        for k, gained in enumerate((converted, value)):
            slope = visits[chain.before] * (ahead[chain.after, k] - ahead[chain.before, k])
            moved = np.bincount(chain.bucket, chain.count * slope, minlength=buckets)
            pulls[:, k] = moved + gained @ visits - (converted + lost) @ (visits * ahead[:, k])
        return pulls
