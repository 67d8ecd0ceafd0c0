"""Insults by a list: found in any spelling, quoted, and plain words left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.language.insults import find_insults


@pytest.mark.parametrize(
    "text", ["Du VOLLIDIOT!", "so ein Arschloch.", "𝗔𝗿𝘀𝗰𝗵𝗹𝗼𝗰𝗵", "What a moron", "Fick  dich", "ihr Pack"]
)
def test_insults_are_found_however_they_are_written(text):
    (found,) = find_insults(text)
    assert text[found.start : found.end] == found.word


@pytest.mark.parametrize(
    "text",
    [
        "Ich packe das Paket",
        "a pack of cards",
        "Ich Idiot hab den Tee vergessen",
        "I'm such a moron",
        "Die Idiotie der Verhältnisse",
        "Spasibo und Scunthorpe",
        "Assam und Cockpit",
        "Montenegro",
    ],
)
def test_plain_words_and_words_about_oneself_are_left_alone(text):
    assert find_insults(text) == []


def test_the_quote_holds_the_words_around_it_and_is_cut():
    text = "Vorher steht viel. " * 8 + "Du Vollidiot. " + "Nachher auch. " * 8
    (found,) = find_insults(text)
    assert "Du Vollidiot" in found.quote
    assert found.quote.startswith("…")
    assert found.quote.endswith("…")


@given(st.text())
def test_every_find_lies_inside_the_text(text):
    for found in find_insults(text + " Vollidiot"):
        assert 0 <= found.start < found.end <= len(text) + 10
