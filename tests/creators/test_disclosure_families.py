"""Disclosure: labels by families of words and their places, by a name after them, abbreviated, and deals by a name."""

from __future__ import annotations

import time

import pytest

from benchmarks.disclosure import judged_posts, span_f1
from nahbar.creators import check_disclosure
from nahbar.creators.vetting.disclosed import may_be_commercial

# Each noun of a family, as it stands in brackets, on a line, in a sentence, between signs, as a footnote and as a tag.
NOUNS = (
    "Rezensionsexemplar",
    "Besprechungsexemplar",
    "Rezi-Exemplar",
    "Bloggerexemplar",
    "PR-Päckli",
    "PR Paket",
    "Pressemuster",
    "Presseeinladung",
    "Pressekonditionen",
    "review copy",
    "press stay",
    "PR haul",
    "loan unit",
    "gesponsort",
    "spnsrd",
    "Provisionslink",
    "commission links",
    "Wrbg",
)
GUARDS = (
    "near_misses_sixth",
    "near_misses_seventh",
    "told_sixth",
    "after_sixth",
    "after_sixth_second",
    "after_sixth_third",
)


def _judged(text, law="de"):
    judged = check_disclosure(text, law)
    return judged.verdict, judged.label and judged.label.text


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    "place",
    [
        "[{}] Der Ofen knistert.",
        "{}\nDer Ofen knistert.",
        "Der Ofen knistert. {}",
        "Der Ofen knistert.\n\n{}",
        "{} | Der Ofen knistert.",
        "🔥 {} 🔥 Der Ofen knistert.",
        "Der Ofen* knistert.\n*{}",
    ],
)
def test_a_noun_of_the_trade_is_a_label_wherever_labels_stand(noun, place):
    verdict, found = _judged(place.format(noun))
    assert (verdict, found.removeprefix("*")) == ("insufficient", noun)


@pytest.mark.parametrize("noun", ["Rezensionsexemplar", "Pressestay", "prpaket", "gesponsort", "bloggerevent", "wbg"])
def test_a_noun_of_the_trade_is_a_label_as_a_tag(noun):
    assert _judged(f"Der Ofen knistert #herbst #{noun}") == ("insufficient", f"#{noun}")


@pytest.mark.parametrize(
    "text",
    [
        "Das Rezensionsexemplar hat der Hund gefressen?",
        "Kein PR-Paket, alles im Laden für 12 Euro geholt.",
        "Leihgabe vom Nachbarn: eine Leiter.",
        "Leihgerät\nDer Verstärker im Proberaum der Schule.",
        "Der Presse gefällt das Stück, mir auch.",
        "Mein Sponsor ist seit zehn Jahren trocken.",
        "Testgerät beim Optiker: unscharf.",
    ],
)
def test_what_neighbours_lend_and_what_is_denied_is_no_label(text):
    assert _judged(text)[1] is None


@pytest.mark.parametrize(
    ("law", "text", "label"),
    [
        ("us", "Finished my ARC of THE LONG BARN last night.", "ARC"),
        ("us", "Proudly repping Hollow Ridge saws, ask for them at your hardware store.", "repping"),
        ("uk", "New coat, c/o Bramble & Finch, pockets like saddlebags.", "c/o"),
        ("uk", "Yarn support from Fell & Fleece for this hat.", "Yarn support from"),
        ("de", "Drei Tage Moor auf Einladung der Moorwirte Ellersdorf. Zimmer ab 80 Euro.", "auf Einladung"),
        ("de", "Weidegold ist mein Kooperationspartner.", "Kooperationspartner"),
        ("de", "Danke meinem Sponsor Rollwerk, die Kette gibt es im Laden.", "Danke meinem Sponsor"),
        ("us", "Parts in the list. As an associate I earn from qualifying purchases.", "As an associate I earn from"),
    ],
)
def test_a_business_that_is_named_makes_a_label_of_plain_words(law, text, label):
    verdict, found = _judged(text, law)
    assert verdict == "insufficient"
    assert found.startswith(label)


