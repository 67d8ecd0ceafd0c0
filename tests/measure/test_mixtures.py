"""Two parallel lines: a step is found whatever the slope, one line stays one, and order does not matter."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.measure.mixtures import two_lines


def counts(seed, slope, step=0.0, n=80):
    rng = np.random.default_rng(seed)
    cause = rng.normal(6, 0.7, n)
    return cause, slope * cause + rng.normal(0, 0.15, n) + step * (rng.random(n) < 0.4)


def test_a_step_is_found_whatever_the_slope():
    for slope in (0.0, 0.5, 1.0, 1.4):
        gain, distance, share = two_lines(*(row[None] for row in counts(1, slope, step=1.0)))
        assert gain[0] > 15
        assert abs(distance[0] - 1.0) < 0.15
        assert abs(share[0] - 0.4) < 0.2


# For one line twice the gain has a 99.9th percentile near 20; the seeds are fixed.
def test_one_line_gains_little_from_a_second():
    pairs = [counts(seed, 0.8) for seed in range(40)]
    gain, _, _ = two_lines(*(np.array(rows) for rows in zip(*pairs, strict=True)))
    assert gain.max() < 10
    assert np.median(gain) < 3


def test_too_few_values_say_nothing():
    gain, distance, share = two_lines(np.zeros((2, 7)), np.ones((2, 7)))
    assert gain.tolist() == distance.tolist() == share.tolist() == [0.0, 0.0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(8, 60))
def test_a_gain_is_finite_never_negative_and_blind_to_order(seed, n):
    rng = np.random.default_rng(seed)
    cause, effect = np.exp(rng.normal(0, 2, (2, n)))
    order = rng.permutation(n)
    found = two_lines(np.array([cause, cause[order]]), np.array([effect, effect[order]]))
    assert all(np.isfinite(part).all() for part in found)
    assert (found[0] >= 0).all()
    assert np.isclose(found[0][0], found[0][1], rtol=1e-6, atol=1e-6)


def test_equal_values_break_nothing():
    same = np.full((1, 12), 3.0)
    assert np.isfinite(two_lines(same, same)[0]).all()
