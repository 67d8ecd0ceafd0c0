"""Whether a list can be a mixture of two labelled classes: calm on mixtures, loud on others."""

import numpy as np
import pytest

from nahbar.measure.mixture_fit import CellTable, mixture_fit

FAKE = np.array([0.7, 0.6, 0.5])
REAL = np.array([0.1, 0.2, 0.4])


def rows(generator, n, chance):
    flags = generator.random((n, 3)) < chance
    return np.stack([~flags, flags], axis=2).reshape(n, 6).astype(np.float64)


def table(generator, listed, groups=None):
    labelled = np.vstack([rows(generator, 50, FAKE), rows(generator, 400, REAL)])
    whole = [(len(listed), np.full(6, True))]
    return CellTable(labelled, np.arange(450) < 50, listed.sum(axis=0), groups or whole)


def mixed(generator, n, share):
    fakes = generator.binomial(n, share)
    return np.vstack([rows(generator, fakes, FAKE), rows(generator, n - fakes, REAL)])


@pytest.mark.parametrize("n", [40, 300, 5000])
def test_mixtures_of_the_labelled_classes_fit(n):
    # 40 lists; alarms at p < 0.05 have probability below 5 % each: more than 6 of 40 happen in under 1.4 % of runs.
    generator = np.random.default_rng(n)
    found = [mixture_fit(table(generator, mixed(generator, n, generator.random())), seed) for seed in range(40)]
    assert sum(fit.probability < 0.05 for fit in found) <= 6


def test_best_mixture_has_the_share_of_the_list():
    generator = np.random.default_rng(3)
    shares = [mixture_fit(table(generator, mixed(generator, 3000, 0.5)), seed).share for seed in range(10)]
    assert np.mean(shares) == pytest.approx(0.5, abs=0.12)


def test_list_outside_both_classes_does_not_fit():
    generator = np.random.default_rng(4)
    strange = rows(generator, 300, np.array([0.1, 0.95, 0.05]))
    fit = mixture_fit(table(generator, strange), 1)
    assert fit.probability < 0.01
    assert fit.excess > 5.0


def test_columns_that_disagree_about_the_share_do_not_fit():
    generator = np.random.default_rng(5)
    fit = mixture_fit(table(generator, rows(generator, 300, np.array([0.7, 0.2, 0.4]))), 1)
    assert fit.excess > 2.5


def test_another_draw_of_the_classes_is_allowed_more_than_the_labelled_draw():
    generator = np.random.default_rng(6)
    given = table(generator, rows(generator, 300, np.array([0.4, 0.2, 0.4])))
    assert mixture_fit(given, 1).excess < mixture_fit(given, 1, draws_apart=1.0).excess


def test_rows_that_lack_a_block_count_where_they_are_known():
    generator = np.random.default_rng(7)
    listed = mixed(generator, 300, 0.3)
    knows = np.arange(6) < 4
    listed[:100, 4:] = 0.0
    fit = mixture_fit(table(generator, listed, [(200, np.full(6, True)), (100, knows)]), 1)
    assert fit.excess < 3.0


def test_one_row_says_nothing():
    generator = np.random.default_rng(8)
    assert mixture_fit(table(generator, mixed(generator, 1, 0.5)), 1).probability > 0.05


def test_same_seed_same_answer():
    given = table(np.random.default_rng(9), mixed(np.random.default_rng(9), 100, 0.2))
    assert mixture_fit(given, 4) == mixture_fit(given, 4)
