"""What a chain of steps loses when a channel is cut out, solved exactly. Pure.

A path is a walk through states from a start to "converted" or "lost"; a state is the last one to three steps. Its
transition probabilities are shares of counts. The removal effect of channel c (Anderl, Becker, von Wangenheim and
Schumann 2016, "Mapping the customer journey") is

    1 - P(converted, had every walk that reaches c been lost) / P(converted)

and the credit of c is its share in the sum of all removal effects, times what was earned. Nothing is simulated: with
N = (I - Q)^-1 the walks that reach the states C of a channel first do so with probabilities f = n_C N_CC^-1, n being
the row of N that belongs to the start, and the loss is f times what is still to be earned from there (Kemeny and Snell
1960, chapter 3).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

START = 0


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Counts of one or of many chains at once (the leading axis, here d).

    `moves` (d x states x states) counts steps from state to state; `ends` (d x states x 3) counts journeys that ended
    there: converted, lost, and the value earned. State 0 is the start; `channel` (states) is the channel of each
    state's last step, -1 for the start.
    """

    moves: Floats
    ends: Floats
    channel: Ints


def removal_losses(chain: Chain) -> Floats:
    """Return what is lost a walk without each channel, d x channels x 2: conversions and value.

    Divided by the first column of `earned`, these are the removal effects. States that no journey left in a draw are
    no trouble: nobody reaches them.
    """
    moves, rewards = _probabilities(chain)
    states = moves.shape[-1]
    visits = np.linalg.inv(np.eye(states) - moves)
    ahead = visits @ rewards
    channels = int(chain.channel.max(initial=-1)) + 1
    losses = np.zeros((len(moves), channels, rewards.shape[-1]))
    for channel in range(channels):
        own = np.flatnonzero(chain.channel == channel)
        among = visits[:, own[:, None], own[None, :]]
        reached = np.linalg.solve(np.swapaxes(among, 1, 2), visits[:, START, own][..., None])
        losses[:, channel] = (reached * ahead[:, own]).sum(axis=1)
    return losses


def earned(chain: Chain) -> Floats:
    """Return what a walk earns with all channels, d x 2: conversions (a probability) and value."""
    moves, rewards = _probabilities(chain)
    at_start = np.linalg.solve(np.eye(moves.shape[-1]) - moves, rewards)[:, START]
    return np.asarray(at_start)


def credit(losses: Floats, totals: Floats) -> Floats:
    """Return credit, d x channels x 2, that adds up to `totals` (d x 2); nothing lost means no credit."""
    whole = losses.sum(axis=-2, keepdims=True)
    shares = np.divide(losses, whole, out=np.zeros_like(losses), where=whole > 0)
    return np.asarray(shares * totals[..., None, :])


def _probabilities(chain: Chain) -> tuple[Floats, Floats]:
    converted, lost, value = (chain.ends[..., k] for k in range(3))
    left = chain.moves.sum(axis=-1) + converted + lost
    scale = np.divide(1.0, left, out=np.zeros_like(left), where=left > 0)[..., None]
    return chain.moves * scale, np.stack([converted, value], axis=-1) * scale
