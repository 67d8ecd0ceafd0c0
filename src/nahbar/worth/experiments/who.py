"""Use case: who should get it? Scores from simple models, tried on people that the models had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pyarrow import compute

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.measure.anytime_bounds import fixed_multiplier
from nahbar.measure.lifts import difference, interval
from nahbar.measure.moments import moments_of
from nahbar.measure.qini import DRAWS, qini, qini_interval
from nahbar.measure.steps import Steps, unsaid
from nahbar.worth.experiments.contracts import Design, Interval
from nahbar.worth.experiments.reading import People, read_people

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SEED = 20_261_122
# Every fifth of the people is scored by models of the other four.
FOLDS = 5
# Of each fold a model of either arm is fitted.
MODELS = 2 * FOLDS
PARTS = 5
# Names that fewer people have than this are put together: a model cannot learn from them.
LEAST_OF_A_NAME = 50
# Fewer yeses or noes in an arm than this tell a model nothing.
LEAST_OF_A_KIND = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A fifth of the people by score, the best first: the lift among them, for one look."""

    people: int
    lift: float
    interval: Interval


@dataclass(frozen=True, slots=True, eq=False)
class Who:
    """How well scores tell who should get it: Qini's coefficient with its interval, and the lift by fifths.

    `useful` says that the interval lies above 0; otherwise nobody should be chosen by the scores. `score` has one for
    each row of the file, of the control and the arm alone (`rows` counts them from 1).
    """

    people: int
    arm: str
    qini: float
    interval: tuple[float, float]
    useful: bool
    said: Message
    parts: Sequence[Part]
    score: Floats
    rows: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The people of the control and of one arm, a row each, with what was known of them before the start.

    `rows` counts them in the table from 1; `features` is people x figures.
    """

    arm: str
    rows: npt.NDArray[np.int64]
    treated: Flags
    outcome: Floats
    features: Floats


def who_should(
    path: Path, design: Design, arm: str | None, categories: Sequence[str] = (), steps: Steps = unsaid
) -> Who:
    """Return how well the covariates of a table tell whom an arm helps; the outcome is yes or no.

    Raises BadInput as `read_candidates` does; `steps` is told as by `score_candidates`.
    """
    return score_candidates(read_candidates(path, design, arm, categories), steps)


def read_candidates(path: Path, design: Design, arm: str | None, categories: Sequence[str] = ()) -> Candidates:
    """Return the people of a table that scores are tried on.

    Raises BadInput as `analyse_file` does, for an arm that is not there, an outcome that is not yes or no or too rare,
    and where nothing tells people apart.
    """
    people = read_people(path, design, categories)
    treated_arm = _arm(people, arm)
    rows = np.flatnonzero((people.arm == 0) | (people.arm == treated_arm))
    treated = people.arm[rows] == treated_arm
    outcome = people.figures[design.outcomes[0]].to_numpy()[rows]
    _check_outcome(outcome, treated, design.outcomes[0])
    features = _features(people, design)[rows]
    return Candidates(people.arm_names[treated_arm], rows + 1, treated, outcome, features)


def score_candidates(found: Candidates, steps: Steps = unsaid) -> Who:
    """Return how well scores tell whom the arm helps; `steps` is told models fitted and how often people were drawn.

    A logistic regression for each arm (the T-learner: Künzel, Sekhon, Bickel and Yu 2019), each person scored by models
    that have not seen them.
    """
    treated, outcome = found.treated, found.outcome
    score = _scores(found, lambda done, _: steps(done, MODELS + DRAWS))
    bounds = qini_interval(
        score, treated, outcome, SEED, steps=lambda done, draws: steps(MODELS + done, MODELS + draws)
    )
    useful = bounds[0] > 0
    return Who(
        people=len(found.rows),
        arm=found.arm,
        qini=qini(score, treated, outcome),
        interval=bounds,
        useful=useful,
        said=_words(useful),
        parts=_parts(score, treated, outcome),
        score=score,
        rows=found.rows,
    )


def _words(useful: bool) -> Message:
    if useful:
        return msg(
            "The scores tell whom it helps more. Give it to the upper parts first, and keep a control there too."
        )
    return msg("Cannot tell who should get it: the scores are no better than the lot. Decide for all people alike.")


def _arm(people: People, arm: str | None) -> int:
    if arm is None and len(people.arm_names) == 2:
        return 1
    if arm is None or arm not in people.arm_names[1:]:
        raise BadInput(
            msg("Which arm should it be?"),
            msg("Name one with --arm: {names:raw}.", names=", ".join(people.arm_names[1:])),
            kind="arm",
        )
    return list(people.arm_names).index(arm)


def _check_outcome(outcome: Floats, treated: Flags, name: str) -> None:
    if not np.isin(outcome, (0.0, 1.0)).all():
        raise BadInput(
            msg("The outcome {name:raw} is not yes or no.", name=name),
            msg("Take one that is 0 or 1, such as whether somebody bought."),
            kind="outcome",
        )
    rarest = min(int((outcome[treated == arm] == said).sum()) for arm in (False, True) for said in (0.0, 1.0))
    if rarest < LEAST_OF_A_KIND:
        raise BadInput(
            msg("An arm has only {n} of one answer; at least {least} are needed.", n=rarest, least=LEAST_OF_A_KIND),
            msg("Wait for more people."),
            kind="too-few",
        )


def _features(people: People, design: Design) -> Floats:
    columns = []
    for name in design.covariates:
        figures = people.figures[name]
        filled = compute.fill_null(figures, compute.mean(figures).as_py() or 0.0) if figures.null_count else figures
        columns.append(filled.to_numpy())
    for codes, names in people.categories.values():
        counts = np.bincount(codes, minlength=len(names))
        # The most frequent name is what the others are compared with.
        kept = [code for code in np.argsort(-counts)[1:] if counts[code] >= LEAST_OF_A_NAME]
        columns += [(codes == code).astype(np.float64) for code in kept]
    if not columns:
        raise BadInput(
            msg("There is nothing to tell people apart by."),
            msg("Name figures with --covariate and names with --category."),
            kind="no-features",
        )
    return np.column_stack(columns)


def _scores(people: Candidates, steps: Steps) -> Floats:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    features, treated, outcome = people.features, people.treated, people.outcome
    fold = np.random.default_rng(SEED).permutation(len(outcome)) % FOLDS
    score = np.empty(len(outcome))
    for held in range(FOLDS):
        chances: list[Any] = []
        for arm in (True, False):
            taught = (fold != held) & (treated == arm)
            model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
            model.fit(features[taught], outcome[taught])
            chances.append(model.predict_proba(features[fold == held])[:, 1])
            steps(2 * held + len(chances), MODELS)
        score[fold == held] = chances[0] - chances[1]
    return score


def _parts(score: Floats, treated: Flags, outcome: Floats) -> list[Part]:
    found = []
    for members in np.array_split(np.argsort(-score, kind="stable"), PARTS):
        arms = [moments_of(outcome[members][treated[members] == arm][:, None]) for arm in (True, False)]
        if min(arm.n for arm in arms) < 2:
            continue
        lift = difference(arms[0], arms[1], yes_or_no=True)
        found.append(Part(len(members), lift.absolute, interval(lift, fixed_multiplier())))
    return found
