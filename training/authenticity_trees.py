"""Boosted trees on the features of the authenticity signs: a learner free of every rule that the product keeps.

They ship nowhere, since nobody could be told their reasons; they show how much the features hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.weights import PARTS_OF, QUESTIONS
from training.authenticity_cases import Case

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ROUNDS, LEAVES, LEAST_IN_A_LEAF = 220, 10, 12  # small trees: some thousand creators do not carry more


def table(measured: Sequence[Measured], names: Sequence[str]) -> Floats:
    """One row a creator: the features, and how many days and posts there are."""
    rows = [
        [*(m.features.get(name, np.nan) for name in names), m.posts.n, m.growth.observed if m.growth else 0]
        for m in measured
    ]
    return np.array(rows, dtype=np.float64)


def grown(known: Floats, truth: Bools) -> Callable[[Floats], Floats]:
    """Fit trees on the rows of `known`; returns what gives the log odds of other rows."""
    told = np.array([np.unique(column[np.isfinite(column)]).size > 1 for column in known.T])
    trees = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=0.045,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_A_LEAF,
        l2_regularization=3.0,
        max_features=0.4,
        random_state=0,
    ).fit(known[:, told], truth)

    def log_odds(asked: Floats) -> Floats:
        found: Floats = trees.decision_function(asked[:, told])
        return found

    return log_odds


def left_out_by_trees(chosen: Sequence[Case], draws: Sequence[Sequence[Measured]]) -> dict[str, Floats]:
    """Return the log odds of each question for every creator by trees that saw no generator of its author."""
    names = sorted({name for one in draws[0] for name in one.features})
    sources = [table(draw, names) for draw in draws]
    family = np.array([case.family for case in chosen])
    honest = np.array([case.honest for case in chosen])
    answer = {question: np.zeros(len(chosen)) for question in QUESTIONS}
    for question, odds in answer.items():
        bought = np.array([any(way in PARTS_OF[question] for way in case.ways) for case in chosen])
        for name in np.unique(family):
            use, mine = (family != name) & (bought | honest), family == name
            ask = grown(np.vstack([one[use] for one in sources]), np.tile(bought[use], len(sources)))
            odds[mine] = ask(sources[0][mine])
    return answer
