"""Searches creators: by words, by meaning or both, with filters, and says for each hit why it was found."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from nahbar.creators.search.asking import cosines_of, is_used, look_up, nearest, rarity, score_words
from nahbar.creators.search.documents import MOST_COMMENTS, MOST_POSTS, Document
from nahbar.creators.search.facts import Filters
from nahbar.creators.search.fusing import fuse
from nahbar.creators.search.hits import Found, Hit
from nahbar.creators.search.reasons import BestPost, Matcher, best_post, word_reasons
from nahbar.creators.service.finding.indexing import Index, Progress, current_index
from nahbar.creators.service.lists import creator_row, known_verdict, spoken_platform
from nahbar.creators.tables import newest, searching
from nahbar.creators.tables.portfolio import usual_currency
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.language.meaning import DIMENSIONS, encode
from nahbar.language.words import query_words

# Further down nobody looks; the count of hits goes on.
RANKED_BY_WORDS, RANKED_BY_MEANING = 1_000, 200
# What is farther than this, or than this share of the nearest, is about something else. Of the invented creators of
# `tests/data/search` that fit ideally 95 of 100 are nearer, of those that do not fit 2 of 100 (questions to tune on).
LEAST_COSINE, LEAST_OF_NEAREST = 0.15, 0.4
LONGEST_QUESTION = 500
SORTS = ("fit", "followers", "rate", "percentile", "paid_share", "price_cents", "last_post")

Mask = npt.NDArray[np.bool_]
Vector = npt.NDArray[np.float32]
Way = Literal["both", "words", "meaning"]


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is searched: a text, or creators like one ("platform/handle"), or filters alone."""

    text: str = ""
    like: str = ""
    by: Way = "both"
    filters: Filters = Filters()
    sort: str = "fit"


def search(
    house: House,
    question: Question,
    offset: int = 0,
    limit: int = 20,
    progress: Progress = lambda done, total: None,
) -> Found:
    """Answer a question; the index is brought up to date first.

    Raises BadInput for a sort that does not exist, NotFound for an unknown creator in `like`.
    """
    _check(question)
    index = current_index(house, progress)
    ranked, cosines, query = rank(house, index, question)
    page = [one for one, _ in ranked[offset : offset + limit]]
    return Found(len(ranked), len(index), _hits(house, index, question, page, cosines, query))


def hits_of(house: House, question: Question, ids: Sequence[int]) -> list[Hit]:
    """Return these creators as hits of a question, in this order."""
    index = current_index(house)
    _, cosines, query = rank(house, index, question)
    return _hits(house, index, question, ids, cosines, query)


def filter_choices(house: House) -> Mapping[str, Sequence[str]]:
    """Return the platforms, languages and countries that creators have."""
    words = current_index(house).facts.words
    return {name: sorted(word for word in words[name] if word) for name in ("platform", "language", "country")}


def price_currency(house: House) -> str:
    """Return the currency in which prices are compared, an empty text where no creator has one."""
    with house.store.read() as connection:
        return usual_currency(connection)


def filters_given(
    *,
    platform: str | None = None,
    language: str | None = None,
    country: str | None = None,
    verdict: str | None = None,
    followers_from: int | None = None,
    followers_to: int | None = None,
    percentile_from: float | None = None,
    paid_to: float | None = None,
    price_to: float | None = None,
    posted_since: str | None = None,
) -> Filters:
    """Return filters out of what a person wrote; empty texts filter nothing.

    Raises BadInput for a platform or verdict that does not exist, a day that is no date and a figure out of its range.
    """
    _check_range(1.0, percentile_from=percentile_from, paid_to=paid_to)
    _check_range(math.inf, followers_from=followers_from, followers_to=followers_to, price_to=price_to)
    return Filters(
        platform=spoken_platform(platform) if platform else None,
        language=language or None,
        country=country or None,
        verdict=known_verdict(verdict) if verdict else None,
        followers_from=followers_from,
        followers_to=followers_to,
        percentile_from=percentile_from,
        paid_to=paid_to,
        price_to=price_to,
        posted_since=_day_given(posted_since),
    )


def _check_range(most: float, **given: float | None) -> None:
    for name, value in given.items():
        if value is not None and not 0 <= value <= most:
            remedy = msg("Write a share from 0 to 1.") if most == 1.0 else msg("Write a number from 0 up.")
            raise BadInput(msg("“{text}” is not a number that fits here.", text=str(value)), remedy, kind=name)


def _day_given(day: str | None) -> int | None:
    if not day:
        return None
    try:
        return int(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC).timestamp())
    except ValueError as error:
        problem = msg("“{day}” is not a date.", day=day)
        raise BadInput(problem, msg("Write it as 2026-11-21."), kind="date") from error


