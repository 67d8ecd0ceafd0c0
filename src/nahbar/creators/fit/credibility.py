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

Vectors = npt.NDArray[np.float32]

# Sentences are shorter and closer to a theme than posts: by hand on made-up sentences, see `benchmarks.fit`.
NEAR_SENTENCE = 0.30
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


def own_words(lines: Sequence[tuple[OwnPost, str]], vectors: Vectors, theme: Vectors) -> list[OwnWords]:
    """Return up to three sentences near the theme, nearest first; unit vectors, shapes (n, 512) and (512,)."""
    if not lines:
        return []
    cosines = vectors @ theme
    order = [int(k) for k in np.argsort(-cosines, kind="stable") if cosines[k] >= NEAR_SENTENCE]
    found: list[OwnWords] = []
    for k in order:
        post, sentence = lines[k]
        if sentence not in {one.quote for one in found}:
            found.append(OwnWords(sentence, float(cosines[k]), post.post_id, post.url, post.posted_at))
    return found[:SHOWN_QUOTES]
