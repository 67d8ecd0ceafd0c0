"""Disclosure: gifts and pay that no tag names, quoted adverts, jests, warnings, links, and posts without words."""

from __future__ import annotations

import pytest

from benchmarks.disclosure import judged_posts
from nahbar.creators import check_disclosure


@pytest.mark.parametrize(
    ("law", "text"),
    [
        ("de", "Der Hersteller hat mir den Grill geschenkt."),
        ("de", "Das Hotel hat uns für zwei Nächte eingeladen."),
        ("de", "Ich werde für dieses Video bezahlt."),
        ("de", "Der Bäcker hat uns eine Torte geschenkt, dafür zeige ich sie euch."),
        ("de", "Transparenz: Der Veranstalter hat meinen Flug bezahlt."),
        ("de", "Ich verdiene mit, wenn ihr über meinen Link bestellt."),
        ("at", "Die Therme hat uns auf ein Wochenende eingeladen."),
        ("ch", "Mir sind vom Hotel iiglade worde."),
        ("uk", "The hotel put us up for two nights in return for this post."),
        ("us", "They paid me to say this."),
        ("us", "The brand sent me this jacket for free."),
    ],
)
def test_a_gift_or_pay_without_a_tag_is_one(law, text):
    assert check_disclosure(text, law).verdict == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "Oma hat mir ihren Mixer geschenkt.",
        "Der Hersteller hat mir endlich das Ersatzteil geschickt.",
        "Der Verlag hat mir abgesagt.",
        "Für das Foto habe ich kein Geld bekommen.",
        "Ich zeige euch, wie ich kostenlos Pflanzen vermehre.",
        "They paid me minimum wage for three years.",
        "My brother sent me this jacket for my birthday.",
        "If a brand sent me free shoes I'd faint.",
        "The airline lost my bag and gave me a toothbrush.",
    ],
)
def test_what_kin_and_employers_give_is_private(text):
    assert check_disclosure(text, "us").verdict == "not needed"


def test_a_gift_of_an_everyday_trade_leaves_the_question_open():
    assert check_disclosure("Der Metzger hat uns eine Wurst geschenkt.").verdict == "cannot tell"


@pytest.mark.parametrize(
    "text",
    [
        'The headline said "Sponsored: ten chairs you need". I need one chair.',
        "„Werbung: Schlank in 3 Tagen!“ steht auf dem Zettel an unserer Haustür.",
        "sponsored by three coffees and pure spite, I finished",
        "gesponsert von drei Litern Kaffee",
        "ACHTUNG, Fake! Das Gewinnspiel ist nicht von mir.",
        "Werbung, Werbung, Werbung. Ich schalte ab.",
    ],
)
def test_quotations_jests_and_warnings_are_no_labels_and_no_raffles(text):
    judged = check_disclosure(text)
    assert (judged.verdict, judged.label) == ("not needed", None)


def test_a_brand_named_after_a_drink_still_sponsors():
    assert check_disclosure("sponsored by Blue Kettle Coffee, my morning").verdict == "insufficient"


def test_a_quoted_label_at_the_start_is_a_label():
    assert check_disclosure("„Werbung“ Mein neuer Schal von @strickwerk").verdict == "labelled"


@pytest.mark.parametrize("text", ["Link is in der Bio", "Link i de Bio", "swipe up!!", "https://bit.ly/3xyz", " \n"])
def test_a_post_whose_aim_is_elsewhere_cannot_be_told(text):
    assert check_disclosure(text).verdict == "cannot tell"


@pytest.mark.parametrize("text", ["Links im Bild mein Daumen", "Link in der Bio zur Petition, bitte unterschreiben"])
def test_other_links_are_private(text):
    assert check_disclosure(text).verdict == "not needed"


def test_a_post_without_words_says_that_pictures_are_not_read():
    (rule,) = check_disclosure("").rules
    assert rule.note is not None
    assert "picture" in rule.note.render()


def test_a_post_without_words_needs_nothing_where_nothing_was_given():
    assert check_disclosure("", compensated=False).verdict == "not needed"


def test_a_link_to_the_maker_promotes_what_was_bought():
    text = "Selbst gekauft. Kauft sie beim Hersteller: https://www.pfannen.example/shop"
    assert check_disclosure(text).verdict == "missing"


def test_a_french_label_counts_in_switzerland_only():
    text = "Publicité | Café von @roesterei"
    assert [check_disclosure(text, law).verdict for law in ("ch", "de")] == ["labelled", "insufficient"]


def test_gifts_without_a_tag_lead_to_no_false_charge():
    judged = judged_posts("blind_gifts")
    private = [answer.verdict for one, answer in judged if one["commercial"] == "no"]
    found = [answer.verdict for one, answer in judged if one["commercial"] == "yes"]
    assert "missing" not in private
    assert found.count("not needed") <= len(found) // 3
