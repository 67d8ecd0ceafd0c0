"""How an audience takes part: who returns, how many watch in silence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from nahbar.measure.proportion import wilson_interval

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Range = tuple[float, float]

# The number of posts to which shares of returning authors are brought, so that creators can be compared.
REFERENCE_POSTS = 10


@dataclass(frozen=True, slots=True)
class LoyalShare:
    """Of the authors who comment on any of `posts` posts, the share who comment on at least two of them.

    `share` and `interval` are brought to `posts` posts, at most as many as were observed (`posts_observed`); `observed`
    is the plain share over all of them. `authors` were seen; `authors_at_least` (Chao) estimates all who comment.
    """

    share: float
    interval: Range
    posts: int
    observed: float
    posts_observed: int
    authors: int
    authors_at_least: float


def loyal_share(
    posts_by_author: Ints, posts_observed: int, reference: int = REFERENCE_POSTS, level: float = 0.95
) -> LoyalShare:
    """Estimate the share of authors who return, brought to a common number of posts.

    `posts_by_author`: on how many of the `posts_observed` posts each author commented, one entry an author (every
    author, also those with one comment). The more posts are observed, the more authors return; so the figure is
    interpolated to `reference` posts drawn at random from those observed (incidence rarefaction: Colwell et al. 2012,
    eq. 17; here also for authors met at least twice). It is never extrapolated: with fewer posts `posts` says so.
    Interval: linearised ratio of the two sums over authors, put into a Wilson interval. `authors_at_least` is Chao2
    (Chao 1987, bias-corrected). With fewer than two posts or no author the share is NaN.
    """
    seen = posts_by_author[posts_by_author > 0]
    if len(seen) and int(seen.max()) > posts_observed:
        raise ValueError(f"an author commented on {int(seen.max())} posts, but only {posts_observed} were observed")
    if len(seen) == 0 or posts_observed < 2:
        return LoyalShare(float("nan"), (0.0, 1.0), posts_observed, float("nan"), posts_observed, len(seen), len(seen))
    posts = min(reference, posts_observed)
    levels, authors = np.unique(seen, return_counts=True)
    once, twice = _met(levels, posts_observed, posts)
    share, interval = _ratio(twice, once, authors, level)
    observed = float(authors[levels >= 2].sum() / len(seen))
    return LoyalShare(share, interval, posts, observed, posts_observed, len(seen), _chao2(seen, posts_observed))


def _met(levels: Ints, observed: int, posts: int) -> tuple[Floats, Floats]:
    """Return the probabilities of meeting an author at least once and at least twice in `posts` of the posts."""
    never = np.exp(_log_choose(observed - levels, posts) - _log_choose(np.array([observed]), posts))
    exactly = levels * np.exp(_log_choose(observed - levels, posts - 1) - _log_choose(np.array([observed]), posts))
    return 1.0 - never, np.maximum(1.0 - never - exactly, 0.0)


def _log_choose(n: Ints, k: int) -> Floats:
    possible = n >= k
    safe = np.where(possible, n, k)
    return np.where(possible, gammaln(safe + 1.0) - gammaln(k + 1.0) - gammaln(safe - k + 1.0), -np.inf)


def _ratio(top: Floats, bottom: Floats, times: Ints, level: float) -> tuple[float, Range]:
    total = float(times @ bottom)
    share = min(max(float(times @ top) / total, 0.0), 1.0)
    n = int(times.sum())
    variance = float(times @ (top - share * bottom) ** 2) / total**2 * n / max(n - 1, 1)
    effective = share * (1.0 - share) / variance if variance > 0.0 else total
    effective = min(effective, float(n))
    return share, wilson_interval(share * effective, effective, level)


def _chao2(seen: Ints, posts: int) -> float:
    singles, doubles = int((seen == 1).sum()), int((seen == 2).sum())
    return len(seen) + (posts - 1) / posts * singles * (singles - 1) / (2.0 * (doubles + 1))


@dataclass(frozen=True, slots=True)
class SilentShare:
    """Bounds of the share of viewers who react to none of the posts; everything between them fits the counts."""

    low: float
    high: float
    posts: int


def silent_share(views: Floats, reactors: Floats, views_a_viewer: Range = (1.0, 1.0)) -> SilentShare:
    """Bound the share of silent viewers from totals by post: no model, only what the counts allow (Manski 2003).

    One entry a post: `views`, and `reactors` the people who reacted in a way that is counted once a person (likes).
    A post with v views has between v / b and v / a viewers for `views_a_viewer` = (a, b), and no fewer than reactors.
    Fewest silent: as few viewers as possible, the same people at every post, and a different one reacts each time.
    Most silent: as many viewers as possible, the same people react every time, the others differ from post to post.
    Posts with a missing figure are left out; without any, the bounds are 0 and 1.
    """
    fewest, most = views_a_viewer
    if not 1.0 <= fewest <= most:
        raise ValueError("views a viewer: the range must start at 1 or more and not fall")
    known = np.isfinite(views) & np.isfinite(reactors) & (views >= 0.0) & (reactors >= 0.0)
    reacted = reactors[known]
    if len(reacted) == 0 or max(float(views[known].max()), float(reacted.max())) == 0.0:
        return SilentShare(0.0, 1.0, len(reacted))
    smallest = max(float((views[known] / most).max()), float(reacted.max()))
    widest = np.maximum(views[known] / fewest, reacted)
    same = float(reacted.max())
    everyone = same + float((widest - reacted).sum())
    return SilentShare(max(0.0, 1.0 - float(reacted.sum()) / smallest), 1.0 - same / everyone, len(reacted))
