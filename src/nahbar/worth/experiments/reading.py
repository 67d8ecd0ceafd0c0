"""Tables of experiments as columns: Parquet and plain CSV through Arrow's readers, everything else row by row.

A row that cannot be used ends the reading with its number: leaving people out after they were drawn would undo the
drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import compute, csv

from nahbar.kernel.tabular import Cell, Table, open_table
from nahbar.kernel.tabular.delimited import CsvTable
from nahbar.kernel.tabular.parquet import ParquetTable
from nahbar.kernel.tabular.streams import GZIP_MAGIC
from nahbar.kernel.tabular.values import NumberStyle, guess_number_style
from nahbar.worth.experiments.cells import LARGEST_FIGURE, figure_cell, name_cell
from nahbar.worth.experiments.contracts import Design
from nahbar.worth.experiments.control import likely_control
from nahbar.worth.experiments.refusals import (
    bad_cell,
    check_roles,
    empty_cell,
    find_column,
    hardly_a_column,
    no_comparison,
)

Codes = npt.NDArray[np.int64]

STYLE_ROWS = 1000
BLOCK_BYTES = 8_000_000
# Whoever has more arms than this has named the wrong column.
MOST_ARMS = 50


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """A table of an experiment, a row a person: arms and units as codes of their names, outcomes and covariates.

    `arm` counts from 0 in the order of `arm_names`, the control first. `cluster` and `pair` are codes of their names,
    None without. `figures` has an Arrow column of floats for every outcome and covariate; covariates may be null.
    `bottoms` has the denominator of every outcome that is a ratio, `categories` codes and names of columns of names.
    """

    arm: Codes
    arm_names: Sequence[str]
    cluster: Codes | None
    cluster_names: Sequence[str]
    pair: Codes | None
    pair_names: Sequence[str]
    figures: dict[str, Any]
    bottoms: dict[str, Any] = field(default_factory=dict)
    categories: dict[str, tuple[Codes, list[str]]] = field(default_factory=dict)


def read_people(path: Path, design: Design, categories: Sequence[str] = ()) -> People:
    """Read the columns that a design names, and `categories` as names.

    Raises BadInput for a missing column, an empty or unreadable cell (with its row) or an unknown control; NotFound
    for a missing file.
    """
    check_roles(design)
    table = open_table(path)
    names = [design.assignment, *(name for name in (design.cluster, design.pair) if name is not None), *categories]
    ratios = {name: _halves(name, table.headers) for name in design.outcomes}
    parts = [half for name, halves in ratios.items() for half in (halves or (name,))]
    figures = list(dict.fromkeys((*parts, *design.covariates)))
    at = {name: find_column(table.headers, name, path.name) for name in (*names, *figures)}
    columns = _columns(table, at, names, figures, design)
    for name, halves in ratios.items():
        columns[name] = columns[halves[0]] if halves else columns[name]
    people = _coded(columns, design, path.name)
    people.categories.update({name: _codes(columns[name]) for name in categories})
    people.bottoms.update({name: columns[halves[1]] for name, halves in ratios.items() if halves})
    return people


def _halves(outcome: str, headers: Sequence[str]) -> tuple[str, str] | None:
    """Return numerator and denominator of an outcome like "revenue/orders", None where it is a column of its own."""
    top, slash, bottom = (part.strip() for part in outcome.partition("/"))
    return (top, bottom) if slash and outcome not in headers else None


def _columns(
    table: Table, at: dict[str, int], names: Sequence[str], figures: Sequence[str], design: Design
) -> dict[str, Any]:
    fast: Callable[..., dict[str, Any]] | None = None
    if isinstance(table, ParquetTable):
        fast = _from_parquet
    elif isinstance(table, CsvTable) and table.encoding == "utf-8" and not table.notes:
        fast = _from_csv
    if fast is not None:
        try:
            columns = fast(table, at, names, figures)
            if _complete(columns, design):
                return columns
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            # Some cell is no plain figure, or some row has too many; the slower reader says which.
            pass
    return _by_row(table, at, names, figures, design)


def _complete(columns: dict[str, Any], design: Design) -> bool:
    for name, column in columns.items():
        if column.null_count and name not in design.covariates:
            return False
        # Texts may have spaces around them or say "n/a"; figures may be endless.
        if pa.types.is_floating(column.type) and not _fit_to_square(column.drop_null()):
            return False
    return True


def _fit_to_square(figures: Any) -> bool:
    return bool(compute.all(compute.less_equal(compute.abs(figures), LARGEST_FIGURE)).as_py() is not False)


def _from_parquet(table: Table, at: dict[str, int], names: Sequence[str], figures: Sequence[str]) -> dict[str, Any]:
    with pq.ParquetFile(table.path, memory_map=False) as file:
        originals = file.schema_arrow.names
        read = file.read(columns=[originals[at[name]] for name in (*names, *figures)])
    columns = {name: read.column(originals[at[name]]) for name in (*names, *figures)}
    for name in names:
        if not (pa.types.is_string(columns[name].type) or pa.types.is_integer(columns[name].type)):
            raise pa.ArrowInvalid("names of another type are read cell by cell")
        columns[name] = columns[name].cast(pa.string()) if not pa.types.is_string(columns[name].type) else columns[name]
    return columns | {name: columns[name].cast(pa.float64()) for name in figures}


def _from_csv(table: Table, at: dict[str, int], names: Sequence[str], figures: Sequence[str]) -> dict[str, Any]:
    headers = [f"c{k}" for k in range(len(table.headers))]
    types = {f"c{at[name]}": pa.dictionary(pa.int32(), pa.string()) for name in names}
    types |= {f"c{at[name]}": pa.float64() for name in figures}
    with table.path.open("rb") as raw:
        packing = "gzip" if raw.read(2) == GZIP_MAGIC else None
    with pa.input_stream(str(table.path), compression=packing) as stream:
        read = csv.read_csv(
            stream,
            csv.ReadOptions(block_size=BLOCK_BYTES, column_names=headers, skip_rows=1),
            csv.ParseOptions(delimiter=str(table.delimiter)),
            csv.ConvertOptions(
                column_types=types, include_columns=list(types), strings_can_be_null=True, null_values=[""]
            ),
        )
    return {name: read.column(f"c{at[name]}") for name in (*names, *figures)}


def _by_row(
    table: Table, at: dict[str, int], names: Sequence[str], figures: Sequence[str], design: Design
) -> dict[str, Any]:
    styles = {name: _style(table, at[name]) for name in figures}
    gathered: dict[str, list[Any]] = {name: [] for name in (*names, *figures)}
    for row in table.rows():
        if row.problem is not None:
            raise bad_cell(table.path.name, row.number, row.problem)
        for name in names:
            gathered[name].append(name_cell(row.values[at[name]], table.path.name, row.number, name))
        for name in figures:
            figure = figure_cell(row.values[at[name]], styles[name], table.path.name, row.number, name)
            if figure is None and name not in design.covariates:
                raise empty_cell(table.path.name, row.number, name)
            gathered[name].append(figure)
    columns: dict[str, Any] = {name: pa.chunked_array([pa.array(gathered[name], pa.string())]) for name in names}
    return columns | {name: pa.chunked_array([pa.array(gathered[name], pa.float64())]) for name in figures}


def _style(table: Table, column: int) -> NumberStyle | None:
    rows = islice((row.values for row in table.rows() if row.problem is None), STYLE_ROWS)
    cells: list[Cell] = [values[column] for values in rows]
    return guess_number_style(cells)


def _coded(columns: dict[str, Any], design: Design, file: str) -> People:
    arm, found = _codes(columns[design.assignment])
    if len(found) > MOST_ARMS:
        raise hardly_a_column(file, design.assignment, len(found))
    control = _control(found, design, file)
    order = [control, *sorted(name for name in found if name != control)]
    rank = np.array([order.index(name) for name in found], dtype=np.int64)
    clusters, pairs = (
        _codes(columns[name]) if name is not None else (None, []) for name in (design.cluster, design.pair)
    )
    figures = {name: columns[name] for name in (*design.outcomes, *design.covariates)}
    return People(rank[arm], order, *clusters, *pairs, figures)


def _control(found: Sequence[str], design: Design, file: str) -> str:
    if not design.control.strip() and len(found) > 1:
        return likely_control(found) or min(found)
    same = [name for name in found if name == design.control] or [
        name for name in found if name.casefold() == design.control.strip().casefold()
    ]
    if not same or len(found) < 2:
        raise no_comparison(file, design, found)
    return same[0]


def _codes(column: Any) -> tuple[Codes, list[str]]:
    """Return codes and names of a column of texts; spaces around a name do not make another one."""
    coded = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.unify_dictionaries().combine_chunks()
    if not pa.types.is_dictionary(coded.type):
        coded = coded.dictionary_encode()
    raw = [str(name).strip() for name in coded.dictionary.to_pylist()]
    names = list(dict.fromkeys(raw))
    place = {name: k for k, name in enumerate(names)}
    turn = np.array([place[name] for name in raw], dtype=np.int64)
    codes = turn[coded.indices.to_numpy()]
    used = np.unique(codes)
    if len(used) < len(names):
        names, codes = [names[k] for k in used], np.searchsorted(used, codes)
    return codes, names
