"""From histories of customers to the coming weeks: both models fitted, and what is to come drawn from them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.bg_nbd import BgNbd, History, NotFittedError, drawn_repeats, expected_repeats, fit_bg_nbd
from nahbar.measure.gamma_gamma import GammaGamma, drawn_values, expected_value, fit_gamma_gamma
from nahbar.worth.customers.contracts import WEEK_DAYS, Figure, Group

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# The 2.5 % quantile of 400 draws lies between the 1.3 % and the 4.4 % quantile in 19 of 20 cases.
DRAWS = 400
# Customers whose single intervals are kept; the others count in the sums only.
KEPT = 5_000
# Below this the prior would be most of what a steadied model says.
LEAST_RETURNED = 20
# By number of repeats, as the paper shows it; from here on the customers are one group.
LAST_GROUP = 7
# Where people who buy often also pay more or less, the two models must not be multiplied.
TOO_RELATED = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Customers as columns: names, history in weeks, mean value of the repeats (0 without), what came afterwards."""

    names: Sequence[str]
    history: History
    mean: Floats
    later: Ints
    later_value: Floats

    def __len__(self) -> int:
        """Return the number of customers."""
        return len(self.mean)


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Both models, None where the orders do not tell; `related` is the rank correlation of number and value."""

    buying: BgNbd | None
    paying: GammaGamma | None
    related: float
    steadied: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What is to come, drawn again and again: sums over all customers, and single figures of the customers `kept`."""

    orders: Floats
    values: Floats | None
    kept: Ints
    single_orders: Floats
    single_values: Floats | None


def known_of(columns: dict[str, npt.NDArray[np.generic]], names: Sequence[str], until: int) -> Known:
    """Return customers from the columns of `order_histories`; days become weeks."""
    first, last = columns["first_day"].astype(np.int64), columns["last_day"].astype(np.int64)
    repeats = columns["order_days"].astype(np.int64) - 1
    history = History(repeats, (last - first) / WEEK_DAYS, (until - first) / WEEK_DAYS)
    mean = columns["repeat_value"].astype(np.float64) / np.maximum(repeats, 1)
    return Known(
        names,
        history,
        np.where(repeats > 0, mean, 0.0),
        columns["later_days"].astype(np.int64),
        columns["later_value"].astype(np.float64),
    )


def fitted(known: Known) -> Fitted:
    """Return both models of the customers."""
    paid = (known.history.repeats > 0) & (known.mean > 0)
    buying, steadied = _buying(known.history)
    try:
        paying = fit_gamma_gamma(known.history.repeats[paid], known.mean[paid])
    except NotFittedError:
        paying = None
    return Fitted(buying, paying, _rank_correlation(known.history.repeats[paid], known.mean[paid]), steadied)


def _buying(history: History) -> tuple[BgNbd | None, bool]:
    for steadied in (False, True):
        if steadied and int(np.sum(history.repeats > 0)) < LEAST_RETURNED:
            break
        try:
            return fit_bg_nbd(history, steadied), steadied
        except NotFittedError:
            continue
    return None, False


def _rank_correlation(one: Ints, other: Floats) -> float:
    if len(one) < 3 or len(np.unique(one)) < 2 or len(np.unique(other)) < 2:
        return 0.0
    from scipy.stats import spearmanr

    return float(spearmanr(one, other).statistic)


def draw(known: Known, models: Fitted, ahead: float, kept: Ints, seed: int) -> Drawn:
    """Return DRAWS draws of orders and values within `ahead` weeks; parameters are drawn too. Needs `buying`."""
    assert models.buying is not None
    rng = np.random.default_rng(seed)
    buying = models.buying.drawn(DRAWS, rng)
    paying = models.paying.drawn(DRAWS, rng) if models.paying else None
    orders, values = np.zeros(DRAWS), np.zeros(DRAWS)
    singles, single_values = np.zeros((DRAWS, len(kept))), np.zeros((DRAWS, len(kept)))
    for k in range(DRAWS):
        coming = drawn_repeats(buying[k], known.history, ahead, rng)
        orders[k], singles[k] = coming.sum(), coming[kept]
        if paying is not None:
            value = drawn_values(paying[k], known.history.repeats, known.mean, coming, rng)
            values[k], single_values[k] = value.sum(), value[kept]
    without = paying is None
    return Drawn(orders, None if without else values, kept, singles, None if without else single_values)


def expectations(known: Known, models: Fitted, ahead: float) -> tuple[Floats, Floats | None]:
    """Return expected orders and, where values are known, expected value of each customer."""
    assert models.buying is not None
    orders = expected_repeats(models.buying, known.history, ahead)
    if models.paying is None:
        return orders, None
    return orders, orders * expected_value(models.paying, known.history.repeats, known.mean)


def figure(point: float, drawn: Floats) -> Figure:
    """Return an expectation with the middle 95 % of its draws."""
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Figure(float(point), float(low), float(high))


def covered(drawn: Drawn, seen: Ints) -> float:
    """Return the share of the kept customers whose number of orders lies within their own interval."""
    low, high = np.quantile(drawn.single_orders, [0.025, 0.975], axis=0)
    there = seen[drawn.kept]
    return float(np.mean((there >= low) & (there <= high)))


def groups(known: Known, expected: Floats, drawn: Drawn) -> Sequence[Group]:
    """Return customers by number of repeats: orders a customer expected (as drawn) and seen, of the kept ones."""
    repeats = np.minimum(known.history.repeats[drawn.kept], LAST_GROUP)
    found = []
    for least in range(LAST_GROUP + 1):
        inside = repeats == least
        if not np.any(inside):
            continue
        mean = drawn.single_orders[:, inside].mean(axis=1)
        point, seen = expected[drawn.kept][inside].mean(), known.later[drawn.kept][inside].mean()
        most = None if least == LAST_GROUP else least
        found.append(Group(least, most, int(inside.sum()), figure(float(point), mean), float(seen)))
    return found


def chosen(n: int, seed: int) -> Ints:
    """Return which customers are kept one by one: all, or a random sample of KEPT."""
    if n <= KEPT:
        return np.arange(n)
    return np.sort(np.random.default_rng(seed).choice(n, KEPT, replace=False))
