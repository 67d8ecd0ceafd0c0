"""What the registry's ended experiments on one outcome say together."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.clock import now
from nahbar.kernel.experiments import exposure
from nahbar.kernel.house import open_house
from nahbar.kernel.journal.appending import append
from nahbar.kernel.settings import Settings
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import create_workspace
from nahbar.worth.experiments.plans import read_plan
from nahbar.worth.experiments.registry import plan_experiment, start_experiment, stop_experiment
from nahbar.worth.experiments.together import pool_registered
from tests.conftest import ALICE
from tests.web import add_people, served, sign_in, texts

DAY, MICROS = 86_400, 1_000_000
# People an arm, and the rates without and with the card: the smallest one was lucky.
TRIALS = {"big": (300, 0.1, 0.2), "middle": (150, 0.1, 0.18), "lucky": (40, 0.1, 0.5)}


@pytest.fixture(scope="module")
def ended(tmp_path_factory, migrated_file):
    """A workspace with three ended experiments on leads, one that runs, and one on purchases."""
    made = create_workspace(tmp_path_factory.mktemp("together") / "w", Settings(name="Test"))
    shutil.copy(migrated_file, made.folder / "nahbar.db")
    house = open_house(made.folder, PACKAGES)
    for name, trial in TRIALS.items():
        run(house, name, "lead", *trial)
        stop_experiment(house, name, ALICE)
    run(house, "sold", "deal", 30, 0.2, 0.4)
    stop_experiment(house, "sold", ALICE)
    run(house, "still", "lead", 20, 0.1, 0.1)
    add_people(house)
    yield house
    house.close()


def run(house, name, metric, people, *rates):
    given = {"name": name, "variants": "none=1, card=1", "metric": metric, "planned": str(people), "window_days": "7"}
    plan_experiment(house, read_plan(given), ALICE)
    start_experiment(house, name, ALICE)
    at, points = (now() - 30 * DAY) * MICROS, []
    for arm, rate in zip(("none", "card"), rates, strict=True):
        for k in range(people):
            person = f"{name}-{arm}-{k}"
            points.append(exposure(name, arm, at, person))
            if k < round(rate * people):
                points.append(Touchpoint(id=f"l{person}", time=at + MICROS, kind=metric, person=person))
    with house.store.write() as connection:
        append(connection, points, now() * MICROS)


def test_each_is_drawn_towards_the_average_as_much_as_it_is_uncertain(ended):
    leads, deals = pool_registered(ended, ALICE)
    assert (leads.metric, deals.metric) == ("lead", "deal")
    names = [one.plan.name for one in leads.experiments]
    assert set(names) == set(TRIALS)
    own = np.array([one.absolute for one in leads.lifts])
    moved = dict(zip(names, np.abs(leads.pooled.shrunken - own), strict=True))
    assert moved["lucky"] > 3 * moved["big"]
    assert own.min() < leads.pooled.mean < own.max()
    assert "inquiries: " in leads.said.render()


def test_fewer_than_three_say_so(ended):
    deals = pool_registered(ended, ALICE)[1]
    assert deals.pooled is None
    assert deals.said.render().startswith("purchases: 1 experiment has ended. From 3 on")


def test_the_page_and_the_command_show_them(ended, nb):
    with served(ended) as client:
        sign_in(client, "viewer")
        page = client.get("/worth/experiments/together").text
    assert "Drawn towards the average" in texts(page)
    # The average and three experiments, drawn for wide pages and for phones.
    assert page.count('class="this"') == 8
    answer = nb("worth", "experiments", "pool", "--workspace", ended.workspace.folder, "--json").json
    assert answer[0]["average"]["mean"] == pytest.approx(0.15, abs=0.1)
    assert {one["experiment"] for one in answer[0]["experiments"]} == set(TRIALS)


def test_a_workspace_without_experiments_says_what_the_page_will_answer(bare_reader):
    assert "When three have counted the same" in texts(bare_reader.get("/worth/experiments/together").text)
