"""The fitted weights: additive curves a question, each a log Bayes factor, read once from the package."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.creators.contracts import Usual

Floats = npt.NDArray[np.float64]

NAN = float("nan")
GROWTH_ALONE = "growth_alone"  # a feature: too few posts are known to answer a rise
FORMAT = 5  # raised when the meaning of the file changes
WINDOW, FOLLOWERS, ENGAGEMENT, RING = "window", "bought_followers", "bought_engagement", "comment_ring"
QUESTIONS = (FOLLOWERS, ENGAGEMENT, RING)
# Engagement is bought in five ways whose traces differ; each has its own curves, and one of them is enough.
LIKES, ALL_LIKES, COMMENTS, VIEWS = "bought_likes", "bought_likes_everywhere", "bought_comments", "bought_views"
SINCE = "bought_since_a_day"
# Followers: bought at once or slowly while they were counted, told with posts or (where too few are known) by counts
# alone; or bought before, which only an audited list can tell.
ALONE, SLOW, EARLIER = "bought_followers_counts_alone", "bought_followers_slowly", "bought_followers_earlier"
PARTS_OF = {
    FOLLOWERS: (FOLLOWERS, ALONE, SLOW, EARLIER),
    ENGAGEMENT: (LIKES, ALL_LIKES, SINCE, COMMENTS, VIEWS),
    RING: (RING,),
}

# Each feature with the sign it belongs to and the direction in which it may only raise suspicion (0: either).
Spec = Mapping[str, Sequence[tuple[str, str, int]]]
BURST_SPEC = (
    ("burst_z", "follower_burst", 1),
    ("burst_size", "follower_burst", 1),
    ("burst_times_usual", "follower_burst", 1),
    ("burst_peak", "follower_burst", 0),
    ("burst_lead", "follower_burst", -1),
    ("burst_core", "follower_burst", 0),
    ("burst_fade", "follower_burst", -1),
    ("burst_cliff", "follower_burst", 1),
    ("response_seen", "follower_burst", -1),
    ("response_said", "follower_burst", -1),
    ("response_old", "follower_burst", -1),
    ("response_short", "follower_burst", 1),
    ("response_told", "follower_burst", -1),
    ("burst_tail", "follower_plateau", -1),
    ("burst_loss", "follower_plateau", 1),
    ("level_answer", "low_engagement", -1),
)
PACE_SPEC = (
    ("pace_step", "slow_delivery", 1),
    ("pace_gain", "slow_delivery", 1),
    ("pace_times", "slow_delivery", 1),
    ("pace_even", "slow_delivery", -1),
)
OF_COUNTS = ("burst_", "pace_step", "pace_gain", "pace_times", "pace_even")  # features that need no posts
SPEC: Spec = {
    WINDOW: BURST_SPEC,
    ALONE: (
        *(row for row in BURST_SPEC if row[0].startswith(OF_COUNTS)),
        ("burst_further", "follower_burst", 1),
        *PACE_SPEC,
        ("fake_low", "fake_followers", 1),
    ),
    SLOW: (
        *PACE_SPEC,
        ("pace_answer", "slow_delivery", -1),
        ("pace_posts", "slow_delivery", -1),
        ("rate_z", "low_engagement", -1),
        ("gain_short", "low_engagement", 1),
        ("fake_low", "fake_followers", 1),
    ),
    EARLIER: (
        ("fake_low", "fake_followers", 1),
        ("rate_z", "low_engagement", -1),
    ),
    FOLLOWERS: (
        *BURST_SPEC,
        ("burst_further", "follower_burst", 1),
        ("rate_z", "low_engagement", -1),
        ("burst_rate_z", "low_engagement", -1),
        ("gain_short", "low_engagement", 1),
        ("burst_gain_short", "low_engagement", 1),
        ("fake_low", "fake_followers", 1),
    ),
    LIKES: (
        ("likes_lines_beside", "like_comment_mismatch", 1),
        ("likes_step_beside", "like_comment_mismatch", 1),
        ("likes_upper", "like_comment_mismatch", 0),
        ("likes_groups_beside", "like_comment_mismatch", 1),
        ("likes_apart", "like_comment_mismatch", 1),
        ("likes_alone_beside", "like_comment_mismatch", 1),
        ("likes_jump_beside", "like_comment_mismatch", 1),
        ("likes_spread_beside", "like_comment_mismatch", 1),
        ("comments_spread_beside", "like_comment_mismatch", 0),
        ("views_spread_beside", "like_comment_mismatch", 0),
        ("likes_follow_views_beside", "like_comment_mismatch", -1),
        ("comments_follow_likes_beside", "like_comment_mismatch", 0),
        ("likes_follow_comments_beside", "like_comment_mismatch", -1),
        ("comments_a_like_beside", "like_comment_mismatch", -1),
        ("likes_a_view_beside", "like_comment_mismatch", 1),
        ("rate_z", "like_comment_mismatch", 1),
        ("like_digits", "like_digits", 1),
    ),
    ALL_LIKES: (
        ("even_posts_beside", "even_likes", -1),
        ("even_views_beside", "even_likes", -1),
        ("even_comments_beside", "even_likes", -1),
        ("likes_follow_views_beside", "even_likes", -1),
        ("likes_follow_comments_beside", "even_likes", -1),
        ("constant_by_views_beside", "even_likes", 1),
        ("constant_by_comments_beside", "even_likes", 1),
        ("likes_sd_beside", "even_likes", -1),
        ("comments_a_like_beside", "like_comment_mismatch", -1),
        ("likes_a_view_beside", "like_comment_mismatch", 1),
        ("rate_z", "like_comment_mismatch", 1),
        ("comments_spread_beside", "like_comment_mismatch", 0),
        ("views_spread_beside", "like_comment_mismatch", 0),
        ("like_digits", "like_digits", 1),
    ),
    SINCE: (
        ("likes_since_z_beside", "like_comment_mismatch", 1),
        ("likes_since_step_beside", "like_comment_mismatch", 1),
        ("likes_since_line_beside", "like_comment_mismatch", 1),
        ("likes_since_near", "like_comment_mismatch", 1),
        ("likes_since_others", "like_comment_mismatch", 0),
        ("views_since_z_beside", "like_comment_mismatch", 1),
        ("views_since_step_beside", "like_comment_mismatch", 1),
        ("views_since_line_beside", "like_comment_mismatch", 1),
        ("views_since_near", "like_comment_mismatch", 1),
        ("views_since_others", "like_comment_mismatch", 0),
        ("comments_since_z_beside", "like_comment_mismatch", 0),
        ("likes_spread_beside", "like_comment_mismatch", 0),
        ("views_spread_beside", "like_comment_mismatch", 0),
        ("likes_sd_beside", "like_comment_mismatch", 0),
    ),
    COMMENTS: (
        ("generic_share_beside", "generic_comments", 1),
        ("generic_of_words_beside", "generic_comments", 1),
        ("repeated_share_beside", "generic_comments", 1),
        ("emoji_share_beside", "generic_comments", 0),
        ("generic_unlike_beside", "generic_comments", 1),
        ("generic_surplus_beside", "generic_comments", 1),
        ("copied_share_beside", "generic_comments", 1),
        ("copied_unlike_beside", "generic_comments", 1),
        ("generic_authors_beside", "generic_comments", 1),
        ("authors_a_comment_beside", "generic_comments", 0),
        ("arrive_together_beside", "comment_arrival", 1),
        ("arrive_beyond_beside", "comment_arrival", 1),
        ("arrive_spread_beside", "comment_arrival", -1),
        ("name_digits_beside", "commenter_names", 1),
        ("digits_unlike_beside", "commenter_names", 1),
        ("wordless_names_beside", "commenter_names", 1),
        ("comment_length_beside", "generic_comments", -1),
        ("length_unlike_beside", "generic_comments", 1),
        ("plain_unlike_beside", "generic_comments", 1),
        ("comments_groups_beside", "like_comment_mismatch", 1),
        ("comments_apart", "like_comment_mismatch", 1),
        ("comments_alone_beside", "like_comment_mismatch", 1),
        ("comments_jump_beside", "like_comment_mismatch", 1),
        ("comments_spread_beside", "like_comment_mismatch", 1),
        ("comments_a_like_beside", "like_comment_mismatch", 1),
        ("comments_since_z_beside", "like_comment_mismatch", 1),
        ("comments_since_step_beside", "like_comment_mismatch", 1),
    ),
    VIEWS: (
        ("views_lines_beside", "like_comment_mismatch", 1),
        ("views_step_beside", "like_comment_mismatch", 1),
        ("views_upper", "like_comment_mismatch", 0),
        ("views_groups_beside", "like_comment_mismatch", 1),
        ("views_apart", "like_comment_mismatch", 1),
        ("views_alone_beside", "like_comment_mismatch", 1),
        ("views_jump_beside", "like_comment_mismatch", 1),
        ("views_spread_beside", "like_comment_mismatch", 1),
        ("likes_follow_views_beside", "like_comment_mismatch", -1),
        ("even_views_beside", "like_comment_mismatch", 0),
        ("likes_spread_beside", "like_comment_mismatch", 0),
        ("comments_spread_beside", "like_comment_mismatch", 0),
        ("likes_a_view_beside", "like_comment_mismatch", -1),
    ),
    RING: (
        ("ring_size_beside", "comment_ring", 1),
        ("ring_share_beside", "comment_ring", 1),
        ("ring_apart_beside", "comment_ring", 1),
        ("ring_seen", "comment_ring", 0),
        ("arrive_middle_beside", "comment_ring", -1),
        ("arrive_spread_beside", "comment_ring", 0),
        ("ring_mutual", "comment_ring", 1),
        ("ring_quick_beside", "comment_ring", 1),
        ("ring_delay_beside", "comment_ring", -1),
        ("ring_ahead_beside", "comment_ring", 1),
        ("ring_always_beside", "comment_ring", 1),
        ("ring_prompt_beside", "comment_ring", 1),
        ("prompt_share_beside", "comment_ring", 1),
        ("ring_generic_beside", "comment_ring", 1),
        ("circle_size_beside", "comment_ring", 1),
        ("circle_share_beside", "comment_ring", 1),
        ("circle_mutual", "comment_ring", 1),
        ("circle_generic_beside", "comment_ring", 1),
        ("circle_ahead_beside", "comment_ring", 1),
        ("circle_early_beside", "comment_ring", 1),
    ),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """A piecewise linear function of one feature, flat outside its knots; `absent` where the feature is unknown."""

    feature: str
    sign: str
    knots: Sequence[float]
    values: Sequence[float]
    absent: float

    def at(self, value: float) -> float:
        """Return the curve at one value; five times faster than numpy.interp for a single number."""
        if value != value:  # NaN is the one value that differs from itself
            return self.absent
        place = bisect_right(self.knots, value)
        if place == 0:
            return self.values[0]
        if place == len(self.knots):
            return self.values[-1]
        low, high = self.knots[place - 1], self.knots[place]
        part = (value - low) / (high - low)
        return self.values[place - 1] * (1 - part) + self.values[place] * part


@dataclass(frozen=True, slots=True)
class Part:
    """One question: logit = intercept + the offsets of the signs whose data exists + the curves of known features."""

    intercept: float
    offsets: Mapping[str, float]
    curves: Sequence[Curve]

    def by_sign(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return each sign's contribution to the logit; a sign without any known feature is absent."""
        found: dict[str, float] = {}
        known: set[str] = set()
        for curve in self.curves:
            value = features.get(curve.feature, NAN)
            found[curve.sign] = found.get(curve.sign, self.offsets[curve.sign]) + curve.at(value)
            if value == value:
                known.add(curve.sign)
        return {sign: share for sign, share in found.items() if sign in known}

    def scores(self, columns: Mapping[str, Floats]) -> Floats:
        """Return the logit of every row of a table of columns (without offsets: the rows share their signs)."""
        total = np.full(next(iter(columns.values())).size, self.intercept)
        for curve in self.curves:
            column = columns[curve.feature]
            total += np.where(np.isnan(column), curve.absent, np.interp(column, curve.knots, curve.values))
        return total


