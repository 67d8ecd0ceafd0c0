"""Sentences in which somebody speaks of themselves."""

from __future__ import annotations

import pytest

from nahbar.language.first_person import own_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Meine Mutter ist im März gestorben.",
        "Seit dem Befund schlafe ich schlecht.",
        "I have lived with this for ten years.",
        "Uns hat der Verein sehr geholfen.",
    ],
)
def test_own_words_are_found(text):
    assert own_sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Trauer ist ein großes Thema im Roman.",
        "Was hilft euch, wenn ich traurig bin?",
        "„Ich bin krank“, sagt Hedda auf Seite 12.",
        "Tell me what you think about my list",
        "Ich lese.",
    ],
)
def test_talk_about_others_questions_and_quotes_are_not(text):
    assert own_sentences(text) == []


def test_only_the_sentences_that_are_own_come_back():
    text = "Ein Roman über Trauer. Ich habe dabei an meinen Vater gedacht. Lest es!"
    assert own_sentences(text) == ["Ich habe dabei an meinen Vater gedacht."]
