"""Authenticity on odd data: unknown counts, zeros, constant counts, few posts; it answers and stays in range."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.creators.authenticity import assess
from nahbar.creators.contracts import (
    Commenters,
    GrowthSeries,
    PostComments,
    PostSeries,
    SizeExpectation,
)
from tests.creators.comment_moments import Row, moments_of

WORDS = {"no sign", "look closer", "strong signs", "cannot tell"}


def column(rng, n, mode):
    if mode == "unknown":
        return np.full(n, np.nan)
    if mode == "constant":
        return np.full(n, float(rng.integers(0, 3000)))
    values = np.floor(np.exp(rng.normal(5, 2, n)))
    if mode == "gaps":
        values[rng.random(n) < 0.25] = np.nan
    if mode == "zeros":
        values[rng.random(n) < 0.7] = 0.0
    return values


MODES = st.sampled_from(["unknown", "constant", "gaps", "zeros", "plain"])


@settings(max_examples=120, deadline=None)
@given(
    st.integers(0, 10**6), st.integers(0, 40), st.tuples(MODES, MODES, MODES, MODES), st.integers(0, 120), st.booleans()
)
def test_any_data_gives_a_verdict_and_probabilities_in_range(seed, n, modes, days, known):
    rng = np.random.default_rng(seed)
    likes, comments, views, counts = (
        column(rng, size, mode) for size, mode in zip((n, n, n, days), modes, strict=True)
    )
    posts = PostSeries(
        [f"p{i}" for i in range(n)],
        np.sort(rng.integers(20_000, 20_100, n)) * 86_400,
        likes,
        comments,
        column(rng, n, "gaps"),
        np.full(n, np.nan),
        views,
        np.zeros(n, bool),
    )
    day = np.sort(rng.choice(np.arange(20_000, 20_200), days, replace=False))
    answer = assess(
        growth=GrowthSeries(day, counts) if days else None,
        followers_count=float(rng.integers(0, 10**6)),
        posts=posts,
        comments=table(rng, n) if known else None,
        commenters=authors(rng, n) if known else None,
        expectation=SizeExpectation(-3.5, 0.6, 0.5) if known else None,
        fake_followers=None,
        now=20_100 * 86_400,
    )
    assert answer.verdict in WORDS
    for chance in (answer.bought_followers, answer.bought_engagement, answer.comment_ring):
        assert chance is None or 0.0 <= chance <= 1.0
    assert all(np.isfinite(sign.strength) and sign.evidence is not None for sign in answer.signs)


def table(rng, n):
    at = np.flatnonzero(rng.random(n) < 0.7)
    total = rng.integers(1, 60, at.size)
    part = [np.minimum(rng.integers(0, 60, at.size), total) for _ in range(6)]
    return PostComments(at, total, *part, moments(rng, total) if rng.random() < 0.7 else None)


def moments(rng, total):
    names_known = rng.random() < 0.7
    found = moments_of(
        [
            Row(
                post,
                int(np.exp(rng.normal(8, 3))),
                int(rng.integers(0, 300)),
                bool(rng.random() < 0.5),
                int(rng.integers(0, 12)) if names_known or rng.random() < 0.5 else None,
            )
            for post, many in enumerate(total)
            for _ in range(many)
        ]
    )
    unknown = np.full(total.size, np.nan)
    return found if rng.random() < 0.7 else replace(found, delay=unknown, delay_squared=unknown)


def authors(rng, n):
    size = int(rng.integers(0, 50))
    posts = rng.integers(1, max(n, 1) + 1, size)
    delay = np.where(rng.random(size) < 0.3, np.nan, np.exp(rng.normal(7, 2, size)))
    names = [f"a{i}" for i in range(size)]
    return Commenters(names, posts, posts, np.zeros(size, np.int64), delay, 2 * delay, rng.random(size) < 0.2, size, n)
