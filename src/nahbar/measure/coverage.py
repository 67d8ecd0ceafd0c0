"""How many people a choice of audiences holds together, each person counted once.

People are kept as weighted cells: a cell is a group of people with the same memberships. A person in several chosen
audiences counts once, with the best quality among them:

    F(S) = sum over cells c of weight_c * max(quality_i for i in S with c in i)

which is weighted coverage when all qualities are one. F is monotone and submodular for any weights and qualities of
zero or more (facility location; Nemhauser, Wolsey, Fisher 1978), so greedy choices carry a guarantee.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coverage:
    """n audiences over cells of people.

    `cells[starts[i]:starts[i + 1]]` are the cells of audience i, `weight` the people in each cell, `alone` (n) the
    people who are in that audience only, `quality` (n) what one person of that audience is worth, 0 to 1.
    """

    starts: Ints
    cells: Ints
    weight: Floats
    alone: Floats
    quality: Floats

    def __len__(self) -> int:
        return len(self.alone)

    def of(self, index: int) -> Ints:
        """Return the cells of one audience."""
        return self.cells[self.starts[index] : self.starts[index + 1]]

    def sizes(self) -> Floats:
        """Return the people in each audience, shape (n,)."""
        return self.alone + segment_sums(self.weight[self.cells], self.starts)

    def with_quality(self, quality: Floats) -> Coverage:
        """Return the same people with other qualities."""
        return Coverage(self.starts, self.cells, self.weight, self.alone, quality)

    def value(self, chosen: Sequence[int]) -> float:
        """Return F of a choice."""
        covered = Covered(self)
        return sum(covered.add(one) for one in chosen)


class Covered:
    """A choice that grows: what it holds, and what one more audience would add."""

    def __init__(self, coverage: Coverage, chosen: Sequence[int] = ()) -> None:
        self.coverage = coverage
        self.best = np.zeros(len(coverage.weight))
        self.chosen: list[int] = []
        for one in chosen:
            self.add(one)

    def gain(self, index: int) -> float:
        """Return what audience `index` would add; nothing when it is in already."""
        if index in self.chosen:
            return 0.0
        on, quality = self.coverage, float(self.coverage.quality[index])
        mine = on.of(index)
        fresh = np.maximum(quality - self.best[mine], 0.0)
        return float(quality * on.alone[index] + fresh @ on.weight[mine])

    def gains(self) -> Floats:
        """Return what each audience would add, shape (n,)."""
        on = self.coverage
        quality = np.repeat(on.quality, np.diff(on.starts))
        fresh = np.maximum(quality - self.best[on.cells], 0.0) * on.weight[on.cells]
        found = on.quality * on.alone + segment_sums(fresh, on.starts)
        found[self.chosen] = 0.0
        return found

    def add(self, index: int) -> float:
        """Take audience `index` in and return what it added."""
        gained = self.gain(index)
        mine = self.coverage.of(index)
        self.best[mine] = np.maximum(self.best[mine], self.coverage.quality[index])
        self.chosen.append(index)
        return gained


def whole(coverage: Coverage) -> float:
    """Return F of all audiences together, quicker than by adding one after the other."""
    return Union.of(coverage).value(coverage)


@dataclass(frozen=True, slots=True)
class Union:
    """Who is in which cell, in the order of the cells: sorted once for all coverages that differ in figures only."""

    owner: Ints
    first: Ints
    cell: Ints

    @classmethod
    def of(cls, coverage: Coverage) -> Union:
        """Sort the cells of a coverage."""
        owner = np.repeat(np.arange(len(coverage)), np.diff(coverage.starts))
        order = np.argsort(coverage.cells, kind="stable")
        cell = coverage.cells[order]
        first = np.flatnonzero(np.append(True, cell[1:] != cell[:-1])) if len(cell) else np.empty(0, np.int64)
        return cls(owner[order], first, cell[first])

    def value(self, coverage: Coverage) -> float:
        """Return F of all audiences together, as `whole` does; `coverage` has the same audiences in the same cells."""
        found = float(coverage.quality @ coverage.alone)
        if not len(self.cell):
            return found
        best = np.maximum.reduceat(coverage.quality[self.owner], self.first)
        return found + float(best @ coverage.weight[self.cell])


def lost_without(coverage: Coverage, chosen: Sequence[int]) -> Floats:
    """Return for each of the chosen what the choice would lose without it, shape (len(chosen),).

    In every cell only the audience with the best quality is missed, by its lead over the second best.
    """
    if not chosen:
        return np.empty(0)
    cell = np.concatenate([coverage.of(one) for one in chosen])
    owner = np.repeat(np.arange(len(chosen)), [len(coverage.of(one)) for one in chosen])
    quality = coverage.quality[np.array(chosen)][owner]
    order = np.lexsort((-quality, cell))
    cell, owner, quality = cell[order], owner[order], quality[order]
    first = np.ones(len(cell), dtype=bool)
    first[1:] = cell[1:] != cell[:-1]
    top = np.flatnonzero(first)
    following = np.minimum(top + 1, max(0, len(cell) - 1))
    second = np.where((top + 1 < len(cell)) & (cell[following] == cell[top]), quality[following], 0.0)
    lead = (quality[top] - second) * coverage.weight[cell[top]]
    alone = (coverage.quality * coverage.alone)[np.array(chosen)]
    return np.asarray(alone + np.bincount(owner[top], weights=lead, minlength=len(chosen)))


def segment_sums(values: Floats, starts: Ints) -> Floats:
    """Return the sums of values[starts[i]:starts[i + 1]], shape (len(starts) - 1,)."""
    running = np.concatenate([[0.0], np.cumsum(values)])
    return np.asarray(running[starts[1:]] - running[starts[:-1]])


def from_links(audience: Ints, cell: Ints, weight: Floats, n: int, quality: Floats | None = None) -> Coverage:
    """Build a coverage from links (audience[k], cell[k]), each at most once; `weight` is by cell.

    Cells with the same memberships are merged, cells of one audience become `alone`. Memberships are compared by the
    sum of a random 64-bit number for each audience: two different ones meet with probability below cells^2 / 2^65.
    """
    marks = np.random.default_rng(0).integers(1, 2**63, size=n, dtype=np.uint64)
    key = np.zeros(len(weight), dtype=np.uint64)
    np.add.at(key, cell, marks[audience])
    members = np.bincount(cell, minlength=len(weight))
    single = members[cell] == 1
    alone = np.bincount(audience[single], weights=weight[cell[single]], minlength=n).astype(np.float64)
    several = np.flatnonzero(members > 1)
    _, first, group = np.unique(key[several], return_index=True, return_inverse=True)
    merged = np.bincount(group, weights=weight[several], minlength=len(first)).astype(np.float64)
    place = np.full(len(weight), -1, dtype=np.int64)
    place[several[first]] = np.arange(len(first))
    kept = place[cell] >= 0
    order = np.lexsort((place[cell[kept]], audience[kept]))
    counts = np.bincount(audience[kept], minlength=n)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    worth = np.ones(n) if quality is None else quality
    return Coverage(starts, place[cell[kept]][order], merged, alone, worth)


def from_people(people: Sequence[Ints], each: float = 1.0, quality: Floats | None = None) -> Coverage:
    """Build a coverage from lists of person numbers; every person stands for `each` people (1 / theta of a sample)."""
    audience = np.repeat(np.arange(len(people)), [len(one) for one in people])
    known, cell = np.unique(np.concatenate([*people, np.empty(0, np.int64)]), return_inverse=True)
    return from_links(audience, cell.astype(np.int64), np.full(len(known), each), len(people), quality)
