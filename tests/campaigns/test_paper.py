"""Briefs and their paper: the template in both languages, what changed, what can be printed."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.agree.contracts import GOALS, LAWS, Plan
from nahbar.campaigns.brief.contracts import PARTS, Brief, lines_of
from nahbar.campaigns.brief.difference import difference
from nahbar.campaigns.brief.paper import brief_paper
from nahbar.campaigns.brief.service import brief_language
from nahbar.campaigns.brief.template import template
from nahbar.campaigns.paper import plain_letters
from nahbar.creators import check_disclosure, disclosure_wording

PDFTOTEXT = shutil.which("pdftotext")


def printed(content, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    done = subprocess.run([str(PDFTOTEXT), "-layout", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed: the paper is not read back")
@pytest.mark.parametrize(
    ("language", "foot", "left_out"),
    [
        ("de", "Fassung 3 vom 01.01.2026", "2 Zeichen wie Emojis"),
        ("en", "version 3 of 1 Jan 2026", "2 signs such as emoji"),
    ],
)
def test_the_paper_holds_the_brief_its_date_and_version(tmp_path, language, foot, left_out):
    parts = {"goal": "Größe zählt: „Überwasser“ & <b>straße</b>", "dos": "Eins 🦊\nZwei", "contact": "Łukasz 📚"}
    made = brief_paper(
        Brief(1, language, 3, parts, "alice", 0), "Herbst & Lese", "Buchladen", brief_language(language), 20_454
    )
    text = printed(made, tmp_path)
    for said in ("Herbst & Lese", "Größe zählt: „Überwasser“ & <b>straße</b>", "Łukasz", foot, left_out):
        assert said in text
    assert "Hashtags" not in text


@given(st.text(max_size=80))
def test_what_can_be_printed_is_kept_and_the_rest_counted(text):
    kept, lost = plain_letters(text)
    assert plain_letters(kept) == (kept, 0)
    assert lost <= len(text)


def test_umlauts_are_printed_also_when_they_come_in_two_parts():
    assert plain_letters("u\u0308ber Größe") == ("über Größe", 0)
    assert plain_letters("👩‍👩‍👧 da")[1] == 3


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("law", LAWS)
def test_the_template_has_the_words_of_its_law(law, language):
    said = brief_language(language)
    for goal in GOALS:
        filled = template(Plan("Herbst", goal, "EUR", law, ends_day=20_000), "Laden", disclosure_wording(law))
        assert set(filled) == set(PARTS)
        text = "\n".join(said.message(line) for lines in filled.values() for line in lines)
        assert "{" not in text
        assert disclosure_wording(law).suggested in text


@pytest.mark.parametrize("law", LAWS)
def test_who_follows_the_brief_is_labelled_well(law):
    text = f"{disclosure_wording(law).suggested} | Ein Buch, das mir geschenkt wurde."
    assert check_disclosure(text, law, compensated=True).verdict == "labelled"


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_a_difference_leads_from_one_version_to_the_other(before, after):
    found = difference({"dos": "\n".join(before)}, {"dos": "\n".join(after)})
    if before == after:
        assert found == []
        return
    (one,) = found
    assert [line for kind, line in one.lines if kind != "new"] == before
    assert [line for kind, line in one.lines if kind != "gone"] == after


def test_points_lose_their_bullets():
    assert lines_of({"dos": "- eins\n\n • zwei\n*drei"}, "dos") == ["eins", "zwei", "drei"]