@pytest.mark.parametrize(
    ("law", "text"),
    [
        ("us", "The story arc of our cat: stray, lodger, landlord."),
        ("uk", "c/o Mrs Pargeter, 12 Mill Lane: she read my postcards."),
        ("uk", "Hosted by my sister, Christmas was loud."),
        ("de", "In Kooperation mit der Katze den Teller zerbrochen."),
        ("de", "Anz. | Artikel | Preis\n2 | Marmelade | 3 €"),
        ("de", "Werbung für die Freiwillige Feuerwehr machen wir mit Bratwurst."),
    ],
)
def test_the_same_words_at_home_are_no_label(law, text):
    assert _judged(text, law) == ("not needed", None)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("(W) Windeln von Popolino im Nachttest.", "W"),
        ("Das Leckerli von Wuffelei* ist weg.\n*W", "*W"),
        ("(anz.) salbe vom kräuterhof waldl", "anz."),
        ("Hinweis nach § 5a UWG: Die Ware wurde unentgeltlich überlassen.", "Hinweis nach § 5a UWG"),
        ("vermutlich Werbung, weil sie mir die Farbe geschenkt haben", "vermutlich Werbung"),
    ],
)
def test_labels_that_are_hardly_words_are_found(text, label):
    assert _judged(text) == ("insufficient", label)


@pytest.mark.parametrize(
    "text",
    [
        "Werbung für die Käserei Rüebliboden, die mir Raclette geschenkt hat.",
        "Anzeige der Firma Funkloch AG: Ich teste den Repeater.",
        "Werbung der Bäckerei Knusper: probiert den Zopf.",
    ],
)
def test_a_clear_label_may_go_on_with_the_trade_of_who_pays(text):
    assert _judged(text)[0] == "labelled"


@pytest.mark.parametrize(
    ("law", "text"),
    [
        ("uk", "Bonnet & Pip kindly sent me their funnel. It is the wide one, £7."),
        ("us", 'Say "Tammy sent me" at Suds & Duds and your wash is free.'),
        ("us", "Comment DINO and I'll DM you my code, it's 30% off."),
        ("us", "Win a skillet from Smokehouse Forge! Like, follow, tag a friend."),
        ("de", "Mit KEEPERTIM kriegt ihr bei Muskelkater 20 Prozent."),
        ("de", "Heute versandkostenfrei, ich hab extra für euch verhandelt. Link unten."),
        ("de", "Für den Beitrag gab es eine kleine Aufwandsentschädigung."),
        ("de", "Der Verlag Nachtfalter hat mir den Roman einfach geschickt. Ab morgen im Handel."),
    ],
)
def test_deals_with_a_business_that_is_named_are_seen(law, text):
    assert _judged(text, law) == ("missing", None)


@pytest.mark.parametrize(
    ("law", "text"),
    [
        ("us", "Mrs. Ortiz kindly sent me home with a plate. Pie is $3 at church."),
        ("us", 'Say "trick or treat" at ours and you get the full-size bar for free.'),
        ("de", "Ich hab für euch verhandelt: Die Klassenfahrt geht ans Meer."),
    ],
)
def test_what_people_give_is_no_deal(law, text):
    assert _judged(text, law) == ("not needed", None)


@pytest.mark.parametrize("split", GUARDS)
def test_the_guards_of_the_families_hold(split):
    judged = judged_posts(split)
    assert sum(one["verdict"] == answer.verdict for one, answer in judged) / len(judged) >= 0.9
    assert span_f1(judged, exact=False) >= 0.9
    assert not [one["text"] for one, answer in judged if one["commercial"] == "no" and answer.verdict == "missing"]
    for one, answer in judged:
        if answer.verdict in ("missing", "insufficient"):
            assert may_be_commercial([one["text"]]) == [True], one["text"]


@pytest.mark.parametrize("unit", ["(Leihgabe) 12 Euro ", "PR-Paket von Haus. ", "thanks to Haus for ", "mir Anna hat "])
def test_long_texts_of_such_words_take_time_in_proportion(unit):
    taken = []
    for signs in (10_000, 40_000):
        text = unit * (signs // len(unit))
        start = time.process_time()
        check_disclosure(text)
        taken.append(time.process_time() - start)
    assert taken[1] < 0.5 + 12 * taken[0]
