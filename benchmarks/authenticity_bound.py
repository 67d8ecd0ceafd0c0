"""How much of each kind of purchase any method could find: `python -m benchmarks.authenticity_bound [NUMBER]`.

Boosted trees, free of every rule that the product keeps (rising or falling curves, no interplay), learn one kind at a
time from all features and from the length of the series. What they find among fresh creators when 1 % of the honest
ones pass is about what these data hold; beside it what the product's own log odds of the question find at that share.
"""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt

from benchmarks.authenticity import share
from benchmarks.authenticity_world import ENGAGEMENT, FOLLOWERS, HONEST
from nahbar.creators.authenticity import shipped
from nahbar.creators.authenticity.features import Measured, measure
from nahbar.creators.authenticity.weights import ENGAGEMENT as BOUGHT_ENGAGEMENT
from nahbar.creators.authenticity.weights import FOLLOWERS as BOUGHT_FOLLOWERS
from nahbar.creators.authenticity.weights import WINDOW, contributions, log_odds
from training.authenticity_cases import Case, world_cases
from training.authenticity_fit import usual_here
from training.authenticity_trees import grown, table

Floats = npt.NDArray[np.float64]

LEARN_SEED, FRESH_SEED = 13_000_000, 14_000_000
PASSING = 0.01


def drawn(number: int, seed: int) -> tuple[list[Case], list[Measured]]:
    """Draw and measure `number` creators a kind, each beside a workspace."""
    weights = shipped()
    cases = world_cases(number, seed)
    measured = [measure(**case.arguments, score=weights.parts[WINDOW].scores) for case in cases]
    usual_here(cases, measured, weights.usual, seed)
    return cases, measured


def _found(odds: Floats, honest: npt.NDArray[np.bool_], mine: npt.NDArray[np.bool_]) -> str:
    least = np.quantile(odds[honest], 1 - PASSING)
    return share(int(np.count_nonzero(odds[mine] > least)), int(mine.sum()))


def main() -> None:
    """Print the table; the first argument is the number a kind to learn from (default 300)."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 300
    learn, seen = drawn(number, LEARN_SEED)
    fresh, new = drawn(max(number // 2, 20), FRESH_SEED)
    names = sorted({name for m in seen for name in m.features})
    known, asked = table(seen, names), table(new, names)
    learned, kinds = np.array([case.kind for case in learn]), np.array([case.kind for case in fresh])
    honest = np.isin(kinds, HONEST)
    weights = shipped()
    shares = [contributions(weights.parts, m.features) for m in new]
    print(f"found when {PASSING:.0%} of the honest creators pass\n{'kind':20}{'boosted trees':24}{'product'}")
    for kind in FOLLOWERS + ENGAGEMENT:
        use = np.isin(learned, HONEST) | (learned == kind)
        trees = grown(known[use], learned[use] == kind)
        question = BOUGHT_FOLLOWERS if kind in FOLLOWERS else BOUGHT_ENGAGEMENT
        own = np.array([log_odds(weights.parts, one, question) for one in shares])
        mine = kinds == kind
        print(f"{kind:20}{_found(trees(asked), honest, mine):24}{_found(own, honest, mine)}")


if __name__ == "__main__":
    main()
