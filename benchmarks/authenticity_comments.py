"""The comments of the made-up creators: people, loyal friends, packs and pods, and their reduction to counts."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from benchmarks.authenticity_names import CHEAP, GOOD, drawn_of, name_digits
from benchmarks.authenticity_texts import organic_pool, pack_pool
from benchmarks.authenticity_world import CommentRows, Setting, World
from nahbar.creators.contracts import Commenters, CommentMoments, PostComments
from nahbar.language.comments import is_emoji_only, is_generic, normalise

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
EARLY_SECONDS = 600
MOST_ACTIVE = 500
PAIR = tuple[bool, bool, str]


def write_comments(rng: np.random.Generator, world: World, setting: Setting) -> None:
    """Fill `world.rows`, and add the comments of packs and pods to the counts of the posts."""
    n = world.posted_at.size
    newest = max(n - int(rng.integers(8, 31)), 0)
    posts = np.arange(newest, n)
    if not posts.size:
        return
    cap = int(rng.choice([15, 30, 50]))
    parts = [_organic(rng, world, posts, cap)]
    if world.kind == "tiny_loyal":
        parts.append(_friends(rng, posts, setting))
    if world.kind == "comment_packs":
        parts.append(_packs(rng, world, posts))
    reciprocal: set[int] = set()
    if world.kind.startswith("pod"):
        rows, reciprocal = _pod(rng, world, posts)
        parts.append(rows)
    for rows in parts[1:]:
        world.comments += np.bincount(rows.post, minlength=n)
    world.rows = _joined(rng, parts, cap, reciprocal)


def _organic(rng: np.random.Generator, world: World, posts: Ints, cap: int) -> CommentRows:
    """People: most write once, some often; most write within hours."""
    counts = np.minimum(world.comments[posts], cap * 2).astype(np.int64)
    post = np.repeat(posts, counts)
    loyal, fans = rng.uniform(0.02, 0.5), int(rng.integers(10, 400))
    fan = np.minimum(rng.zipf(rng.uniform(1.3, 2.5), post.size), fans)
    author = np.where(rng.random(post.size) < loyal, fan, 1000 + rng.integers(0, 10_000_000, post.size))
    middle = np.exp(rng.uniform(np.log(1200), np.log(43_200)))
    delay = middle * np.exp(rng.normal(0, rng.uniform(1.0, 1.8), post.size))
    fan_kind = world.kind == "emoji_fans"
    emoji = rng.uniform(0.35, 0.8) if fan_kind else rng.beta(1.5, 6)
    praise = rng.beta(2, 4.5) * (1 - emoji)
    return CommentRows(post, author, delay, organic_pool(rng, post.size, praise, emoji), set())


def _friends(rng: np.random.Generator, posts: Ints, setting: Setting) -> CommentRows:
    """Loyal friends comment on nearly everything, when they happen to see it."""
    friends = int(rng.integers(4, 21))
    shares = rng.beta(5, 2, friends)
    who, which = np.nonzero(rng.random((friends, posts.size)) < shares[:, None])
    middle = np.exp(rng.uniform(np.log(1800), np.log(30_000), friends))[who]
    delay = middle * np.exp(rng.normal(0, 1.2, who.size))
    text = organic_pool(rng, who.size, rng.uniform(0.1, 0.6), rng.uniform(0, 0.3))
    return CommentRows(posts[which], 500_000_000 + who, delay, text, set())


def _packs(rng: np.random.Generator, world: World, posts: Ints) -> CommentRows:
    """Packs of generic comments on some or all posts, by accounts of a panel."""
    chosen = posts[rng.random(posts.size) < rng.choice([1.0, rng.uniform(0.25, 0.9)])]
    usual = float(np.median(world.comments)) + 3
    pack = int(np.clip(usual * np.exp(rng.uniform(np.log(0.8), np.log(6))), 8, 150))
    post = np.repeat(chosen if chosen.size else posts[-1:], pack)
    number = rng.integers(0, int(pack * np.exp(rng.uniform(0.2, 4))), post.size)
    cheap = drawn_of(number) < rng.choice([1.0, 0.5, 0.0], p=[0.5, 0.2, 0.3])
    author = np.where(cheap, CHEAP, GOOD) + number
    delay = np.exp(rng.uniform(np.log(900), np.log(90_000))) * np.exp(rng.normal(0, 1, post.size))
    return CommentRows(post, author, delay, pack_pool(rng, post.size), set())


def _pod(rng: np.random.Generator, world: World, posts: Ints) -> tuple[CommentRows, set[int]]:
    """A pod: the same 5 to 40 authors on most posts, minutes after they appear."""
    size = int(np.exp(rng.uniform(np.log(5), np.log(41))))
    shares = np.clip(rng.normal(rng.uniform(0.55, 0.95), 0.1, size), 0.3, 1.0)
    who, which = np.nonzero(rng.random((size, posts.size)) < shares[:, None])
    delay = np.exp(rng.uniform(np.log(60), np.log(1500))) * np.exp(rng.normal(0, 0.7, who.size))
    generic = rng.uniform(0.2, 0.95)
    pack, own = pack_pool(rng, who.size), organic_pool(rng, who.size, 0.3, 0.2)
    text = [p if rng.random() < generic else o for p, o in zip(pack, own, strict=True)]
    known = set((900_000_000 + np.flatnonzero(rng.random(size) < rng.uniform(0.3, 1.0))).tolist())
    rows = CommentRows(posts[which], 900_000_000 + who, delay, text, set())
    return rows, known if world.kind == "pod_reciprocal" else set()


def _joined(rng: np.random.Generator, parts: list[CommentRows], cap: int, reciprocal: set[int]) -> CommentRows:
    """All comments, at most `cap` a post, in the order in which an export would keep them: the first ones or a draw."""
    post = np.concatenate([p.post for p in parts])
    author = np.concatenate([p.author for p in parts])
    delay = np.concatenate([p.delay for p in parts])
    text = [t for p in parts for t in p.text]
    order = np.lexsort((delay if rng.random() < 0.5 else rng.random(post.size), post))
    rank = np.arange(order.size) - np.searchsorted(post[order], post[order])
    order = order[rank < cap]
    some = {int(a) for a in author[order] if rng.random() < 0.01}
    return CommentRows(post[order], author[order], delay[order], [text[i] for i in order], reciprocal | some)


@lru_cache(maxsize=100_000)
def judged(text: str) -> PAIR:
    """What the product's language rules say of a text."""
    return is_generic(text), is_emoji_only(text), normalise(text)


