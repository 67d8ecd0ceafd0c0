"""Sets creators beside the brand: everybody by what the search index holds, one creator by all recent posts."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from nahbar.creators.fit.audience_fit import AudienceFacts, newest_insights
from nahbar.creators.fit.contracts import Brand, Fit, OwnPost
from nahbar.creators.fit.putting import BrandSide, CreatorSide, put_beside
from nahbar.creators.fit.tone_fit import spread_among
from nahbar.creators.search.documents import passage_hash
from nahbar.creators.service.brand.images import look_of
from nahbar.creators.service.brand.profile import KeptBrand, read_brand
from nahbar.creators.service.finding.indexing import Index, current_index
from nahbar.creators.service.finding.searching import Question, own_passages, rank
from nahbar.creators.service.finding.vectors import vectors_of
from nahbar.creators.service.lists import creator_row
from nahbar.creators.service.reports.gathering import gather_follower_topics
from nahbar.creators.tables import fitting, newest
from nahbar.creators.tables.reading import creators_with_followers
from nahbar.kernel.house import House
from nahbar.language.identify import identify_language
from nahbar.language.tone import measure_tone

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

# Everybody is compared by fewer posts than one creator on their own page.
POSTS_OF_ONE, POSTS_OF_ALL = 30, 10
IMAGES_OF_ONE, IMAGES_OF_ALL = 24, 6
LANGUAGE_TEXTS = 24
# Beyond so many the nearest to the brand's topics are compared, the largest where it names none: a fit is held in
# memory, at some 6 KB.
MOST_COMPARED = 20_000
# So many are compared within a second: a page need not wait for the background.
AT_ONCE = 200
CHUNK = 100
# Whose tones say how much creators differ: so many, spread evenly over the index.
SPREAD_CREATORS = 200


@dataclass(frozen=True, slots=True)
class Everybody:
    """The fits of everybody who was compared, and how many creators there are."""

    fits: Sequence[Fit]
    creators: int
    brand: KeptBrand


@dataclass(slots=True)
class _Held:
    state: tuple[int, str, int]
    everybody: Everybody


_held: dict[Path, _Held] = {}
_spreads: dict[Path, tuple[str, Floats]] = {}
_guard = threading.Lock()


def fit_all(house: House, progress: Progress = lambda done, total: None) -> Everybody:
    """Return the short fit of every creator (at most 20,000); kept in memory until an import or the brand changes.

    Nothing of it is stored. Topics and values rest on the five newest posts, which the search index holds as vectors.
    """
    kept, index = read_brand(house), current_index(house)
    state = (kept.version, index.current.state, len(index))
    held = _held_for(house, state)
    if held is not None:
        return held
    side = _brand_side(house, index, kept.brand)
    ids = _compared(house, index, kept.brand)
    fits: list[Fit] = []
    for start in range(0, len(ids), CHUNK):
        fits += _fits(house, index, side, ids[start : start + CHUNK])
        progress(len(fits), len(ids))
    everybody = Everybody(fits, len(index), kept)
    with _guard:
        _held[house.workspace.folder] = _Held(state, everybody)
    return everybody


def _held_for(house: House, state: tuple[int, str, int]) -> Everybody | None:
    with _guard:
        held = _held.get(house.workspace.folder)
    return held.everybody if held is not None and held.state == state else None


def is_quick(house: House) -> bool:
    """Whether `fit_all` answers within about a second in this process."""
    kept, index = read_brand(house), current_index(house)
    return len(index) <= AT_ONCE or _held_for(house, (kept.version, index.current.state, len(index))) is not None


def fit_creator(house: House, name: str) -> Fit:
    """Return the whole fit of "platform/handle"; raises NotFound with near matches."""
    with house.store.read() as connection:
        row = creator_row(connection, name)
    index = current_index(house)
    side = _brand_side(house, index, read_brand(house).brand)
    return put_beside(side, _sides(house, index, side.brand, [row.id], whole=True)[0], whole=True)


def _compared(house: House, index: Index, brand: Brand) -> list[int]:
    text = ", ".join(brand.topics) if len(index) > MOST_COMPARED else ""
    ranked, _, _ = rank(house, index, Question(text))
    return [one for one, _ in ranked[:MOST_COMPARED]]


def _fits(house: House, index: Index, side: BrandSide, ids: Sequence[int]) -> list[Fit]:
    return [put_beside(side, one) for one in _sides(house, index, side.brand, ids, whole=False)]


def _brand_side(house: House, index: Index, brand: Brand) -> BrandSide:
    phrases = (brand.topics, brand.persona.values, brand.banned)
    topics, values, banned = (vectors_of(list(one)) for one in phrases)
    return BrandSide(brand, topics, values, banned, measure_tone(brand.texts), _spread(house, index))


def _spread(house: House, index: Index) -> Floats:
    """Return how much the tones of creators differ here, by feature."""
    folder = house.workspace.folder
    with _guard:
        known = _spreads.get(folder)
    if known is not None and known[0] == index.current.state:
        return known[1]
    parts = [segment.creators[valid] for segment, valid in zip(index.segments, index.valid, strict=True)]
    ids = np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)
    chosen = ids[np.linspace(0, len(ids) - 1, min(len(ids), SPREAD_CREATORS)).astype(int)].tolist() if len(ids) else []
    with house.store.read() as connection:
        posts = newest.newest_posts(connection, chosen, POSTS_OF_ALL)
    spread = spread_among([measure_tone([row.text for row in rows]) for rows in posts.values()])
    with _guard:
        _spreads[folder] = (index.current.state, spread)
    return spread


def _sides(house: House, index: Index, brand: Brand, ids: Sequence[int], *, whole: bool) -> list[CreatorSide]:
    with house.store.read() as connection:
        rows = fitting.names_of(connection, ids)
        posts = newest.newest_posts(connection, ids, POSTS_OF_ONE if whole else POSTS_OF_ALL)
        pictures = _pictures(connection, brand, ids, IMAGES_OF_ONE if whole else IMAGES_OF_ALL)
        facts = _audiences(house, connection, brand, ids)
    places = {one: place for place, one in enumerate(ids)}
    made = [
        _side(house, index, row, posts.get(row.id, []), pictures.get(row.id, []), facts[row.id], whole) for row in rows
    ]
    order = [places[row.id] for row in rows]
    return [made[k] for k in np.argsort(order)]


def _side(
    house: House,
    index: Index,
    row: sa.Row[Any],
    posts: Sequence[sa.Row[Any]],
    pictures: Sequence[sa.Row[Any]],
    facts: AudienceFacts,
    whole: bool,
) -> CreatorSide:
    own = [own_post(one) for one in posts]
    vectors, hashes = own_passages(index, row.id)
    indexed = dict(zip(hashes.tolist(), vectors, strict=True))
    by_meaning = own if whole else [one for one in own if passage_hash(one.text) in indexed]
    looks = [look for one in pictures if (look := look_of(house, one.media_path)) is not None]
    return CreatorSide(
        platform=row.platform,
        handle=row.handle,
        name=row.name or row.handle,
        posts=own,
        by_meaning=by_meaning,
        vectors=vectors_of([one.text for one in by_meaning], indexed),
        audience=facts,
        images=looks,
    )


def own_post(row: sa.Row[Any]) -> OwnPost:
    """Return a row of the newest posts as the fit reads it."""
    return OwnPost(row.post_key, row.text or "", row.posted_at, _web_address(row.url), row.media_path or "")


def _web_address(url: str | None) -> str:
    # A link from a table is shown only where a click leads to a web page.
    return url if url and url.startswith(("https://", "http://")) else ""


def _pictures(
    connection: sa.Connection, brand: Brand, ids: Sequence[int], most: int
) -> Mapping[int, Sequence[sa.Row[Any]]]:
    return newest.newest_pictures(connection, ids, most) if brand.palette or brand.images else {}


def _audiences(house: House, connection: sa.Connection, brand: Brand, ids: Sequence[int]) -> dict[int, AudienceFacts]:
    persona = brand.persona
    insights = {one: newest_insights(rows) for one, rows in fitting.insights_of(connection, ids).items()}
    asked = [one for one in ids if persona.languages and "language" not in insights.get(one, {})]
    comments = newest.telling_comments(connection, asked, LANGUAGE_TEXTS) if asked else {}
    listed = sorted(creators_with_followers(connection, ids)) if persona.interests else []
    topics = gather_follower_topics(connection, house.engine, listed)
    found = {}
    for one in ids:
        spoken = Counter(code for code in map(identify_language, comments.get(one, ())) if code)
        read = topics.get(one)
        named, texts = (read.named, read.texts) if read is not None else ({}, 0)
        found[one] = AudienceFacts(insights.get(one, {}), spoken, named, texts)
    return found
