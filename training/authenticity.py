"""Fits the weights of the authenticity signs: `python -m training.authenticity [N] [SPACES] [SEED] [unseen]`.

Draws N creators a kind of one generator and SPACES workspaces of each of the others in two processes, fits the
curves, sets the thresholds on creators left out in turn, and writes `creators/model/authenticity.json` with its
provenance beside it. It takes about half an hour on two cores. With `unseen` it writes nothing, and prints what
curves that never saw a generator, nor another one of its author, find of it, without and with the level of the
workspace, and what boosted trees find.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.authenticity_world import BOUGHT, HONEST
from benchmarks.strangers import STRANGERS
from nahbar.creators.authenticity.level import LEAST_LEVEL, MOST_MOVED
from nahbar.creators.authenticity.weights import (
    ALONE,
    EARLIER,
    ENGAGEMENT,
    FORMAT,
    RING,
    WINDOW,
)
from nahbar.creators.contracts import Usual
from training.authenticity_cases import PLAIN_TIMES, QUESTION, Case, market_cases, world_cases
from training.authenticity_fit import DRAWS, PRIOR, alone, fit_window, fitted, measured_cases
from training.authenticity_levels import beside_level, levels, middle_level
from training.authenticity_thresholds import (
    FALSE_CLOSER,
    FALSE_STRONG,
    LEAST_STRONG,
    either,
    left_out,
    shifts,
    shown,
    thresholds,
)
from training.authenticity_trees import left_out_by_trees

Floats = npt.NDArray[np.float64]

VERSION = "2026-11.5"
DEFAULTS = (120, 2, 1_000_000)
MODEL = Path(__file__).parents[1] / "src" / "nahbar" / "creators" / "model"
LISTED_ODDS = 2.0  # lists are audited where somebody doubts: earlier purchases are twice as likely among them
PROCESSES = 2
FOLDS = 5


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
    others = sum(case.space != "" for case in chosen)
    return f"""# authenticity.json, version {VERSION}

Monotone additive logistic curves, fitted by `python -m training.authenticity {number} {spaces} {seed}` on
{len(chosen) - others:,} creators drawn by `benchmarks/authenticity_worlds.py` (seeds {seed:,} to
{seed + PLAIN_TIMES * number - 1:,}) and {others:,} drawn by {", ".join(f"`benchmarks/{name}`" for name in STRANGERS)}
(seeds {seed:,} to {seed + spaces - 1:,} each), the latter through tables and an import. No real person's data and no
third-party data went into it. The made-up creators are this project's own work, under its licence.

- Prior of the probabilities (stated, not measured): {priors}.
  It is the one at which the stated share of honest creators, left out in turn ({FOLDS} folds), passes one half:
  {FALSE_CLOSER}. "Look closer" begins there.
- "Strong signs" begin at these log odds, passed by fewer of them, and at least two to one: {model["strong"]}.
- Beside the part "usual", where a workspace has too few creators, more is asked: log odds are moved by
  {model["by_book"]}, so that as few pass.
- Where at least {LEAST_LEVEL} creators of a platform carry a question, their log odds are read beside the median there:
  moved so that it comes to lie at {model["level"]}, by {MOST_MOVED} at most. Thresholds were set on log odds so moved.
- Each creator is set beside {DRAWS} workspaces of 12 to 150 others of the platform (10 to 50 % of them buyers), one in
  six beside all honest ones: those medians and spreads are the part "usual".
- Honest creators of the first generator: {", ".join(HONEST)}.
- Its buyers: {", ".join(BOUGHT)}.
- Kinds of the others: {", ".join(sorted({case.kind for case in chosen if case.space}))}.
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
    given = [int(word) for word in sys.argv[1:] if word.isdigit()]
    number, spaces, seed = (*given, *DEFAULTS[len(given) :])
    chosen = drawn(number, spaces, seed)
    if "unseen" in sys.argv:
        unseen(chosen, seed)
    else:
        write_weights(chosen, (number, spaces, seed))


def drawn(number: int, spaces: int, seed: int) -> list[Case]:
    """Draw all creators: `number` a kind of the worlds, `spaces` workspaces of each other generator."""
    # Spawned, not forked: an import leaves threads and open files behind.
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        markets = [pool.submit(market_cases, name, seed + space) for name in STRANGERS for space in range(spaces)]
        worlds = [pool.submit(world_cases, number, seed, [kind]) for kind in HONEST + BOUGHT]
        return list(itertools.chain.from_iterable(one.result() for one in worlds + markets))


def unseen(chosen: Sequence[Case], seed: int) -> None:
    """Print what is found of each generator by curves and thresholds that never saw it, without and with the level.

    Beside it what boosted trees find that never saw it either.
    """
    window = fit_window(chosen)
    draws, book = measured_cases(chosen, window, seed)
    counts = alone(chosen, window)
    family = np.array([case.family for case in chosen])
    found = left_out(chosen, draws, counts, book, fitted(chosen, draws, counts), family)
    here = levels(chosen, draws[0], either(found.there), seed)
    beside = beside_level(found.there, middle_level(here), here)
    honest = np.array([case.honest for case in chosen])
    for how, there in (("one threshold for all workspaces", found.there), ("beside the workspace's level", beside)):
        print(how)
        shown(chosen, either(there, shifts(there, honest, FALSE_CLOSER)))
    trees = left_out_by_trees(chosen, draws)
    least = thresholds(trees, honest, FALSE_CLOSER)
    print("boosted trees on the same features")
    shown(chosen, {question: odds - least[question] for question, odds in trees.items()})


def write_weights(chosen: Sequence[Case], asked: Sequence[int]) -> None:
    """Fit, set thresholds, write the file and its provenance; `asked` is number, spaces and seed of the command."""
    seed = asked[-1]
    honest = np.array([case.honest for case in chosen])
    window = fit_window(chosen)
    draws, book = measured_cases(chosen, window, seed)
    counts = alone(chosen, window)
    parts = fitted(chosen, draws, counts)
    found = left_out(chosen, draws, counts, book, parts, np.arange(len(chosen)) % FOLDS)
    here = levels(chosen, draws[0], either(found.there), seed)
    level = middle_level(here)
    there = beside_level(found.there, level, here)
    shift = shifts(there, honest, FALSE_CLOSER)
    by_book = shifts(found.by_book, honest, FALSE_CLOSER)
    by_counts = {ALONE: found.by_counts[ALONE]}
    shift[ALONE] = -thresholds(by_counts, honest, FALSE_CLOSER)[ALONE]
    strong = thresholds(either(there, shift), honest, FALSE_STRONG)
    strong |= {ALONE: round(thresholds(by_counts, honest, FALSE_STRONG)[ALONE] + shift[ALONE], 3)}
    strong = {name: max(odds, LEAST_STRONG) for name, odds in strong.items()}
    model = {"format": FORMAT, "version": VERSION, "prior": moved(parts, shift), "strong": strong}
    model["by_book"] = {q: round(min(by_book[q] - shift[q], 0.0), 3) for q in (ENGAGEMENT, RING)}
    model["level"] = {question: round(middle + shift[question], 3) for question, middle in level.items()}
    model["usual"] = rounded(book)
    model["parts"] = {WINDOW: window} | parts
    MODEL.mkdir(exist_ok=True)
    (MODEL / "authenticity.md").write_text(provenance(chosen, asked, model), encoding="utf-8")
    (MODEL / "authenticity.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(f"{len(chosen)} creators, priors {model['prior']}, strong signs from {strong}")


if __name__ == "__main__":
    main()
