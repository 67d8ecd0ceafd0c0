"""Fit of topics and values: the share of recent posts that are near what the brand wants, and which posts show it.

A post is near a wanted topic when its meaning is (cosine of sentence vectors) or when it names the same interest by
its words. Nearness is no agreement: a post against a topic is near it too, which is why the posts are shown. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.fit.contracts import Dimension, OwnPost, QuotedPost
from nahbar.kernel.messages import Message, msg
from nahbar.language.topics import find_topics
from nahbar.language.words import query_words, stem, words
from nahbar.measure.proportion import jeffreys_interval

Vectors = npt.NDArray[np.float32]
Cosines = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# Set on 5,000 short German and English texts (BRIGHTER, GoEmotions) and 36 phrases in 12 topics; on unseen texts,
# of 1,000 that do not name the topic 4 are above it for a phrase, 12 for the worst one (`benchmarks.fit`).
NEAR_COSINE = 0.20
# Thirty posts and some banned topics are many chances to err: above this it is 4 of 10,000 texts.
NEAR_BANNED = 0.30
# Fewer posts say too little about a habit.
LEAST_POSTS = 3
SHOWN_POSTS = 3
QUOTED_CHARACTERS = 280


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near posts are to phrases: cosines and whether a word names it, shape (posts, phrases)."""

    phrases: Sequence[str]
    cosines: Cosines
    named: Mask
    least: float = NEAR_COSINE

    @property
    def near(self) -> Mask:
        """Which posts are near at least one phrase, shape (posts,)."""
        if not self.phrases:
            return np.zeros(len(self.cosines), dtype=bool)
        return np.asarray(((self.cosines >= self.least) | self.named).any(axis=1))

    @property
    def nearest(self) -> npt.NDArray[np.int64]:
        """The phrase that each post is nearest to; one that it names comes first."""
        return np.argmax(self.cosines + self.named, axis=1) if self.phrases else np.zeros(len(self.cosines), np.int64)

    def strength(self) -> npt.NDArray[np.float64]:
        """The order in which posts show the phrases: those that name one first, then by cosine."""
        if not self.phrases:
            return np.zeros(len(self.cosines))
        return np.asarray((self.cosines + self.named).max(axis=1), dtype=np.float64)


def find_nearness(
    phrases: Sequence[str],
    phrase_vectors: Vectors,
    texts: Sequence[str],
    vectors: Vectors,
    *,
    by_interest: bool = False,
    least: float = NEAR_COSINE,
) -> Nearness:
    """Compare posts (unit vectors, shape (n, 512)) with phrases (unit vectors, shape (k, 512)).

    With `by_interest` a post that names the same interest in other words is near too ("Roman" for "Bücher").
    """
    named = np.zeros((len(texts), len(phrases)), dtype=bool)
    marks = [_marks(phrase, by_interest) for phrase in phrases]
    for row, text in enumerate(texts):
        held, topics = {stem(word) for word in words(text)}, set(find_topics(text)) if by_interest else set()
        named[row] = [(bool(stems) and stems <= held) or bool(about & topics) for stems, about in marks]
    return Nearness(phrases, vectors @ phrase_vectors.T, named, least)


def _marks(phrase: str, by_interest: bool) -> tuple[set[str], set[str]]:
    """Return the stems that name a phrase and the interests that it is about."""
    return {stem(word) for word in query_words(phrase)}, set(find_topics(phrase)) if by_interest else set()


def meaning_dimension(name: str, found: Nearness) -> Dimension:
    """Return the share of posts near the phrases with its Jeffreys interval (Brown, Cai and DasGupta 2001)."""
    n = len(found.cosines)
    if not found.phrases:
        return Dimension(name, None, 0.0, 1.0, n, _nothing_wanted(name))
    if n < LEAST_POSTS:
        return Dimension(name, None, 0.0, 1.0, n, msg("fewer than {n} posts with a text are known", n=LEAST_POSTS))
    hits = int(found.near.sum())
    low, high = jeffreys_interval(hits, n)
    return Dimension(name, hits / n, low, high, n, msg("{hits} of the newest {n} posts with a text", hits=hits, n=n))


def _nothing_wanted(name: str) -> Message:
    if name == "topics":
        return msg("the brand profile names no topics")
    return msg("the brand profile names no values")


def posts_for(found: Nearness, posts: Sequence[OwnPost]) -> list[QuotedPost]:
    """Return up to three posts that show the phrases best."""
    order = [int(k) for k in np.argsort(-found.strength(), kind="stable") if found.near[k]]
    return [_quoted(found, posts, k) for k in order[:SHOWN_POSTS]]


def posts_against(found: Nearness, banned: Nearness, posts: Sequence[OwnPost]) -> list[QuotedPost]:
    """Return up to three posts that speak against a fit: those near a banned topic, then those farthest away."""
    touching = [int(k) for k in np.argsort(-banned.strength(), kind="stable") if banned.near[k]]
    shown = [_quoted(banned, posts, k) for k in touching[:SHOWN_POSTS]]
    far = [int(k) for k in np.argsort(found.strength(), kind="stable") if not found.near[k] and k not in touching]
    return (shown + [_quoted(found, posts, k) for k in far])[:SHOWN_POSTS] if found.phrases else shown


def _quoted(found: Nearness, posts: Sequence[OwnPost], row: int) -> QuotedPost:
    post, column = posts[row], int(found.nearest[row])
    text = " ".join(post.text.split())
    cut = text[:QUOTED_CHARACTERS] + ("…" if len(text) > QUOTED_CHARACTERS else "")
    cosine, named = float(found.cosines[row, column]), bool(found.named[row, column])
    return QuotedPost(post.post_id, post.url, post.posted_at, cut, found.phrases[column], cosine, named)
