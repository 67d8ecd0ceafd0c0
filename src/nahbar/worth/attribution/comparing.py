"""Batches of paths in, the credit of every channel out: the models side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from nahbar.kernel.engine import Engine
from nahbar.measure.alike_journeys import MOST_CHANNELS, missing_without
from nahbar.measure.bucket_bootstrap import bucket_weights
from nahbar.worth.attribution.contracts import Credit, Options
from nahbar.worth.attribution.crediting import Scored, score_removal, score_sums, walked
from nahbar.worth.attribution.paths import PathBatch
from nahbar.worth.attribution.steps import Channels, StepTables, step_tables
from nahbar.worth.attribution.sums import Reduced, Sums, open_engine, reduce_steps

Floats = npt.NDArray[np.float64]

# Batches are worked on side by side, each by one thread: cheaper than several threads for each small query.
WORKERS = 2
ENGINE_THREADS = 1


class NoPathsError(ValueError):
    """Not a single path could be used."""


class NoConversionError(ValueError):
    """No path converted, so there is nothing to share out."""


@dataclass(frozen=True, slots=True)
class Compared:
    """All models side by side; `nameless` are the numbers of rows with a step that has no name."""

    paths: int
    conversions: float
    nulls: float
    value: float
    models: Mapping[str, Sequence[Credit]]
    nameless: Sequence[int]
    missing: Mapping[str, tuple[float, float]] | None = None


def compare(batches: Iterable[PathBatch], options: Options, engine: Engine, has_value: bool) -> Compared:
    """Share out the conversions of all batches by each model of `options`.

    Raises NoPathsError, NoConversionError, and TooManyChannelsError of the steps.
    """
    channels, sums, paths, nameless = Channels(), Sums(engine), 0, list[int]()
    for tables, reduced in _in_parallel(engine, batches, channels, options):
        sums.add(reduced)
        paths += tables.paths
        nameless += tables.nameless.tolist()
    if not paths:
        raise NoPathsError
    ends = sums.ends()
    conversions, nulls, value = (float(np.sum(figures)) for figures in ends[2:5])
    if not conversions:
        raise NoConversionError
    models = dict(_models(channels, sums, ends, options, has_value))
    missing = _missing(channels, sums.met()) if options.alike and nulls else None
    return Compared(paths, conversions, nulls, value, models, nameless, missing)


def _in_parallel(
    engine: Engine, batches: Iterable[PathBatch], channels: Channels, options: Options
) -> Iterator[tuple[StepTables, Reduced]]:
    def work(batch: PathBatch, number: int) -> tuple[StepTables, Reduced]:
        tables = step_tables(batch, channels, options, number)
        return tables, reduce_steps(engine, tables, options)

    numbers = count()
    waiting: deque[Future[tuple[StepTables, Reduced]]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        pool.submit(open_engine, engine)
        for batch in batches:
            waiting.append(pool.submit(work, batch, next(numbers)))
            # Answers are taken in the order of the file, so that sums do not depend on who was faster.
            if len(waiting) > WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _models(
    channels: Channels, sums: Sums, ends: Sequence[npt.NDArray[np.int64]], options: Options, has_value: bool
) -> Iterator[tuple[str, Sequence[Credit]]]:
    names = sorted(channels.codes)
    rank = np.zeros(len(names) + 1, dtype=np.int64)
    rank[[channels.codes[name] for name in names]] = np.arange(len(names))
    codes = [channels.codes[name] for name in names]
    draws = bucket_weights(options.seed)
    for model in options.models:
        if model == "markov":
            scored = score_removal(walked(sums.moves(), ends, rank, options.order), draws)
        else:
            shares = [_of_codes(sums.credit[f"{model}_{figure}"], codes) for figure in ("conversions", "value")]
            scored = score_sums(shares[0], shares[1], draws)
        yield model, [credit_of(name, scored, k, has_value) for k, name in enumerate(names)]


def _missing(channels: Channels, met: Sequence[npt.NDArray[Any]]) -> Mapping[str, tuple[float, float]] | None:
    if len(channels.codes) > MOST_CHANNELS:
        return None
    found = missing_without(met[0].astype(np.int64), len(channels.codes), *(one.astype(np.float64) for one in met[1:]))
    return {
        name: (float(found.conversions[code - 1]), float(found.error[code - 1]))
        for name, code in channels.codes.items()
    }


def _of_codes(sums: Floats, codes: list[int]) -> Floats:
    wide = np.pad(sums, ((0, 0), (0, max(0, max(codes) + 1 - sums.shape[1]))))
    return wide[:, codes]


def credit_of(name: str, scored: Scored, k: int, has_value: bool) -> Credit:
    """Return the credit of the channel that has the number `k` in `scored`."""
    value = float(scored.point[k, 1]) if has_value else None
    value_interval = (float(scored.low[k, 1]), float(scored.high[k, 1])) if has_value else None
    interval = (float(scored.low[k, 0]), float(scored.high[k, 0]))
    return Credit(name, float(scored.point[k, 0]), interval, value, value_interval)
