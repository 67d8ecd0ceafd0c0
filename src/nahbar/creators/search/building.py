"""Builds a segment of the index from documents: postings by sorting, vectors in clusters."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.creators.search.documents import Document, counted_words, passage_hash, passages
from nahbar.creators.search.segment import Passages, Postings, Segment
from nahbar.creators.search.vocabulary import Vocabulary
from nahbar.language.meaning import DIMENSIONS

# BM25's usual constants (Robertson and Zaragoza 2009).
K1, B = 1.2, 0.75
# The first 128 axes of 512 keep the order of near texts well enough to choose 500 of which the whole vectors decide.
COARSE_DIMENSIONS = 128
SAMPLE_FOR_AXES, SAMPLE_FOR_CLUSTERS = 50_000, 40_000
# Below this many passages every one is compared.
LEAST_FOR_CLUSTERS = 20_000
CLUSTER_ROUNDS, CHUNK = 8, 20_000

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]
Known = Callable[[npt.NDArray[np.int64]], tuple[npt.NDArray[np.bool_], npt.NDArray[np.float16]]]


class Collector:
    """Takes documents in rising order of their creator's id and holds them as arrays."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.creators, self.versions = array("q"), array("q")
        self.word, self.document, self.count = array("i"), array("i"), array("f")
        self.hashes, self.passage_document = array("q"), array("i")
        self.texts: list[str] = []

    def forget_words(self) -> None:
        """Free what is in the index now: a million creators would not fit into 4 GB twice."""
        self.words, self.word, self.document, self.count = {}, array("i"), array("i"), array("f")

    def add(self, document: Document) -> None:
        """Take one document."""
        place = len(self.creators)
        self.creators.append(document.creator_id)
        self.versions.append(document.version)
        for word, count in counted_words(document).items():
            self.word.append(self.words.setdefault(word, len(self.words)))
            self.document.append(place)
            self.count.append(count)
        for text in passages(document):
            self.texts.append(text)
            self.hashes.append(passage_hash(text))
            self.passage_document.append(place)


def collect(documents: Iterable[Document]) -> Collector:
    """Read documents (in rising order of creator id) to the end."""
    held = Collector()
    for document in documents:
        held.add(document)
    return held


def build_segment(held: Collector, encode: Encode, known: Known | None = None) -> Segment:
    """Return a segment of what was collected.

    `encode` turns texts into unit vectors; `known` answers, for hashes of texts, which vectors exist already.
    """
    vocabulary, postings = _word_index(held)
    return Segment(
        creators=np.array(held.creators, dtype=np.int64),
        versions=np.array(held.versions, dtype=np.int64),
        vocabulary=vocabulary,
        postings=postings,
        passages=_passage_index(held, encode, known),
    )


def _word_index(held: Collector) -> tuple[Vocabulary, Postings]:
    ordered = sorted(held.words, key=str.encode)
    rank = np.empty(len(ordered), dtype=np.int32)
    for place, known in enumerate(ordered):
        rank[held.words[known]] = place
    word = rank[np.array(held.word, dtype=np.int32)]
    # Documents came in order, so a stable sort leaves them in order within each word.
    order = np.argsort(word, kind="stable").astype(np.int32)
    starts = np.searchsorted(word[order], np.arange(len(ordered) + 1, dtype=np.int32)).astype(np.int64)
    document = np.array(held.document, dtype=np.int32)[order]
    count = np.array(held.count, dtype=np.float32)[order]
    held.forget_words()
    return Vocabulary.of(ordered), Postings(starts, document, _impacts(document, count, len(held.creators)))


def _impacts(document: npt.NDArray[np.int32], count: npt.NDArray[np.float32], n: int) -> npt.NDArray[np.float16]:
    length = np.bincount(document, weights=count, minlength=max(n, 1))
    mean = max(float(length.mean()), 1e-9)
    room = K1 * (1 - B + B * length / mean)
    return (count / (count + room[document])).astype(np.float16)


