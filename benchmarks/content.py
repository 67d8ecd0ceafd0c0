"""Which content earned: how often intervals hold what posts bring, ranges hold their places, and ties the best post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.worth.content.contracts import LEAST_POSTS, Figure
from nahbar.worth.content.ranking import enough, places, plain, steadied
from nahbar.worth.earned_posts import EarnedPost

Floats = npt.NDArray[np.float64]

SEED = 20_261_122
WORLDS, NOMINAL = 60, 0.95


@dataclass(frozen=True, slots=True)
class World:
    """Posts of creators: deals a post, how much creators differ (log), and how posts of one creator differ."""

    name: str
    creators: int
    posts_each: int
    deals: float
    between: float
    within: str


WORLD_KINDS = (
    World("few posts", 2, LEAST_POSTS // 2, 3.0, 0.5, "gamma"),
    World("few deals", 8, 6, 0.5, 0.5, "gamma"),
    World("usual", 8, 6, 3.0, 0.5, "gamma"),
    World("creators alike", 8, 6, 3.0, 0.0, "gamma"),
    World("posts alike", 8, 6, 3.0, 0.8, "none"),
    World("many posts", 20, 10, 3.0, 0.5, "gamma"),
    World("log-normal posts", 8, 6, 3.0, 0.5, "log-normal"),
    World("one post in ten goes far", 8, 6, 3.0, 0.5, "hits"),
)


def main() -> None:
    """Print coverage by the kind of world, beside the level that is promised."""
    print(f"{WORLDS} worlds a line; {NOMINAL:.0%} is promised for steadied intervals, plain ones and places.")
    print("A place is one of all posts by what they truly bring; 'best' is how often the truly best post is the first")
    print("or among those that cannot be told from it. 'width' is over the plain interval's.\n")
    head = ("posts", "steadied", "width", "top tenth", "plain", "places", "best", "tied")
    print(f"{'world':26}" + "".join(f"{one:>11}" for one in head))
    for kind in WORLD_KINDS:
        rows = [one for one in (_world(kind, seed) for seed in range(WORLDS)) if one is not None]
        held, width, top, exact, placed, best, tied = np.array(rows).mean(axis=0)
        cells = f"{held:>11.1%}{width:>11.2f}{top:>11.1%}{exact:>11.1%}{placed:>11.1%}{best:>11.0%}{tied:>11.0%}"
        short = f"  ({WORLDS - len(rows)} too few deals)" if len(rows) < WORLDS else ""
        print(f"{kind.name:26}{kind.creators * kind.posts_each:>11}{cells}{short}")


def _world(kind: World, seed: int) -> tuple[float, ...] | None:
    rng = np.random.default_rng((SEED, seed))
    truth = _truth(kind, rng)
    counts = [int(one) for one in rng.poisson(truth)]
    if not enough(counts):
        return None
    posts = [_post(k // kind.posts_each, k, n) for k, n in enumerate(counts)]
    figures, drawn = steadied(posts, counts, seed)
    by_itself, ranges = plain(counts), places(drawn)
    place = 1 + np.argsort(np.argsort(-truth))
    inside = _inside(figures, truth)
    # The posts that stand first on the page are chosen by their figures: there luck would show.
    first = np.argsort([-one.value for one in figures])
    tied = np.array([low == 1 for low, _ in ranges])
    tied[first[0]] = True
    return (
        inside.mean(),
        float(np.mean([a.high - a.low for a in figures]) / np.mean([b.high - b.low for b in by_itself])),
        inside[first[: max(1, len(posts) // 10)]].mean(),
        _inside(by_itself, truth).mean(),
        float(np.mean([low <= at <= high for (low, high), at in zip(ranges, place, strict=True)])),
        float(tied[int(np.argmax(truth))]),
        tied.mean(),
    )


def _truth(kind: World, rng: np.random.Generator) -> Floats:
    n = kind.creators * kind.posts_each
    level = kind.deals * np.exp(np.repeat(rng.normal(0.0, kind.between, kind.creators), kind.posts_each))
    each = {
        "none": lambda: np.ones(n),
        "gamma": lambda: rng.gamma(2.0, 0.5, n),
        "log-normal": lambda: np.exp(rng.normal(-0.32, 0.8, n)),
        "hits": lambda: np.where(rng.random(n) < 0.1, 5.0, 0.5) * rng.gamma(20.0, 0.05, n),
    }
    return np.asarray(level * each[kind.within](), dtype=np.float64)


def _inside(figures: Sequence[Figure], truth: Floats) -> Floats:
    return np.array([one.low <= at <= one.high for one, at in zip(figures, truth, strict=True)], dtype=np.float64)


def _post(creator: int, number: int, deals: int) -> EarnedPost:
    return EarnedPost(f"c{creator}", "instagram", f"p{number}", 0, None, *(None,) * 5, 0, 0, 0, deals, 0, 0)


if __name__ == "__main__":
    main()
