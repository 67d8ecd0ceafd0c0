"""The judged collection for the order of hits: its form, its measure, and that words alone find most of it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.search_order import gain, ideal_share, interval, judged_questions, read_rows
from nahbar.creators.search.asking import look_up, rarity, score_words
from nahbar.creators.search.building import build_segment, collect
from nahbar.creators.search.documents import Document
from nahbar.language.words import query_words


@pytest.fixture(scope="module")
def creators():
    return read_rows("creators.jsonl")


def test_every_grade_is_of_a_creator_and_every_question_has_an_ideal_one(creators):
    handles = [one["handle"] for one in creators]
    assert len(set(handles)) == len(handles)
    for one in judged_questions():
        assert set(one.grades) <= set(handles), one.text
        assert set(one.grades.values()) <= {1, 2, 3}
        assert 3 in one.grades.values(), one.text


def test_the_halves_share_no_topic_and_are_about_equal():
    tune, held_out = ([one for one in judged_questions() if one.half == half] for half in ("tune", "held out"))
    assert not {one.topic for one in tune} & {one.topic for one in held_out}
    assert abs(len(tune) - len(held_out)) < 10


def test_the_gain_is_one_for_the_best_order_and_less_for_others():
    grades = {"a": 3, "b": 2, "c": 1}
    assert gain(["a", "b", "c"], grades) == pytest.approx(1.0)
    # (0 + 7 / log2(3)) / (7 + 3 / log2(3) + 1 / 2)
    assert gain(["x", "a"], grades) == pytest.approx(4.41651 / 9.39279, abs=1e-4)
    assert gain([], grades) == 0.0


def test_the_ideal_share_counts_as_many_as_fit_into_the_first_three():
    grades = {"a": 3, "b": 3, "c": 3, "d": 3, "e": 1}
    assert ideal_share(["a", "x", "d", "b"], grades) == pytest.approx(2 / 3)
    assert ideal_share(["e", "x", "a"], {"a": 3, "e": 1}) == 1.0


def test_an_interval_draws_topics_with_all_their_questions():
    values = np.array([0.0, 0.0, 1.0, 1.0])
    assert interval(values, ["a", "a", "b", "b"]) == (0.0, 1.0)
    assert interval(np.full(4, 0.5), ["a", "b", "b", "c"]) == (0.5, 0.5)


def test_words_alone_order_most_questions_well(creators):
    # .80 when this was written, .65 by plain BM25; the collection and the index know no chance.
    documents = (
        Document(k, 1, one["handle"], one["name"], one["bio"], one["category"], one["posts"], one["comments"])
        for k, one in enumerate(creators)
    )
    segment = build_segment(collect(documents), lambda texts: np.full((len(texts), 512), 512**-0.5, dtype=np.float32))
    gains = []
    for one in judged_questions():
        hits = [hit for word in query_words(one.text) for (hit,) in look_up([segment], word)]
        weights = [rarity(hit.documents, len(segment)) for hit in hits]
        found, scores = score_words(segment, hits, weights, None)
        best = found[np.argsort(-scores, kind="stable")]
        gains.append(gain([creators[place]["handle"] for place in best], one.grades))
    assert np.mean(gains) > 0.77
