"""Fit the weights of the authenticity signs on made-up creators: `python -m training.authenticity [N] [SPACES] [SEED]`.

Draws N creators a kind of one generator and SPACES workspaces of the other, fits the curves, sets the thresholds on
creators left out in turn, and writes `creators/model/authenticity.json` with its provenance beside it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.authenticity_worlds import BOUGHT, HONEST
from nahbar.creators.authenticity.features import Measured, measure
from nahbar.creators.authenticity.usual import beside, usual_of
from nahbar.creators.authenticity.weights import (
    ALL_LIKES,
    ALONE,
    BURST_SPEC,
    COMMENTS,
    EARLIER,
    ENGAGEMENT,
    FOLLOWERS,
    FORMAT,
    LIKES,
    PARTS_OF,
    QUESTIONS,
    RING,
    SINCE,
    SLOW,
    SPEC,
    VIEWS,
    WINDOW,
    Part,
    contributions,
    from_json,
)
from nahbar.creators.contracts import PostSeries, Usual
from training.additive import fit, fit_table
from training.authenticity_cases import PLAIN_TIMES, QUESTION, Case, market_cases, world_cases

Floats = npt.NDArray[np.float64]

VERSION = "2026-11.2"
DEFAULTS = (150, 6, 1_000_000)
MODEL = Path(__file__).parents[1] / "src" / "nahbar" / "creators" / "model"
# What share of creators buys while the curves are fitted. The shipped intercepts are moved so that "look closer" begins
# at one half, which states another prior; the file beside the weights names it.
PRIOR = {
    FOLLOWERS: 0.15,
    ALONE: 0.15,
    SLOW: 0.05,
    EARLIER: 0.1,
    LIKES: 0.03,
    ALL_LIKES: 0.02,
    COMMENTS: 0.04,
    SINCE: 0.03,
    VIEWS: 0.03,
    RING: 0.05,
}
# Shares of honest creators that may pass. With counts alone no other question can accuse, so that more may pass it.
FALSE_CLOSER = {FOLLOWERS: 0.0045, ALONE: 0.01, ENGAGEMENT: 0.0033, RING: 0.0014}
FALSE_STRONG = {FOLLOWERS: 0.0018, ALONE: 0.003, ENGAGEMENT: 0.001, RING: 0.0004}
LEAST_STRONG = 0.693  # two to one
LISTED_ODDS = 2.0  # lists are audited where somebody doubts: earlier purchases are twice as likely among them
# Sizes of the workspaces beside which creators are set, each of other creators; one in six knows the book alone.
WORKSPACES = (12, 20, 30, 50, 80, 120, 150, 150, 150, 150)
BOOK_TIMES = 2
NOBODY = np.zeros(0)
NO_POSTS: dict[str, Any] = {
    "posts": PostSeries([], np.zeros(0, np.int64), *[NOBODY] * 5, np.zeros(0, np.bool_)),
    "comments": None,
    "commenters": None,
}


def usual_here(chosen: Sequence[Case], measured: Sequence[Measured], book: Usual, seed: int) -> None:
    """Add to each creator's features how they stand beside a workspace: of few or many creators, or beside the book."""
    rng = np.random.default_rng(seed)
    where = [(case.space, case.platform) for case in chosen]
    spaces = {
        one: _workspaces(rng, np.array([i for i, its in enumerate(where) if its == one]), chosen, measured, book)
        for one in sorted(set(where))
    }
    for its, one in zip(where, measured, strict=True):
        among = spaces[its]
        one.features.update(beside(one.features, among[int(rng.integers(len(among)))]))


def _workspaces(
    rng: np.random.Generator,
    mine: npt.NDArray[np.int64],
    chosen: Sequence[Case],
    measured: Sequence[Measured],
    book: Usual,
) -> list[Usual]:
    bought = np.array([not chosen[i].honest for i in mine])
    spaces = [book] * BOOK_TIMES
    for size in WORKSPACES:
        share = rng.uniform(0.1, 0.5)
        weight = np.where(bought, share / max(bought.sum(), 1), (1 - share) / max((~bought).sum(), 1))
        drawn = rng.choice(mine, min(size, mine.size), p=weight / weight.sum(), replace=True)
        spaces.append(usual_of([measured[i].features for i in drawn], book))
    return spaces


def measured_cases(chosen: Sequence[Case], window: Mapping[str, Any], seed: int) -> tuple[list[Measured], Usual]:
    """Measure all, and set each beside a workspace; also returns what is usual over all of them."""
    score = part_of(window).scores
    measured = [measure(**case.arguments, score=score) for case in chosen]
    book = usual_of([m.features for m, case in zip(measured, chosen, strict=True) if case.honest])
    usual_here(chosen, measured, book, seed)
    return measured, book


def alone(chosen: Sequence[Case], window: Mapping[str, Any]) -> list[Measured]:
    """Measure all by their follower counts alone; a creator without counts gets no features of growth."""
    score = part_of(window).scores
    return [measure(**case.arguments | NO_POSTS, score=score) for case in chosen]


