"""The search index by itself: words found in every spelling, vectors against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.creators.search.asking import look_up, nearest, rarity, score_words
from nahbar.creators.search.building import build_segment, collect, known_in
from nahbar.creators.search.documents import Document, passage_hash
from nahbar.creators.search.fusing import fuse
from nahbar.creators.search.inside import ordered_places, places_of
from nahbar.creators.search.segment import load_segment, save_segment
from nahbar.creators.search.vocabulary import Vocabulary
from nahbar.language.words import query_words

DOCUMENTS = [
    Document(
        3, 1, "lesefuchs", "Lese Füchsin", "Kinderbücher und Tipps für Eltern", "Buch", ["Heute ein Bilderbuch 📚"]
    ),
    Document(5, 1, "kochmueller", "Kathrin Müller", "Vegane Rezepte aus Köln", "Food", ["Suppe mit Koriander #vegan"]),
    Document(9, 2, "trailtom", "Tom Runs", "Marathon and trail running", "Sport", ["Long run in the rain"]),
]


def no_meaning(texts):
    rng = np.random.default_rng(len(texts))
    vectors = rng.normal(size=(len(texts), 512)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def segment():
    return build_segment(collect(DOCUMENTS), no_meaning)


def found(segment, text):
    hits = [hit for word in query_words(text) for (hit,) in look_up([segment], word)]
    weights = [rarity(one.documents, len(segment)) for one in hits]
    documents, scores = score_words(segment, hits, weights, None)
    return [int(segment.creators[documents[place]]) for place in np.argsort(-scores, kind="stable")]


@pytest.mark.parametrize(
    ("text", "creator"),
    [
        ("Kinderbuch", 3),  # another inflection
        ("Buch", 3),  # the head of a compound
        ("Bilderbuchautorin", 3),  # a compound of what is there
        ("Kinderbuhcer", 3),  # a slip
        ("Mueller", 5),
        ("muller", 5),
        ("MÜLLER", 5),
        ("Koriandr", 5),
        ("📚", 3),
        ("#vegan", 5),
        ("runnning", 9),
        ("@trailtom", 9),
    ],
)
def test_a_word_is_found_however_it_is_spelt(segment, text, creator):
    assert found(segment, text)[0] == creator


def test_what_nobody_says_is_not_found(segment):
    assert found(segment, "Quantenchromodynamik") == []


def test_who_holds_all_words_comes_first(segment):
    assert found(segment, "vegane Suppe")[0] == 5
    assert found(segment, "Tipps Marathon trail")[0] == 9


def test_a_segment_comes_back_from_its_files(segment, tmp_path):
    save_segment(segment, tmp_path / "1")
    again = load_segment(tmp_path / "1")
    for name, values in segment.arrays().items():
        assert np.array_equal(again.arrays()[name], values), name


def test_texts_that_are_known_are_not_encoded_again(segment):
    asked = []

    def encode(texts):
        asked.extend(texts)
        return no_meaning(texts)

    more = [*DOCUMENTS, Document(11, 1, "neu", "Neu", "Ganz neu hier", "")]
    build_segment(collect(more), encode, known_in(segment))
    assert asked == ["Ganz neu hier"]


def test_known_vectors_keep_their_texts(segment):
    again = build_segment(collect(DOCUMENTS), no_meaning, known_in(segment))
    before = dict(zip(segment.passages.hashes.tolist(), segment.passages.vectors.tolist(), strict=True))
    after = dict(zip(again.passages.hashes.tolist(), again.passages.vectors.tolist(), strict=True))
    assert before == after
    assert passage_hash("Heute ein Bilderbuch 📚") in after


def test_clusters_find_nearly_what_brute_force_finds():
    # 30,000 texts around 400 themes; at fewer than 9 of 10 neighbours this fails for sure, the expectation is 9.9.
    rng = np.random.default_rng(20_261_121)
    themes = rng.normal(size=(400, 512))
    vectors = themes[rng.integers(0, 400, 30_000)] + rng.normal(size=(30_000, 512))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    documents = [Document(k, 1, f"h{k}", "", f"text number {k}", "") for k in range(30_000)]
    made = build_segment(collect(documents), lambda texts: vectors[[int(one.split()[-1]) for one in texts]])
    hits = 0
    for k in rng.integers(0, 30_000, 50):
        query = vectors[k] + 0.02 * rng.normal(size=512).astype(np.float32)
        true = set(np.argsort(-(vectors @ query))[:10].tolist())
        hits += len(true & set(nearest(made, query.astype(np.float32), None, 10)[0].tolist()))
    assert hits / 500 >= 0.95


def test_filters_never_let_a_neighbour_slip():
    made = build_segment(collect(DOCUMENTS), no_meaning)
    only = np.array([False, True, False])
    documents, _ = nearest(made, no_meaning(["x"])[0], only, 10)
    assert documents.tolist() == [1]


def test_words_and_meaning_become_one_ranking():
    # Whoever holds half of the words and is fairly near comes before one who is nearer but holds none.
    assert [one for one, _ in fuse({1: 0.5, 2: 0.2}, {1: 0.4, 3: 0.5, 4: -0.2})] == [1, 3, 2, 4]


def test_a_vocabulary_finds_each_of_its_words():
    words = sorted({f"wort{k}" for k in range(500)} | {"ähre", "zebra", "📚"}, key=str.encode)
    made = Vocabulary.of(words)
    assert [made.find(word) for word in words] == list(range(len(words)))
    assert made.find("nicht") is None


@given(
    st.lists(st.text("abü1\U0001f4da", min_size=1, max_size=12), unique=True), st.text("abü1", min_size=4, max_size=10)
)
def test_a_part_is_found_wherever_it_stands_in_a_word(words, part):
    text = "".join(f"{word}\n" for word in sorted(words, key=str.encode)).encode()
    wanted = part.encode()
    there = [at for at in range(len(text)) if text.startswith(wanted, at) and not text[at : at + 4].isdigit()]
    found = list(places_of(wanted, text, ordered_places(text, 4)))
    assert sorted(found) == there


def test_ends_of_words_come_first_among_the_places():
    text = b"abcdx\nxabcd\n"
    assert list(places_of(b"abcd", text, ordered_places(text, 4))) == [7, 0]
