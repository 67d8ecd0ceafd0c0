"""Posts that announce a giveaway, and those that only sound like it."""

import pytest

from nahbar.language.commerce import announces_raffle


@pytest.mark.parametrize(
    "text",
    [
        "GEWINNSPIEL! Folgt mir, markiert zwei Freunde und kommentiert.",
        "Ich verlose drei Bücher unter allen Kommentaren",
        "Verlosung 🎁 Teilnahmebedingungen in der Bio",
        "Wer will in den Lostopf hüpfen?",
        "GIVEAWAY time! Follow, tag two friends.",
        "You could win a signed copy",
        "Es gibt zwei Karten zu gewinnen",
    ],
)
def test_a_giveaway_is_known_by_its_words(text):
    assert announces_raffle(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Heute habe ich einen neuen Lieblingsroman gefunden",
        "We can win against the rain today",
        "Ein Gewinn für die ganze Familie",
        "Achtung, ein falsches Profil veranstaltet in meinem Namen ein Gewinnspiel",
        "Beim Gewinnspiel von Tante Emma habe ich ein Buch gewonnen",
        "I will give it away at the end",
    ],
)
def test_other_posts_announce_none(text):
    assert not announces_raffle(text)
