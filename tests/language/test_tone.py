"""Features of a tone: each counted by hand, and intervals that come from resampling texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.language.tone import FEATURES, describe_tone, measure_tone, resampled_means


def tone(text):
    return dict(zip(FEATURES, measure_tone([text])[0], strict=True))


@pytest.mark.parametrize(
    ("text", "informal", "formal"),
    [
        ("Was liest du gerade?", 1, 0),
        ("Kennt ihr das Buch?", 1, 0),
        ("Have you read it?", 1, 0),
        ("Gern beraten wir Sie im Laden.", 0, 1),
        ("Rufen Sie uns an.", 0, 1),
        ("Sie kam spät nach Hause.", 0, 0),
        ("Ihr Hund bellt.", 0, 0),
        ("Das Buch ist alt.", 0, 0),
    ],
)
def test_address_is_told_from_other_pronouns(text, informal, formal):
    found = tone(text)
    assert (found["informal_address"], found["formal_address"]) == (informal, formal)


def test_signs_and_words_are_counted():
    found = tone("Mein Hund liest! Liest er? Ja. 📚📚 #lesen #hund https://x.example/?a=b")
    assert found["exclamations"] == pytest.approx(1 / 3)
    assert found["questions"] == pytest.approx(1 / 3)
    assert found["emoji"] == pytest.approx(np.log(3))
    assert found["hashtags"] == pytest.approx(np.log(3))
    assert found["first_person"] == pytest.approx(100 / 6)
    assert found["sentence_length"] == pytest.approx(np.log(2))


def test_superlatives_are_found_and_ordinary_words_are_not():
    assert tone("Das allerbeste Buch, mega, am schönsten im Regen.")["superlatives"] == 10.0
    assert tone("The kindest and funniest story.")["superlatives"] == 10.0
    assert tone("Der Gast im Forest ist honest und hat Interesse.")["superlatives"] == 0.0


@given(st.text())
def test_any_text_has_finite_features(text):
    assert np.isfinite(measure_tone([text])).all()


def test_no_texts_have_no_tone():
    assert measure_tone([]).shape == (0, len(FEATURES))
    assert describe_tone(measure_tone([]), 1) == []
    assert np.isnan(resampled_means(measure_tone([]), 3, 1)).all()


def test_what_never_varies_has_no_interval():
    found = {one.name: one for one in describe_tone(measure_tone(["Ich lese.", "Ich lese viel und gern."]), 1)}
    assert (found["emoji"].low, found["emoji"].high) == (-np.inf, np.inf)
    assert found["sentence_length"].low < found["sentence_length"].value < found["sentence_length"].high


def test_one_text_says_nothing_of_a_habit():
    assert all(one.low == -np.inf for one in describe_tone(measure_tone(["Ich lese!"]), 1))
