"""Disclosure: labels behind slide numbers, abbreviated, misspelt and glued; partners, shops of links, entries."""

from __future__ import annotations

import pytest

from nahbar.creators import check_disclosure
from nahbar.creators.vetting.disclosed import may_be_commercial
from nahbar.language.label_words import may_hold_a_label
from nahbar.language.slips import slips

SLIPS = (*slips("werbung"), *slips("anzeige"))
REST = " | Der Ofen von @glutwerk knistert."


def _judged(text, law="de", **known):
    judged = check_disclosure(text, law, **known)
    return judged.verdict, judged.label and judged.label.text


@pytest.mark.parametrize(
    "label", ["Webrung", "Wrebung", "Azneige", "Anzeieg", "Werbuung", "Werbng", "Anzeoge", "#webrung"]
)
def test_a_misspelt_label_is_found_and_is_not_enough(label):
    judged = check_disclosure(label + REST)
    assert (judged.verdict, judged.label.text, judged.label.standing) == ("insufficient", label, "misspelt")
    assert judged.rules[0].id == "DE-3"
    assert "misspelt" in judged.rules[0].note.render()


def test_every_slip_of_one_hand_is_found_and_passed_on_to_a_report():
    for word in SLIPS:
        assert may_hold_a_label(word)
        assert check_disclosure(word + REST).verdict == "insufficient", word
    assert all(may_be_commercial([word + REST for word in SLIPS]))


@pytest.mark.parametrize("law", ["de", "at", "ch", "uk", "us"])
def test_no_law_accepts_a_misspelt_label(law):
    assert check_disclosure("Webrung" + REST, law).verdict == "insufficient"


@pytest.mark.parametrize(
    "word", ["Wertung", "Gerbung", "Werdung", "Anzeiger", "Anzeigen", "Bewerbung", "Umgebung", "Anzeig", "Erbung"]
)
def test_other_words_are_no_misspelt_labels(word):
    assert _judged(word + REST) == ("not needed", None)


@pytest.mark.parametrize("label", ["Wärbig", "Aazeig", "W e r b u n g"])
def test_dialect_and_gaps_are_no_slips(label):
    assert check_disclosure(label + REST).verdict == "labelled"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("1/3 Anzeige · peelen\n2/3 Anzeige · warten\n3/3 Anzeige · abwaschen", "labelled"),
        ("1/3 Anzeige · peelen\n2/3 warten\n3/3 abwaschen", "insufficient"),
        ("1/3 peelen\n2/3 Anzeige · warten\n3/3 abwaschen", "insufficient"),
        ("Slide 2/4 Werbung | abwaschen", "labelled"),
        ("1️⃣ Werbung | peelen", "labelled"),
        ("1/2 Tasse Mehl\n1/4 TL Salz", "missing"),
        ("Werbung | Waffeln\n1/2 Tasse Mehl\n1/4 TL Salz", "labelled"),
    ],
)
def test_the_number_of_a_slide_may_stand_before_its_label(text, verdict):
    assert check_disclosure(text, compensated=True).verdict == verdict


def test_a_count_of_reports_is_no_slide():
    assert _judged("Bilanz der Nachtschicht:\n3 Platzverweise\n1 Anzeige\n0 Schlaf") == ("not needed", None)


def test_after_christ_is_no_advert_behind_a_slide_number():
    assert _judged("1/2 AD 79, Pompeii\n2/2 my feet", "us") == ("not needed", None)
    assert _judged("1/2 Ad · the tent\n2/2 Ad · my feet", "us", compensated=True) == ("labelled", "Ad")


LATE = (
    "Der Winter war lang, die Heizung laut, wir wohnten zu fünft in zwei Zimmern, bis der Ofen von @glutwerk kam. " * 2
)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("Anzeige. Seitdem wache ich ausgeruht auf.", ("insufficient", "Anzeige")),
        ("Werbung. Jetzt zurück zu den Tomaten.", ("insufficient", "Werbung")),
        ("Das Rad ist weg. Anzeige. Auf der Wache war es warm.", ("not needed", None)),
        ("Er hat uns wegen der Hühner angezeigt. Anzeige. Wegen Hühnern.", ("not needed", None)),
    ],
)
def test_a_label_may_be_a_sentence_late_in_a_text(after, found):
    assert _judged(LATE + after) == found


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("Anz. | Der Ofen von @glutwerk", None, ("insufficient", "Anz.")),
        ("werbg. 🤫 Kleid @sommer, mit ANNI25 25 % bis Freitag", None, ("insufficient", "werbg.")),
        ("Anz / Unser neuer Ofen", True, ("insufficient", "Anz")),
        ("Anz / Unser neuer Ofen", None, ("not needed", None)),
        ("Anz. | Artikel | Preis, fragt @lisa", None, ("not needed", None)),
        ("Anz. Teilnehmer: 14 mit @lisa", None, ("not needed", None)),
        ("Äpfel (Anz. 24) von @lisa", None, ("not needed", None)),
    ],
)
def test_an_abbreviation_stands_for_a_label_where_it_opens_the_text(text, known, found):
    assert _judged(text, compensated=known) == found


