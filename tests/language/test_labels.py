"""Labels in texts: how they may look, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.language.codes import find_code
from nahbar.language.commerce import find_signs
from nahbar.language.labels import find_labels
from nahbar.language.letters import plain

LOOKS = (
    "Werbung",
    "WERBUNG",
    "W e r b u n g",
    "W.e.r.b.u.n.g",
    "W-e-r-b-u-n-g",
    "W  E  R  B  U  N  G",
    "W3rbung",
    "Wеrbung",
    "W\u200berbung",
    "Ｗｅｒｂｕｎｇ",
    "𝗪𝗲𝗿𝗯𝘂𝗻𝗴",
    "W*rbung",
    "W🌟E🌟R🌟B🌟U🌟N🌟G",
    "Wer🌸bung",
    "A💛N💛Z💛E💛I💛G💛E",
    "Anzeige",
    "Anze1ge",
    "4nzeige",
    "Аnzеigе",
    "A n z e i g e",
    "#Werbung",
    "#anzeige",
    "Anzeige/Werbung",
    "Bezahlte Partnerschaft",
    "Entgeltliche Einschaltung",
    "Dauerwerbesendung",
    "#ad",
    "Ad",
    "Advertisement",
    "#sponsored",
    "Paid partnership",
    "wérbung",
    "#w_e_r_b_u_n_g",
)
NONE = (
    "Anzeige ist raus, der Dieb wurde gefilmt.",
    "ANZEIGE IST RAUS",
    "Wir haben Anzeige erstattet.",
    "Werbung in eigener Sache: mein Buch",
    "Keine Werbung, nur Liebe",
    "Unbezahlte Werbung: mein Bäcker",
    "[unbezahlte Werbung] Spielplatz",
    "Werbung | unbezahlt",
    "Werbung, unbezahlt | selbst gekauft",
    "Ad astra per aspera",
    "Ad hoc, nicht add hoc",
    "AD 1066 was a bad year",
    "Tür 3 im #adventskalender #advent #adidas",
    "#werbungunbezahlt #keinewerbung #unbezahltewerbung #notanad",
    "This is not an ad",
    "Not sponsored, sadly",
    "Die Werbung nervt",
    "Die Anzeige am Gleis sagt plus 90",
    "Mein Partner und ich",
    "In Zusammenarbeit mit der Polizei suchen wir ihn",
    "Powered by coffee",
)


def labels(text):
    read = plain(text)
    return [text[slice(*read.span(one.start, one.end))] for one in find_labels(read)]


@pytest.mark.parametrize("look", LOOKS)
def test_a_label_is_found_however_it_is_written(look):
    assert labels(f"{look} | Neue Schuhe von Blaustoff") == [look]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_label_is_none(text):
    assert labels(text) == []


def test_a_label_in_glued_hashtags_is_found():
    assert labels("Mantel#ootd#werbung#mode") == ["#werbung"]


def test_brackets_are_not_part_of_a_label():
    assert labels("(Werbung) Rezension") == ["Werbung"]


def test_a_label_that_names_a_mention_is_known_as_such():
    assert find_labels(plain("Werbung wegen Markennennung | Kaffee"))[0].mentioned


def test_a_label_that_points_to_a_comment_is_known_as_such():
    assert find_labels(plain("Neue Schuhe! Werbung siehe erster Kommentar"))[0].elsewhere


@given(st.text(max_size=60), st.sampled_from(LOOKS))
def test_spans_lead_back_into_the_original(before, look):
    text = f"{before}\n{look} | x"
    read = plain(text)
    for one in find_labels(read):
        start, end = read.span(one.start, one.end)
        assert 0 <= start < end <= len(text)


@given(st.text(max_size=200))
def test_plain_text_keeps_the_way_back(text):
    read = plain(text)
    if read.at is not None:
        assert len(read.at) == len(read.text)
        assert all(a <= b for a, b in zip(read.at, read.at[1:], strict=False))


@given(st.text(max_size=200))
def test_what_is_found_in_any_text_lies_in_it(text):
    read = plain(text)
    assert all(0 <= one.start < one.end <= len(read.text) for one in find_labels(read))
    assert all(sign.words in read.original for sign in find_signs(read).values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mit MARIE15 spart ihr 15 Prozent", "MARIE15"),
        ("Code: TINA10", "TINA10"),
        ("mein Code „laufmitlars“ gilt", "laufmitlars"),
        ("NINA20 bei @proteinkiste", "NINA20"),
        ("use DANNY at checkout for 20% off", "DANNY"),
        ("Fehlercode E47 an der Maschine", None),
        ("QR-Code scannen", None),
        ("LSF50 für 20 Euro gespart", None),
        ("COVID19 hat uns viel gelehrt", None),
        ("the code doesn't work for 10% of us", None),
        ("Der Quellcode liegt auf GitHub", None),
    ],
)
def test_codes_are_told_from_other_capitals(text, code):
    assert find_code(text) == code


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Alles hier: https://amzn.to/3Lk9fQw", "affiliate"),
        ("https://www.amazon.de/dp/B0?tag=kevin-21", "affiliate"),
        ("Hier bestellen: bit.ly/lampe", "short shop"),
        ("https://x.example/p?utm_medium=influencer", "tracked"),
        ("https://www.flammwerk.de/produkte/kocher @flammwerk", "maker"),
        ("Das Zelt hat mir @mattenlager geschenkt", "gift"),
        ("Kostenlos zur Verfügung gestellt", "gift"),
        ("Gewinnspiel mit @papierfee", "raffle with a brand"),
    ],
)
def test_signs_of_a_commercial_reason(text, sign):
    assert sign in find_signs(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "Petition: bit.ly/buecherei-bleibt Bitte unterschreibt",
        "Das Gespräch: https://www.youtube.com/watch?v=abc",
        "Von Oma geschenkt bekommen",
        "Beim Gewinnspiel hab ich einen Toaster gewonnen",
        "Verlosen würde ich es nie",
    ],
)
def test_private_posts_show_no_sign(text):
    assert not set(find_signs(plain(text))) - {"short", "brand tag", "terms"}