def fitted(chosen: Sequence[Case], measured: Sequence[Measured], counts: Sequence[Measured]) -> dict[str, Any]:
    """Fit every part on what was measured, with posts and by counts alone.

    Other ways to buy followers or engagement are neither for nor against a way.
    """
    parts = {}
    for name in PRIOR:
        mine = [i for i, case in enumerate(chosen) if case.answers(name)]
        truth = np.array([name in chosen[i].ways for i in mine], dtype=np.float64)
        weight = weights_for(truth, PRIOR[name])
        source = counts if name == ALONE else measured
        listed_low = [{"fake_low": chosen[i].list_low} if name == EARLIER else {} for i in mine]
        rows = [source[i].features | low for i, low in zip(mine, listed_low, strict=True)]
        parts[name] = fit(rows, truth, weight, SPEC[name])
    return parts


def fit_window(chosen: Sequence[Case]) -> dict[str, Any]:
    """Fit the rating of a candidate burst: does it touch a day of delivery?"""
    tables, truth = [], []

    def keep(columns: Mapping[str, Floats]) -> Floats:
        tables.append(columns)
        return np.zeros(next(iter(columns.values())).size)

    for case in chosen:
        if case.kind == "long_drip":  # longer than any window: each would touch it
            continue
        found = measure(**case.arguments, score=keep)
        if found.windows is not None:
            truth.append(_delivered(found, case.days))
    table = {name: np.concatenate([t[name] for t in tables]) for name in tables[0]}
    answer = np.concatenate(truth)
    weight = np.where(answer > 0, 1.0, 0.3)
    return fit_table(table, answer, weight, BURST_SPEC)


def _delivered(found: Measured, days: Sequence[tuple[int, int]]) -> Floats:
    assert found.windows is not None
    bursts = found.windows.bursts
    start = bursts.start + found.windows.first_day
    stop = start + bursts.days
    hit = np.zeros(start.size, np.bool_)
    for first, last in days:
        hit |= (start < last) & (stop >= first)
    return hit.astype(np.float64)


def part_of(raw: Mapping[str, Any]) -> Part:
    """Build one part from its file form."""
    nobody = Usual({}, {}, 0).to_dict()
    return from_json(
        {"format": FORMAT, "version": "", "parts": {"it": raw}, "prior": {}, "strong": {}, "usual": nobody}
    ).parts["it"]


def weights_for(truth: Floats, prior: float) -> Floats:
    """Weights that give the true ones the stated prior and keep the sum at the number of creators."""
    share = truth.mean()
    if share in (0.0, 1.0):  # a way that this generator does not draw
        return np.ones(truth.size)
    weight: Floats = np.where(truth > 0, prior / share, (1 - prior) / (1 - share))
    return weight


def ways(raw: Mapping[str, Any], measured: Sequence[Measured]) -> dict[str, Floats]:
    """The log odds of each part for each creator; minus infinity where a part is not carried."""
    parts = {name: part_of(part) for name, part in raw.items()}
    shares = [contributions(parts, m.features) for m in measured]
    return {
        name: np.array([part.intercept + sum(share[name].values()) if name in share else -np.inf for share in shares])
        for name, part in parts.items()
    }


def logits(raw: Mapping[str, Any], measured: Sequence[Measured]) -> dict[str, Floats]:
    """The log odds of each question for each creator."""
    return either(ways(raw, measured))


def either(found: Mapping[str, Floats], shift: Mapping[str, float] | None = None) -> dict[str, Floats]:
    """Join the parts of each question, each moved by the question's shift, as `log_odds` does."""
    answer = {}
    for question in QUESTIONS:
        moved = [found[name] + (shift or {}).get(question, 0.0) for name in PARTS_OF[question] if name in found]
        none = -np.sum([np.logaddexp(0.0, way) for way in moved], axis=0)
        answer[question] = np.log(-np.expm1(np.minimum(none, -1e-12))) - none
    return answer


