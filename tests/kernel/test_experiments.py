"""Arms are drawn by a keyed hash: alike everywhere, in the wanted shares, and independently of other experiments."""

from __future__ import annotations

from collections import Counter

import pytest
from scipy.stats import chi2_contingency, chisquare

from nahbar.kernel.experiments import Variant, assign, exposure

KEY = bytes(range(32))
ARMS = (Variant("none", 0.2), Variant("card", 0.5), Variant("call", 0.3))
PEOPLE = [f"person-{k}" for k in range(5000)]


def test_arms_have_their_shares():
    # The seed is the key; the p value of a fair draw is below 0.01 for one key in a hundred.
    drawn = Counter(assign(KEY, "thanks", one, ARMS) for one in PEOPLE)
    counts = [drawn[arm.name] for arm in ARMS]
    assert chisquare(counts, [5000 * arm.share for arm in ARMS]).pvalue > 0.01


def test_the_same_person_is_drawn_alike_and_another_key_or_experiment_draws_anew():
    first = [assign(KEY, "thanks", one, ARMS) for one in PEOPLE]
    assert first == [assign(KEY, "thanks", one, ARMS) for one in PEOPLE]
    for other in (
        [assign(KEY, "moment", one, ARMS) for one in PEOPLE],
        [assign(b"x" * 32, "thanks", one, ARMS) for one in PEOPLE],
    ):
        table = Counter(zip(first, other, strict=True))
        rows = [[table[one.name, two.name] for two in ARMS] for one in ARMS]
        assert chi2_contingency(rows).pvalue > 0.01


def test_an_assignment_does_not_change_with_the_version():
    assert [assign(KEY, "thanks", f"person-{k}", ARMS) for k in range(6)] == [
        "none",
        "card",
        "none",
        "card",
        "card",
        "none",
    ]


def test_names_do_not_run_into_each_other():
    pairs = [(assign(KEY, "ab", f"c{k}", ARMS), assign(KEY, "a", f"bc{k}", ARMS)) for k in range(50)]
    assert any(one != two for one, two in pairs)


@pytest.mark.parametrize(("person", "consent"), [("p1", True), (None, None)])
def test_an_exposure_is_the_same_touchpoint_however_often_it_is_sent(person, consent):
    one, two = (exposure("thanks", "card", time, person, "instagram/fox") for time in (10**15, 10**15 + 5))
    assert one.id == two.id
    assert (one.assignment, one.consent, one.kind) == ("thanks/card", consent, "exposure")
