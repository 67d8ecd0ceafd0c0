"""A view of credit with experiments beside it: touchpoints read once, against once for each question."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.leads.contracts import NewDeal
from nahbar.campaigns.leads.service.recording import record_deals
from nahbar.kernel.clock import now
from nahbar.kernel.experiments import exposure
from nahbar.kernel.experiments.assigning import KEY, Variant, assign
from nahbar.kernel.house import House, open_house
from nahbar.kernel.journal.appending import append
from nahbar.kernel.lake import seal
from nahbar.kernel.settings import Settings
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import create_workspace
from nahbar.worth.attribution.contracts import Options
from nahbar.worth.attribution.recorded import Asked, attribute_house, read_record
from nahbar.worth.attribution.registered import credit_and_effects
from nahbar.worth.experiments.plans import read_plan
from nahbar.worth.experiments.registry import list_experiments, plan_experiment, start_experiment, stop_experiment
from nahbar.worth.experiments.reporting import report_on

DAY, MICROS = 86_400, 1_000_000
PEOPLE, TOUCHES, WAITING, BATCH = 40_000, 4, 20_000, 10_000
MOST = 8
WHO = "benchmark"
BEGUN_DAYS = 60


def main() -> None:
    """Print the seconds of a view by the number of experiments that measured something of it."""
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as folder:
        house = _workspace(Path(folder) / "w")
        points = sum(1 for _ in _touchpoints(house))
        print(f"{points:,} touchpoints, {WAITING:,} or more of them not sealed yet; seconds, the better of two")
        print(f"{'experiments':>12}{'one reading':>13}{'each by itself':>16}{'ratio':>8}")
        done = 0
        for wanted in (0, 1, 4, MOST):
            for k in range(done, wanted):
                start_experiment(house, f"e{k}", WHO, now() - BEGUN_DAYS * DAY)
                stop_experiment(house, f"e{k}", WHO)
            done = wanted
            shared = _seconds(lambda: credit_and_effects(house, Asked(), Options(), WHO))
            apart = _seconds(lambda: _each_by_itself(house))
            print(f"{wanted:>12}{shared:>13.2f}{apart:>16.2f}{shared / apart:>8.2f}")
        house.close()


def _each_by_itself(house: House) -> None:
    """Read as views did before they shared: the credit, all times for the effects, and once more an experiment."""
    attribute_house(house, Asked(), Options())
    asking = [one for one in list_experiments(house) if one.state != "draft"]
    if asking:
        read_record(house, Asked(), of_all_times=True)
    for one in asking:
        report_on(house, one.plan.name, WHO)


def _seconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(2):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def _workspace(folder: Path) -> House:
    made = create_workspace(folder, Settings(name="Benchmark"))
    house = open_house(made.folder, PACKAGES)
    for k in range(MOST):
        given = {"name": f"e{k}", "title": f"Does channel {k} sell?", "variants": "none=1, some=1"}
        given |= {"metric": "deal:count", "planned": "2000", "window_days": "30", "holds_out": f"channel:c{k}"}
        plan_experiment(house, read_plan(given), WHO, now() - BEGUN_DAYS * DAY)
    points = list(_touchpoints(house))
    for first in range(0, len(points) - WAITING, BATCH):
        _append(house, points[first : min(first + BATCH, len(points) - WAITING)])
    seal(house)
    _append(house, points[-WAITING:])
    rng = np.random.default_rng(1)
    at = now() - 40 * DAY
    buyers = rng.choice(PEOPLE, PEOPLE // 20, replace=False)
    record_deals(house, [NewDeal(f"d{k}", at + int(k) * 10, 2_000, "EUR", person=f"p{k}") for k in buyers])
    return house


def _append(house: House, points: list[Touchpoint]) -> None:
    with house.store.write() as connection:
        append(connection, points, now() * MICROS)


def _touchpoints(house: House) -> Iterator[Touchpoint]:
    """People who meet an arm of one experiment, are touched by what it gives, and by other channels."""
    key, arms = house.workspace.key(KEY), (Variant("none", 1.0), Variant("some", 1.0))
    rng = np.random.default_rng(20_261_122)
    first = now() - 55 * DAY
    for k in range(PEOPLE):
        person, at = f"p{k}", first + k * 20
        name = f"e{k % MOST}"
        arm = assign(key, name, person, arms)
        yield exposure(name, arm, at * MICROS, person)
        channels = [f"c{rng.integers(MOST)}" for _ in range(TOUCHES - 1)] + ([f"c{name[1:]}"] if arm == "some" else [])
        for j, channel in enumerate(channels):
            moment = (at + 60 + 600 * j) * MICROS
            yield Touchpoint(
                id=f"{person}-{j}", time=moment, kind="click", person=person, channel=channel, consent=True
            )


if __name__ == "__main__":
    main()
