"""Generic and emoji-only comments, and the normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.language.comments import is_emoji_only, is_generic, normalise


@pytest.mark.parametrize(
    "text",
    [
        "Sooo schön! 😍",
        "nice pic 🔥🔥",
        "@anna_x WOW!!!",
        "Great content, keep it up 👏",
        "Mega!!",
        "weiter so 💪",
        "love this",
    ],
)
def test_short_praise_is_generic(text):
    assert is_generic(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wo hast du die Jacke gekauft?",
        "the trail near Graz was closed last week",
        "ich war gestern dort und es hat geregnet",
        "Part 2 when?",
        "",
        "😍😍😍",
        "@anna_x",
    ],
)
def test_what_names_something_is_not_generic(text):
    assert not is_generic(text)


@pytest.mark.parametrize("text", ["😍", "🔥🔥 ❤️", "<3", "👏🏽!!", "🇩🇪 🎉", "@bob 😍"])
def test_emoji_alone_is_seen(text):
    assert is_emoji_only(text)


@pytest.mark.parametrize("text", ["", "ok", "schön 😍", "2024", "...", "😍 wow"])
def test_words_digits_and_dots_are_not_emoji(text):
    assert not is_emoji_only(text)


def test_handles_links_and_punctuation_do_not_change_the_normal_form():
    assert normalise("@bob  WOOOOW!!! https://x.example/a") == normalise("woow") == "woow"


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(max_size=80))
def test_a_comment_is_never_both_generic_and_emoji_only(text):
    assert not (is_generic(text) and is_emoji_only(text))
