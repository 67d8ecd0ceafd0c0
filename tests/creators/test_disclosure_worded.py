"""Disclosure: disguised, denied and foreign labels, footnotes, institutions, direct selling, labels out of caution."""

from __future__ import annotations

import pytest

from nahbar.creators import check_disclosure
from nahbar.language.direct_selling import find_direct_selling
from nahbar.language.letters import plain


def _label(text, law="de", **known):
    judged = check_disclosure(text, law, **known)
    return judged.verdict, judged.label and judged.label.text


@pytest.mark.parametrize("label", ["Anze1ge", "4nzeige", "W3rbung", "W*rbung", "An2eige", "#anze1ge"])
def test_a_label_with_signs_for_letters_is_found_and_is_hidden(label):
    judged = check_disclosure(f"{label} | Die Pfanne von @gusseisern hält")
    assert (judged.verdict, judged.label.text, judged.label.standing) == ("insufficient", label, "disguised")
    assert judged.rules[0].id == "DE-4"


@pytest.mark.parametrize("label", ["W e r b u n g", "W*E*R*B*U*N*G", "W.e.r.b.u.n.g", "Wеrbung"])
def test_a_label_that_is_only_spaced_or_in_other_scripts_counts(label):
    assert check_disclosure(f"{label} | Die Pfanne von @gusseisern hält").verdict == "labelled"


@pytest.mark.parametrize(
    "label", ["Unbezahlte Werbung", "Werbung | unbezahlt", "Werbung unbezahlt", "#unbezahltewerbung"]
)
def test_a_denied_label_over_a_gift_is_an_insufficient_one_and_none_over_a_private_post(label):
    assert _label(f"{label} Der Koffer von @rollwerk rollt", compensated=True) == ("insufficient", label)
    assert _label(f"{label} Der Koffer von @rollwerk rollt") == ("not needed", None)


def test_a_footnote_on_commission_is_an_insufficient_label():
    text = "Thermometer: https://kueche.example/?partner=nele\n\n* {}"
    assert _label(text.format("Affiliate-Links, ich erhalte eine kleine Provision")) == (
        "insufficient",
        "Affiliate-Links",
    )
    assert _label(text.format("Hier mein Affiliate-Link")) == ("missing", None)


@pytest.mark.parametrize("law", ["uk", "us"])
def test_a_german_label_needs_a_german_text_where_english_is_read(law):
    english = check_disclosure("Werbung | My honest review of this tent: up in six minutes and dry after a night.", law)
    german = check_disclosure("Werbung | Das Zelt steht in sechs Minuten und war nach der Nacht noch trocken.", law)
    assert (english.verdict, english.label.standing, german.verdict) == ("insufficient", "foreign", "labelled")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Gifted 🎁 the softest robe from @dovecote.home", "insufficient"),
        ("Gifted 🎁 my nan a robe from @dovecote.home", "not needed"),
        ("Gifted, talented and feral: Year 9 music showcase with @stmarys", "not needed"),
        ("Gifted 😂 is not the word for my parking", "not needed"),
    ],
)
def test_gifted_with_a_picture_is_a_label_where_an_account_is_tagged(text, verdict):
    assert check_disclosure(text, "uk").verdict == verdict


@pytest.mark.parametrize(
    ("text", "known", "verdict"),
    [
        ("Unser Fest powered by Volksbräu. Das Helle gab es vom Sponsor.", None, "insufficient"),
        ("Unser Fest powered by Volksbräu", True, "insufficient"),
        ("Unser Fest powered by Volksbräu", None, "not needed"),
        ("Unser Fest powered by Kaffee, unser Sponsor ist die Müdigkeit.", None, "not needed"),
        ("Neue Räder vom Sponsor Mertens", True, "insufficient"),
        ("Neue Räder vom Sponsor Mertens", None, "not needed"),
    ],
)
def test_a_sponsor_in_words_counts_where_a_gain_is_known_or_told(text, known, verdict):
    assert check_disclosure(text, compensated=known).verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "We look at three posts that hid #ad behind twenty hashtags.",
        "Meine Bachelorarbeit: 61 % halten #ad für eine Abkürzung.",
        "Studie gelesen: Jeder Fünfte erkennt #werbung, wenn es dort steht.",
    ],
)
def test_labels_of_lessons_and_theses_are_none(text):
    assert _label(text) == ("not needed", None)


def test_a_real_label_below_a_thesis_stays_one():
    assert _label("#ad Drucken bei @copyshop, meine Bachelorarbeit sieht toll aus", "us") == ("labelled", "#ad")


@pytest.mark.parametrize(
    ("whom", "verdict"),
    [
        ("dem Liceum Nr. 4", "not needed"),
        ("der Universität Kiel", "not needed"),
        ("dem Sportverein Oberndorf", "not needed"),
        ("der Surfschule Fehmarn", "insufficient"),
        ("der Volkshochschule, 49 € der Platz", "insufficient"),
        ("der Grundschule und @kakaomarke", "insufficient"),
        ("insgesamt zehn Marken", "insufficient"),
    ],
)
def test_a_cooperation_with_an_institution_is_private_unless_something_is_sold(whom, verdict):
    assert check_disclosure(f"Drei Tage in Kooperation mit {whom}, das war schön").verdict == verdict


@pytest.mark.parametrize(
    ("text", "sells"),
    [
        ("ich verdien 800 € extra von zuhause. such noch 3 frauen für mein team, schreib START", True),
        ("Join my team and make an extra $900 a month from my phone, comment INFO", True),
        ("Wir suchen noch drei Frauen für unser Volleyballteam, schreib mir", False),
        ("Ich suche für mein Team auf Station 4 eine Pflegekraft, Vollzeit", False),
        ("I make extra pasta from home every Sunday. Comment PASTA if you want some", False),
        ("800 € von zuhause verdienen, schreib START? Finger weg, Schneeballsystem", False),
    ],
)
def test_recruiting_for_profit_is_told_from_teams_jobs_and_warnings(text, sells):
    assert (find_direct_selling(plain(text).text, text) is not None) == sells
    assert check_disclosure(text).verdict == ("missing" if sells else "not needed")


@pytest.mark.parametrize(
    ("text", "known", "verdict"),
    [
        ("Werbung (weil ich's muss): Jacke geerbt, Hose Flohmarkt", None, "over-labelled"),
        ("Werbung (weil ich's muss): Jacke von @wollmanns", None, "labelled"),
        ("Kaffee mit Tante Hilde, fragt nicht\n\n#werbung", False, "over-labelled"),
        ("Das hier ist wirklich nicht #werbung", False, "not needed"),
        ("Keine\nWerbung, nur der See", False, "not needed"),
    ],
)
def test_a_label_out_of_caution_or_below_family_coffee_is_one_too_many(text, known, verdict):
    assert check_disclosure(text, compensated=known).verdict == verdict
