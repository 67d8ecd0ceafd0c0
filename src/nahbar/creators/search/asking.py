"""Asks one segment: scores by words, nearest by meaning. Scores of several segments can be compared. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.search.segment import Passages, Segment
from nahbar.creators.search.vocabulary import LEAST_PART, STEM_WEIGHT

# A document that misses words of the query falls back by this much for each.
MISSING_FACTOR = 0.5
LEAST_WORTH = np.float32(1e-9)
# So many clusters of a thousand hold the nearest ten in 95 of 100 queries and more; `benchmarks.search` measures it.
PROBED_SHARE, LEAST_PROBED = 0.1, 24
RECHECKED = 400
# Where fewer passages than this pass the filters, all of them are compared.
ALL_BELOW = 60_000

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class WordHits:
    """What a segment knows of one word of a query: matching words (rank, weight) and how many documents hold them."""

    matches: Mapping[int, float]
    documents: int


def look_up(segments: Sequence[Segment], word: str) -> list[list[WordHits]]:
    """Return for each segment the words that stand for `word`; for both parts of a compound that nobody uses.

    Guesses only where no segment knows the word: slips of the fingers first, then its parts.
    """
    found = [segment.vocabulary.matches(word) for segment in segments]
    if not any(weight >= STEM_WEIGHT for matches in found for weight in matches.values()):
        guesses = [segment.vocabulary.typos(word) for segment in segments]
        parts = () if any(guesses) else _parted(segments, word)
        if parts:
            return [hits for part in parts for hits in look_up(segments, part)]
        for segment, matches, guessed in zip(segments, found, guesses, strict=True):
            found_here = {**segment.vocabulary.parts(word), **guessed, **matches}
            matches.update(found_here)
    return [[_counted(segment, matches) for segment, matches in zip(segments, found, strict=True)]]


def is_used(segments: Sequence[Segment], word: str) -> bool:
    """Return whether somebody uses a word or an inflection of it, so that nothing is guessed for it."""
    return any(segment.vocabulary.uses(word) for segment in segments)


def _parted(segments: Sequence[Segment], word: str) -> tuple[str, ...]:
    """Return the two words that a compound is made of where somebody uses each of them, uninflected ones first."""
    cuts = [(word[:cut], word[cut:]) for cut in range(LEAST_PART, len(word) - LEAST_PART + 1)]
    # Letters that join ("Unterrichtsmaterial") go with the endings of inflection.
    known = [cut for cut in cuts if all(any(one.vocabulary.knows(part) for one in segments) for part in cut)]
    used = [sum(any(one.vocabulary.find(part) is not None for one in segments) for part in cut) for cut in known]
    # Of equals the most even: short parts are in many words by chance.
    uneven = [abs(len(first) - len(second)) for first, second in known]
    order = sorted(range(len(known)), key=lambda place: (-used[place], uneven[place]))
    return known[order[0]] if order else ()


def _counted(segment: Segment, matches: Mapping[int, float]) -> WordHits:
    starts = segment.postings.starts
    most = max((int(starts[rank + 1] - starts[rank]) for rank in matches), default=0)
    return WordHits(matches, most)


def rarity(documents: int, all_documents: int) -> float:
    """Return BM25's weight of a word that so many documents hold (Robertson and Sparck Jones 1976, never negative)."""
    return float(np.log1p((all_documents - min(documents, all_documents) + 0.5) / (documents + 0.5)))


def score_words(
    segment: Segment, hits: Sequence[WordHits], rarities: Sequence[float], passing: Mask | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return (documents, scores) of all documents that hold a word of the query and pass the filter."""
    # Only the places of documents that hold a word are ever touched: the rest of these arrays is not even in memory.
    total, best = np.zeros(len(segment), dtype=np.float32), np.zeros(len(segment), dtype=np.float32)
    held = np.zeros(len(segment), dtype=np.int8)
    found = [np.empty(0, dtype=np.int64)]
    for one, weight in zip(hits, rarities, strict=True):
        here = [_holding(segment, rank, share * weight, passing, best) for rank, share in one.matches.items()]
        for documents in here:
            total[documents] += best[documents]
            best[documents] = 0.0
            found.append(documents[held[documents] == 0])
            held[documents] += 1
    documents = np.concatenate(found)
    missing = len(hits) - held[documents]
    scores: npt.NDArray[np.float32] = total[documents] * np.float32(MISSING_FACTOR) ** missing
    return documents, scores


def _holding(
    segment: Segment, rank: int, weight: float, passing: Mask | None, best: npt.NDArray[np.float32]
) -> npt.NDArray[np.int64]:
    """Raise `best` to what the word of this rank is worth; return the documents that had nothing there before."""
    start, end = int(segment.postings.starts[rank]), int(segment.postings.starts[rank + 1])
    documents, impacts = segment.postings.documents[start:end], segment.postings.impacts[start:end]
    if passing is not None:
        allowed = passing[documents]
        documents, impacts = documents[allowed], impacts[allowed]
    before = best[documents]
    # Not quite nothing, so that the document counts as touched.
    best[documents] = np.maximum(before, np.maximum(impacts.astype(np.float32) * np.float32(weight), LEAST_WORTH))
    fresh: npt.NDArray[np.int64] = documents[before == 0.0].astype(np.int64)
    return fresh


def nearest(
    segment: Segment, query: npt.NDArray[np.float32], passing: Mask | None, most: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return (documents, cosines) of the documents whose whole account is nearest in meaning, best first."""
    kept = segment.passages
    places, near = _chosen(kept, query, passing)
    rechecked = max(RECHECKED, 8 * most)
    if len(places) > rechecked:
        places = places[np.argpartition(-near, rechecked)[:rechecked]]
    exact = kept.vectors[places].astype(np.float32) @ query
    best = np.argsort(-exact, kind="stable")[:most]
    return kept.documents[places[best]].astype(np.int64), exact[best]


def cosines_of(
    segment: Segment, documents: npt.NDArray[np.int64], query: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Return how near the whole account of each document is in meaning; 0 for documents without texts."""
    places, there = segment.passages.whole_of(documents)
    found = np.zeros(len(documents), dtype=np.float32)
    found[there] = segment.passages.vectors[places[there]].astype(np.float32) @ query
    return found


def _chosen(
    kept: Passages, query: npt.NDArray[np.float32], passing: Mask | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return the passages of whole accounts that may be near, and how near they are by their coarse vectors."""
    coarse_query = query @ kept.axes
    if passing is not None:
        allowed = np.flatnonzero(passing)
        if len(allowed) <= ALL_BELOW:
            places, there = kept.whole_of(allowed)
            return places[there], kept.coarse[places[there]] @ coarse_query
    clusters = _probed(kept, coarse_query)
    parts = [np.arange(kept.starts[one], kept.starts[one + 1]) for one in clusters]
    places = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    near = [kept.coarse[int(kept.starts[one]) : int(kept.starts[one + 1])] @ coarse_query for one in clusters]
    scores = np.concatenate(near) if near else np.empty(0, dtype=np.float32)
    here = kept.wholes[places] if passing is None else kept.wholes[places] & passing[kept.documents[places]]
    return places[here], scores[here]


def _probed(kept: Passages, coarse_query: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    if len(kept.centroids) == 1:
        return np.array([0])
    probes = max(LEAST_PROBED, int(PROBED_SHARE * len(kept.centroids)))
    near = kept.centroids @ coarse_query
    # In rising order: neighbours on the disk are read together.
    return np.sort(np.argsort(-near)[:probes])
