"""What a brand says of itself, and what is said of a creator beside it: frozen values without any verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from nahbar.kernel.messages import Message

# In the order in which they are shown. There is no sum of them on purpose.
DIMENSIONS = ("audience", "topics", "values", "tone", "look", "safety")


class Persona(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom the brand wants to reach; empty means that it does not matter.

    `genders` are female, male, other; `countries` ISO 3166 codes, `languages` ISO 639 codes.
    """

    age_from: int | None = None
    age_to: int | None = None
    genders: list[str] = []
    countries: list[str] = []
    cities: list[str] = []
    languages: list[str] = []
    interests: list[str] = []
    values: list[str] = []


class ImageLook(msgspec.Struct, frozen=True):
    """What is measured of one picture.

    `palette` holds (L, a, b, share) in OKLab, largest share first; `lightness` 0 to 1, `contrast` the standard
    deviation of lightness, `colourfulness` after Hasler and Suesstrunk (2003), 0 grey to about 110.
    """

    palette: list[tuple[float, float, float, float]]
    lightness: float
    contrast: float
    colourfulness: float


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The brand profile: persona, topics that are wanted and banned, texts and colours that are the brand's own.

    `palette` are colours as #rrggbb. Of sample images only the measures are kept.
    """

    persona: Persona = Persona()
    topics: list[str] = []
    banned: list[str] = []
    tone: str = ""
    texts: list[str] = []
    palette: list[str] = []
    images: list[ImageLook] = []


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of the profile: a value in [0, 1] with its interval, or None where it cannot be told yet.

    `n` counts what it rests on (posts, images, figures); `coverage` says it in words.
    """

    name: str
    value: float | None
    low: float
    high: float
    n: int
    coverage: Message


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A post as the fit reads it; `url` is empty where none is known."""

    post_id: str
    text: str
    posted_at: int
    url: str = ""
    media_path: str = ""


@dataclass(frozen=True, slots=True)
class QuotedPost:
    """A post that speaks for or against a fit: which wanted (or banned) topic it is nearest to, and its cosine."""

    post_id: str
    url: str
    posted_at: int
    text: str
    nearest: str
    cosine: float
    by_word: bool = False


@dataclass(frozen=True, slots=True)
class AudiencePart:
    """One side of the audience beside the persona; `source` says who states it."""

    dimension: str
    wanted: Sequence[str]
    value: float
    low: float
    high: float
    source: Message


@dataclass(frozen=True, slots=True)
class ToneLine:
    """One feature of the tone: the brand's mean, the creator's with its interval, and the difference in spreads."""

    feature: str
    brand: float
    creator: float
    low: float | None
    high: float | None
    difference: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should read before booking: an insult or a banned topic, quoted with its post."""

    kind: str
    word: str
    quote: str
    post_id: str
    url: str
    posted_at: int


@dataclass(frozen=True, slots=True)
class LookSummary:
    """Means over the measured images of a creator, and of the brand's sample images where there are any."""

    images: int
    palette: Sequence[tuple[str, float]]
    lightness: float
    contrast: float
    colourfulness: float
    brand: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """A creator beside the brand: the profile, a sentence, and for one creator's page everything it rests on."""

    platform: str
    handle: str
    name: str
    dimensions: Mapping[str, Dimension]
    sentence: Message
    topics_for: Sequence[QuotedPost] = ()
    topics_against: Sequence[QuotedPost] = ()
    values_for: Sequence[QuotedPost] = ()
    values_against: Sequence[QuotedPost] = ()
    audience: Sequence[AudiencePart] = ()
    tone: Sequence[ToneLine] = ()
    look: LookSummary | None = None
    findings: Sequence[Finding] = ()
