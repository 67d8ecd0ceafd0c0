"""Disclosure: exchanges, referrals and raffles in plain words, thanks to brands, and labels that are only talk."""

from __future__ import annotations

import pytest

from nahbar.creators import check_disclosure


def _judged(text, law="de", **known):
    judged = check_disclosure(text, law, **known)
    return judged.verdict, judged.label and judged.label.text


@pytest.mark.parametrize(
    ("law", "text"),
    [
        ("de", "Die Reifen wurden mir von Reifen Gerken aus Jever gestellt, dafür zeige ich euch die Montage."),
        ("at", "Der Skiverleih Obermoser zahlt uns die Karten, und wir erzählen dafür, wie's uns geht."),
        ("de", "Der Wildpark zahlt uns die Jahreskarte, wir zeigen euch dafür jeden Monat ein Gehege."),
        ("uk", "The boat yard pays for our season pass and in return we tell you what the river's doing."),
        ("ch", "Die App: tinyurl.com/3a. Wenn du dich darüber anmeldest, erhalten wir beide 50 Franken."),
        ("us", "Switched banks. Use my name at the desk and we each get $100."),
        ("uk", "All linked; I earn a few pence from each copy bought through those links."),
        ("de", "Wenn ihr über die Links bestellt, bekomme ich eine Kleinigkeit."),
        ("ch", "Wettbewerb! Das Velohuus hat mir zwei Anhänger zum Verlosen überlassen. Kommentiere!"),
        ("us", "Giveaway time! Harlow Kayaks handed me two paddles to raffle off. Comment below."),
    ],
)
def test_a_deal_in_plain_words_needs_a_label(law, text):
    assert _judged(text, law) == ("missing", None)


@pytest.mark.parametrize(
    ("law", "text"),
    [
        ("de", "Der Hänger wurde uns von einem Bekannten gestellt, dafür zeige ich euch seinen Hof."),
        ("de", "Mir wurde ein Bein gestellt, dafür zeigt der Schiri dem Falschen die Karte."),
        ("at", "Der Opa zahlt mir die Karte, und ich erzähl ihm dafür, wie der Schnee war."),
        ("de", "Die Großtante zahlt uns das Eis, und wir erzählen dafür, wie die Prüfung war."),
        ("us", "The school pays for the bus, and in return the kids show their posters."),
        ("ch", "Beim Jassen bekommen wir beide 20 Franken, wenn der Neue sich anmeldet."),
        ("us", "If two more folks sign up, we both get $5 off the church trip."),
        ("uk", "I earned a few pence from each paper on my round."),
        ("de", "Oma hat mir zwei Gläser Quitte zum Verlosen überlassen."),
        ("us", "The hardware store gave our church two grills to raffle off."),
    ],
)
def test_what_kin_schools_and_rounds_give_needs_none(law, text):
    assert _judged(text, law) == ("not needed", None)


@pytest.mark.parametrize(
    ("law", "text", "label"),
    [
        ("us", "Thanks to Pinewhistle for the rooftop tent! Up in three minutes.", "Thanks to"),
        ("uk", "Thank you to the Harbour Hotel for two nights and eleven kinds of jam.", "Thank you to"),
        ("de", "Dank an das Moorhotel Birkenau für drei Nächte mit Vollpension!", "Dank an"),
    ],
)
def test_thanks_to_a_brand_for_goods_or_nights_are_not_enough(law, text, label):
    assert _judged(text, law) == ("insufficient", label)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to Linda for the tent, three nights and it held.",
        "Thanks to Grandpa for the tent!",
        "Thanks to the rain for three nights of sleep.",
        "Thanks to Margery next door for the sledge and the tent.",
        "Thanks to Delta for the suitcase, it has a hole now.",
        "Thanks to Goodwill for the boots.",
        "Thanks to the Premier Lodge for two nights of fire alarms.",
        "Thanks to the Harbour Hotel for a lovely stay.",
        "Danke an das Krankenhaus St. Anna für drei Nächte.",
        "Dank an das Hotel Mama für drei Nächte mit Vollpension.",
        "Dank an das Hotel Adler für sieben Nächte, auf die wir lange gespart haben, gespart mit jedem Cent.",
        "Dank an den Turnverein für die Trikots.",
    ],
)
def test_thanks_to_people_and_for_what_was_paid_are_private(text):
    assert _judged(text, "us")[0] == "not needed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aff 👉 the airer is back in stock, link's on the sticker", ("insufficient", "aff")),
        ("(aff) 🔗 the lunchbox, link in my stories", ("insufficient", "aff")),
        ("Aff 👉 tae Embra fur the weekend", ("not needed", None)),
        ("aff → link road's shut again", ("not needed", None)),
    ],
)
def test_aff_before_a_sign_hints_at_a_link(text, found):
    assert _judged(text, "uk") == found


@pytest.mark.parametrize(
    ("law", "text", "verdict"),
    [
        ("de", "Wollte einen Film gucken. Werbung. Mörder. Werbung. Bin eingeschlafen.", "not needed"),
        ("uk", "Watching the final on telly. Ad. Missed the goal. Ad. Went to bed.", "not needed"),
        ("de", "Werbung. Der Fernseher hängt, den Film haben wir gleich geschaut.", "labelled"),
        ("de", "Filmabend! Werbung. Den Beamer von @bildwerk haben wir gleich geschaut.", "labelled"),
        ("us", "The Mudcats (jerseys sponsored by the hardware store) lost 19 to 4.", "not needed"),
        ("de", "Unsere Trikots sind gesponsert von der Metzgerei Kolb, verloren haben wir trotzdem.", "not needed"),
        ("us", "Jersey haul sponsored by @threadbare, the season starts.", "labelled"),
        ("us", "Jerseys sponsored by @threadbare, our team lost.", "labelled"),
    ],
)
def test_adverts_in_a_film_and_on_shirts_are_no_labels(law, text, verdict):
    assert _judged(text, law)[0] == verdict
