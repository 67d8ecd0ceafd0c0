"""Sizes against statsmodels, and the rule to stop against simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr
from statsmodels.stats.power import NormalIndPower

from nahbar.measure.anytime_bounds import planned_multiplier
from nahbar.measure.planning import Arms, arms_of_shares, chance_to_know, hopeless, least_lift, people_needed

BOUNDARY = float(planned_multiplier(np.asarray(1.0)))


def test_the_size_is_the_textbooks_with_the_boundary_that_allows_looking():
    alpha = 2.0 * float(ndtr(-BOUNDARY))
    reference = NormalIndPower().solve_power(0.2, power=0.8, alpha=alpha)
    assert people_needed(Arms(1.0, 1.0), 0.2) == pytest.approx(reference, rel=0.01)


def test_the_smallest_lift_and_the_size_undo_each_other():
    arms = arms_of_shares(0.03, 0.006)
    assert least_lift(arms, people_needed(arms, 0.006)) == pytest.approx(0.006, rel=0.001)


def test_a_small_control_costs_people_in_the_large_arm_only():
    assert people_needed(Arms(1.0, 1.0, 0.1, 0.9), 0.2) < people_needed(Arms(1.0, 1.0), 0.2)
    with pytest.raises(ValueError, match="nothing"):
        people_needed(Arms(1.0, 1.0), 0.0)


def test_the_planned_size_gives_the_promised_power():
    # 4,000 draws of the lift at the plan: 80 % +- 1.3 %.
    n = people_needed(Arms(1.0, 1.0), 0.1)
    lifts = np.random.default_rng(2).normal(0.1, (2 / n) ** 0.5, 4000)
    assert (lifts > BOUNDARY * (2 / n) ** 0.5).mean() == pytest.approx(0.8, abs=0.02)


def test_the_chance_to_know_is_what_simulation_says():
    # 20,000 draws: +- 0.7 %.
    variance, share, lift = 0.01, 0.4, 0.12
    rng = np.random.default_rng(3)
    truth = rng.normal(lift, variance**0.5, 20_000)
    final = share * lift + (1 - share) * rng.normal(truth, (variance * share / (1 - share)) ** 0.5)
    known = (np.abs(final) > BOUNDARY * (variance * share) ** 0.5).mean()
    assert chance_to_know(lift, variance, share) == pytest.approx(known, abs=0.015)


def test_nothing_at_half_of_the_plan_is_a_reason_to_stop_but_not_at_the_start():
    assert hopeless(0.0, 0.01, 0.8)
    assert not hopeless(0.0, 0.01, 0.05)
    assert not hopeless(0.25, 0.01, 0.8)
    assert chance_to_know(1.0, 0.01, 1.2) == 1.0
