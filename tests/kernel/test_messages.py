"""Sentences with places: filled, formatted, and never run as code."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nahbar.kernel.messages import Message, msg


def test_places_are_filled_by_their_spec():
    said = msg("{n} of {all} ({share:percent}) in {id:raw}", n=3, all=1_200, share=0.025, id=20261)
    assert said.render() == "3 of 1,200 (2.5%) in 20261"


def test_a_word_follows_its_number():
    text = "{n} {n|post|posts}"
    assert [msg(text, n=n).render() for n in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]


def test_an_unknown_place_stays_as_it_is():
    assert msg("{known} and {unknown}", known="a").render() == "a and {unknown}"
    assert msg("open { brace", known="a").render() == "open { brace"


def test_a_catalogue_cannot_reach_into_values():
    assert msg("{n.__class__}", n=1).render() == "{n.__class__}"


def test_a_translation_may_turn_the_order_round():
    said = Message("{a} before {b}", {"a": "x", "b": "y"})
    assert said.render(lambda _: "{b} nach {a}") == "y nach x"


@given(st.text(), st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text() | st.integers()))
def test_any_text_renders(text, values):
    assert isinstance(Message(text, values).render(), str)


def test_a_message_within_a_message_speaks_the_same_language():
    german = {"Row {row}: {why:raw}": "Zeile {row}: {why:raw}", "{n} is no date.": "{n} ist kein Datum."}
    nested = msg("Row {row}: {why:raw}", row=3, why=msg("{n} is no date.", n=7))
    assert nested.render(german.__getitem__) == "Zeile 3: 7 ist kein Datum."
    assert Message.from_list(nested.to_list()) == nested