def _passage_index(held: Collector, encode: Encode, known: Known | None) -> Passages:
    """Equal texts are encoded, turned and given a cluster once; only the finished arrays hold one row a passage."""
    hashes = np.array(held.hashes, dtype=np.int64)
    _, first, same = np.unique(hashes, return_index=True, return_inverse=True)
    vectors = _vectors([held.texts[place] for place in first], hashes[first], encode, known)
    held.texts.clear()
    axes = _axes(vectors)
    coarse = _turned(vectors, axes)
    centroids = _centroids(coarse)
    cluster = _nearest(coarse, centroids)[same]
    order = np.argsort(cluster, kind="stable")
    starts = np.searchsorted(cluster[order], np.arange(len(centroids) + 1)).astype(np.int64)
    document = np.array(held.passage_document, dtype=np.int32)[order]
    # Passages came in order of their documents, the whole account first, so their places by document undo the order.
    by_document = np.empty(len(order), dtype=np.int32)
    by_document[order] = np.arange(len(order), dtype=np.int32)
    ranges = np.searchsorted(document[by_document], np.arange(len(held.creators) + 1)).astype(np.int64)
    wholes = np.zeros(len(order), dtype=bool)
    wholes[by_document[ranges[:-1][ranges[1:] > ranges[:-1]]]] = True
    place = same[order]
    return Passages(
        centroids, axes, starts, coarse[place], vectors[place], document, hashes[order], wholes, by_document, ranges
    )


def _turned(vectors: npt.NDArray[np.float16], axes: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    coarse = np.empty((len(vectors), axes.shape[1]), dtype=np.float32)
    for start in range(0, len(vectors), CHUNK):
        coarse[start : start + CHUNK] = vectors[start : start + CHUNK].astype(np.float32) @ axes
    return coarse


def _vectors(
    texts: Sequence[str], hashes: npt.NDArray[np.int64], encode: Encode, known: Known | None
) -> npt.NDArray[np.float16]:
    vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float16)
    there = np.zeros(len(texts), dtype=bool)
    if known is not None and len(texts):
        there, stored = known(hashes)
        vectors[there] = stored
    missing = np.flatnonzero(~there)
    for start in range(0, len(missing), CHUNK):
        part = missing[start : start + CHUNK]
        vectors[part] = encode([texts[place] for place in part])
    return vectors


def _axes(vectors: npt.NDArray[np.float16]) -> npt.NDArray[np.float32]:
    """Return the directions in which the texts differ most (principal axes without centring: dot products stay)."""
    step = max(1, len(vectors) // SAMPLE_FOR_AXES)
    sample = vectors[::step].astype(np.float32)
    _, axes = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(axes[:, ::-1][:, :COARSE_DIMENSIONS], dtype=np.float32)


def _centroids(coarse: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return cluster centres by Lloyd's rounds on a sample (Lloyd 1982); one for few texts."""
    if len(coarse) < LEAST_FOR_CLUSTERS:
        return np.zeros((1, coarse.shape[1]), dtype=np.float32)
    rng = np.random.default_rng(len(coarse))
    sample = coarse[rng.choice(len(coarse), min(len(coarse), SAMPLE_FOR_CLUSTERS), replace=False)]
    centres = sample[: int(np.sqrt(len(coarse)))].copy()
    for _ in range(CLUSTER_ROUNDS):
        nearest = _nearest(sample, centres)
        counts = np.bincount(nearest, minlength=len(centres))
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, sample)
        centres = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centres).astype(np.float32)
    return centres


def _nearest(points: npt.NDArray[np.float32], centres: npt.NDArray[np.float32]) -> npt.NDArray[np.int32]:
    """Return for each point the nearest centre by Euclidean distance."""
    half = (centres**2).sum(axis=1) / 2
    found = np.empty(len(points), dtype=np.int32)
    for start in range(0, len(points), CHUNK):
        found[start : start + CHUNK] = np.argmax(points[start : start + CHUNK] @ centres.T - half, axis=1)
    return found


def known_in(segment: Segment | None) -> Known | None:
    """Return a look-up of the vectors that a segment holds already."""
    if segment is None or not len(segment.passages.hashes):
        return None
    order = np.argsort(segment.passages.hashes, kind="stable")
    sorted_hashes = np.asarray(segment.passages.hashes)[order]

    def look_up(hashes: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.bool_], Any]:
        place = np.minimum(np.searchsorted(sorted_hashes, hashes), len(sorted_hashes) - 1)
        there = sorted_hashes[place] == hashes
        return there, segment.passages.vectors[order[place[there]]]

    return look_up
