"""Who speaks of a theme out of their own life: sentences in the first person that are near it, quoted. Pure.

For illness, grief, activism and the like. Nothing here says what somebody is, has or believes: it finds sentences that
a person should read, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.fit.contracts import OwnPost
from nahbar.language.first_person import own_sentences
from nahbar.language.words import query_words, stem, words

Vectors = npt.NDArray[np.float32]

# Of sentences in the first person about anything fewer than 1 in 100 are above it (`benchmarks.fit`). It is low:
# a sentence that is not shown is lost and one too many is read and passed over.
NEAR_SENTENCE = 0.25
SHOWN_QUOTES = 3


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A sentence of a creator about a theme, with the post that it stands in."""

    quote: str
    cosine: float
    post_id: str
    url: str
    posted_at: int


def first_person_lines(posts: Sequence[OwnPost]) -> list[tuple[OwnPost, str]]:
    """Return each post's sentences in the first person."""
    return [(post, sentence) for post in posts for sentence in own_sentences(post.text)]


def own_words(
    lines: Sequence[tuple[OwnPost, str]], vectors: Vectors, theme: str, theme_vector: Vectors
) -> list[OwnWords]:
    """Return up to three sentences that name most words of the theme or are near it in meaning, nearest first.

    The vectors have unit length, shapes (n, 512) and (512,).
    """
    if not lines:
        return []
    cosines, stems = vectors @ theme_vector, {stem(word) for word in query_words(theme)}
    # One word of several is often an everyday one: most of them must be there.
    named = np.array([2 * len(stems & {stem(word) for word in words(one)}) > len(stems) for _, one in lines])
    near = (cosines >= NEAR_SENTENCE) | named
    order = [int(k) for k in np.argsort(-(cosines + named), kind="stable") if near[k]]
    found: list[OwnWords] = []
    for k in order:
        post, sentence = lines[k]
        if sentence not in {one.quote for one in found}:
            found.append(OwnWords(sentence, float(cosines[k]), post.post_id, post.url, post.posted_at))
    return found[:SHOWN_QUOTES]
