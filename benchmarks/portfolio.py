"""Which creators to book: how near to the optimum, against the usual rankings, how honest the interval, how fast.

Real part: audiences of streaming creators and the viewers that pairs of them share. The data has no number of viewers
of a creator, only minutes watched; a viewer is taken to watch `MINUTES` a month, which decides how much audiences
overlap, so three values are shown. Prices are drawn: 10 to 25 EUR for a thousand viewers.
"""

from __future__ import annotations

import csv
import gzip
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.data import data_folder
from nahbar.creators.portfolio.choosing import choose_creators
from nahbar.creators.portfolio.contracts import Candidate, Share, Wish
from nahbar.creators.portfolio.crowd import Crowd, interval, paired
from nahbar.measure import theta
from nahbar.measure.coverage import from_people
from nahbar.measure.pseudo_people import ACTIVITY_VARIANCE, Overlaps, draw_population
from nahbar.measure.selection import Limits, choose, rank_by
from nahbar.measure.selection_bounds import SECONDS, solve, upper_bound

SEED = 20_261_122
CREATORS, INSTANCES = 60, 12
MINUTES = (40, 150, 600)
SOLVER_SECONDS = 15.0
WORLDS = 60
MANY, BUDGET = 100_000, 50_000.0


@dataclass(frozen=True)
class Twitch:
    """The real data: minutes watched, community, and pairs with the viewers they share."""

    minutes: np.ndarray
    community: np.ndarray
    one: np.ndarray
    other: np.ndarray
    shared: np.ndarray


def main() -> None:
    """Print the four tables."""
    folder = data_folder()
    if folder is None:
        print("the overlap data is not there: NAHBAR_DATA names its folder")
    else:
        optimum(read(folder / "overlap"))
    against_truth()
    many()


def read(folder: Path) -> Twitch:
    """Read creators and pairs."""
    with gzip.open(folder / "creators.csv.gz", "rt") as handle:
        creators = list(csv.DictReader(handle))
    with gzip.open(folder / "pairs.csv.gz", "rt") as handle:
        pairs = list(csv.DictReader(handle))
    place = {one["creator_id"]: row for row, one in enumerate(creators)}
    ends = np.array([[place[one["creator_a"]], place[one["creator_b"]]] for one in pairs])
    return Twitch(
        np.array([float(one["viewer_count"]) for one in creators]),
        np.array([one["community"] for one in creators]),
        ends.min(axis=1),
        ends.max(axis=1),
        np.array([float(one["shared_viewers"]) for one in pairs]),
    )


def drawn_instance(data: Twitch, rng: np.random.Generator, minutes: float) -> tuple[Overlaps, np.ndarray, np.ndarray]:
    """Draw 60 creators of one community: their overlaps, prices and engagement rates."""
    names, counts = np.unique(data.community, return_counts=True)
    home = rng.choice(names[counts >= CREATORS])
    picked = np.sort(rng.choice(np.flatnonzero(data.community == home), CREATORS, replace=False))
    place = np.full(len(data.minutes), -1)
    place[picked] = np.arange(CREATORS)
    inside = (place[data.one] >= 0) & (place[data.other] >= 0)
    one, other, shared = place[data.one[inside]], place[data.other[inside]], data.shared[inside]
    sizes = data.minutes[picked] / minutes
    # No audience is smaller than what it shares with one other.
    for side in (one, other):
        np.maximum.at(sizes, side, shared * 1.2)
    prices = np.maximum(50.0, np.round(sizes * rng.uniform(10, 25, CREATORS) / 1_000 / 50) * 50)
    rates = np.exp(rng.normal(np.log(0.04), 0.6, CREATORS)) * (sizes / 1e5) ** -0.2
    return Overlaps(sizes, one, other, shared), prices, rates


