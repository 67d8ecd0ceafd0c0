"""How often one look's interval holds where hardly anybody does what is counted: summed over all outcomes, no chance.

The hits of both arms are binomial; each pair of hits is weighed with its probability, so a line is exact. Newcombe's
hybrid score interval (1998, method 10) is printed beside ours for the same arms.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from nahbar.measure.anytime_bounds import fixed_multiplier
from nahbar.measure.lifts import difference, interval
from nahbar.measure.moments import Moments, moments_from_sums

Floats = npt.NDArray[np.float64]
Intervals = Callable[[tuple[int, int], tuple[int, int]], tuple[float, float]]

ARMS = ((50, 50), (200, 200), (1_000, 1_000), (50, 1_000), (200, 1_000))  # people treated, people in the control
EXPECTED = tuple(np.arange(1, 29) / 2)  # hits of the smaller arm, or of each
MOST_HITS = 45


def arm(people: int, hits: int) -> Moments:
    """Return the sums of `people` outcomes of which `hits` are 1."""
    return moments_from_sums(people, np.array([float(hits)]), np.array([[float(hits)]]), np.zeros(1))


def ours(people: tuple[int, int], hits: tuple[int, int]) -> tuple[float, float]:
    """Return one look's interval of the product, everything where it gives none."""
    treated, control = (arm(n, k) for n, k in zip(people, hits, strict=True))
    bounds = interval(difference(treated, control, True), fixed_multiplier())
    return bounds if bounds is not None else (-1.0, 1.0)


def newcombe(people: tuple[int, int], hits: tuple[int, int]) -> tuple[float, float]:
    """Return Newcombe's interval from the Wilson intervals of both rates."""
    z, n = fixed_multiplier(), np.array(people)
    rates = np.array(hits) / n
    middle = (rates + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(rates * (1 - rates) / n + z**2 / (4 * n**2))
    low, high = rates - (middle - half), (middle + half) - rates
    lift = float(rates[0] - rates[1])
    return lift - float(np.hypot(low[0], high[1])), lift + float(np.hypot(high[0], low[1]))


def holds(bounds: Floats, people: tuple[int, int], rates: tuple[float, float]) -> float:
    """Return how often the intervals (hits of the treated, of the control, 2) hold at these rates."""
    treated, control = (
        binom.pmf(np.arange(hits), n, rate) for hits, n, rate in zip(bounds.shape, people, rates, strict=False)
    )
    chance, lift = np.outer(treated, control), rates[0] - rates[1]
    return float((chance * (bounds[..., 0] <= lift) * (lift <= bounds[..., 1])).sum() / chance.sum())


def intervals(which: Intervals, people: tuple[int, int]) -> Floats:
    """Return the intervals of all hits that are likely at the rates looked at, (treated, control, 2)."""
    most = [min(n, MOST_HITS * n // min(people)) + 1 for n in people]
    return np.array([[which(people, (i, j)) for j in range(most[1])] for i in range(most[0])])


def main() -> None:
    """Print the least and the mean share over all expected hits, without an effect and with every other one."""
    print(f"{'95 % intervals of rare hits, exact':50}{'ours: least':>12}{'mean':>8}{'Newcombe: least':>17}{'mean':>8}")
    for people in ARMS:
        drawn = [intervals(which, people) for which in (ours, newcombe)]
        rates = [x / min(people) for x in EXPECTED]
        pairs = {"no effect": [(x, x) for x in rates], "any effect": list(itertools.product(rates[::3], repeat=2))}
        for name, looked in pairs.items():
            told = [[holds(bounds, people, one) for one in looked] for bounds in drawn]
            row = "".join(f"{min(one):{12 + 5 * k}.1%}{np.mean(one):8.1%}" for k, one in enumerate(told))
            print(f"{f'{people[0]:,} and {people[1]:,} people, {name}':50}{row}")


if __name__ == "__main__":
    main()
