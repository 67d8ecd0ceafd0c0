"""The lead form from the outside: it works without a script, keeps programs out, and loses nobody's words."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from urllib.parse import urlencode

import pytest

from nahbar.campaigns.leads import leads_of
from nahbar.campaigns.leads.forms import guarding
from nahbar.campaigns.leads.forms.part import FormsPart
from nahbar.campaigns.leads.service import forms
from nahbar.campaigns.leads.service.forms import add_form, close_form
from nahbar.kernel.errors import BadInput, Conflict
from nahbar.kernel.journal import journal
from tests.campaigns.leads.asking import ask
from tests.conftest import ALICE, both_engines
from tests.web import texts

CLICK = "c0ffee" * 5 + "aa"
GIVEN = {"fields": "name, message", "required": "name", "choices": "Instagram, Podcast", "campaign": "Herbstlese"}
GOOD = {"email": "Jo@Example.org", "name": "Jo", "message": "Hallo\nihr", "choice": "Instagram", "consent": "yes",
        "own_words": "die Füchsin"}  # fmt: skip
LATER = 10


@pytest.fixture
def part(tracked, clock):
    """The form /form/kontakt."""
    add_form(tracked, "kontakt", "Kontakt", GIVEN, ALICE)
    return FormsPart(tracked)


def token_of(page):
    return re.search(r'name="token" value="([^"]+)"', page)[1]


def shown(part, clock, query=""):
    page = ask(part, "/form/kontakt", method="GET", query=query).body.decode()
    clock[0] += LATER
    return token_of(page)


def send(part, headers=None, **values):
    return ask(part, "/form/kontakt", urlencode(values).encode(), **(headers or {}))


@both_engines
def test_what_is_sent_is_a_lead_with_what_was_said_of_the_way(tracked, part, clock):
    answer = send(part, **GOOD, token=shown(part, clock), nahbar_link="fuchs", code="bert2026")
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in answer.headers
    (kept,) = leads_of(tracked, "Herbstlese")
    assert (kept.email, kept.name, kept.via, kept.stage) == ("jo@example.org", "Jo", "form", "new")
    assert (kept.by, kept.code, kept.source_said) == ("link", "BERT2026", "Instagram: die Füchsin")


def test_a_double_click_on_send_is_one_lead(tracked, part, clock):
    token = shown(part, clock)
    assert [send(part, **GOOD, token=token).status for _ in range(2)] == [200, 200]
    assert len(leads_of(tracked)) == 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_speaks_both_languages_and_runs_no_script(part, language):
    answer = ask(part, "/form/kontakt", method="GET", accept_language=language)
    assert f'<html lang="{language}">' in answer.body.decode()
    assert "<script" not in answer.body.decode()
    assert "script-src" not in answer.headers["content-security-policy"]


SUSPICIOUS = {
    "no token": lambda part, clock: {},
    "forged": lambda part, clock: {"token": "1800000000-" + "a" * 32 + "-" + "b" * 32},
    "too fast": lambda part, clock: {"token": token_of(ask(part, "/form/kontakt", method="GET").body.decode())},
    "too old": lambda part, clock: {"token": _waited(shown(part, clock), clock)},
    "the trap": lambda part, clock: {"token": shown(part, clock), guarding.TRAP: "https://buy.example"},
}


def _waited(token, clock):
    clock[0] += guarding.LONGEST_SECONDS
    return token


@pytest.mark.parametrize("way", SUSPICIOUS)
def test_what_a_program_could_have_sent_is_asked_again_and_then_kept_whole(tracked, part, clock, way):
    answer = send(part, **GOOD, **SUSPICIOUS[way](part, clock))
    page = answer.body.decode()
    assert "One more click" in page or "Noch ein Klick" in page
    assert leads_of(tracked) == []
    assert 'value="Jo"' in page
    assert "Hallo\nihr" in page
    clock[0] += LATER
    assert send(part, **GOOD, token=token_of(page)).status == 200
    assert len(leads_of(tracked)) == 1


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("email", {"email": "nobody"}),
        ("name", {"name": " "}),
        ("consent", {"consent": ""}),
        ("name", {"name": "see https://buy.example"}),
        ("own_words", {"own_words": "www.buy.example"}),
        ("message", {"message": "https://a.example https://b.example https://c.example"}),
    ],
)
def test_what_is_wrong_stands_beside_its_field(tracked, part, clock, field, change):
    answer = send(part, **{**GOOD, **change}, token=shown(part, clock))
    assert answer.status == 422
    assert f'id="nahbar-e-{field}"' in answer.body.decode()
    assert leads_of(tracked) == []


def test_an_address_that_sends_too_often_is_asked_to_wait(tracked, part, clock):
    answers = [send(part, **GOOD, token=shown(part, clock)) for _ in range(guarding.MOST_AN_HOUR + 1)]
    assert [one.status for one in answers[-2:]] == [200, 429]
    assert "retry-after" in answers[-1].headers
    clock[0] += 3_700
    assert send(part, **GOOD, token=shown(part, clock)).status == 200


def test_no_address_of_a_visitor_is_kept(tracked, part, clock):
    send(part, **GOOD, token=shown(part, clock))
    for path in tracked.workspace.folder.rglob("*"):
        assert not path.is_file() or b"192.0.2.7" not in path.read_bytes()


@pytest.mark.parametrize("header", [{"dnt": "1"}, {"sec_gpc": "1"}, {}], ids=["DNT", "GPC", "neither"])
def test_a_click_id_is_kept_only_where_nobody_asked_not_to(tracked, part, clock, header):
    send(part, header, **GOOD, token=shown(part, clock), nahbar_click=CLICK)
    assert leads_of(tracked)[0].click == (None if header else CLICK)


def test_no_words_of_a_person_stand_in_the_journal(tracked, part, clock):
    send(part, **GOOD, token=shown(part, clock))
    with tracked.store.read() as connection:
        (row,) = connection.execute(journal.select()).all()
    assert not {"jo", "jo@example.org", "die füchsin", "instagram"} & {str(cell).lower() for cell in row}


def test_what_a_visitor_writes_is_shown_as_text(part, clock):
    page = send(part, **{**GOOD, "email": '"><script>alert(1)</script>'}, token=shown(part, clock)).body.decode()
    assert "<script>" not in page
    assert "alert(1)" in texts(page) or "&lt;script&gt;" in page


def test_a_closed_or_unknown_form_says_so(tracked, part):
    close_form(tracked, "kontakt", ALICE)
    assert send(part, **GOOD).status == 404
    assert ask(part, "/form/other", method="GET").status == 404
    assert ask(part, "/form/kontakt/more", method="GET").status == 404


def test_a_locked_store_is_said_to_be_busy(tracked, part, clock, monkeypatch):
    monkeypatch.setattr(forms, "PATIENCE_MS", 50)
    token = shown(part, clock)
    lock = sqlite3.connect(tracked.workspace.database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    answer = send(part, **GOOD, token=token)
    lock.execute("ROLLBACK")
    lock.close()
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert send(part, **GOOD, token=token).status == 200


def test_other_ways_in_are_closed(part):
    assert ask(part, "/form/kontakt", method="PUT").status == 405
    assert ask(part, "/form/kontakt", method="OPTIONS").status == 204
    assert ask(part, "/form/kontakt", b"\xff\xfe=1").status == 400
    assert ask(part, "/form/kontakt", b"&".join(b"a%d=1" % n for n in range(100))).status == 400
    assert ask(part, "/form/kontakt/embed.js", method="GET").headers["content-type"] == "text/javascript"


@pytest.mark.parametrize(
    ("field", "change"),
    [("fields", {"fields": "name, iq"}), ("next_url", {"next_url": "javascript:x"}), ("title", {"title": "x" * 300}),
     ("choices", {"choices": ",".join(map(str, range(30)))})],
)  # fmt: skip
def test_a_form_that_cannot_be_is_refused(tracked, field, change):
    with pytest.raises(BadInput) as refused:
        add_form(tracked, "neu", "", {**GIVEN, **change}, ALICE)
    assert refused.value.kind == field


def test_a_form_has_a_key_of_its_own(tracked, part):
    with pytest.raises(Conflict):
        add_form(tracked, "Kontakt", "", {}, ALICE)


def test_whoever_writes_while_the_store_is_locked_keeps_their_words(tracked, part, clock, monkeypatch):
    monkeypatch.setattr(forms, "PATIENCE_MS", 50)
    token = shown(part, clock)
    lock = sqlite3.connect(tracked.workspace.database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    page = send(part, **GOOD, token=token).body.decode()
    lock.execute("ROLLBACK")
    lock.close()
    assert "Schick es noch einmal ab" in texts(page)
    assert "Hallo\nihr</textarea>" in page
    assert token_of(page) == token
    assert send(part, **GOOD, token=token_of(page)).status == 200
    assert len(leads_of(tracked)) == 1


def test_a_form_that_is_not_open_is_a_page_for_people(part):
    answer = ask(part, "/form/other", method="GET", **{"accept-language": "de"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "Dieses Formular ist nicht offen." in texts(answer.body.decode())


def test_on_a_full_disk_a_form_says_so_in_words_for_visitors(tracked, part, clock, monkeypatch):
    token = shown(part, clock)

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("nahbar.kernel.workspace.os.open", full)
    answer = send(part, **GOOD, token=token)
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "Hallo\nihr</textarea>" in answer.body.decode()
    tracked.workspace.key_path(forms.KEY_NAME).unlink()
    page = texts(ask(part, "/form/kontakt", method="GET").body.decode())
    assert "lässt sich gerade nicht öffnen" in page
    assert "Platz" not in page