def optimum(data: Twitch) -> None:
    """Print the gap to the integer optimum and the reach of the usual rankings."""
    print(f"{CREATORS} creators, {INSTANCES} instances a row; gap: 1 - our choice / the best choice known")
    print(
        f"greedy: alone; booked: with the solver's {SECONDS:.0f} s, as the command does; best: {SOLVER_SECONDS:.0f} s"
    )
    print(f"{'minutes a viewer':>17} {'greedy':>8} {'largest':>8} {'booked':>8} {'largest':>8} {'target':>7} "
          f"{'to the bound':>13} {'proven':>7} {'by followers':>13} {'by rate':>8} {'seconds':>8}")  # fmt: skip
    for minutes in MINUTES:
        rng = np.random.default_rng([SEED, minutes])
        rows = [_one_instance(*drawn_instance(data, rng, minutes), rng) for _ in range(INSTANCES)]
        greedy, booked, bound, proven, followers, rate, seconds = (np.array(one) for one in zip(*rows, strict=True))
        print(f"{minutes:>17} {greedy.mean():>8.3%} {greedy.max():>8.3%} {booked.mean():>8.3%} {booked.max():>8.3%} "
              f"{'1 %':>7} {bound.mean():>13.2%} {proven.sum():>4.0f}/{INSTANCES} {followers.mean():>13.1%} "
              f"{rate.mean():>8.1%} {seconds.mean():>8.2f}")  # fmt: skip
    print("by followers, by rate: deduplicated reach of that ranking for the same budget, ours is 100 %\n")


def _one_instance(overlaps: Overlaps, prices: np.ndarray, rates: np.ndarray, rng: np.random.Generator) -> tuple:
    coverage = draw_population(overlaps, np.ones(CREATORS), activity_variance=ACTIVITY_VARIANCE, seed=SEED)
    limits = Limits(float(prices.sum() * rng.uniform(0.1, 0.4)), CREATORS)
    start = time.perf_counter()
    chosen = choose(coverage, prices, limits)
    seconds = time.perf_counter() - start
    value = coverage.value(chosen)
    quick = solve(coverage, prices, limits, SECONDS)
    best = quick if quick is None or quick.proven else solve(coverage, prices, limits, SOLVER_SECONDS)
    bound = upper_bound(coverage, prices, limits, chosen)
    booked, proven = value, 0
    if quick is not None and best is not None:
        booked = max(value, coverage.value(quick.chosen))
        bound, proven = min(bound, best.bound), int(best.proven)
    known = booked if best is None else max(booked, coverage.value(best.chosen))
    ranked = [coverage.value(rank_by(key, prices, limits)) / booked for key in (overlaps.sizes, rates)]
    return 1 - value / known, 1 - booked / known, max(0.0, 1 - booked / bound), proven, *ranked, seconds


def against_truth() -> None:
    """Print how often the interval holds the people that a choice truly reaches, in populations made up anew."""
    print(f"interval of the chosen set against {WORLDS} made-up populations of 40,000 people, 30 creators; level 95 %")
    print(f"{'evidence':>22} {'held':>6} {'mean error':>11} {'width':>7}   reference")
    for name, reference in (("pairs", "at least 90 %"), ("sketch of 10 %", "at least 90 %")):
        rows = [_world(seed, name) for seed in range(WORLDS)]
        held, error, width = (np.array(column) for column in zip(*rows, strict=True))
        print(f"{name:>22} {held.mean():>6.0%} {np.abs(error).mean():>11.1%} {width.mean():>7.1%}   {reference}")
    print()


def _world(seed: int, evidence: str) -> tuple[bool, float, float]:
    rng = np.random.default_rng([SEED, seed])
    n, people, groups = 30, 40_000, int(rng.integers(2, 7))
    variance = float(np.exp(rng.uniform(np.log(0.15), np.log(2.4))))
    activity, home = rng.gamma(1 / variance, variance, people), rng.integers(0, groups, people)
    sets = []
    for size in np.exp(rng.normal(np.log(1_200), 0.8, n)).clip(60, people * 0.3):
        loyal = rng.uniform(0.3, 0.9)
        likely = activity * ((home == rng.integers(0, groups)) * loyal * groups + (1 - loyal))
        sets.append(np.flatnonzero(rng.random(people) < likely / likely.sum() * size))
    prices = np.array([len(one) * rng.uniform(10, 25) for one in sets])
    limits = Limits(float(prices.sum() * 0.3), n)
    shares = [Share(1.0, 1.0, 1.0)] * n
    crowd = _crowd(sets, evidence, rng)
    chosen = choose(crowd.coverage, prices, limits)
    found = interval(crowd, shares, chosen, 300, seed)
    truth = len(np.unique(np.concatenate([sets[one] for one in chosen])))
    value = crowd.coverage.value(chosen)
    return found.low <= truth <= found.high, value / truth - 1, (found.high - found.low) / truth


