"""Puts one creator beside the brand: every dimension, the sentence, and for one page what they rest on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.creators.fit.audience_fit import AudienceFacts, audience_dimension, audience_parts
from nahbar.creators.fit.contracts import Brand, Fit, ImageLook, OwnPost
from nahbar.creators.fit.look import look_dimension, summarise_look
from nahbar.creators.fit.meaning_fit import (
    NEAR_BANNED,
    Nearness,
    find_nearness,
    meaning_dimension,
    posts_against,
    posts_for,
)
from nahbar.creators.fit.safety import find_safety, safety_dimension
from nahbar.creators.fit.sentence import fit_sentence
from nahbar.creators.fit.tone_fit import tone_dimension, tone_lines
from nahbar.language.tone import measure_tone

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BrandSide:
    """The brand with the vectors of its phrases, the measured tone of its texts and the spread among creators."""

    brand: Brand
    topics: Vectors
    values: Vectors
    banned: Vectors
    tone: Floats
    spread: Floats


@dataclass(frozen=True, slots=True)
class CreatorSide:
    """What is known of a creator: posts newest first, those `by_meaning` with their vectors, audience, pictures."""

    platform: str
    handle: str
    name: str
    posts: Sequence[OwnPost]
    by_meaning: Sequence[OwnPost]
    vectors: Vectors
    audience: AudienceFacts
    images: Sequence[ImageLook]


def put_beside(side: BrandSide, one: CreatorSide, *, whole: bool = False) -> Fit:
    """Return the fit; with `whole` also the posts, figures and findings that it rests on."""
    brand, texts = side.brand, [post.text for post in one.by_meaning]
    topics = find_nearness(brand.topics, side.topics, texts, one.vectors, by_interest=True)
    values = find_nearness(brand.persona.values, side.values, texts, one.vectors)
    banned = find_nearness(brand.banned, side.banned, texts, one.vectors, least=NEAR_BANNED)
    measured = measure_tone([post.text for post in one.posts])
    parts, unknown = audience_parts(brand.persona, one.audience)
    findings = find_safety(one.by_meaning, banned)
    dimensions = (
        audience_dimension(parts, unknown),
        meaning_dimension("topics", topics),
        meaning_dimension("values", values),
        tone_dimension(side.tone, measured, side.spread),
        look_dimension(brand, one.images),
        safety_dimension(one.by_meaning, findings),
    )
    by_name = {found.name: found for found in dimensions}
    sentence = fit_sentence(one.name, by_name, len(findings))
    short = Fit(one.platform, one.handle, one.name, by_name, sentence, findings=findings)
    if not whole:
        return short
    return replace(
        short,
        audience=parts,
        tone=tone_lines(side.tone, measured, side.spread),
        look=summarise_look(brand, one.images),
        **_quoted(topics, values, banned, one.by_meaning),
    )


def _quoted(topics: Nearness, values: Nearness, banned: Nearness, posts: Sequence[OwnPost]) -> dict[str, Any]:
    nothing = Nearness((), np.empty((len(posts), 0), np.float32), np.empty((len(posts), 0), bool))
    return {
        "topics_for": posts_for(topics, posts),
        "topics_against": posts_against(topics, banned, posts),
        "values_for": posts_for(values, posts),
        "values_against": posts_against(values, nothing, posts),
    }
