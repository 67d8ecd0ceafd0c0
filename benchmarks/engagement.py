"""Engagement measured: coverage and error in simulation, percentiles, and held-out posts of real creators."""

from __future__ import annotations

import csv
import gzip
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from benchmarks.data import data_folder
from nahbar.measure.engagement import Engagement, estimate_engagement, expected_posts
from nahbar.measure.shrinkage import log_counts, neighbour_spread
from nahbar.measure.size_curve import (
    GRID,
    INSTAGRAM_PRIOR,
    WIDE_PRIOR,
    WIDE_VIEWS_PRIOR,
    SizeCurve,
    SizePrior,
    fit_size_curve,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DAY = 86_400
NOW = 4_000_000_000
CREATORS = 300
SPREAD, POST_SPREAD = 0.8, 0.6
CURVE = SizeCurve((-4.0,) * len(GRID), (0.01,) * len(GRID), (SPREAD,) * len(GRID), POST_SPREAD, 500)
HELD_OUT = 10


@dataclass(frozen=True, slots=True, eq=False)
class Creator:
    """One real creator: size and posts ascending by time."""

    log10_size: float
    engaged: Floats
    base: Floats
    posted_at: Ints


def main() -> None:
    """Print the simulated tables and, where the data folder is, the real ones."""
    _simulated()
    _recovered_curve()
    folder = data_folder()
    if folder is None:
        print("\nno data folder: set NAHBAR_DATA for the real posts")
        return
    tiktok = folder / "creators" / "tiktok_top_posts.csv.gz"
    sizes = _sizes(folder / "creators" / "tiktok_top_creators.csv.gz")
    print(
        "\nReal posts: each creator's last posts held out; the size curve is fitted to the other half of the creators"
    )
    print(
        "  posts                 held out    seen  creators  95 % range covers   90 %   80 % | error of median (log):"
    )
    print("  " + " " * 80 + "| nahbar raw mean median seen")
    for base, prior in (("followers", WIDE_PRIOR), ("views", WIDE_VIEWS_PRIOR)):
        creators = _creators(_rows(tiktok), base, sizes)
        _both_ways(f"TikTok by {base}", creators, prior)
    windows = _windows(_creators(_rows(folder / "creators" / "youtube_posts.csv.gz"), "views", {}))
    _both_ways("YouTube by views", windows, WIDE_VIEWS_PRIOR)


def _simulated() -> None:
    print(f"Simulated creators, {CREATORS} a row; 95 % intervals, target at least 93 %, trend alarms at most 7 %")
    print(
        "  shape      posts  followers  rate covers  percentile covers  false trends | squared error: nahbar  raw mean"
    )
    for shape in ("lognormal", "t", "gamma", "viral", "serial"):
        for posts, followers in ((3, 5000), (12, 5000), (50, 5000), (12, 100), (50, 50)):
            rows = np.array(_simulate(shape, posts, followers))
            trend = f"{np.nanmean(rows[:, 2]):12.3f}" if not np.isnan(rows[:, 2]).all() else "           -"
            print(
                f"  {shape:10} {posts:5} {followers:10} {rows[:, 0].mean():12.3f} {rows[:, 1].mean():18.3f} {trend} |"
                f" {rows[:, 3].mean():22.4f} {rows[:, 4].mean():9.4f}"
            )
    rows = np.array(_simulate("t", 30, 5000, 2000))
    share = np.histogram(rows[:, 5], bins=np.linspace(0, 1, 6))[0] / len(rows)
    print(f"  share of 2,000 creators by fifth of the percentile (target .20 each): {np.round(share, 3).tolist()}")
    engaged, base, at, _ = _creator(np.random.default_rng(1), 50, 5000, "t")
    start = time.process_time()
    for _ in range(500):
        estimate_engagement(engaged, base, at, CURVE, 4.0, NOW)
    print(f"  CPU a creator with 50 posts: {(time.process_time() - start) / 500 * 1000:.2f} ms (target 1 ms)")


def _simulate(shape: str, posts: int, followers: int, creators: int = CREATORS) -> list[tuple[float, ...]]:
    generator = np.random.default_rng(31)
    rows = []
    for _ in range(creators):
        engaged, base, at, rate = _creator(generator, posts, followers, shape)
        found = estimate_engagement(engaged, base, at, CURVE, 4.0, NOW)
        assert found.percentile is not None
        assert found.percentile_interval is not None
        place = norm.cdf((rate + 4.0) / SPREAD)
        alarm = np.nan if np.isnan(found.trend) else not found.trend_interval[0] <= 0.0 <= found.trend_interval[1]
        rows.append(
            (
                found.interval[0] <= np.exp(rate) <= found.interval[1],
                found.percentile_interval[0] <= place <= found.percentile_interval[1],
                alarm,
                (found.log_rate - rate) ** 2,
                (np.log((engaged.sum() + 0.5) / base.sum()) - rate) ** 2,
                found.percentile,
            )
        )
    return rows


def _creator(generator: np.random.Generator, n: int, followers: int, shape: str) -> tuple[Floats, Floats, Ints, float]:
    rate = -4.0 + SPREAD * generator.normal()
    deviation = _scatter(generator, n, shape, POST_SPREAD * float(np.exp(0.35 * generator.normal())))
    engaged = generator.poisson(followers * np.exp(rate + deviation)).astype(float)
    return engaged, np.full(n, float(followers)), np.sort(generator.integers(0, 180 * DAY, n)), rate


def _scatter(generator: np.random.Generator, n: int, shape: str, spread: float) -> Floats:
    if shape == "t":
        return spread * generator.standard_t(5, n)
    if shape == "gamma":
        k = 1 / spread**2
        return np.log(generator.gamma(k, 1, n) / np.median(generator.gamma(k, 1, 20_000)))
    deviation = spread * generator.normal(size=n)
    if shape == "viral":
        deviation[generator.integers(n)] += 4.0
    if shape == "serial":
        for i in range(1, n):
            deviation[i] = 0.25 * deviation[i - 1] + (1 - 0.25**2) ** 0.5 * deviation[i]
    return deviation


def _recovered_curve() -> None:
    print(
        "\nSize curve: a truth that falls, rises, falls; 20 samples of n creators; on the right every twelfth is bought"
    )
    print("  n      error of the curve (log)  95 % band covers | with bought engagement: error  plain averages' error")
    sizes = np.linspace(3.2, 6.5, 12)
    for n in (0, 30, 300, 3000):
        clean, bought = (np.array([_curve_errors(n, seed, sizes, factor) for seed in range(20)]) for factor in (1, 10))
        average = f"{np.nanmean(bought[:, 2]):.3f}" if n else "-"
        print(
            f"  {n:5}  {clean[:, 0].mean():24.3f}  {clean[:, 1].mean():16.2f} |"
            f" {bought[:, 0].mean():29.3f}  {average:>22}"
        )


def _curve_errors(n: int, seed: int, sizes: Floats, bought: float) -> tuple[float, float, float]:
    """Return the mean error of the fitted curve, how often its band covers, and the error of plain averages."""
    generator = np.random.default_rng(seed)
    size = generator.uniform(3, 7, n)
    rate = _bump(size) + 0.5 * generator.normal(size=n) + np.where(np.arange(n) % 12 == 11, np.log(bought), 0.0)
    curve = fit_size_curve(size, rate, np.ones(n), INSTAGRAM_PRIOR)
    error = np.array([abs(curve.at(float(s)).mean - float(_bump(s))) for s in sizes])
    band = np.array([1.96 * curve.at(float(s)).doubt for s in sizes])
    near = [np.abs(size - s) < 0.25 for s in sizes]
    plain = [abs(rate[rows].mean() - float(_bump(s))) for rows, s in zip(near, sizes, strict=True) if rows.any()]
    return float(error.mean()), float((error <= band).mean()), float(np.mean(plain)) if plain else float("nan")


def _bump(size: Floats | float) -> Floats:
    return np.asarray(np.log(0.02) + 0.4 * np.sin(2.2 * (np.asarray(size) - 2.8)))


def _both_ways(title: str, creators: Sequence[Creator], prior: SizePrior) -> None:
    for seen in (3, 10, 38):
        for drawn in (True, False):
            _held_out(title, creators, seen, prior, drawn)


def _split(creator: Creator, seen: int, drawn: bool) -> tuple[Ints, Ints]:
    """Return the rows that are seen and the rows held out: drawn from the last posts, or simply the last ones."""
    n = len(creator.engaged)
    last = np.arange(n - seen - HELD_OUT, n)
    if not drawn:
        return last[:seen], last[seen:]
    held = np.sort(np.random.default_rng(n).choice(last, HELD_OUT, replace=False))
    return np.setdiff1d(last, held), held


def _held_out(title: str, creators: Sequence[Creator], seen: int, prior: SizePrior, drawn: bool) -> None:
    usable = [creator for creator in creators if len(creator.engaged) >= seen + HELD_OUT]
    splits = [_split(creator, seen, drawn) for creator in usable]
    halves = [_fitted(usable[k::2], splits[k::2], prior) for k in (1, 0)]
    covered: dict[float, list[float]] = {0.95: [], 0.9: [], 0.8: []}
    errors = []
    for number, (creator, (part, later)) in enumerate(zip(usable, splits, strict=True)):
        found = _estimate(creator, part, halves[number % 2])
        rate = creator.engaged[later] / creator.base[later]
        for level, hits in covered.items():
            _, low, high = expected_posts(found, creator.base[later], level)
            hits.append(float(np.mean((low <= rate) & (rate <= high))))
        truth = np.median(np.log((creator.engaged[later] + 0.5) / creator.base[later]))
        raw = np.log((creator.engaged[part].sum() + 0.5) / creator.base[part].sum())
        middle = np.median(np.log((creator.engaged[part] + 0.5) / creator.base[part]))
        errors.append([abs(found.log_rate - truth), abs(raw - truth), abs(middle - truth)])
    shares = [float(np.mean(hits)) for hits in covered.values()]
    half = 1.96 * np.std(covered[0.95]) / len(usable) ** 0.5
    ours, raw_mean, median = np.mean(errors, axis=0)
    how = "at random" if drawn else "the last"
    print(
        f"  {title:20}  {how:9} {seen:6}  {len(usable):8}  {shares[0]:10.3f} +- {half:.3f}"
        f"  {shares[1]:.3f}  {shares[2]:.3f} | {ours:6.3f} {raw_mean:8.3f} {median:11.3f}"
    )


def _fitted(creators: Sequence[Creator], splits: Sequence[tuple[Ints, Ints]], prior: SizePrior) -> SizeCurve:
    start = fit_size_curve(np.empty(0), np.empty(0), np.empty(0), prior)
    found = [_estimate(creator, part, start) for creator, (part, _) in zip(creators, splits, strict=True)]
    rates = np.array([np.log(max(float(np.median(f.posts.rate)), 1e-9)) for f in found])
    weight = np.array([f.posts_used / (f.posts_used + 1.0) for f in found])
    parts = [(creator.engaged[part], creator.base[part]) for creator, (part, _) in zip(creators, splits, strict=True)]
    spread = np.array([neighbour_spread(log_counts(*part)) for part in parts])
    return fit_size_curve(np.array([c.log10_size for c in creators]), rates, weight, prior, spread)


def _estimate(creator: Creator, part: Ints, curve: SizeCurve) -> Engagement:
    posts = creator.engaged[part], creator.base[part], creator.posted_at[part]
    return estimate_engagement(*posts, curve, creator.log10_size, NOW)


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _sizes(path: Path) -> dict[str, float]:
    return {row["handle"]: float(row["followers"]) for row in _rows(path)}


def _creators(rows: Sequence[Mapping[str, str]], base: str, sizes: Mapping[str, float]) -> list[Creator]:
    posts: dict[str, list[tuple[int, float, float]]] = {}
    for row in rows:
        engaged = sum(float(row[kind]) for kind in ("likes", "comments", "shares") if row.get(kind))
        denominator = sizes[row["handle"]] if base == "followers" else float(row["views"] or 0)
        if denominator > 0:
            at = int(datetime.fromisoformat(row["posted_at"].replace("Z", "+00:00")).timestamp())
            posts.setdefault(row["handle"], []).append((at, engaged, denominator))
    creators = []
    for handle, values in posts.items():
        at, engaged, denominators = (np.array(column) for column in zip(*sorted(values), strict=True))
        # The size of the YouTube channels is not in the data: all are put at one size.
        size = float(np.log10(sizes.get(handle, 1e5)))
        creators.append(Creator(size, engaged.astype(float), denominators.astype(float), at.astype(np.int64)))
    return creators


def _windows(creators: Sequence[Creator], length: int = 50) -> list[Creator]:
    """Cut long channels into windows of posts, each treated as a creator."""
    return [
        Creator(c.log10_size, c.engaged[i : i + length], c.base[i : i + length], c.posted_at[i : i + length])
        for c in creators
        for i in range(0, len(c.engaged) - length + 1, length)
    ]


if __name__ == "__main__":
    main()
