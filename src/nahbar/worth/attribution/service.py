"""Use case: the credit of every channel in a file of paths, under several models. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from nahbar.kernel.engine import DuckEngine, Engine
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.worth.attribution.comparing import ENGINE_THREADS, NoConversionError, NoPathsError, compare
from nahbar.worth.attribution.contracts import Attribution, Options
from nahbar.worth.attribution.paths import PathBatch, PathFile, batches_by_column, batches_by_row, is_plain, open_paths
from nahbar.worth.attribution.rows import empty_step
from nahbar.worth.attribution.steps import MOST_CHANNELS, TooManyChannelsError


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
    has_value = file.columns.value is not None
    try:
        found = compare(batches, options, engine, has_value)
    except TooManyChannelsError as error:
        raise too_many(file.path.name) from error
    except NoPathsError as error:
        raise _nothing(file) from error
    except NoConversionError as error:
        raise _no_conversion(file) from error
    for row in found.nameless:
        file.refuse(row, empty_step())
    return Attribution(
        paths=found.paths,
        journeys=round(found.conversions + found.nulls),
        conversions=round(found.conversions),
        value=found.value if has_value else None,
        models=found.models,
        options=options,
        refused=file.refused,
        refusals=sorted(file.refusals, key=lambda one: one.row),
        notes=_notes(file, found.nulls, options),
        missing=found.missing,
    )


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


def too_many(source: str) -> BadInput:
    """Return the refusal of steps that are no channels."""
    return BadInput(
        msg("{file} has more than {n} different steps.", file=source, n=MOST_CHANNELS),
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
