"""Runs the reductions over the tables of each batch and adds up their answers: sums of parts are sums of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.kernel.engine import Engine, load_query
from nahbar.measure.bucket_bootstrap import BUCKETS
from nahbar.measure.credit_rules import step_weights
from nahbar.worth.attribution.contracts import RULE_MODELS, Options
from nahbar.worth.attribution.steps import StepTables

Floats = npt.NDArray[np.float64]

PACKAGE = "nahbar.worth"
# Parts are added up again when they hold so many rows, so that memory does not grow with the file.
COMPACT_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Reduced:
    """The small tables of one batch; `met`, `rules` and `sets` are None where nobody asked for them."""

    moves: Any
    ends: Any
    met: Any | None
    rules: Any | None
    sets: Any | None


def open_engine(engine: Engine) -> None:
    """Ask the engine something small, so that it opens while the first paths are read."""
    nothing = {"met": np.zeros(0, dtype=np.int64), "conversions": np.zeros(0), "nulls": np.zeros(0)}
    _run(engine, "met_sets", sets=pa.table(nothing))


def reduce_steps(engine: Engine, tables: StepTables, options: Options) -> Reduced:
    """Run the reductions that the wanted models need."""
    rules = any(model in RULE_MODELS for model in options.models)
    moves = tables.moves if "markov" in options.models else tables.moves.slice(0, 0)
    return Reduced(
        _run(engine, "path_moves", moves=moves),
        _run(engine, "path_ends", journeys=tables.journeys),
        _run(engine, "met_sets", sets=tables.sets) if options.alike else None,
        _rules(engine, tables.touches, options.half_life) if rules else None,
        _run(engine, "set_credit", touches=tables.touches) if "shapley" in options.models else None,
    )


def _run(engine: Engine, name: str, **tables: Any) -> Any:
    return engine.reduce(load_query(PACKAGE, name), tables)


def _rules(engine: Engine, touches: Any, half_life: float) -> Any:
    lengths = np.unique(touches.column("length").to_numpy())
    made = step_weights([int(length) for length in lengths], half_life)
    weights = {"length": made.length.astype(np.int32), "place": made.position.astype(np.int32), **made.shares}
    return _run(engine, "step_credit", touches=touches, weights=pa.table(weights))


@dataclass(slots=True)
class _Pile:
    # A reduction whose answer has the columns of its input can be run over its own answers.
    query: str
    table: str
    parts: list[Any] = field(default_factory=list)
    rows: int = 0

    def add(self, part: Any, engine: Engine) -> None:
        self.parts.append(part)
        self.rows += part.num_rows
        if self.rows > COMPACT_ROWS:
            self.parts = [self.whole(engine)]
            # What cannot shrink any further must not be added up at every batch.
            self.rows = max(0, self.parts[0].num_rows - COMPACT_ROWS // 2)

    def whole(self, engine: Engine) -> Any:
        return _run(engine, self.query, **{self.table: pa.concat_tables(self.parts)})


@dataclass(slots=True)
class Sums:
    """All sums of a file so far; `credit` is by model and figure, buckets x channels."""

    engine: Engine
    credit: dict[str, Floats] = field(default_factory=dict)
    _moves: _Pile = field(default_factory=lambda: _Pile("path_moves", "moves"))
    _ends: _Pile = field(default_factory=lambda: _Pile("path_ends", "journeys"))
    _met: _Pile = field(default_factory=lambda: _Pile("met_sets", "sets"))

    def add(self, part: Reduced) -> None:
        """Add the sums of a batch."""
        self._moves.add(part.moves, self.engine)
        self._ends.add(part.ends, self.engine)
        if part.met is not None:
            self._met.add(part.met, self.engine)
        for table in (part.rules, part.sets):
            if table is not None:
                self._add_credit(table)

    def _add_credit(self, table: Any) -> None:
        bucket, channel = (table.column(name).to_numpy() for name in ("bucket", "channel"))
        for name in table.column_names[2:]:
            grown = _grown(self.credit.get(name), int(channel.max(initial=0)) + 1)
            # Each bucket and channel stands in the table once.
            grown[bucket, channel] += table.column(name).to_numpy()
            self.credit[name] = grown

    def moves(self) -> Sequence[npt.NDArray[Any]]:
        """Return bucket, state, channel and journeys of all moves."""
        return _columns(self._moves.whole(self.engine))

    def ends(self) -> Sequence[npt.NDArray[Any]]:
        """Return bucket, state, conversions, nulls and value of all journeys."""
        return _columns(self._ends.whole(self.engine))

    def met(self) -> Sequence[npt.NDArray[Any]]:
        """Return sets of channels, their conversions and their nulls."""
        return _columns(self._met.whole(self.engine))


def _columns(table: Any) -> list[npt.NDArray[Any]]:
    return [table.column(name).to_numpy() for name in table.column_names]


def _grown(sums: Floats | None, channels: int) -> Floats:
    if sums is None:
        return np.zeros((BUCKETS, channels))
    if sums.shape[1] >= channels:
        return sums
    return np.pad(sums, ((0, 0), (0, channels - sums.shape[1])))
