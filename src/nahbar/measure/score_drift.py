"""Drift of two classes along a score: tilted histograms of many chains and their Metropolis steps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Size of a proposed step in standard deviations of the drift: about half of the proposals are taken.
_STEP = 0.7


class Drift:
    """Class histograms (chains, groups, bins) tilted by exp(d z), with d ~ N(0, spread) for each chain and class.

    z is the bin's logit of its mid-rank where both classes weigh alike, standardised within the group. Only tilts
    under which fakes score higher than real accounts on average are kept.
    """

    def __init__(
        self, spread: float, train_fake: Floats, train_real: Floats, fake: Floats, real: Floats, g: np.random.Generator
    ) -> None:
        self._spread, self._generator, self._labelled = spread, g, (fake, real)
        self._z = _standard_scores(train_fake, train_real)
        self.fake, self.real = fake, real
        self._by = np.zeros((2, len(fake)))
        if spread > 0.0:
            self._by = spread * g.standard_normal((2, len(fake)))
            moved = self._tilted(0, self._by[0]), self._tilted(1, self._by[1])
            self._by[:, ~self._in_order(*moved)] = 0.0
            self.fake, self.real = self._tilted(0, self._by[0]), self._tilted(1, self._by[1])

    def step(self, fakes: Ints, reals: Ints, fake_worth: Floats, real_worth: Floats) -> None:
        """Move the drift of each class by one Metropolis step, given its counts and the worth of its histogram."""
        proposed = self._by + _STEP * self._spread * self._generator.standard_normal(self._by.shape)
        log_prior = (self._by**2 - proposed**2) / (2.0 * self._spread**2)
        coin = np.log(self._generator.random(self._by.shape))
        moved = self._tilted(0, proposed[0])
        gain = log_prior[0] + log_marginal(fakes, fake_worth * moved) - log_marginal(fakes, fake_worth * self.fake)
        taken = (coin[0] < gain) & self._in_order(moved, self.real)
        self.fake = np.where(taken[:, None, None], moved, self.fake)
        self._by[0] = np.where(taken, proposed[0], self._by[0])
        moved = self._tilted(1, proposed[1])
        gain = log_prior[1] + log_marginal(reals, real_worth * moved) - log_marginal(reals, real_worth * self.real)
        taken = (coin[1] < gain) & self._in_order(self.fake, moved)
        self.real = np.where(taken[:, None, None], moved, self.real)
        self._by[1] = np.where(taken, proposed[1], self._by[1])

    def _tilted(self, of_class: int, by: Floats) -> Floats:
        weight = self._labelled[of_class] * np.exp(by[:, None, None] * self._z)
        return np.asarray(weight / weight.sum(axis=-1, keepdims=True))

    def _in_order(self, fake: Floats, real: Floats) -> npt.NDArray[np.bool_]:
        return np.asarray((((fake - real) * self._z).sum(axis=-1) >= 0.0).all(axis=-1))


def _standard_scores(train_fake: Floats, train_real: Floats) -> Floats:
    fake = (train_fake + 0.5) / (train_fake + 0.5).sum(axis=-1, keepdims=True)
    real = (train_real + 0.5) / (train_real + 0.5).sum(axis=-1, keepdims=True)
    both = (fake + real) / 2.0
    rank = np.cumsum(both, axis=-1) - both / 2.0
    z = np.log(rank / (1.0 - rank))
    z = z - (both * z).sum(axis=-1, keepdims=True)
    spread = np.sqrt((both * z**2).sum(axis=-1, keepdims=True))
    return np.asarray(z / np.where(spread > 0.0, spread, 1.0))


def log_marginal(counts: Ints, concentration: Floats) -> Floats:
    """Return log Dirichlet-multinomial probabilities (chains,), summed over groups, up to a constant."""
    bins = (gammaln(concentration + counts) - gammaln(concentration)).sum(axis=(1, 2))
    worth = concentration.sum(axis=-1)
    return np.asarray(bins + (gammaln(worth) - gammaln(worth + counts.sum(axis=-1))).sum(axis=-1))
