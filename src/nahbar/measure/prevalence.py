"""The share of a rare class in an unlabelled list, from binned classifier scores, with an interval.

A Bayesian mixture: the list's score histogram is a mixture of the two classes' histograms. Three sources of doubt
enter: the class histograms are known from few labelled rows only; the list is a sample; and the list's own classes may
differ from those of the labelled rows (`Trust`). Rows that a person has checked take part with their known class.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.score_drift import Drift, log_marginal

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_CHAINS = 400
_BURN_IN = 60
_KEPT = 60
_FIRST_STEPS = 30
# A drift moves slowly and its steps cost as much as all others together.
_DRIFT_EVERY = 2
# Beyond this many rows the list's sampling error is small beside the doubt about the class histograms, and the chains
# of a mixture mix more slowly; longer lists are weighted down to it.
_MOST_OPEN_ROWS = 1000.0


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Counts by score bin; every array has shape (groups, bins).

    Groups are rows scored by different classifiers (for example by which columns they have); bins of different groups
    are not comparable, only the share is common. `train_fake`, `train_real`: labelled rows by cross-fitted score
    (`labelled_histograms`).
    `open_rows`: rows of the list whose class is unknown. `checked_fake`, `checked_real`: rows of the list that a person
    checked. A row of the list is counted once, in one of the last three.
    """

    train_fake: Floats
    train_real: Floats
    open_rows: Ints
    checked_fake: Ints
    checked_real: Ints


@dataclass(frozen=True, slots=True)
class Trust:
    """How alike the list's classes are to the labelled ones, and what is believed of the share beforehand.

    `fake_rows` and `real_rows` list candidate worths of the labelled histograms in rows of the list (a Dirichlet
    concentration, a power prior: Ibrahim and Chen 2000), with prior probabilities `weights`; rows that a person checked
    move the posterior between the candidates. `share_prior` are the two counts of the Beta prior.

    `drift` lets each class of the list score higher or lower than the labelled one as a whole: its histogram is tilted
    by exp(d z), z the bin's standardised score and d normal with this standard deviation (exponential tilting: Efron
    1981). Fakes still score higher on average. The list hardly tells a drift from a share, so it widens the interval.
    """

    fake_rows: tuple[float, ...]
    real_rows: tuple[float, ...]
    weights: tuple[float, ...]
    share_prior: tuple[float, float]
    drift: float = 0.0


@dataclass(frozen=True, slots=True)
class Prevalence:
    """Posterior mean of the share, its equal-tailed interval, and the probability of the class by (group, bin)."""

    share: float
    low: float
    high: float
    by_bin: Floats


def score_cuts(fake: Floats, real: Floats, bins: int) -> Floats:
    """Return `bins - 1` ascending cut points at quantiles of the scores in which both classes weigh alike."""
    scores = np.concatenate([fake, real])
    weight = np.concatenate([np.full(len(fake), 0.5 / len(fake)), np.full(len(real), 0.5 / len(real))])
    order = np.argsort(scores)
    reached = np.cumsum(weight[order])
    at = np.searchsorted(reached, np.arange(1, bins) / bins)
    return np.asarray(scores[order][np.minimum(at, len(scores) - 1)])


def histogram(scores: Floats, cuts: Floats) -> Ints:
    """Return the counts (bins,) of scores between the cut points."""
    return np.bincount(np.searchsorted(cuts, scores, side="right"), minlength=len(cuts) + 1).astype(np.int64)


def labelled_histograms(
    log_odds: Floats, is_fake: npt.NDArray[np.bool_], cuts: Floats, implied_rows: float
) -> tuple[Floats, Floats]:
    """Return the histograms (bins,) of labelled fake and real rows, smoothed by what their own log-odds imply.

    A row with log-odds s is implied to be fake with probability 1 / (1 + exp(-s)). The histogram of these probabilities
    is blurred but calm; it is mixed in as `implied_rows` rows, and the total is kept, so that nothing is known better.
    """
    bins, place = len(cuts) + 1, np.searchsorted(cuts, log_odds, side="right")
    implied = 1.0 / (1.0 + np.exp(-log_odds))
    found = []
    for member, weight in ((is_fake, implied), (~is_fake, 1.0 - implied)):
        counted = np.bincount(place, member.astype(np.float64), bins)
        soft = np.bincount(place, weight, bins)
        n = float(counted.sum())
        found.append(np.asarray((counted + implied_rows * soft / soft.sum()) * n / (n + implied_rows)))
    return found[0], found[1]


