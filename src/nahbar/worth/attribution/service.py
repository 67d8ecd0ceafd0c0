"""Use case: the credit of every channel in a file of paths, under several models. Nothing is stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.kernel.engine import DuckEngine, Engine
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.measure.bucket_bootstrap import bucket_weights
from nahbar.worth.attribution.contracts import Attribution, Credit, Options
from nahbar.worth.attribution.crediting import Scored, score_removal, score_sums, walked
from nahbar.worth.attribution.paths import (
    PathBatch,
    PathFile,
    batches_by_column,
    batches_by_row,
    is_plain,
    open_paths,
)
from nahbar.worth.attribution.rows import empty_step
from nahbar.worth.attribution.steps import MOST_CHANNELS, Channels, StepTables, TooManyChannelsError, step_tables
from nahbar.worth.attribution.sums import Reduced, Sums, reduce_steps

Floats = npt.NDArray[np.float64]

# Batches are worked on side by side, each by one thread: cheaper than several threads for each small query.
WORKERS = 2
ENGINE_THREADS = 1


def attribute_file(path: Path, options: Options, engine: Engine | None = None) -> Attribution:
    """Return the credit of every channel in the path file `path`.

    Raises BadInput when it is no path file, no row of it can be used or nothing converted; NotFound when it is missing.
    """
    engine = engine or DuckEngine(threads=ENGINE_THREADS)
    file = open_paths(path)
    if is_plain(file):
        try:
            return _attributed(file, batches_by_column(file), options, engine)
        except pa.ArrowInvalid:
            # Something in the middle breaks its quoting or its fields; the slower reader says where.
            file = open_paths(path)
    return _attributed(file, batches_by_row(file), options, engine)


def _attributed(file: PathFile, batches: Iterable[PathBatch], options: Options, engine: Engine) -> Attribution:
    channels, sums, paths = Channels(), Sums(engine), 0
    try:
        for tables, reduced in _in_parallel(engine, batches, channels, options):
            sums.add(reduced)
            paths += tables.paths
            for row in tables.nameless:
                file.refuse(int(row), empty_step())
    except TooManyChannelsError as error:
        raise _too_many(file) from error
    if not paths:
        raise _nothing(file)
    return _compared(file, channels, sums, paths, options)


def _in_parallel(
    engine: Engine, batches: Iterable[PathBatch], channels: Channels, options: Options
) -> Iterator[tuple[StepTables, Reduced]]:
    def work(batch: PathBatch, number: int) -> tuple[StepTables, Reduced]:
        tables = step_tables(batch, channels, options.order, (options.seed, number))
        return tables, reduce_steps(engine, tables, options)

    numbers = count()
    waiting: deque[Future[tuple[StepTables, Reduced]]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        for batch in batches:
            waiting.append(pool.submit(work, batch, next(numbers)))
            # Answers are taken in the order of the file, so that sums do not depend on who was faster.
            if len(waiting) > WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _compared(file: PathFile, channels: Channels, sums: Sums, paths: int, options: Options) -> Attribution:
    names = sorted(channels.codes)
    rank = np.zeros(len(names) + 1, dtype=np.int64)
    rank[[channels.codes[name] for name in names]] = np.arange(len(names))
    codes = [channels.codes[name] for name in names]
    ends = sums.ends()
    conversions, nulls, value = (float(np.sum(figures)) for figures in ends[2:5])
    if not conversions:
        raise _no_conversion(file)
    has_value = file.columns.value is not None
    models, draws = {}, bucket_weights(options.seed)
    for model in options.models:
        if model == "markov":
            scored = score_removal(walked(sums.moves(), ends, rank, options.order), draws)
        else:
            shares = [_of_codes(sums.credit[f"{model}_{figure}"], codes) for figure in ("conversions", "value")]
            scored = score_sums(shares[0], shares[1], draws)
        models[model] = [_credit(name, scored, k, has_value) for k, name in enumerate(names)]
    return Attribution(
        paths=paths,
        journeys=round(conversions + nulls),
        conversions=round(conversions),
        value=value if has_value else None,
        models=models,
        options=options,
        refused=file.refused,
        refusals=sorted(file.refusals, key=lambda one: one.row),
        notes=_notes(file, nulls, options),
    )


def _of_codes(sums: Floats, codes: list[int]) -> Floats:
    wide = np.pad(sums, ((0, 0), (0, max(0, max(codes) + 1 - sums.shape[1]))))
    return wide[:, codes]


def _credit(name: str, scored: Scored, k: int, has_value: bool) -> Credit:
    value = float(scored.point[k, 1]) if has_value else None
    value_interval = (float(scored.low[k, 1]), float(scored.high[k, 1])) if has_value else None
    interval = (float(scored.low[k, 0]), float(scored.high[k, 0]))
    return Credit(name, float(scored.point[k, 0]), interval, value, value_interval)


def _notes(file: PathFile, nulls: float, options: Options) -> list[Message]:
    notes = []
    if "markov" in options.models and not nulls:
        notes.append(
            msg(
                "The file has no paths that came to nothing; the removal effect then only sees who is often on the way."
            )
        )
    if file.columns.value is None:
        notes.append(msg("The file has no values, so only conversions are shared out."))
    return notes


def _too_many(file: PathFile) -> BadInput:
    return BadInput(
        msg("{file} has more than {n} different steps.", file=file.path.name, n=MOST_CHANNELS),
        msg("A step should be a channel, a creator or a campaign, not a single visit."),
        kind="too-many-steps",
    )


def _nothing(file: PathFile) -> BadInput:
    first = file.refusals[0] if file.refusals else None
    reason = first.reason if first else empty_step()
    return BadInput(
        msg("No row of {file} can be used.", file=file.path.name),
        msg("Row {row}: {reason}", row=first.row if first else 1, reason=reason),
        kind="no-paths",
    )


def _no_conversion(file: PathFile) -> BadInput:
    return BadInput(
        msg("No path of {file} converted, so there is nothing to share out.", file=file.path.name),
        msg("Check the column conversions; paths that came to nothing are counted in the column null."),
        kind="no-conversions",
    )