def reduced(world: World) -> tuple[PostComments | None, Commenters | None]:
    """What the product's queries would make of the comments."""
    rows = world.rows
    if rows is None or not rows.text:
        return None, None
    generic, emoji, normal = (np.array(x) for x in zip(*[judged(t) for t in rows.text], strict=True))
    _, inverse, counts = np.unique(normal, return_inverse=True, return_counts=True)
    repeated = (counts[inverse] > 1) & (normal != "")
    first = np.full(counts.size, -1)
    first[inverse] = rows.author  # any of its authors
    shared = np.zeros(counts.size, np.bool_)
    np.logical_or.at(shared, inverse, rows.author != first[inverse])
    copied = shared[inverse] & (normal != "") & ~generic & ~emoji
    early = (np.floor(rows.delay) <= EARLY_SECONDS) & world.times_known
    n = world.posted_at.size
    marks = (generic, emoji, repeated, copied, early)
    tally = [np.bincount(rows.post, weights=w, minlength=n).astype(np.int64) for w in marks]
    total = np.bincount(rows.post, minlength=n)
    has = np.flatnonzero(total)
    pairs = np.unique(np.stack([rows.post, rows.author]), axis=1)
    authors = np.bincount(pairs[0], minlength=n)
    table = PostComments(has, total[has], authors[has], *(t[has] for t in tally), _moments(world, rows, generic, has))
    return table, _commenters(world, rows, pairs, generic | emoji, has.size)


def _moments(world: World, rows: CommentRows, generic: npt.NDArray[np.bool_], has: Ints) -> CommentMoments:
    late = np.log(np.maximum(np.floor(rows.delay), 1.0) + 30.0)
    length = np.log1p(np.array([len(text) for text in rows.text], dtype=np.float64))
    digits = np.minimum(name_digits(rows.author), 5).astype(np.float64)
    cell = rows.post * 1000 + np.floor(late / 0.3).astype(np.int64)
    _, place, times = np.unique(cell, return_inverse=True, return_counts=True)
    _, stretch, all_times = np.unique(cell % 1000, return_inverse=True, return_counts=True)
    n = world.posted_at.size

    def summed(values: Floats) -> Floats:
        found: Floats = np.bincount(rows.post, weights=values, minlength=n)[has]
        return found

    known = np.nan if not world.times_known else 1.0
    return CommentMoments(
        delay=summed(late) * known,
        delay_squared=summed(late**2) * known,
        together=summed(times[place] - 1.0),
        alike=summed(all_times[stretch].astype(np.float64)),
        length=summed(length),
        length_squared=summed(length**2),
        named=summed(np.ones(digits.size)),
        digits=summed(digits),
        digits_squared=summed(digits**2),
        generic_length=summed(generic * length),
        generic_digits=summed(generic * digits),
        length_digits=summed(length * digits),
    )


def _commenters(world: World, rows: CommentRows, pairs: Ints, generic: npt.NDArray[np.bool_], posts: int) -> Commenters:
    names, inverse, comments = np.unique(rows.author, return_inverse=True, return_counts=True)
    on = np.bincount(np.searchsorted(names, pairs[1]), minlength=names.size)
    order = np.lexsort((rows.delay, inverse))
    starts = np.searchsorted(inverse[order], np.arange(names.size))
    sorted_delay = np.floor(rows.delay[order])
    middle = (sorted_delay[starts + comments // 2] + sorted_delay[starts + (comments - 1) // 2]) / 2
    log = np.log(np.maximum(np.floor(rows.delay), 1.0) + 30.0)
    mean = np.bincount(inverse, weights=log) / comments
    square = np.bincount(inverse, weights=(log - mean[inverse]) ** 2)
    late = np.exp(mean + 0.84 * np.sqrt(square / np.maximum(comments - 1, 1))) - 30
    top = np.lexsort((-comments, -on))[:MOST_ACTIVE]
    return Commenters(
        author=[f"a{a}" for a in names[top]],
        posts=on[top],
        comments=comments[top],
        generic=np.bincount(inverse, weights=generic, minlength=names.size).astype(np.int64)[top],
        median_delay=middle[top] if world.times_known else np.full(top.size, np.nan),
        late_delay=late[top] if world.times_known else np.full(top.size, np.nan),
        reciprocal=np.isin(names[top], list(rows.reciprocal)),
        all_authors=int(names.size),
        posts_with_comments=posts,
    )
