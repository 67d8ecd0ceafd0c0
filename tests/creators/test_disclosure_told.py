"""Disclosure: deals told in free words, hints that count where a gain is known, quoted labels, slides; private ones."""

from __future__ import annotations

import pytest

from benchmarks.disclosure import judged_posts
from nahbar.creators import check_disclosure
from nahbar.language.label_hints import find_hints
from nahbar.language.letters import plain

OWN = (
    "near_misses",
    "near_misses_second",
    "near_misses_third",
    "near_misses_fourth",
    "told",
    "told_second",
    "told_third",
    "told_fourth",
)


@pytest.mark.parametrize(
    ("law", "text"),
    [
        ("de", "Fünf Tage Surfkurs gegen zwei Reels. Reel eins kommt heute."),
        ("de", "@moehrenliebe hat mich für die Frühjahrskampagne gebucht, ich mag Möhren wirklich."),
        ("de", "Unbezahlt, aber eingeladen: Abendessen bei @fischkiste."),
        ("de", "Presselunch bei @fischkiste, fünf Gänge."),
        ("de", "Die Decke von @webstube kam kostenlos zu uns."),
        ("de", "Die Wirtin hat uns die Woche geschenkt, weil wir mal einen Beitrag über das Tal gemacht haben."),
        ("at", "da Kas vo da @senn.resi, hams ma gschenkt, des is leiwand"),
        ("ch", "@hotel.grat het eus iglade, zwee Nächt im Schnee."),
        ("uk", "Rex has been sent a raincoat by @wetdogco and hates it."),
        ("us", "so obsessed with this app called Tidepool, everyone uses it (we built it)"),
        ("us", "Our night at @pinehouse was comped and the soup was great."),
    ],
)
def test_a_deal_in_free_words_makes_a_post_commercial(law, text):
    assert check_disclosure(text, law).verdict == "missing"


@pytest.mark.parametrize(
    ("law", "text", "label"),
    [
        ("de", "Fotografiert habe ich das im Auftrag von @talbahn.", "im Auftrag von"),
        ("de", "Neues Licht im Flur, endlich. Danke @lampenlust", "Danke"),
        ("de", "Ohne meinen Partner @laufschuhwerk wäre das nichts geworden", "Partner"),
        ("de", "Hier meine Liste. Alle Links sind Partnerlinks.", "Partnerlinks"),
        ("de", "Dieser Beitrag enthält Affiliate-Links. Hier meine Liste", "Affiliate-Links"),
        ("de", "Flutlicht am Freitag. Unser Werbepartner Getränke Ost schenkt aus.", "Werbepartner"),
        ("de", "Schön war es. Mit freundlicher Unterstützung von @sohlenwerk", "Mit freundlicher Unterstützung von"),
        ("de", "Support: @boxenstopp, unser Klang ist besser", "Support"),
        ("de", "Produkttest 🐴 die Decke hält", "Produkttest"),
        ("de", "Kofferraum, Hund, Meer #auto #paid", "#paid"),
        ("de", "Der Garten summt und brummt heute sehr #garten #juni Werbung", "Werbung"),
        ("de", "So packe ich für zwei Wochen Camping mit Baby Anzeige", "Anzeige"),
        ("ch", "Belle journée dans les vignes avec toute la famille #vin #pub", "#pub"),
        ("uk", "Slept like a stone. (gifted stay)", "gifted stay"),
        ("us", "Five parks, no regrets #roadtrip #ThanksTrailco #utah", "#ThanksTrailco"),
    ],
)
def test_a_hint_is_an_unclear_or_hidden_label_where_a_gain_is_known(law, text, label):
    judged = check_disclosure(text, law, compensated=True)
    assert judged.verdict == "insufficient"
    assert judged.label is not None
    assert judged.label.text == label


@pytest.mark.parametrize(
    "text",
    [
        "Mein Partner @jonas kocht",
        "Im #pub mit Kollegen",
        "#paid off my loans",
        "Mit freundlicher Unterstützung von Oma",
    ],
)
def test_a_hint_alone_makes_no_post_commercial(text):
    judged = check_disclosure(text)
    assert (judged.verdict, judged.label) == ("not needed", None)


def test_thanksgiving_thanks_nobody():
    assert find_hints(plain("#thanksgiving #thanksdad")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Meine Kollegin hat ein Reel mit „entgeltliche Einschaltung“ gepostet und alle fragen.",
        'Third creator this week hiding "#ad" under twenty tags.',
        "Mein Kollege hat unter sein Foto #werbung geschrieben, der Schelm.",
        "Dauerwerbesendung für meine Oma: Sie strickt wieder.",
        "My only paid partnership is with the tax office.",
        "Ich klicke nie auf Affiliate-Links, ihr?",
        "Mein Verein wird unterstützt von Eltern, die früh aufstehen.",
    ],
)
def test_labels_that_are_talked_about_are_none(text):
    judged = check_disclosure(text)
    assert (judged.verdict, judged.label) == ("not needed", None)


def test_pictures_between_its_letters_obstruct_a_label():
    judged = check_disclosure("W🌟E🌟R🌟B🌟U🌟N🌟G\nDer neue Pulli von @strickwerk")
    assert judged.label is not None
    assert (judged.verdict, judged.label.standing) == ("insufficient", "hidden")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Story 1: Anzeige – zu Besuch bei @brillenfuchs\nStory 2: Sehtest\nStory 3: fertig", "insufficient"),
        ("Bild 1: Werbung | Flur\nBild 2: Werbung | Küche mit @lampenlust", "labelled"),
        ("Werbung | meine Looks\nBild 1: Mantel von @wollmanns\nBild 2: Schuhe", "labelled"),
    ],
)
def test_every_slide_that_a_text_goes_through_carries_the_label(text, verdict):
    judged = check_disclosure(text, compensated=True)
    assert judged.verdict == verdict
    assert (judged.rules[0].id == "DE-5") == (verdict == "insufficient")


def test_private_posts_that_look_like_deals_are_charged_with_nothing():
    judged = [pair for folder in OWN for pair in judged_posts(folder)]
    private = [(one["verdict"], answer.verdict) for one, answer in judged if one["commercial"] == "no"]
    assert sum(found == "missing" for _, found in private) <= 0.02 * len(private)
    assert sum(wanted == found for wanted, found in private) >= 0.97 * len(private)
