"""Worth of a like: how often intervals hold the truth in simulated worlds, and beside plain division."""

from __future__ import annotations

import time

import numpy as np

from nahbar.measure.count_pooling import Counted, explained_share, fit_counts

WORLDS = 60
CREATORS, PLATFORMS, POSTS = 12, 3, 8
SLOPES = (0.0, 0.4)


def main() -> None:
    """Print coverage and error for worlds in which likes say nothing and in which they say something."""
    print(f"{WORLDS} worlds: {CREATORS} creators on {PLATFORMS} platforms, {POSTS} posts each; 95 % is wished")
    print(f"{'slope':>6}{'creators':>10}{'slopes':>8}{'error, pooled':>15}{'error, plain':>14}{'explained':>11}")
    for slope in SLOPES:
        started = time.perf_counter()
        rows = np.array([_world(seed, slope) for seed in range(WORLDS)])
        creators, slopes, pooled, plain, share = rows.mean(axis=0)
        line = f"{slope:>6}{creators:>10.1%}{slopes:>8.0%}{pooled:>15.2f}{plain:>14.2f}{share:>11.1%}"
        print(f"{line}   ({(time.perf_counter() - started) / WORLDS:.2f} s a fit)")
    print("errors: root mean square of log deals a post by creator; plain is log((deals + 0.5) / posts)")


def _world(seed: int, slope: float) -> tuple[float, ...]:
    rng = np.random.default_rng(20261122 + seed)
    home = rng.permutation(np.arange(CREATORS) % PLATFORMS)
    level = -1.0 + rng.normal(0, 0.3, PLATFORMS)[home] + rng.normal(0, 0.6, CREATORS)
    creator = np.repeat(np.arange(CREATORS), POSTS)
    apart = rng.normal(0, 0.6, len(creator))
    mean = np.exp(level[creator] + slope * apart) * rng.gamma(1.5, 1 / 1.5, len(creator))
    y = rng.poisson(mean).astype(float)
    if not y.any():
        y[0] = 1.0
    x = np.stack([np.ones(len(y)), apart], axis=1)
    pool = fit_counts(Counted(y, np.zeros(len(y)), x, [home[creator], creator]))
    lines = np.zeros((CREATORS + 1, pool.mean.shape[1]))
    lines[:CREATORS, 0], lines[CREATORS, 1] = 1.0, 1.0
    lines[np.arange(CREATORS), 2 + home] = 1.0
    lines[np.arange(CREATORS), 2 + PLATFORMS + np.arange(CREATORS)] = 1.0
    middle, low, high = pool.linear(lines)
    inside = (low[:-1] <= level) & (level <= high[:-1])
    plain = np.log((np.bincount(creator, y) + 0.5) / POSTS)
    return (
        float(inside.mean()),
        float(low[-1] <= slope <= high[-1]),
        float(np.sqrt(np.mean((middle[:-1] - level) ** 2))),
        float(np.sqrt(np.mean((plain - level) ** 2))),
        explained_share(pool, x, [1], 200, rng)[0],
    )