@dataclass(frozen=True, slots=True)
class Weights:
    """All questions; a probability of one half means look closer, log odds of `strong` or more strong signs.

    `prior` is the share of buyers that each part's log odds assume. `strong` has an entry for each question, and for
    followers judged by their counts alone. `by_book` moves the log odds of a question where the workspace has too few
    creators to compare with. `level` are the log odds of a question that half of the creators of a workspace of the fit
    reach. `usual` is what the creators of the fit showed, for workspaces of too few.
    """

    version: str
    parts: Mapping[str, Part]
    prior: Mapping[str, float]
    strong: Mapping[str, float]
    by_book: Mapping[str, float]
    level: Mapping[str, float]
    usual: Usual


def contributions(parts: Mapping[str, Part], features: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return for each part that the data can carry what each sign adds to its log odds."""
    left = {WINDOW} | ({FOLLOWERS, SLOW} if GROWTH_ALONE in features else {ALONE})
    if "fake_low" not in features:
        left.add(EARLIER)
    return {name: part.by_sign(features) for name, part in parts.items() if name not in left}


def log_odds(
    parts: Mapping[str, Part], shares: Mapping[str, Mapping[str, float]], question: str, moved: float = 0.0
) -> float:
    """Return the log odds of a question; of several ways to buy, one is enough (noisy or: Pearl, 1988).

    `moved` is added to those of every way but the one that an audited list tells, which says the same in any workspace.
    """
    ways = [
        parts[name].intercept + sum(shares[name].values()) + (0.0 if name == EARLIER else moved)
        for name in PARTS_OF[question]
        if name in shares
    ]
    if len(ways) == 1:
        return ways[0]
    none = -sum(float(np.logaddexp(0.0, way)) for way in ways)  # log of the chance that no way was taken
    return float(np.log(-np.expm1(none)) - none)


def from_json(raw: Mapping[str, Any]) -> Weights:
    """Build weights from the parsed file; raises ValueError when it is of another format."""
    if raw.get("format") != FORMAT:
        raise ValueError(f"the authenticity weights have format {raw.get('format')!r}, this version reads {FORMAT}")
    parts = {
        name: Part(
            part["intercept"],
            part["offsets"],
            [Curve(c["feature"], c["sign"], c["knots"], c["values"], c["absent"]) for c in part["curves"]],
        )
        for name, part in raw["parts"].items()
    }
    usual = Usual.from_dict(raw["usual"])
    return Weights(raw["version"], parts, raw["prior"], raw["strong"], raw["by_book"], raw["level"], usual)


@cache
def shipped() -> Weights:
    """Return the weights inside the package, read once a process."""
    text = files("nahbar.creators").joinpath("model", "authenticity.json").read_text(encoding="utf-8")
    return from_json(json.loads(text))
