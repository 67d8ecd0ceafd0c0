"""What a message says, whatever its bytes are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.campaigns.leads.mailbox.contracts import OUTCOMES
from nahbar.campaigns.leads.mailbox.html_text import html_to_text
from nahbar.campaigns.leads.mailbox.quoting import without_history
from nahbar.campaigns.leads.mailbox.understanding import traces_named
from tests.campaigns.leads.mailbox.letters import letter, mixed, said

FORM = "Name: Mia Muster\nE-Mail: mia@example.net\nTelefon: 0151 2345\nNachricht:\nBitte 40 Bücher.\nGruß\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n"
TEXT = "Content-Type: text/plain; charset=utf-8\n\n"


def test_a_letter_is_a_lead():
    mail = said(letter())
    assert (mail.kind, mail.email, mail.name) == ("lead", "jo@example.net", "Jo Ähm")
    assert (mail.subject, mail.text) == ("Anfrage", "Ich hätte gern ein Angebot.")


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, "automatic"),
        ({"Auto_Submitted": "no"}, "lead"),
        ({"Precedence": "bulk"}, "automatic"),
        ({"X_Autoreply": "yes"}, "automatic"),
        ({"List_Id": "<news.example.net>"}, "automatic"),
        ({"From": "MAILER-DAEMON@mx.example.net"}, "bounce"),
        ({"Return_Path": "<>"}, "bounce"),
        ({"Content_Type": 'multipart/report; report-type=delivery-status; boundary="b"'}, "bounce"),
        ({"Content_Type": 'multipart/report; report-type=disposition-notification; boundary="b"'}, "automatic"),
        ({"From": "Vera <vera@shop.example.org>"}, "own"),
        ({"From": "nobody at all"}, "refused"),
        ({"From": "noreply@example.net"}, "refused"),
        ({"Content_Type": "application/pkcs7-mime"}, "refused"),
    ],
)
def test_programs_bounces_and_our_own_are_told_apart(headers, kind):
    assert said(letter(**headers)).kind == kind


def test_reply_to_counts_before_from():
    mail = said(letter(From="Shop <wordpress@shop.example.org>", Reply_To="Mia <mia@example.net>"))
    assert (mail.kind, mail.email, mail.name) == ("lead", "mia@example.net", "Mia")


@pytest.mark.parametrize("more", [{}, {"Auto_Submitted": "auto-generated"}, {"Return_Path": "<>"}])
def test_a_web_form_names_who_asks(more):
    mail = said(letter(FORM, From="Shop <info@shop.example.org>", **more))
    assert (mail.kind, mail.email, mail.name) == ("lead", "mia@example.net", "Mia Muster")
    assert (mail.phone, mail.text) == ("0151 2345", "Bitte 40 Bücher.\nGruß")


def test_an_absence_that_quotes_a_form_is_no_lead():
    assert said(letter(FORM, Auto_Submitted="auto-replied (vacation)")).kind == "automatic"


def test_what_a_colleague_hands_on_is_from_whoever_wrote_it():
    heads = "Von: Mia M <mia@example.net>\nDate: So, 22. Nov\nBetreff: Preise"
    text = f"FYI\n\n---------- Forwarded message ---------\n{heads}\n\nWas kostet das?"
    mail = said(letter(text, From="Vera <vera@shop.example.org>", Subject="Fwd: Preise"))
    assert (mail.kind, mail.email, mail.name) == ("lead", "mia@example.net", "Mia M")
    assert "Was kostet das?" in mail.text


@pytest.mark.parametrize(
    "history",
    [
        "Am So., 22. Nov. 2026 um 10:00 schrieb Shop <info@shop.example.org>:\n> Guten Tag",
        "Am So., 22. Nov. 2026 um 10:00 schrieb Shop\n<info@shop.example.org>:\n\n> Guten Tag",
        "On Sun, Nov 22, 2026 at 10:00 AM Shop <info@shop.example.org> wrote:\n> Hello",
        "-----Ursprüngliche Nachricht-----\nVon: Shop\nGuten Tag",
        "Von: Shop <info@shop.example.org>\nGesendet: Sonntag, 22. November\nAn: Jo\nBetreff: Preise\n\nGuten Tag",
    ],
)
def test_quoted_history_is_cut_off(history):
    assert without_history(f"Gern, 40 Stück.\nJo\n\n{history}") == "Gern, 40 Stück.\nJo"


def test_who_writes_below_loses_only_the_quotes():
    assert without_history("Am 22.11.2026 schrieb Shop:\n> Wie viele?\n\nVierzig.") == "Vierzig."


@pytest.mark.parametrize("text", ["Am Montag, 3. Mai, schrieb ich Ihnen wegen:\nBücher", "> nur ein Zitat"])
def test_what_is_no_history_stays(text):
    assert without_history(text) == text


def test_html_alone_becomes_text_and_runs_nothing():
    page = "<style>p{}</style><p>Guten&nbsp;Tag,<br>40&times; &lt;Buch&gt;</p><script>alert(1)</script>"
    page += "<td>a</td><td>b</td>"
    mail = said(mixed(HTML + page, kind="alternative"))
    assert mail.text == "Guten Tag,\n40× <Buch>\na b"


def test_plain_words_count_before_html_and_attachments_are_counted():
    pdf = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=x.pdf\n\nJVBERi0="
    notes = "Content-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nGeheim"
    mail = said(mixed(TEXT + "Hallo", HTML + "<b>Anders</b>", pdf, notes))
    assert (mail.text, mail.attachments) == ("Hallo", 2)


@pytest.mark.parametrize("charset", ["klingon", "base64", "undefined", "idna", "utf-8", "iso-8859-1"])
def test_whatever_charset_is_said_umlauts_are_read(charset):
    body = letter("Größe 40", to_bytes="cp1252", Content_Type=f"text/plain; charset={charset}")
    assert said(body).text == "Größe 40"


def test_a_message_that_ends_too_soon_is_a_lead_when_only_attachments_are_missing():
    pdf = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=x.pdf\n\nAAAA"
    assert said(mixed(TEXT + "Hallo", pdf)[:-8], whole=False).kind == "lead"
    assert said(letter("Wort " * 50), whole=False).kind == "refused"


def test_the_same_id_for_two_letters_is_two_letters():
    assert said(letter("eins")).identity != said(letter("zwei")).identity
    assert said(letter("eins", Received="by a")).identity == said(letter("eins", Received="by b")).identity


def test_links_codes_and_clicks_are_found():
    click = "0" * 31 + "a"
    text = "Über https://go.example.org/l/fuchs gekommen, Code fuchsbau, auch BERT-2026."
    text += f" https://a.example/?nahbar_click={click}"
    found = traces_named(said(letter(text)))
    assert found[0] == click
    assert "fuchs" in found[1]
    assert {"FUCHSBAU", "BERT2026"} <= set(found[2])


def test_an_address_hidden_in_an_encoded_name_is_not_taken():
    mail = said(letter(From="=?utf-8?q?chef=40shop.example.org_=3Ca=40b.example=3E?= <jo@example.net>"))
    assert mail.email == "jo@example.net"


def test_headers_without_encoding_are_read():
    assert said(letter(Subject="Größe", From="Jörg <jo@example.net>")).subject == "Größe"


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)), st.booleans())
def test_every_heap_of_bytes_is_answered(body, whole):
    mail = said(letter().partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body, whole=whole)
    assert mail.kind in OUTCOMES
    assert all(char.isprintable() or char in "\n\t" for char in mail.text)
    assert said(body, whole=whole).kind in OUTCOMES


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<", ">", "a", "<p>", "</p>", "<!--", "-->", "<script>", "&lt;", '"', "<a b='", " "])))
def test_every_heap_of_tags_becomes_text(pieces):
    assert "<p>" not in html_to_text("".join(pieces))


def test_parts_within_parts_without_end_are_refused_or_read():
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(900))
    assert said(letter(deep, Content_Type='multipart/mixed; boundary="b"')).kind in ("refused", "lead")
