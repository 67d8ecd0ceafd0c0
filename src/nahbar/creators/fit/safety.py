"""What a person should read before booking: banned topics and insults in recent posts, quoted; no judgement. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nahbar.creators.fit.contracts import Dimension, Finding, OwnPost
from nahbar.creators.fit.meaning_fit import LEAST_POSTS, Nearness
from nahbar.kernel.messages import msg
from nahbar.language.insults import find_insults, quote_around
from nahbar.language.words import fold, query_words, stem
from nahbar.measure.proportion import jeffreys_interval

WHOLE = 200
_WORD = re.compile(r"[^\W_]+")


def find_safety(posts: Sequence[OwnPost], banned: Nearness) -> list[Finding]:
    """Return the findings in these posts in their order: insults, then banned topics, by words or by meaning."""
    found: list[Finding] = []
    for row, post in enumerate(posts):
        place = (post.post_id, post.url, post.posted_at)
        found += [Finding("insult", one.word, one.quote, *place) for one in find_insults(post.text)]
        for column, phrase in enumerate(banned.phrases):
            if banned.named[row, column] or banned.cosines[row, column] >= banned.least:
                found.append(Finding("banned", phrase, _quote(post.text, phrase), *place))
    return found


def _quote(text: str, phrase: str) -> str:
    """Return the passage with the phrase's first word, else the beginning of the text."""
    stems = {stem(word) for word in query_words(phrase)}
    for match in _WORD.finditer(text):
        if stem(fold(match[0])) in stems:
            return quote_around(text, match.start(), match.end())
    plain = " ".join(text.split())
    return plain[:WHOLE] + ("…" if len(plain) > WHOLE else "")


def safety_dimension(posts: Sequence[OwnPost], findings: Sequence[Finding]) -> Dimension:
    """Return the share of recent posts without a finding, with its Jeffreys interval."""
    n = len(posts)
    if n < LEAST_POSTS:
        return Dimension("safety", None, 0.0, 1.0, n, msg("fewer than {n} posts with a text are known", n=LEAST_POSTS))
    marked = len({one.post_id for one in findings})
    low, high = jeffreys_interval(n - marked, n)
    coverage = msg("{marked} of the newest {n} posts hold something to read", marked=marked, n=n)
    return Dimension("safety", (n - marked) / n, low, high, n, coverage)
