"""Posts that announce a giveaway, and those that only sound like it."""

import pytest

from nahbar.language.giveaways import announces_giveaway


@pytest.mark.parametrize(
    "text",
    [
        "GEWINNSPIEL! Folgt mir, markiert zwei Freunde und kommentiert.",
        "Ich verlose drei Bücher unter allen Kommentaren",
        "Verlosung 🎁 Teilnahmebedingungen in der Bio",
        "Wer will in den Lostopf hüpfen?",
        "GIVEAWAY time! Follow, tag two friends.",
        "Give-away for you",
        "Comment below for a chance to win",
        "You could win a signed copy",
        "Für euch gibt es zwei Karten zu gewinnen",
    ],
)
def test_a_giveaway_is_known_by_its_words(text):
    assert announces_giveaway(text)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Heute habe ich einen neuen Lieblingsroman gefunden",
        "We can win against the rain today",
        "Ein Gewinn für die ganze Familie",
        "I will give it away at the end",
    ],
)
def test_other_posts_announce_none(text):
    assert not announces_giveaway(text)
