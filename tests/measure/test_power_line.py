"""A figure as a power of a size: against statsmodels, and how often the interval holds a new value."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from nahbar.measure.power_line import FEWEST_PAIRS, fit_power_line


def pairs(rng, n):
    sizes = np.exp(rng.uniform(np.log(1e3), np.log(1e6), n))
    return sizes, 0.4 * sizes**0.8 * np.exp(rng.normal(0, 0.5, n))


def test_it_is_the_line_of_statsmodels():
    sizes, values = pairs(np.random.default_rng(3), 40)
    line = fit_power_line(sizes, values)
    fitted = sm.OLS(np.log(values), sm.add_constant(np.log(sizes))).fit()
    assert np.allclose([line.intercept, line.slope], fitted.params)
    at = np.array([2e3, 5e4, 3e6])
    frame = fitted.get_prediction(sm.add_constant(np.log(at))).summary_frame(alpha=0.05)
    wanted = np.exp(frame[["mean", "obs_ci_lower", "obs_ci_upper"]].to_numpy().T)
    assert np.allclose(line.predict(at), wanted)


@pytest.mark.parametrize("n", [8, 15, 60])
def test_the_interval_holds_95_of_100_new_values(n):
    rng = np.random.default_rng(n)
    held, runs = 0, 2_000
    for _ in range(runs):
        sizes, values = pairs(rng, n + 1)
        _, low, high = fit_power_line(sizes[:n], values[:n]).predict(sizes[n:])
        held += low[0] <= values[n] <= high[0]
    # A right interval leaves these bounds in about 1 of 10,000 fixed draws: the standard error is half a point.
    assert 0.93 <= held / runs <= 0.97


def test_too_few_pairs_or_one_size_tell_nothing():
    sizes, values = pairs(np.random.default_rng(1), FEWEST_PAIRS - 1)
    assert fit_power_line(sizes, values) is None
    assert fit_power_line(np.full(20, 500.0), np.linspace(1, 2, 20)) is None
    assert fit_power_line(np.empty(0), np.empty(0)) is None