def adjusted_count(flagged: float, true_positive_rate: float, false_positive_rate: float) -> float:
    """Return the share from a flagged share and the classifier's two rates (Gart and Buck 1966), within 0 to 1.

    The rates must differ; a classifier that flags both classes alike says nothing of the share: NaN.
    """
    if true_positive_rate == false_positive_rate:
        return float("nan")
    return float(np.clip((flagged - false_positive_rate) / (true_positive_rate - false_positive_rate), 0.0, 1.0))


def same_odds_share(
    table: ScoreTable, labelled: tuple[int, int], seed: int, level: float
) -> tuple[float, float, float]:
    """Return the share if a score meant the same odds in the list as among the labelled rows, and its interval.

    This is the reading under covariate shift: P(class | score) is kept, where `estimate_prevalence` keeps
    P(score | class) (label shift; both in Moreno-Torres et al. 2012). Without checked rows no list can tell which of
    the two holds. `labelled` counts the labelled rows of the class and of the other; checked rows have their class.
    """
    generator = np.random.default_rng(seed)
    fakes, reals = labelled
    odds_share = generator.beta(fakes + 0.5, reals + 0.5, _CHAINS)[:, None, None]
    fake, real = (
        generator.standard_gamma(np.broadcast_to(counts + 0.1, (_CHAINS, *counts.shape)))
        for counts in (table.train_fake, table.train_real)
    )
    fake = odds_share * fake / fake.sum(axis=-1, keepdims=True)
    real = (1.0 - odds_share) * real / real.sum(axis=-1, keepdims=True)
    expected = (table.open_rows * fake / np.maximum(fake + real, 1e-300)).sum(axis=(1, 2)) + table.checked_fake.sum()
    draws = expected / (table.open_rows.sum() + table.checked_fake.sum() + table.checked_real.sum())
    low, high = np.quantile(draws, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(draws.mean()), float(low), float(high)


def estimate_prevalence(table: ScoreTable, trust: Trust, seed: int, level: float) -> Prevalence:
    """Return the posterior of the share by Gibbs sampling over many parallel chains.

    The labelled histograms are drawn once a chain from their own posterior and are not revised by the list (a cut
    posterior, Plummer 2015), so that a strange list cannot rewrite what was learnt from labels. Within a chain the
    classes of open rows, the share, the list's own class histograms and their trust are drawn in turn
    (Tanner and Wong 1987). Which rows were checked may depend on their scores, not otherwise on their class.
    """
    state = _Chains(table, _weighted_down(table.open_rows), trust, np.random.default_rng(seed))
    shares: list[Floats] = []
    by_bin = np.zeros(table.open_rows.shape)
    for step in range(_BURN_IN + _KEPT):
        posterior = state.step()
        if step >= _BURN_IN:
            shares.append(state.share)
            by_bin += posterior.mean(axis=0) / _KEPT
    draws = np.concatenate(shares)
    low, high = np.quantile(draws, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    share = float(draws.mean())
    # A very lopsided posterior can have its mean beyond a quantile; the interval then reaches to the estimate.
    return Prevalence(share, min(float(low), share), max(float(high), share), by_bin)


def _weighted_down(rows: Ints) -> Ints:
    return np.asarray(np.round(rows * min(1.0, _MOST_OPEN_ROWS / max(int(rows.sum()), 1)))).astype(np.int64)


class _Chains:
    """The state of all chains; arrays have shape (chains, groups, bins)."""

    def __init__(self, table: ScoreTable, open_rows: Ints, trust: Trust, generator: np.random.Generator) -> None:
        self.table, self.open_rows, self.trust, self.generator = table, open_rows, trust, generator
        self.fake_centre = self._labelled_draw(table.train_fake, table)
        self.real_centre = self._labelled_draw(table.train_real, table)
        self.drift = Drift(
            trust.drift, table.train_fake, table.train_real, self.fake_centre, self.real_centre, generator
        )
        self.fake_centre, self.real_centre = self.drift.fake, self.drift.real
        self.fake, self.real = self.fake_centre, self.real_centre
        self.level = generator.choice(len(trust.weights), size=_CHAINS, p=trust.weights)
        self.share, self.steps = self._first_share(), 0

    def _first_share(self) -> Floats:
        # A few EM steps from one half: chains that start at their own mode need a shorter burn-in.
        share = np.full(_CHAINS, 0.5)
        for _ in range(_FIRST_STEPS):
            fakes = (self.open_rows * self._posterior(share)).sum(axis=(1, 2)) + self.table.checked_fake.sum()
            rows = self.open_rows.sum() + self.table.checked_fake.sum() + self.table.checked_real.sum()
            share = (fakes + self.trust.share_prior[0]) / (rows + sum(self.trust.share_prior))
        return share

    def _posterior(self, share: Floats) -> Floats:
        fakes = share[:, None, None] * self.fake
        return np.asarray(fakes / (fakes + (1.0 - share[:, None, None]) * self.real))

    def _labelled_draw(self, counts: Floats, table: ScoreTable) -> Floats:
        # One pseudo-row a class, spread like both classes together, keeps an empty bin possible.
        both = table.train_fake / np.maximum(table.train_fake.sum(axis=-1, keepdims=True), 1)
        both = both + table.train_real / np.maximum(table.train_real.sum(axis=-1, keepdims=True), 1)
        smooth = (both + 0.1) / (both + 0.1).sum(axis=-1, keepdims=True)
        return self._dirichlet(np.broadcast_to(counts + smooth, (_CHAINS, *counts.shape)))

    def _dirichlet(self, concentration: Floats) -> Floats:
        draw = np.maximum(self.generator.standard_gamma(concentration), 1e-12)
        return np.asarray(draw / draw.sum(axis=-1, keepdims=True))

    def step(self) -> Floats:
        """Draw every unknown once and return the probability of the class by chain, group and bin."""
        table = self.table
        posterior = self._posterior(self.share)
        drawn = self.generator.binomial(self.open_rows, posterior)
        fakes = drawn + table.checked_fake
        reals = self.open_rows - drawn + table.checked_real
        prior = self.trust.share_prior
        self.share = self.generator.beta(prior[0] + fakes.sum(axis=(1, 2)), prior[1] + reals.sum(axis=(1, 2)))
        self._draw_trust(fakes, reals)
        fake_worth = np.asarray(self.trust.fake_rows)[self.level][:, None, None]
        real_worth = np.asarray(self.trust.real_rows)[self.level][:, None, None]
        self.steps += 1
        if self.trust.drift > 0.0 and self.steps % _DRIFT_EVERY == 0:
            self.drift.step(fakes, reals, fake_worth, real_worth)
            self.fake_centre, self.real_centre = self.drift.fake, self.drift.real
        self.fake = self._dirichlet(fake_worth * self.fake_centre + fakes)
        self.real = self._dirichlet(real_worth * self.real_centre + reals)
        return posterior

    def _draw_trust(self, fakes: Ints, reals: Ints) -> None:
        # Given the counts, with the list's own histograms integrated out: given the histograms the chains would stick.
        if len(self.trust.weights) == 1:
            return
        log_weight = np.log(self.trust.weights) + np.stack(
            [
                log_marginal(fakes, a * self.fake_centre) + log_marginal(reals, b * self.real_centre)
                for a, b in zip(self.trust.fake_rows, self.trust.real_rows, strict=True)
            ],
            axis=-1,
        )
        self.level = np.argmax(log_weight + self.generator.gumbel(size=log_weight.shape), axis=-1)
