"""What is usual among the creators of one workspace, so that a ratio is judged beside its peers rather than a book."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from nahbar.creators.contracts import Usual
from nahbar.measure.robust import median, spread

# How wordy, generic or repetitive comments are, and how tightly counts go together, differs between platforms, topics
# and languages more than between honest creators of one workspace.
SHARES = ("generic_share", "generic_of_words", "repeated_share", "emoji_share", "generic_authors", "copied_share")
LEVELS = (
    "authors_a_comment",
    "comments_a_like",
    "likes_a_view",
    "likes_sd",
    "even_posts",
    "even_views",
    "even_comments",
    "likes_follow_views",
    "comments_follow_likes",
    "likes_follow_comments",
    "constant_by_views",
    "constant_by_comments",
    *(f"{count}_{what}" for count in ("likes", "comments", "views") for what in ("spread", "groups", "alone", "jump")),
    *(f"{count}_since_{what}" for count in ("likes", "comments", "views") for what in ("z", "step", "line")),
    *(f"{count}_{what}" for count in ("likes", "views") for what in ("lines", "step")),
    "generic_unlike",
    "generic_surplus",
    "copied_unlike",
    *(f"arrive_{what}" for what in ("middle", "spread", "together", "beyond")),
    *("comment_length", "length_unlike", "name_digits", "digits_unlike", "wordless_names", "plain_unlike"),
    "ring_apart",
    "ring_delay",
    "ring_ahead",
    "ring_always",
    "ring_generic",
    "circle_generic",
    "circle_ahead",
)
# Most creators have no ring at all, so that their spread is no yardstick.
PLAIN = (
    *("ring_size", "ring_share", "ring_quick", "ring_prompt", "prompt_share"),
    *("circle_size", "circle_share", "circle_early"),
)
NAMES = SHARES + LEVELS + PLAIN
SUFFIX = "_beside"
LEAST_CREATORS = 8  # fewer tell less of what is usual than the creators on whom the weights were fitted
SPREAD_CREATORS = 10.0  # how many creators the fitted spread is worth beside that of a workspace
LEAST_SPREAD = 0.15  # below it a workspace of like creators would make every whim stand out
MOST_SPREADS = 8.0
SHARE_EDGE = 0.005


def usual_of(rows: Sequence[Mapping[str, float]], book: Usual | None = None) -> Usual:
    """Return medians and robust spreads of the features of some creators; half of them may be bought.

    `book` is what is assumed where fewer than eight creators carry a feature; its spread steadies those of few.
    """
    middle, width = ({}, {}) if book is None else (dict(book.middle), dict(book.spread))
    for name in NAMES:
        known = np.array([scaled(name, row[name]) for row in rows if row.get(name, np.nan) == row.get(name, np.nan)])
        if known.size < LEAST_CREATORS:
            continue
        own = max(spread(known), LEAST_SPREAD) ** 2
        if book is not None and name in book.spread:
            own = (SPREAD_CREATORS * book.spread[name] ** 2 + known.size * own) / (SPREAD_CREATORS + known.size)
        middle[name], width[name] = median(known), 1.0 if name in PLAIN else float(np.sqrt(own))
    return Usual(middle, width, len(rows))


def beside(features: Mapping[str, float], usual: Usual) -> dict[str, float]:
    """Return each known feature of NAMES as spreads above the median of the workspace, named with SUFFIX."""
    return {
        name + SUFFIX: min(
            max((scaled(name, features[name]) - usual.middle[name]) / usual.spread[name], -MOST_SPREADS), MOST_SPREADS
        )
        for name in NAMES
        if name in features and name in usual.middle
    }


def scaled(name: str, value: float) -> float:
    """Return the scale on which a feature is compared: log odds for shares, else as it is."""
    if name not in SHARES:
        return value
    share = min(max(value, SHARE_EDGE), 1 - SHARE_EDGE)
    return math.log(share / (1 - share))
