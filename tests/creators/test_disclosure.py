"""Disclosure: verdicts by law, the labelled posts, files of posts, and the report."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.disclosure import judged_posts, span_f1
from nahbar.creators import check_disclosure
from nahbar.creators.disclosure import LAWS, VERDICTS
from nahbar.creators.disclosure.rules import RULES, WORDING
from nahbar.creators.service.disclosing import judge_file
from nahbar.creators.vetting.disclosed import law_of, may_be_commercial
from nahbar.kernel.errors import BadInput
from nahbar.language.label_words import TAGS, TERMS

STRANGER = (
    "blind_third",
    "blind_fourth",
    "blind_fifth",
    "blind_sixth",
    "blind_seventh",
    "blind_eighth",
    "blind_ninth",
)
# Mended in part: the share of verdicts that are right.
IN_PART = {"blind_tenth": 0.78, "blind_eleventh": 0.89}
SPLITS = (
    "development",
    "held_out",
    "blind_first",
    "blind_second",
    "blind_gifts",
    "blind_last",
    *STRANGER,
    *IN_PART,
    "near_misses",
    "near_misses_second",
    "told",
    "told_second",
    "near_misses_third",
    "told_third",
    "after_third",
    "near_misses_fourth",
    "told_fourth",
    "after_fourth",
    "near_misses_fifth",
    "told_fifth",
    "after_fifth",
    "after_fifth_second",
    "after_fifth_third",
)
LONG = "Heute erzähle ich euch eine lange Geschichte von einem Mantel, den ich vor Jahren in Berlin gefunden habe. " * 2


@pytest.mark.parametrize(
    ("text", "law", "verdict"),
    [
        ("Werbung | Neue Schuhe", "de", "labelled"),
        ("#ad | Neue Schuhe", "de", "insufficient"),
        ("#ad | new shoes", "us", "labelled"),
        ("#ad | new shoes", "uk", "labelled"),
        ("#ad | neue Schuhe", "at", "insufficient"),
        ("#ad | neue Schuhe", "ch", "labelled"),
        ("Entgeltliche Einschaltung | Ski", "at", "labelled"),
        ("#gifted new shoes", "uk", "insufficient"),
        ("gifted by @tinroom this little pedal makes everything sound like a cathedral", "uk", "insufficient"),
        ("#sponsored new shoes", "us", "labelled"),
        ("New shoes #fall #ootd #boots #ad", "us", "insufficient"),
        ("New shoes from @cobbler #ad", "us", "labelled"),
        ("Neue Schuhe, ich liebe sie sehr #schuhe #werbung", "de", "insufficient"),
        (LONG + "Werbung", "de", "insufficient"),
        ("mit MARIE15 spart ihr", "de", "missing"),
        ("Keine Werbung, aber mit MARIE15 spart ihr 15 %", "de", "missing"),
        ("Sonntag im Park", "de", "not needed"),
        ("Unbezahlte Werbung: mein Bäcker", "de", "not needed"),
        ("Schuhe von @cobbler, Jacke von @wollmanns", "de", "not needed"),
        ("Werbung wegen Markennennung | Kaffee", "de", "over-labelled"),
        ("Danke @cobbler", "de", "cannot tell"),
    ],
)
def test_the_verdict_depends_on_words_place_and_law(text, law, verdict):
    assert check_disclosure(text, law).verdict == verdict


def test_what_was_given_settles_the_question():
    assert check_disclosure("Sonntag im Park", compensated=True).verdict == "missing"


def test_a_label_without_consideration_is_one_too_many():
    assert check_disclosure("Anzeige | Sonntag im Park", compensated=False).verdict == "over-labelled"


def test_the_platforms_label_counts():
    judged = check_disclosure("Sonntag im Park", paid_label=True)
    assert (judged.verdict, judged.label, judged.rules[0].id) == ("labelled", None, "EU-1")


def test_a_term_of_videos_is_not_enough_below_a_photo():
    text = "Dauerwerbesendung | Unser Bus"
    verdicts = [check_disclosure(text, kind=kind).verdict for kind in ("video", "photo")]
    assert verdicts == ["labelled", "insufficient"]


def test_a_raffle_without_conditions_quotes_their_rule():
    text = "Werbung | Gewinnspiel mit @papierfee, einfach folgen"
    assert "DE-8" in [rule.id for rule in check_disclosure(text).rules]
    assert "DE-8" not in [rule.id for rule in check_disclosure(text + ". Teilnahmebedingungen im Profil").rules]


def test_rules_name_terms_that_exist():
    known = {term.name for term in TERMS} | {name for name, _, _ in TAGS}
    for law in LAWS:
        rule = RULES[WORDING[law]]
        assert rule.accept | rule.reject <= known
        assert not rule.accept & rule.reject


def test_every_rule_has_a_text_and_a_source():
    assert len(RULES) == 13
    assert all(rule.text.text and rule.source for rule in RULES.values())


def test_an_unknown_law_is_refused():
    with pytest.raises(ValueError, match="fr"):
        check_disclosure("x", "fr")


@given(st.text(max_size=120), st.sampled_from(LAWS), st.sampled_from([None, True, False]), st.booleans())
def test_any_text_gets_a_verdict_and_a_true_span(text, law, compensated, paid_label):
    judged = check_disclosure(text, law, compensated=compensated, paid_label=paid_label)
    assert judged.verdict in VERDICTS
    assert 0.0 <= judged.commercial <= 1.0
    if judged.label is not None:
        assert text[judged.label.start : judged.label.end] == judged.label.text


@pytest.mark.parametrize("split", ["development", "held_out", "blind_first", "blind_second", *STRANGER])
def test_the_labelled_posts_are_judged_as_the_documents_say(split):
    judged = judged_posts(split)
    assert span_f1(judged, exact=False) >= 0.97
    assert sum(one["verdict"] == answer.verdict for one, answer in judged) / len(judged) >= 0.93
    private = [answer for one, answer in judged if one["commercial"] == "no"]
    assert sum(answer.verdict == "missing" for answer in private) / len(private) <= 0.02


@pytest.mark.parametrize("split", IN_PART)
def test_posts_of_strangers_that_were_mended_in_part_stay_as_they_are(split):
    judged = judged_posts(split)
    assert sum(one["verdict"] == answer.verdict for one, answer in judged) / len(judged) >= IN_PART[split]
    assert all(answer.verdict != "missing" for one, answer in judged if one["commercial"] == "no")


def test_gold_labels_are_where_they_say():
    for one, _ in (pair for split in SPLITS for pair in judged_posts(split)):
        gold = one["label"]
        assert gold is None or one["text"][gold["start"] : gold["end"]] == gold["text"]


def test_a_report_passes_over_no_finding_of_the_labelled_posts():
    for one, answer in (pair for split in SPLITS if split != "held_out" for pair in judged_posts(split)):
        if answer.verdict in ("missing", "insufficient", "over-labelled") and not one["compensated"]:
            assert may_be_commercial([one["text"]]) == [True] or one["paid_label"], one["text"]


@pytest.mark.parametrize(
    ("country", "law"), [("AT", "at"), ("Schweiz", "ch"), ("gb", "uk"), ("US", "us"), (None, "de")]
)
def test_the_law_follows_the_country(country, law):
    assert law_of(country) == law


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_file_needs_texts_only(tmp_path):
    file = write(tmp_path / "p.csv", [{"text": "Werbung | x", "kind": "reel"}, {"text": "Sonntag", "kind": ""}])
    assert [(key, one.verdict) for key, one in judge_file(file, "de", {})] == [("1", "labelled"), ("2", "not needed")]


def test_offsets_are_those_of_the_file(tmp_path):
    text = " \r\n\tWerbung | x"
    file = tmp_path / "p.jsonl"
    file.write_text(json.dumps({"post_id": "a", "text": text}), encoding="utf-8")
    ((_, judged),) = judge_file(file, "de", {})
    assert text[judged.label.start : judged.label.end] == "Werbung"


def test_compensation_is_read_from_its_column(tmp_path):
    rows = [{"text": "Sonntag", "compensated": one} for one in ("yes", "no", "", "unknown")]
    file = write(tmp_path / "p.csv", rows)
    assert [one.verdict for _, one in judge_file(file, "de", {})] == ["missing", *["not needed"] * 3]


def test_a_cell_that_cannot_be_read_names_its_row(tmp_path):
    file = write(tmp_path / "p.csv", [{"text": "Sonntag", "compensated": "no"}, {"text": "x", "compensated": "maybe"}])
    with pytest.raises(BadInput) as refused:
        list(judge_file(file, "de", {}))
    assert "row 2" in refused.value.message.render()


def test_a_file_without_texts_is_refused(tmp_path):
    with pytest.raises(BadInput):
        list(judge_file(write(tmp_path / "p.csv", [{"likes": "3"}]), "de", {}))


def test_a_kind_that_nobody_knows_stops_nothing(tmp_path):
    rows = [{"text": "Dauerwerbesendung | x", "kind": kind, "likes": "many"} for kind in ("hologram", "reel", "photo")]
    verdicts = [one.verdict for _, one in judge_file(write(tmp_path / "p.csv", rows), "de", {})]
    assert verdicts == ["labelled", "labelled", "insufficient"]