def _check(question: Question) -> None:
    if question.sort.removeprefix("-") not in SORTS:
        raise BadInput(
            msg("Lists cannot be sorted by “{sort}”.", sort=question.sort),
            msg("Choose one of: {columns}.", columns=", ".join(SORTS)),
            kind="sort",
        )


def rank(
    house: House, index: Index, question: Question
) -> tuple[list[tuple[int, float]], dict[int, float], Vector | None]:
    """Return (creator id, worth) best first, the cosines of those found by meaning, and the question as a vector.

    The vector is for one answer: what people search, sensitive themes among it, is remembered nowhere.
    """
    masks = [_passing(index, place, question.filters) for place in range(len(index.segments))]
    text = question.text[:LONGEST_QUESTION].strip()
    query = None
    if question.like:
        cosines = _alike(house, index, question.like, masks)
        ranked = fuse({}, cosines)
    elif text:
        shares = _by_words(index, text, masks) if question.by != "meaning" else {}
        query = encode([text])[0] if question.by != "words" else None
        every = {} if query is None else _cosines(index, query, masks, list(shares))
        cosines = _near_enough(every)
        ranked = fuse(shares, {one: every[one] for one in every if one in shares or one in cosines})
    else:
        cosines = {}
        ranked = [(one, 0.0) for one in _all(index, masks)]
    return _sorted(index, ranked, question.sort, bool(text or question.like)), cosines, query


def _passing(index: Index, place: int, filters: Filters) -> Mask:
    return index.beside[place].passing(filters, index.valid[place])


def _by_words(index: Index, text: str, masks: Sequence[Mask]) -> dict[int, float]:
    """Return by creator id how much of the question's words (rare ones count more) they hold, 0 to 1."""
    wanted = query_words(text)
    hits = [hit for word in wanted for hit in look_up(index.segments, word)]
    rarities = [rarity(sum(one.documents for one in of_word), len(index)) for of_word in hits]
    ids: list[npt.NDArray[np.int64]] = []
    worth: list[npt.NDArray[np.float32]] = []
    for place, (segment, mask) in enumerate(zip(index.segments, masks, strict=True)):
        documents, scores = score_words(segment, [of_word[place] for of_word in hits], rarities, mask)
        ids.append(segment.creators[documents])
        worth.append(scores)
    all_ids, all_worth = np.concatenate(ids), np.concatenate(worth)
    if len(all_ids) > RANKED_BY_WORDS:
        best = np.argpartition(-all_worth, RANKED_BY_WORDS)[:RANKED_BY_WORDS]
        all_ids, all_worth = all_ids[best], all_worth[best]
    most = max(sum(rarities), 1e-9)
    return {int(one): float(score) / most for one, score in zip(all_ids, all_worth, strict=True)}


def _cosines(index: Index, query: Vector, masks: Sequence[Mask], also: Sequence[int]) -> dict[int, float]:
    """Return the cosines of those nearest in meaning and of these other creators too."""
    ids = np.array(sorted(also), dtype=np.int64)
    found: dict[int, float] = {}
    for segment, valid in zip(index.segments, index.valid, strict=True):
        here = np.searchsorted(segment.creators, ids)
        here, asked = here[here < len(segment)], ids[here < len(segment)]
        known = (segment.creators[here] == asked) & valid[here]
        found.update(zip(asked[known].tolist(), cosines_of(segment, here[known], query).tolist(), strict=True))
    return found | _by_meaning(index, query, masks)


def _by_meaning(index: Index, query: Vector, masks: Sequence[Mask]) -> dict[int, float]:
    """Return the cosines of the nearest by creator id."""
    found: dict[int, float] = {}
    for segment, mask in zip(index.segments, masks, strict=True):
        everyone = None if mask.all() else mask
        documents, cosines = nearest(segment, query, everyone, RANKED_BY_MEANING)
        found.update(zip(segment.creators[documents].tolist(), cosines.tolist(), strict=True))
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:RANKED_BY_MEANING])


def _near_enough(cosines: Mapping[int, float]) -> dict[int, float]:
    """Return those that are about the same thing."""
    bound = max(LEAST_COSINE, LEAST_OF_NEAREST * max(cosines.values(), default=0.0))
    return {one: cosine for one, cosine in cosines.items() if cosine >= bound}


def _alike(house: House, index: Index, name: str, masks: Sequence[Mask]) -> dict[int, float]:
    with house.store.read() as connection:
        wanted = int(creator_row(connection, name).id)
    vectors, _ = own_passages(index, wanted)
    if not len(vectors):
        return {}
    middle = vectors.mean(axis=0)
    near = _by_meaning(index, middle / np.linalg.norm(middle), masks)
    return _near_enough({one: cosine for one, cosine in near.items() if one != wanted})


