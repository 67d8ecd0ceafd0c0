"""Words as search compares them: one form for what people spell in several ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nahbar.language.words import fold, query_words, stem, words


def test_umlauts_and_their_spellings_fall_together():
    assert fold("Müller") == fold("Mueller") == fold("MULLER")
    assert fold("Straße") == fold("Strasse")
    assert fold("Café") == fold("cafe")


def test_styled_letters_are_plain_letters():
    assert words("𝐁𝐮𝐜𝐡 und ＢＵＣＨ") == ["buch", "und", "buch"]


def test_emoji_are_words_and_links_are_not():
    assert words("Lesen 📚 https://example.org/buch") == ["lesen", "📚"]


def test_inflected_forms_share_a_stem():
    assert len({stem(fold(one)) for one in ("Buch", "Bücher", "Büchern", "Buches")}) == 1
    assert stem(fold("Rezepte")) == stem(fold("Rezept"))


def test_small_words_are_left_out_of_a_query_unless_there_is_nothing_else():
    assert query_words("die Bücher von der Küste") == ["bucher", "kuste"]
    assert query_words("die") == ["die"]


@given(st.text(max_size=200))
def test_words_are_stable_under_folding(text):
    for word in words(text):
        assert words(word) == [word] or not word.isalnum() or len(words(word)) >= 1
        assert stem(stem(word)) == stem(word)
