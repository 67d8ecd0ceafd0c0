"""Coverage of the intervals of a campaign's numbers, and how long its page takes over a million touchpoints.

python -m benchmarks.campaign_numbers [--page]
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.agree.service.campaigns import create_campaign
from nahbar.campaigns.links.service.keeping import add_link
from nahbar.campaigns.numbers.comparing import MOST_SENTENCES, SURE
from nahbar.campaigns.numbers.service import numbers_of
from nahbar.kernel.house import House, open_house
from nahbar.kernel.journal.schema import journal_batch
from nahbar.kernel.lake.table import ROW_SCHEMA, write_batch
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace
from nahbar.measure.earned_sums import Values, cost_per, mean_interval, sum_interval
from nahbar.measure.pace import project
from nahbar.measure.pooled_rates import ALIKE, APART, Prior, fit_pool, pooled_rates, probability_above

Floats = npt.NDArray[np.float64]

SEED = 20_261_123
WORLDS, RUNS = 250, 3_000
# From creators who are all but alike to some who bring five times as much as others.
SPREADS = (0.02, 0.1, 0.35, 0.8)
SENTENCE_WORLDS = 100
PRIORS = {APART: "with the prior of the intervals, as until 2026-11:", ALIKE: "with that of the sentences:"}
LEVEL = 0.95
TOUCHPOINTS, CREATORS, LINKS_EACH, DAYS = 1_000_000, 40, 3, 60
MICROS_A_DAY = 86_400_000_000
FIRST_DAY = 20_700
LOOKS = 7
WHO = "benchmark"
DRAWS: dict[str, tuple[Callable[[np.random.Generator, int], Floats], float]] = {
    "gamma, shape 2": (lambda rng, n: rng.gamma(2, 20, n), 40.0),
    "lognormal, sd .8": (lambda rng, n: rng.lognormal(3, 0.8, n), float(np.exp(3 + 0.32))),
    "lognormal, sd 1.2": (lambda rng, n: rng.lognormal(3, 1.2, n), float(np.exp(3 + 0.72))),
}


def main() -> None:
    """Print coverage beside its level, then the time of the page."""
    rng = np.random.default_rng(SEED)
    if "--page" not in sys.argv:
        _rates(rng)
        _sentences()
        _money(rng)
        _pace(rng)
    _page(rng)


def _rates(rng: np.random.Generator) -> None:
    print(f"Rates, pooled: coverage at {LEVEL} over {WORLDS} worlds; probabilities of 80 % and more that came true")
    print(f"{'groups':>7} {'rate':>6} {'weight':>7} {'coverage':>9} {'said':>6} {'true':>6}")
    for groups, middle, weight in ((2, 0.03, 60), (2, 0.03, 1000), (4, 0.03, 60), (12, 0.03, 60), (12, 0.2, 20)):
        inside, said, true = [], [], []
        for _ in range(WORLDS):
            rates = rng.beta(middle * weight, (1 - middle) * weight, groups)
            n = rng.integers(20, 600, groups)
            hits = rng.binomial(n, rates)
            pool = fit_pool(list(hits), list(n))
            found = pooled_rates(list(hits), list(n), pool)
            inside += [one.low <= rate <= one.high for one, rate in zip(found, rates, strict=True)]
            chance = probability_above(found[0], found[1], pool)
            if max(chance, 1 - chance) >= 0.8:
                said.append(max(chance, 1 - chance))
                true.append((chance > 0.5) == (rates[0] > rates[1]))
        told = f"{np.mean(said):6.2f} {np.mean(true):6.2f}" if said else "     -      -"
        print(f"{groups:7} {middle:6} {weight:7} {np.mean(inside):9.3f} {told}")


def _sentences() -> None:
    """Print how often "B brings more leads than A" comes true when it is said, by how much creators differ."""
    print(f"Sentences from {SURE:.0%} on, {SENTENCE_WORLDS} campaigns each: of 100 pairs said, stated and come true")
    heads = f"{'said':>6} {'stated':>7} {'true':>6} {'90-97 % stated':>15} {'true':>6}"
    print(f"{'creators':>9} {'sd of log rate':>15} {heads}")
    for creators, prior in itertools.product((3, 10), PRIORS):
        print(PRIORS[prior])
        found = {sd: _said(creators, sd, prior) for sd in SPREADS}
        for name, rows in [*found.items(), ("all together", np.concatenate(list(found.values())))]:
            said = rows[rows[:, 0] >= SURE]
            middle = said[said[:, 0] < 0.97]
            parts = [one.mean(axis=0) * 100 if len(one) else (np.nan, np.nan) for one in (said, middle)]
            share = len(said) / len(rows) * 100
            figures = f"{share:6.1f} {parts[0][0]:7.1f} {parts[0][1]:6.1f} {parts[1][0]:15.1f} {parts[1][1]:6.1f}"
            print(f"{creators:>9} {name!s:>15} {figures}", flush=True)


def _said(creators: int, sd: float, prior: Prior) -> Floats:
    """Return the stated probability of each pair that a page would speak of, and whether it is so."""
    rng = np.random.default_rng([SEED, creators, round(100 * sd)])
    found = []
    for _ in range(SENTENCE_WORLDS):
        rates = np.minimum(0.9, 0.03 * np.exp(sd * rng.standard_normal(creators)))
        n = np.maximum(20, rng.lognormal(np.log(400), 0.8, creators)).astype(int)
        hits, visits = rng.binomial(n, rates).tolist(), n.tolist()
        pool = fit_pool(hits, visits, prior)
        steadied = pooled_rates(hits, visits, pool)
        best, *others = sorted(range(creators), key=lambda one: -steadied[one].mean)
        for other in others[:MOST_SENTENCES]:
            found.append((probability_above(steadied[best], steadied[other], pool), rates[best] > rates[other]))
    return np.asarray(found, dtype=np.float64)


def _values(drawn: Floats) -> Values:
    most = float(drawn.max()) if len(drawn) else 0.0
    return Values(len(drawn), float(drawn.sum()), float((drawn**2).sum()), most)


def _money(rng: np.random.Generator) -> None:
    print(f"\nMoney: coverage at {LEVEL} over {RUNS} runs (a Poisson number of deals; largest known from 40 others)")
    print(f"{'values':>18} {'deals':>6} {'total':>7} {'mean':>7} {'cost per':>9}")
    for name, (draw, mean) in DRAWS.items():
        others = _values(draw(rng, 40))
        for often in (1, 4, 15, 60):
            totals, means, costs = [], [], []
            for _ in range(RUNS):
                count = int(rng.poisson(often))
                total = sum_interval(_values(draw(rng, count)), others.most)
                totals.append(total.low <= often * mean <= (total.high or 0.0))
                one = mean_interval(_values(draw(rng, max(3, count))), others)
                means.append(one is not None and one.low <= mean <= (one.high or 0.0))
                cost = cost_per(1000.0, count)
                costs.append(cost is None or cost.low <= 1000.0 / often <= (cost.high or 0.0))
            print(f"{name:>18} {often:6} {np.mean(totals):7.3f} {np.mean(means):7.3f} {np.mean(costs):9.3f}")


def _pace(rng: np.random.Generator) -> None:
    print(f"\nPace: coverage of the count at the end at {LEVEL}, 1,000 runs (scatter: variance over mean of the days)")
    print(f"{'scatter':>8} {'a day':>6} {'past':>5} {'left':>5} {'coverage':>9}")
    for scatter in (1, 3):
        for mean in (0.3, 2.0, 10.0):
            for past, left in ((10, 20), (30, 30)):
                inside = []
                for _ in range(1_000):
                    shape, share = mean / max(scatter - 1, 1), 1 / scatter
                    size = past + left
                    days = rng.poisson(mean, size) if scatter == 1 else rng.negative_binomial(shape, share, size)
                    found = project([int(one) for one in days[:past]], left, 1)
                    inside.append(found is not None and found.low <= days.sum() <= found.high)
                print(f"{scatter:8} {mean:6} {past:5} {left:5} {np.mean(inside):9.3f}")


def _page(rng: np.random.Generator) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace(Path(folder) / "w", Settings(name="Benchmark"))
        house = open_house(workspace.folder, PACKAGES)
        number = _filled(house, rng)
        took = []
        for _ in range(LOOKS):
            start = time.perf_counter()
            found = numbers_of(house, number)
            took.append(time.perf_counter() - start)
        house.close()
    print(f"\nNumbers of a campaign over {TOUCHPOINTS:,} sealed touchpoints, {CREATORS} creators, {DAYS} days")
    print(f"clicks {found.total.sums.clicks:,}, leads {found.total.sums.leads:,}, deals {found.total.sums.orders:,}")
    print(f"first look {took[0]:.2f} s, then {np.median(took[1:]):.2f} s (target: under 1 s)")


def _filled(house: House, rng: np.random.Generator) -> int:
    plan = {"name": "Herbst", "goal": "leads", "law": "de", "starts": "2026-09-04", "ends": "2026-12-24"}
    number = create_campaign(house, {**plan, "kpi-leads": "30000", "kpi-clicks": "2000000"}, WHO)
    if not isinstance(number, int):
        raise TypeError("the campaign of the benchmark was refused")
    slugs = [(f"c{one}-{each}", f"instagram/c{one}") for one in range(CREATORS) for each in range(LINKS_EACH)]
    for slug, creator in slugs:
        wish = {"slug": slug, "target": "https://example.org/", "creator": creator, "campaign": "Herbst"}
        add_link(house, {**wish, "variant": slug[-1], "post": f"post {slug[-1]}"}, WHO)
    # As a seal leaves it, without the minutes that a million rows through the journal take.
    with house.store.write() as connection:
        connection.execute(journal_batch.insert().values(number=1, marked_at=0, sealed_at=0))
    write_batch(house.workspace, _touchpoints(rng, slugs), 1)
    return number


def _touchpoints(rng: np.random.Generator, slugs: list[tuple[str, str]]) -> pa.Table:
    n = TOUCHPOINTS
    which = rng.integers(0, len(slugs), n)
    kind = rng.choice(["click", "visit", "lead", "deal", "refund"], n, p=[0.8, 0.16, 0.03, 0.009, 0.001])
    money = np.isin(kind, ["deal", "refund"])
    names = {
        "link": np.array([slug for slug, _ in slugs])[which],
        "creator": np.array([creator for _, creator in slugs])[which],
        "post": np.array([f"post {slug[-1]}" for slug, _ in slugs])[which],
    }
    filled = {
        **{name: pa.array(values) for name, values in names.items()},
        "id": pa.array([f"e{one}" for one in range(n)]),
        "time": pa.array(FIRST_DAY * MICROS_A_DAY + rng.integers(0, DAYS * MICROS_A_DAY, n)),
        "kind": pa.array(kind),
        "campaign": pa.array(["herbst"] * n),
        "value_cents": pa.array(rng.lognormal(8, 0.8, n).astype(np.int64), mask=~money),
        "currency": pa.array(np.full(n, "EUR"), mask=~money),
        "received_at": pa.array(np.zeros(n, dtype=np.int64)),
    }
    columns = [filled.get(field.name, pa.nulls(n, field.type)) for field in ROW_SCHEMA]
    return pa.table([column.cast(field.type) for column, field in zip(columns, ROW_SCHEMA, strict=True)], ROW_SCHEMA)


if __name__ == "__main__":
    main()