def _crowd(sets: list, evidence: str, rng: np.random.Generator) -> Crowd:
    if evidence == "pairs":
        one, other = np.triu_indices(len(sets), 1)
        shared = np.array([float(len(np.intersect1d(sets[a], sets[b]))) for a, b in zip(one, other, strict=True)])
        sizes = np.array([float(len(each)) for each in sets])
        return paired(Overlaps(sizes, one, other, shared), np.full(len(one), 0.02), SEED, [])
    kept = rng.random(40_000) < 0.1
    return Crowd(from_people([one[kept[one]] for one in sets], 10.0), [], 0.1)


def many() -> None:
    """Print how long a choice among 100,000 creators takes whose audiences are sketches."""
    rng = np.random.default_rng(SEED)
    sizes = np.exp(rng.normal(np.log(12_000), 1.3, MANY)).clip(500, 3e6)
    prices = np.maximum(40, sizes * rng.uniform(10, 25, MANY) / 1_000 * np.exp(rng.normal(0, 0.4, MANY)))
    start = time.perf_counter()
    sketches = [_made_sketch(rng, size) for size in sizes]
    made, start = time.perf_counter() - start, time.perf_counter()
    affordable = np.flatnonzero(prices <= BUDGET)
    samples = [theta.read_trusted(sketches[one]) for one in affordable]
    common = theta.common_theta(samples, 3_000_000)
    coverage = from_people([one.below(common).astype(np.int64) for one in samples], 1 / common)
    able = [_candidate(row, sizes[one], prices[one]) for row, one in enumerate(affordable)]
    found = choose_creators(able, [], Crowd(coverage, [], common), Wish(round(BUDGET * 100), "EUR"), SEED, 5.0)
    seconds = time.perf_counter() - start
    size = sum(len(one) for one in sketches) / 1e9
    print(f"{MANY:,} creators with sketches ({size:.1f} GB; made in {made:.0f} s, not counted)")
    print(f"{len(coverage.cells):,} hashes under theta {common:.4f}")
    print(
        f"read, chosen ({len(found.booked)} creators), bounded, with intervals, reasons and frontier in {seconds:.1f} s"
    )
    print("target: under 60 s on two cores")
    print(f"reach at least {found.expected / found.upper_bound:.1%} of the upper bound; by followers alone "
          f"{found.by_followers / found.expected:.1%} of ours")  # fmt: skip


def _candidate(row: int, size: float, price: float) -> Candidate:
    return Candidate(row, "instagram", f"c{row}", f"c{row}", round(price * 100), round(size), None, "de", "no sign")


def _made_sketch(rng: np.random.Generator, size: float) -> bytes:
    """Return a sketch as the library writes it, of people of one of 40 communities of two million each.

    Feeding billions of followers to the library would take hours: the hashes are drawn as it would keep them. A person
    is the same hash in every sketch, because hashes are multiples of one step within their community.
    """
    space, most = 2_000_000, 2**theta.LG_K
    share = min(1.0, most / size)
    count = int(rng.binomial(int(size), share)) if share < 1 else int(size)
    step = theta.LARGEST // (40 * space)
    gaps = rng.exponential(space * share / (count + 1), count)
    slots = 1 + np.cumsum(gaps).astype(np.int64)
    slots = slots[np.append(True, np.diff(slots) > 0) & (slots < space * share)]
    hashes = (slots * 40 + rng.integers(0, 40)).astype(np.uint64) * np.uint64(step)
    words, limit = (3, int(share * theta.LARGEST)) if share < 1 else (2, 0)
    head = bytearray(8 * words)
    head[0], head[1], head[2], head[5] = words, 3, 3, 0x1A
    head[8:12] = len(hashes).to_bytes(4, "little")
    if words == 3:
        head[16:24] = limit.to_bytes(8, "little")
    return bytes(head) + hashes.astype("<u8").tobytes()


if __name__ == "__main__":
    main()