def own_passages(index: Index, creator_id: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Return the vectors of a creator's passages, shape (n, 512), and the hashes of their texts."""
    for segment, valid in zip(index.segments, index.valid, strict=True):
        place = int(np.searchsorted(segment.creators, creator_id))
        if place < len(segment) and segment.creators[place] == creator_id and valid[place]:
            kept = segment.passages
            mine = kept.by_document[int(kept.document_starts[place]) : int(kept.document_starts[place + 1])]
            return kept.vectors[mine].astype(np.float32), np.asarray(kept.hashes[mine])
    return np.empty((0, DIMENSIONS), dtype=np.float32), np.empty(0, dtype=np.int64)


def _all(index: Index, masks: Sequence[Mask]) -> list[int]:
    parts = [segment.creators[mask] for segment, mask in zip(index.segments, masks, strict=True)]
    return [int(one) for one in np.concatenate(parts)] if parts else []


def _sorted(index: Index, ranked: list[tuple[int, float]], sort: str, fitted: bool) -> list[tuple[int, float]]:
    if not fitted and sort.removeprefix("-") == "fit":
        sort = "-followers"
    figure, falling = sort.removeprefix("-"), sort.startswith("-")
    if figure == "fit" or not ranked:
        return ranked
    ids = np.array([one for one, _ in ranked], dtype=np.int64)
    values = index.facts.value(figure, ids)
    keys = np.where(np.isnan(values), np.inf, -values if falling else values)
    return [ranked[place] for place in np.lexsort((ids, keys))]


def _hits(
    house: House,
    index: Index,
    question: Question,
    page: Sequence[int],
    cosines: Mapping[int, float],
    query: Vector | None,
) -> list[Hit]:
    text = "" if question.like or question.by == "meaning" else question.text[:LONGEST_QUESTION].strip()
    wanted = query_words(text)
    with house.store.read() as connection:
        rows = {row.id: row for row in searching.lines(connection, page)}
        found = newest.newest_posts(connection, page, MOST_POSTS)
        comments = newest.telling_comments(connection, page, MOST_COMMENTS) if wanted else {}
    posts = {one: [(row.post_key, row.text) for row in rows] for one, rows in found.items()}
    matcher = Matcher(wanted, _unused(index, wanted))
    near = {one: _near(index, one, query) for one in page} if cosines else {}
    return [
        _hit(rows[one], posts.get(one, []), comments.get(one, []), matcher, cosines.get(one), near.get(one, {}))
        for one in page
        if one in rows
    ]


def _unused(index: Index, wanted: Sequence[str]) -> list[str]:
    """Return the words that nobody uses, for which others were tried."""
    return [word for word in wanted if not is_used(index.segments, word)]


def _near(index: Index, creator_id: int, query: Vector | None) -> dict[int, float]:
    """Return the cosines of a creator's passages by hash."""
    if query is None:
        return {}
    vectors, hashes = own_passages(index, creator_id)
    return dict(zip(hashes.tolist(), (vectors @ query).tolist(), strict=True))


def _hit(
    row: sa.Row[Any],
    posts: Sequence[tuple[str, str]],
    comments: Sequence[str],
    matcher: Matcher,
    cosine: float | None,
    near: Mapping[int, float],
) -> Hit:
    names = ("platform", "handle", "category", "followers", "country", "language", "verdict", "rate", "percentile")
    texts = [text for _, text in posts]
    document = Document(
        row.id, row.version, row.handle, row.name or "", row.bio or "", row.category or "", texts, comments
    )
    reasons = word_reasons(document, matcher) if matcher.wanted else []
    best = best_post(posts, matcher, near)
    if cosine is not None:
        reasons.append(_meaning_reason(best, near))
    return Hit(
        **{name: getattr(row, name) for name in names},
        name=row.name or row.handle,
        bio=row.bio or "",
        rate_interval=None if row.rate_low is None else (row.rate_low, row.rate_high),
        paid_share=row.paid_share,
        price=None if row.price_cents is None else row.price_cents / 100,
        currency=row.currency,
        cosine=cosine,
        reasons=reasons,
        post=best,
    )


def _meaning_reason(best: BestPost | None, near: Mapping[int, float]) -> Message:
    if best is not None and best.cosine is not None and near and best.cosine >= max(near.values()) - 1e-6:
        return msg("a post says something like it")
    if not near:
        return msg("writes about the same things")
    together = best is not None and best.cosine is not None
    return msg("profile and posts say something like it") if together else msg("the profile says something like it")
