"""Topics of short texts: words, compounds, hashtags, emoji, and what is no topic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.language.topic_words import NOT_A_TOPIC, TOPICS
from nahbar.language.topics import TOPIC_NAMES, find_topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Bücherliebe & Kaffee", ("books", "food")),
        ("Kinderbuchliebe", ("books",)),
        ("Kochbuchsammlerin", ("books", "food")),
        ("dog mom, coffee first, #bookstagram", ("books", "food", "parenting", "pets")),
        ("Straßenfotografie aus Köln", ("photography",)),
        ("Brettspiele, Wandern, Fußballtrainer", ("games", "outdoors", "sports")),
        ("BUECHER", ("books",)),
        ("zero-waste", ("sustainability",)),
        ("📚", ("books",)),
        ("🏋🏽‍♀️", ("fitness",)),
    ],
)
def test_a_text_names_its_topics(text, topics):
    assert find_topics(text) == topics


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Buchung per Mail",
        "Transport und Preise auf Anfrage",
        "Schwein gehabt, aus Distanz",
        "Zuwanderung, Substanz, Beispiele",
        "https://books.example/travel me@books.example @bookshop",
        "brother, anchor, stunde, nähe",
    ],
)
def test_words_that_only_look_like_a_topic_name_none(text):
    assert find_topics(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Christin, Muslima, jüdisch, Atheist, Gott, Kirche, church, bible",
        "links, konservativ, antifa, AfD, CDU, democrat, MAGA, vote",
        "queer, lesbian, schwul, trans, pride 🏳️‍🌈",
        "diabetes, depression, cancer survivor, Therapie, chronisch krank, adhd",
        "vegan, keto, halal, koscher",
    ],
)
def test_sensitive_things_are_no_topic(text):
    assert find_topics(text) == ()


def test_no_word_stands_for_two_topics():
    entries = [(word, topic) for topic, words in TOPICS.items() for word in words.split()]
    assert len({word for word, _ in entries}) == len(entries)


def test_every_exception_guards_something():
    # An exception is longer than a word of a topic that would take it.
    entries = [word for words in TOPICS.values() for word in words.split()]
    begins = tuple(word.strip("*") for word in entries if word.endswith("*"))
    ends = tuple(word.strip("*") for word in entries if word.startswith("*"))
    whole = {part for word in entries for part in [word.strip("*")]}
    idle = [
        word
        for word in NOT_A_TOPIC.split()
        if not (
            word.strip("*").startswith(begins)
            or word.strip("*").endswith(ends)
            or any(part in whole for part in word.split("-"))
        )
    ]
    assert idle == []


@given(st.text(max_size=300))
def test_any_text_has_known_topics_in_order(text):
    found = find_topics(text)
    assert set(found) <= set(TOPIC_NAMES)
    assert list(found) == sorted(found)
