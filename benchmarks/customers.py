"""Customers over time: CDNOW beside the published figures, and how often intervals hold in simulated shops."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from benchmarks.data import data_folder
from nahbar.measure.bg_nbd import History
from nahbar.worth.customers import forecasting as fc
from nahbar.worth.customers.service import customers_of_file

# Fader, Hardie and Lee 2005, table 2; Fader and Hardie 2013 (gamma-gamma), page 5.
PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "log_likelihood": -9582.4}
PUBLISHED_VALUE = {"p": 6.25, "q": 3.74, "gamma": 15.44}
# Shops: rates gamma(r, alpha) a week, leaving beta(a, b), values gamma-gamma (p, q, gamma).
SHOPS = {
    "as CDNOW": (0.243, 4.414, 0.793, 2.426),
    "loyal": (1.2, 6.0, 0.4, 4.0),
    "leaving": (0.8, 4.0, 1.5, 2.0),
}
VALUES = (6.25, 3.74, 15.44)
WEEKS, AFTER = 39.0, 39.0
WORLDS = 25


def main() -> None:
    """Print both tables."""
    _cdnow()
    _coverage()


def _cdnow() -> None:
    folder = data_folder()
    if folder is None:
        print("CDNOW: not measured, the data folder is not there")
        return
    found = customers_of_file(folder / "orders" / "cdnow_sample.txt.gz", 39)
    assert found.bgnbd
    assert found.gamma_gamma
    assert found.check
    print("CDNOW sample, 39 weeks      here  published")
    for fitted, published in ((found.bgnbd, PUBLISHED), (found.gamma_gamma, PUBLISHED_VALUE)):
        for name, value in published.items():
            print(f"  {name:20}{fitted[name]:>12.3f}{value:>11}")
    check = found.check
    print(f"  the 39 weeks after: expected {check.expected.value:,.0f} ", end="")
    print(f"({check.expected.low:,.0f} to {check.expected.high:,.0f}), seen {check.seen:,}; ", end="")
    print(f"customers within their own interval {check.covered:.1%} (95 % is wished, more is usual for counts)")
    started = time.perf_counter()
    whole = customers_of_file(folder / "orders" / "cdnow_master.txt.gz", 39)
    assert whole.check
    print(f"CDNOW, all {whole.customers:,} customers: {time.perf_counter() - started:.1f} s; ", end="")
    print(f"after: expected {whole.check.expected.value:,.0f}, seen {whole.check.seen:,}\n")


def _coverage() -> None:
    print(f"{WORLDS} simulated shops each: how often the 95 % interval holds what came in the {AFTER:.0f} weeks after")
    print(f"{'shop':12}{'customers':>10}{'steadied':>10}{'orders':>9}{'value':>8}{'single':>8}{'error':>8}")
    for name, shop in SHOPS.items():
        for n in (150, 600, 2400):
            _print(name, n, [_world(shop, n, seed) for seed in range(WORLDS)])


def _print(name: str, n: int, worlds: Sequence[tuple[bool, bool, bool, float, float] | None]) -> None:
    told = [one for one in worlds if one is not None]
    if not told:
        print(f"{name:12}{n:>10,}  cannot tell")
        return
    steadied, orders, value, single, error = (np.array(column) for column in zip(*told, strict=True))
    line = f"{name:12}{n:>10,}{steadied.mean():>10.0%}{orders.mean():>9.0%}{value.mean():>8.0%}{single.mean():>8.1%}"
    print(line + f"{np.mean(np.abs(error)):>8.1%}")


def _world(shop: tuple[float, ...], n: int, seed: int) -> tuple[bool, bool, bool, float, float] | None:
    known = _lived(shop, n, np.random.default_rng(20261122 + seed))
    models = fc.fitted(known)
    if models.buying is None or models.paying is None:
        return None
    drawn = fc.draw(known, models, AFTER, np.arange(n), seed)
    assert drawn.values is not None
    orders, value = float(known.later.sum()), float(known.later_value.sum())
    ends = [np.quantile(sums, [0.025, 0.975]) for sums in (drawn.orders, drawn.values)]
    return (
        models.steadied,
        bool(ends[0][0] <= orders <= ends[0][1]),
        bool(ends[1][0] <= value <= ends[1][1]),
        fc.covered(drawn, known.later),
        float(fc.expectations(known, models, AFTER)[0].sum()) / max(orders, 1.0) - 1.0,
    )


def _lived(shop: tuple[float, ...], n: int, rng: np.random.Generator) -> fc.Known:
    r, alpha, a, b = shop
    p, q, gamma = VALUES
    rows = []
    for rate, leaving, level, start in zip(
        rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n), rng.gamma(q, 1 / gamma, n), rng.uniform(0, 12, n), strict=True
    ):
        at, times = 0.0, []
        while True:
            at += rng.exponential(1 / max(rate, 1e-9))
            if start + at > WEEKS + AFTER:
                break
            times.append(at)
            if rng.random() < leaving:
                break
        values = rng.gamma(p, 1 / level, len(times))
        early = np.array(times) <= WEEKS - start
        last = max((at for at in times if at <= WEEKS - start), default=0.0)
        mean = float(values[early].mean()) if early.any() else 0.0
        rows.append((int(early.sum()), last, WEEKS - start, mean, int((~early).sum()), float(values[~early].sum())))
    repeats, last, watched, mean, later, later_value = (np.array(column) for column in zip(*rows, strict=True))
    return fc.Known([str(k) for k in range(n)], History(repeats, last, watched), mean, later, later_value)