def left_out(
    chosen: Sequence[Case], measured: Sequence[Measured], counts: Sequence[Measured]
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Log odds of each part of every creator by curves fitted without its fold: with posts, and by counts alone."""
    fold = np.array([case.fold for case in chosen])
    answers: tuple[dict[str, Floats], dict[str, Floats]] = ({}, {})
    for k in np.unique(fold):
        keep, mine = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        parts = fitted(*([source[i] for i in keep] for source in (chosen, measured, counts)))
        for answer, source in zip(answers, (measured, counts), strict=True):
            for name, values in ways(parts, [source[i] for i in mine]).items():
                answer.setdefault(name, np.full(len(chosen), -np.inf))[mine] = values
    return answers


def shifts(found: Mapping[str, Floats], honest: npt.NDArray[np.bool_], rates: Mapping[str, float]) -> dict[str, float]:
    """How far each question's parts must be moved so that the stated share of honest creators passes one half."""
    answer = {}
    for question in QUESTIONS:
        low, high = -8.0, 8.0
        for _ in range(40):
            middle = (low + high) / 2
            value = np.quantile(either(found, {question: middle})[question][honest], 1 - rates[question])
            low, high = (middle, high) if value < 0 else (low, middle)
        answer[question] = round(low, 3)
    return answer


def thresholds(
    answer: Mapping[str, Floats], honest: npt.NDArray[np.bool_], rates: Mapping[str, float]
) -> dict[str, float]:
    """The logit that the stated share of honest creators exceeds, a question each."""
    return {q: round(float(np.quantile(answer[q][honest], 1 - rates[q])), 3) for q in answer}


def rounded(usual: Usual) -> dict[str, Any]:
    """What is usual, as the file holds it."""
    parts = {
        key: {name: round(value, 4) for name, value in part.items()}
        for key, part in (("middle", usual.middle), ("spread", usual.spread))
    }
    return parts | {"creators": usual.creators}


def provenance(chosen: Sequence[Case], asked: Sequence[int], model: Mapping[str, Any]) -> str:
    """The text beside the file: from what, by which command, with which prior and thresholds."""
    number, spaces, seed = asked
    priors = ", ".join(f"{name} {share:.1%}" for name, share in model["prior"].items())
    market = sum(case.space != "" for case in chosen)
    return f"""# authenticity.json, version {VERSION}

Monotone additive logistic curves, fitted by `python -m training.authenticity {number} {spaces} {seed}` on
{len(chosen) - market:,} creators drawn by `benchmarks/authenticity_worlds.py` (seeds {seed:,} to
{seed + PLAIN_TIMES * number - 1:,}) and {market:,} drawn by `benchmarks/market` (seeds {seed:,} to
{seed + spaces - 1:,}), the latter through tables and an import. No real person's data and no third-party data went
into it. The made-up creators are this project's own work, under its licence.

- Prior of the probabilities (stated, not measured): {priors}.
  It is the one at which the stated share of honest creators, left out in turn (five folds), passes one half:
  {FALSE_CLOSER}. "Look closer" begins there.
- "Strong signs" begin at these log odds, passed by fewer of them, and at least two to one: {model["strong"]}.
- Each creator is set beside a workspace of 12 to 150 others of the platform (10 to 50 % of them buyers), one in six
  beside all honest ones: those medians and spreads are the part "usual".
- Honest creators of the first generator: {", ".join(HONEST)}.
- Its buyers: {", ".join(BOUGHT)}.
- Kinds of the second: {", ".join(sorted({case.kind for case in chosen if case.space}))}.
- Limits: a probability is as good as the likeness between these creators and real ones. See `docs/authenticity.md`.
"""


def moved(parts: dict[str, Any], shift: Mapping[str, float]) -> dict[str, float]:
    """Move the intercepts in place; return the priors that the probabilities state from then on."""
    priors = {}
    for name, prior in PRIOR.items():
        step = shift[ALONE if name == ALONE else QUESTION[name]]
        if name == EARLIER:
            step += float(np.log(LISTED_ODDS))
        parts[name]["intercept"] = round(parts[name]["intercept"] + step, 4)
        odds = prior / (1 - prior) * np.exp(step)
        priors[name] = round(float(odds / (1 + odds)), 4)
    return priors


def main() -> None:
    """Draw the creators that the command line asks for, and fit on them."""
    given = [int(word) for word in sys.argv[1:]]
    number, spaces, seed = (*given, *DEFAULTS[len(given) :])
    write_weights(world_cases(number, seed) + market_cases(spaces, seed), (number, spaces, seed))


def write_weights(chosen: Sequence[Case], asked: Sequence[int]) -> None:
    """Fit, set thresholds, write the file and its provenance; `asked` is number, spaces and seed of the command."""
    seed = asked[-1]
    honest = np.array([case.honest for case in chosen])
    window = fit_window(chosen)
    measured, book = measured_cases(chosen, window, seed)
    counts = alone(chosen, window)
    with_posts, by_counts = left_out(chosen, measured, counts)
    shift = shifts(with_posts, honest, FALSE_CLOSER)
    by_counts = {ALONE: by_counts[ALONE]}
    shift[ALONE] = -thresholds(by_counts, honest, FALSE_CLOSER)[ALONE]
    strong = thresholds(either(with_posts, shift), honest, FALSE_STRONG)
    strong |= {ALONE: round(thresholds(by_counts, honest, FALSE_STRONG)[ALONE] + shift[ALONE], 3)}
    strong = {name: max(odds, LEAST_STRONG) for name, odds in strong.items()}
    parts = fitted(chosen, measured, counts)
    model = {"format": FORMAT, "version": VERSION, "prior": moved(parts, shift), "strong": strong}
    model["usual"] = rounded(book)
    model["parts"] = {WINDOW: window} | parts
    MODEL.mkdir(exist_ok=True)
    (MODEL / "authenticity.md").write_text(provenance(chosen, asked, model), encoding="utf-8")
    (MODEL / "authenticity.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(f"{len(chosen)} creators, priors {model['prior']}, strong signs from {strong}")


if __name__ == "__main__":
    main()
