"""A population that could stand behind audiences of which only sizes and pairwise overlaps are known.

Sizes and pairwise overlaps do not determine how many people several audiences hold together. This module writes down a
population that agrees with both and in which, for the rest, people choose independently of each other within an
audience, apart from some being more active than others: for audience i draw people, let each of them be in audience j
with probability shared_ij / size_i times their activity, and count a person who is found through m audiences as 1 / m
through each of them (multiplicity estimator, Sirken 1970). The weights are then adjusted until the pairs agree
(raking, Deming and Stephan 1940). What remains free is said by `union_between`: the bounds that hold for every
population with these figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.measure.coverage import Coverage, Floats, Ints, from_links

# After 200 rounds the pairs agree to 2 % in populations that overlap heavily, after 60 to 4 %.
RAKING_ROUNDS = 200
# Links times rounds; very large populations get fewer rounds.
RAKING_WORK, LEAST_ROUNDS = 400_000_000, 40
PEOPLE_EACH = 120
# Variance of activity under which unions of simulated populations (equal to very unequal activity, 40 audiences) come
# out within 3 %, see tests/measure/test_pseudo_people.py; the interval spreads it from a quarter to four times as much.
ACTIVITY_VARIANCE = 0.6


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Sizes (n) of audiences and, for pairs one[k] < other[k], the people they share; other pairs share nobody."""

    sizes: Floats
    one: Ints
    other: Ints
    shared: Floats

    def bounded(self) -> Overlaps:
        """Return the same with no pair sharing more people than its smaller audience has."""
        most = np.minimum(self.sizes[self.one], self.sizes[self.other])
        return Overlaps(self.sizes, self.one, self.other, np.minimum(self.shared, most))

    def among(self, chosen: Ints) -> npt.NDArray[np.float64]:
        """Return the shared people of the chosen audiences as a matrix with the sizes on its diagonal."""
        place = np.full(len(self.sizes), -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        both = (place[self.one] >= 0) & (place[self.other] >= 0)
        found = np.diag(self.sizes[chosen])
        found[place[self.one[both]], place[self.other[both]]] = self.shared[both]
        found[place[self.other[both]], place[self.one[both]]] = self.shared[both]
        return found


def draw_population(
    overlaps: Overlaps, quality: Floats, *, activity_variance: float, seed: int, each: int = PEOPLE_EACH
) -> Coverage:
    """Return a population as a coverage, with `each` people drawn through every audience.

    `activity_variance` is the variance of people's activity (gamma with mean 1); 0 means that all are alike.
    """
    known = overlaps.bounded()
    n = len(known.sizes)
    rng = np.random.default_rng(seed)
    links = _Links(known, rng, activity_variance, each)
    size = np.maximum(known.sizes, 1e-12)
    through = np.repeat(np.arange(n), each)
    members = np.bincount(links.person, minlength=n * each)
    weight = size[through] / each / members
    weight = _raked(known, links, weight)
    coverage = from_links(links.audience, links.person, weight, n, quality)
    inside = coverage.sizes() - coverage.alone
    return Coverage(coverage.starts, coverage.cells, coverage.weight, np.maximum(known.sizes - inside, 0.0), quality)


class _Links:
    """Who is in which audience: `audience[k]` holds `person[k]`; person p was drawn through audience p // each."""

    def __init__(self, known: Overlaps, rng: np.random.Generator, variance: float, each: int) -> None:
        n = len(known.sizes)
        self.each = each
        audience, person = [np.repeat(np.arange(n), each)], [np.arange(n * each)]
        left = np.concatenate([known.one, known.other])
        right = np.concatenate([known.other, known.one])
        share = np.tile(known.shared, 2) / np.maximum(known.sizes[left], 1e-12)
        counts = np.minimum(each - 1, np.floor(share * each + rng.random(len(share)))).astype(np.int64)
        counts = np.where(share > 0, np.maximum(counts, 1), 0)
        order = np.argsort(left, kind="stable")
        ends = np.searchsorted(left[order], np.arange(n + 1))
        for i in range(n):
            mine = order[ends[i] : ends[i + 1]]
            mine = mine[counts[mine] > 0]
            if len(mine):
                taken = _taken(rng, counts[mine], each, variance)
                rows, people = np.nonzero(taken)
                audience.append(right[mine][rows])
                person.append(i * each + people)
        self.audience, self.person = np.concatenate(audience), np.concatenate(person)


def _taken(rng: np.random.Generator, counts: Ints, each: int, variance: float) -> npt.NDArray[np.bool_]:
    """Return for every row `counts` people of `each`, the active ones more often (Gumbel top-k, Yellott 1977)."""
    tickets = rng.gumbel(size=(len(counts), each))
    if variance > 0:
        tickets += np.log(np.maximum(rng.gamma(1 / variance, variance, size=each), 1e-9))
    # One person of every audience stays alone: they stand for all who are in no other.
    tickets[:, 0] = -np.inf
    rank = np.argsort(np.argsort(-tickets, axis=1), axis=1)
    return np.asarray(rank < counts[:, None])


def _raked(known: Overlaps, links: _Links, weight: Floats) -> Floats:
    """Return weights under which sizes and pairs come out as given.

    The rounds are those of expectation maximisation for Poisson counts (Lucy 1974): weights stay positive, the
    likelihood rises in every round, and where the figures contradict each other the misfit is spread.
    """
    n, people = len(known.sizes), len(weight)
    pair_of, person_of = _pairs_of_people(known, links, n)
    load = np.bincount(person_of, minlength=people) + np.bincount(links.person, minlength=people)
    rounds = max(LEAST_ROUNDS, min(RAKING_ROUNDS, RAKING_WORK // max(1, len(pair_of) + len(links.person))))
    for _ in range(rounds):
        held = np.bincount(links.audience, weights=weight[links.person], minlength=n)
        shared = np.bincount(pair_of, weights=weight[person_of], minlength=len(known.shared))
        size_step, pair_step = known.sizes / np.maximum(held, 1e-12), known.shared / np.maximum(shared, 1e-12)
        pull = np.bincount(links.person, weights=size_step[links.audience], minlength=people)
        pull += np.bincount(person_of, weights=pair_step[pair_of], minlength=people)
        weight = weight * pull / load
    return weight


def _pairs_of_people(known: Overlaps, links: _Links, n: int) -> tuple[Ints, Ints]:
    """Return (pair, person) for every known pair of audiences that a person is in."""
    order = np.lexsort((links.audience, links.person))
    person, audience = links.person[order], links.audience[order]
    code = known.one * n + known.other
    by_code = np.argsort(code)
    pairs, people = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    step = 1
    while step < len(person):
        same = np.flatnonzero(person[step:] == person[:-step])
        if not len(same):
            break
        wanted = audience[same] * n + audience[same + step]
        at = np.searchsorted(code[by_code], wanted)
        found = (at < len(code)) & (code[by_code][np.minimum(at, len(code) - 1)] == wanted)
        pairs.append(by_code[at[found]])
        people.append(person[same][found])
        step += 1
    return np.concatenate(pairs), np.concatenate(people)


def expected_union(shared: Floats, activity_variance: float) -> float:
    """Return the people in at least one of the audiences whose sizes and overlaps are given (matrix, sizes on the
    diagonal), under the same assumption as `draw_population`, without drawing.

    A person of audience i is in X others; everyone counts 1 / (1 + X). With activity a of gamma law,
    E[u^X] = E[prod_j (1 - a t_ij (1 - u))], which is close to (1 + v * sum_j -log(1 - t_ij (1 - u)))^(-1 / v);
    E[1 / (1 + X)] is its integral over u from 0 to 1 (Gauss-Legendre, 12 nodes).
    """
    sizes = np.diag(shared)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(sizes[:, None] > 0, shared / sizes[:, None], 0.0)
    np.fill_diagonal(share, 0.0)
    nodes, weights = np.polynomial.legendre.leggauss(12)
    at = (nodes + 1) / 2
    total = 0.0
    for u, w in zip(at, weights / 2, strict=True):
        spread = -np.log1p(-np.minimum(share, 1 - 1e-9) * (1 - u)).sum(axis=1)
        v = activity_variance
        missed = np.exp(-spread) if v <= 0 else (1 + v * spread) ** (-1 / v)
        total += float(w * (sizes @ missed))
    return total


def union_between(shared: Floats) -> tuple[float, float]:
    """Return the bounds on the union that hold for every population with these sizes and pairwise overlaps.

    Below: Dawson and Sankoff (1967) and each audience with what one neighbour adds; above: Hunter (1976), the sizes
    less the heaviest tree of overlaps.
    """
    sizes = np.diag(shared)
    off = shared - np.diag(sizes)
    if len(sizes) == 1:
        return float(sizes[0]), float(sizes[0])
    total, pairs = float(sizes.sum()), float(off.sum() / 2)
    k = 1 + int(2 * pairs / total) if total > 0 else 1
    below = 2 * total / (k + 1) - 2 * pairs / (k * (k + 1))
    two = sizes[:, None] + sizes[None, :] - off
    np.fill_diagonal(two, sizes)
    return max(below, float(two.max())), total - _heaviest_tree(off)


def _heaviest_tree(weights: Floats) -> float:
    """Return the weight of the heaviest spanning tree (Prim 1957)."""
    best = weights[0].copy()
    inside = np.zeros(len(weights), dtype=bool)
    inside[0] = True
    total = 0.0
    for _ in range(len(weights) - 1):
        at = int(np.argmax(np.where(inside, -1.0, best)))
        total += float(best[at])
        inside[at] = True
        best = np.maximum(best, weights[at])
    return total
