"""Whether a list can be a mixture of two labelled classes: distance to the best mixture, beside bootstrap lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_DRAWS = 200
_SHARES = np.linspace(0.0, 1.0, 26)
_SHARES.flags.writeable = False
# Added to the expected frequency of a cell: about one labelled row, so that an empty cell is no proof.
_FLOOR = 1.0 / 400.0
# A labelled class is one draw of its population, the list's own class is allowed to be another of the same size.
_DRAWS_APART = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class CellTable:
    """Rows as 0/1 indicators of cells; a block of cells splits the rows that it knows (for example thirds of a column).

    `labelled` is (labelled rows, cells), `is_fake` (labelled rows,), `listed` (cells,) the counts of the list. Rows of
    the list that know the same blocks are a group: `groups` are pairs of its size and (cells,) whether it knows a cell.
    """

    labelled: Floats
    is_fake: npt.NDArray[np.bool_]
    listed: Floats
    groups: Sequence[tuple[int, npt.NDArray[np.bool_]]]


@dataclass(frozen=True, slots=True)
class MixtureFit:
    """`excess`: distance to the best mixture in standard deviations above what lists of the labelled classes have.

    `probability`: share of such lists that are as far or farther. `share`: the share of fakes in the best mixture.
    """

    excess: float
    probability: float
    share: float


def mixture_fit(table: CellTable, seed: int, draws_apart: float = _DRAWS_APART) -> MixtureFit:
    """Compare the list's distance to its best mixture with that of bootstrap lists (Efron and Tibshirani 1993, ch. 16).

    A bootstrap list redraws the labelled rows, the list's own classes (from the labelled rows, in their number; with
    `draws_apart` 1 they are the labelled rows themselves) and the list (at the best share, each group with its blocks).
    It keeps how columns hang together and how little few labelled rows say. The list must have rows.
    """
    generator = np.random.default_rng(seed)
    fake, real = table.labelled[table.is_fake], table.labelled[~table.is_fake]
    rows = _rows_by_cell(table)
    sizes = (len(fake), len(real))
    found, share = _distance(fake.mean(axis=0)[None], real.mean(axis=0)[None], table.listed[None], rows, sizes)
    fakes, reals = (np.full((_DRAWS, size), 1.0 / size) for size in sizes)
    own_fakes, own_reals = (
        (fakes, reals) if draws_apart < _DRAWS_APART else (_redrawn(fakes, generator), _redrawn(reals, generator))
    )
    listed = _drawn_lists(table, own_fakes, own_reals, float(share[0]), generator)
    expected, _ = _distance(_redrawn(fakes, generator) @ fake, _redrawn(reals, generator) @ real, listed, rows, sizes)
    spread = float(expected.std())
    return MixtureFit(
        excess=float(found[0] - expected.mean()) / spread if spread > 0.0 else 0.0,
        probability=float((1 + (expected >= found[0]).sum()) / (_DRAWS + 1)),
        share=float(share[0]),
    )


def _rows_by_cell(table: CellTable) -> Floats:
    rows = sum(size * knows.astype(np.float64) for size, knows in table.groups)
    return np.asarray(rows)


def _redrawn(weights: Floats, generator: np.random.Generator) -> Floats:
    size = weights.shape[1]
    return np.asarray(generator.multinomial(size, weights) / size)


def _drawn_lists(
    table: CellTable, fakes: Floats, reals: Floats, share: float, generator: np.random.Generator
) -> Floats:
    fake, real = table.labelled[table.is_fake], table.labelled[~table.is_fake]
    listed = np.zeros((_DRAWS, table.labelled.shape[1]))
    for size, knows in table.groups:
        of_them = generator.binomial(size, share, _DRAWS)
        drawn = generator.multinomial(of_them, fakes) @ fake + generator.multinomial(size - of_them, reals) @ real
        listed += drawn * knows
    return listed


def _distance(
    fake: Floats, real: Floats, listed: Floats, rows: Floats, sizes: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Return chi-square-like distances (lists,) to the best mixture and its shares; the rest is (lists, cells).

    Squared differences of frequencies over their mean, over the variance that few rows would give them
    (1/n of the list, and each class's share squared over its labelled rows).
    """
    known = rows > 0
    frequency = listed[:, known] / rows[known]
    best, at = np.full(len(listed), np.inf), np.zeros(len(listed))
    for share in _SHARES:
        mixed = share * fake[:, known] + (1.0 - share) * real[:, known]
        variance = 1.0 / rows[known] + _DRAWS_APART * (share**2 / sizes[0] + (1.0 - share) ** 2 / sizes[1])
        apart = (frequency - mixed) ** 2 / (0.5 * (frequency + mixed) + _FLOOR) / variance
        distance = apart.sum(axis=1)
        at = np.where(distance < best, share, at)
        best = np.minimum(distance, best)
    return best, at
