"""Credit scaled towards measured effects: what it must do at its limits, and whether it helps in worlds not seen."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from benchmarks.attribution_worlds import BOTH, run
from nahbar.measure.credit_calibration import Reading
from nahbar.measure.credit_calibration import calibrate as calibrate_readings

CREDIT = np.array([400.0, 300.0, 200.0, 100.0])
NONE = np.full(4, np.nan)


def calibrate(credit, effect, error, total, seed, doubt=None):
    """One reading, sure of itself unless said otherwise."""
    one = Reading(credit, np.zeros(len(credit)) if doubt is None else doubt)
    return calibrate_readings([one], effect, error, total, seed)


def measured(**known):
    effect, error = NONE.copy(), NONE.copy()
    for name, (value, doubt) in known.items():
        effect["abcd".index(name)], error["abcd".index(name)] = value, doubt
    return effect, error


def test_a_sharp_experiment_is_believed():
    found = calibrate(CREDIT, *measured(a=(120.0, 1.0)), 1000.0, 1)
    assert found.effect[0] == pytest.approx(120.0, abs=1.0)
    assert found.low[0] < 120 < found.high[0]


def test_a_blunt_experiment_leaves_more_doubt_than_a_sharp_one():
    widths = []
    for error in (5.0, 60.0):
        found = calibrate(CREDIT, *measured(a=(120.0, error)), 1000.0, 1)
        widths.append(found.high[0] - found.low[0])
    assert widths[1] > 3 * widths[0]


def test_others_follow_what_was_measured_with_more_doubt():
    weak = calibrate(CREDIT, *measured(a=(40.0, 5.0), b=(30.0, 5.0)), 1000.0, 1)
    strong = calibrate(CREDIT, *measured(a=(200.0, 5.0), b=(160.0, 5.0)), 1000.0, 1)
    assert weak.effect[2] < strong.effect[2]
    assert weak.high[2] - weak.low[2] > weak.high[1] - weak.low[1]


def test_a_channel_without_effect_gets_next_to_nothing():
    found = calibrate(CREDIT, *measured(b=(0.0, 4.0), a=(200.0, 10.0)), 1000.0, 1)
    assert found.effect[1] < 10


def test_all_deals_are_shared_out_with_those_that_needed_no_touch():
    found = calibrate(CREDIT, *measured(a=(150.0, 20.0), c=(20.0, 20.0)), 1000.0, 1)
    assert found.effect.sum() + found.untouched[0] == pytest.approx(1000.0)
    assert 0 <= found.untouched[1] <= found.untouched[0] <= found.untouched[2]
    assert not found.contradiction


def test_effects_that_exceed_all_deals_are_scaled_and_that_is_said():
    found = calibrate(CREDIT, *measured(a=(900.0, 5.0), b=(900.0, 5.0)), 1000.0, 1)
    assert found.contradiction
    assert found.effect.sum() <= 1000.0 + 1e-6


def test_without_any_experiment_there_is_nothing_to_scale_towards():
    with pytest.raises(ValueError, match="nothing"):
        calibrate(CREDIT, NONE, NONE, 1000.0, 1)


def test_the_same_seed_gives_the_same_answer():
    given = measured(a=(120.0, 20.0))
    first, second = (calibrate(CREDIT, *given, 1000.0, 3) for _ in range(2))
    assert first.effect.tolist() == second.effect.tolist()


def test_in_worlds_whose_causes_are_known_less_stands_in_the_wrong_place():
    # In 60 other worlds calibration by experiments on all channels left about a third of the misallocation; each
    # world on its own improves in nearly all cases, so that three of them together do not improve is not to be expected
    # in 10,000 seeds.
    found = run(range(500, 503), 1.0, defaultdict(list))
    for model in ("last", "markov"):
        before, after, alike = (
            np.mean([one[0] for one in found[name]]) for name in (model, f"{model}, calibrated", f"{BOTH}, calibrated")
        )
        assert max(after, alike) < 0.6 * before


def test_a_reading_that_is_unsure_of_itself_leaves_the_word_to_the_experiment():
    # The reading says 20 deals, the experiment 120: nothing like it where the reading is sure, and believed where not.
    effect, error = measured(a=(120.0, 40.0), b=(60.0, 10.0))
    credit = np.array([20.0, 60.0, 60.0, 60.0])
    sure, unsure = (
        calibrate(credit, effect, error, 1000.0, 1, doubt=np.array([doubt, 1.0, 1.0, 1.0])) for doubt in (1.0, 80.0)
    )
    assert sure.effect[0] < 60 < 80 < unsure.effect[0]


def test_the_reading_that_foretells_what_was_measured_gets_the_word():
    """Of two readings one is right to a constant factor; the other says the reverse."""
    right, wrong = np.array([400.0, 200.0, 100.0, 50.0]), np.array([50.0, 100.0, 200.0, 400.0])
    experiments = measured(a=(200.0, 10.0), b=(100.0, 10.0), c=(50.0, 10.0))
    given = [Reading(one, np.zeros(4)) for one in (right, wrong)]
    both = calibrate_readings(given, *experiments, 1000.0, 1)
    alone = calibrate_readings(given[:1], *experiments, 1000.0, 1)
    assert both.weights[0] > 0.95
    assert sum(both.weights) == pytest.approx(1.0)
    assert both.effect[3] == pytest.approx(alone.effect[3], abs=5.0)


def test_readings_that_differ_widen_what_is_said_of_a_channel_without_an_experiment():
    first, second = np.array([300.0, 100.0, 100.0, 100.0]), np.array([300.0, 100.0, 100.0, 400.0])
    given = [Reading(one, np.zeros(4)) for one in (first, second)]
    both = calibrate_readings(given, *measured(a=(150.0, 10.0), b=(50.0, 10.0)), 1000.0, 1)
    alone = calibrate_readings(given[:1], *measured(a=(150.0, 10.0), b=(50.0, 10.0)), 1000.0, 1)
    assert both.weights == pytest.approx((0.5, 0.5), abs=1e-6)
    assert both.high[3] - both.low[3] > 1.5 * (alone.high[3] - alone.low[3])