@pytest.mark.parametrize(
    ("law", "tag"),
    [
        ("de", "#werbungkooperation"),
        ("de", "#anzeigekooperation"),
        ("de", "#kooperationwerbung"),
        ("us", "#sponsoredbutmeanit"),
        ("uk", "#adgifted"),
    ],
)
def test_a_label_glued_to_other_words_is_an_unclear_one(law, tag):
    assert _judged(f"{tag} Der Ofen von @glutwerk", law) == ("insufficient", tag)


@pytest.mark.parametrize(
    "tag",
    [
        "#werbungskosten",
        "#werbungmachen",
        "#anzeigenblatt",
        "#anzeigetafel",
        "#werbeagentur",
        "#sponsoredathlete",
        "#sponsoredswim",
        "#sponsoredbutnotreally",
        "#sponsoredbutterfly",
        "#sponsoredbycoffee",
        "#werbungunbezahlt",
        "#werbungunbezahltselbstgekauft",
    ],
)
def test_compounds_denials_and_jests_are_no_glued_labels(tag):
    assert _judged(f"Sonntag mit Kuchen {tag}", "us") == ("not needed", None)


def test_a_denial_in_a_tag_is_an_unclear_label_where_something_was_given():
    tag = "#werbungunbezahltselbstgekauft"
    assert _judged(f"Neue Bücher {tag}", compensated=True) == ("insufficient", tag)


@pytest.mark.parametrize(
    ("law", "text", "found"),
    [
        ("de", "Unser Partner auf dieser Alpenquerung ist @zeltundzug.", ("insufficient", "Partner")),
        ("de", "Unser Partner für Holz und Öl: @kantholz.", ("insufficient", "Partner")),
        ("uk", "Our partner on this crossing is @moorline.", ("insufficient", "partner")),
        ("de", "Unser Partner beim Doppel ist @steffenschlägtauf.", ("not needed", None)),
        ("de", "Unser Partner auf der Tour ist @tim_h.", ("not needed", None)),
        ("de", "Unser Partner auf der Tour ist @steffenläuft, der trägt das Zelt.", ("not needed", None)),
        ("de", "Unser Partner bei diesem Projekt ist @grundschule.au.", ("not needed", None)),
        ("de", "Mein Partner auf dieser Reise ist @jonas.unterwegs.", ("not needed", None)),
        ("us", "My partner on this hike is @danwalks.", ("not needed", None)),
    ],
)
def test_our_partner_is_a_business_unless_it_plays_or_teaches(law, text, found):
    assert _judged(text, law) == found


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The coat is in my LTK, link in bio", "missing"),
        ("Linked every lamp on ShopMy", "missing"),
        ("Alles in meinem Amazon Storefront", "missing"),
        ("coat, jeans, bag #liketkit", "missing"),
        ("No, I don't have an LTK", "not needed"),
        ("I deleted my LTK last year", "not needed"),
        ("Found this dress on LTK and returned it", "not needed"),
        ("Repainted the storefront of our bakery", "not needed"),
        ("The cat sleeps in my storefront window", "not needed"),
    ],
)
def test_a_shop_of_affiliate_links_is_told_from_shops_and_denials(text, verdict):
    assert check_disclosure(text, "us").verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Anzeige (weil man ja heute alles kennzeichnen muss): Zoo, 42 Euro Eintritt bezahlt.", "over-labelled"),
        ("Werbung | Freibad. Wir haben 18 Euro Eintritt bezahlt.", "over-labelled"),
        ("Werbung | Freibad. Wir haben selbst gezahlt.", "over-labelled"),
        ("Werbung | Wir haben keinen Eintritt bezahlt, @freibad hat uns eingeladen.", "labelled"),
        ("Werbung | @freibad hat uns den Eintritt bezahlt.", "labelled"),
        ("Werbung | Die Leute von @freibad haben für uns Eintritt bezahlt.", "labelled"),
        ("unbezahlte Werbung, selbst gekauft! Die Schere ist noch scharf.", "not needed"),
    ],
)
def test_who_paid_the_entry_needs_no_label(text, verdict):
    assert check_disclosure(text).verdict == verdict


def test_thanks_in_bernese_leave_the_question_open():
    assert check_disclosure("Merci viumau @konzerthaus_biel für dä Abe", "ch").verdict == "cannot tell"
