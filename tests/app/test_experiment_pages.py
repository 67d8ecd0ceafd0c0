"""The pages of experiments: planned with the size they need, started, read, stopped, and a file that is dropped."""

from __future__ import annotations

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.house import open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace
from nahbar.worth.experiments.plans import read_plan
from nahbar.worth.experiments.registry import experiment_named, list_experiments, looks_at, plan_experiment
from tests.conftest import ALICE
from tests.web import add_people, send, served, sign_in, texts

PAGE = "/worth/experiments"
PLAN = {"name": "thanks", "title": "Does a card earn leads?", "variants": "none=1, card=1", "metric": "lead"}
ROWS = "arm,bought\n" + "none,0\nnone,1\ncard,1\ncard,1\n" * 60


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One workspace for all pages; each test has an experiment of its own."""
    made = create_workspace(tmp_path_factory.mktemp("pages") / "w", Settings(name="Test"))
    opened = open_house(made.folder, PACKAGES)
    add_people(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def visits(house):
    with served(house) as made:
        yield made


@pytest.fixture
def client(visits):
    sign_in(visits, "editor")
    return visits


def test_an_empty_list_says_what_it_will_answer(client):
    page = texts(client.get(PAGE).text)
    assert "only a comparison can tell" in page
    assert "Plan an experiment" in page


def test_a_plan_says_what_it_needs_before_it_is_kept(client, house):
    worth = {"baseline": "0.03", "least_lift": "20", "per_day": "500", "work": "1"}
    page = texts(send(client, f"{PAGE}/new", **PLAN | {"name": "asked"}, **worth).text)
    assert "people in the smallest arm." in page
    assert "That takes about" in page
    assert "percentage points or more" in page
    assert [one for one in list_experiments(house) if one.plan.name == "asked"] == []


def test_a_wrong_plan_is_said_beside_its_field_and_keeps_what_was_typed(client):
    answer = send(client, f"{PAGE}/new", **PLAN | {"variants": "alone"}, planned="50", keep="1")
    assert answer.status_code == 422
    assert "Name two to 8 different arms" in texts(answer.text)
    assert 'value="Does a card earn leads?"' in answer.text


def test_an_experiment_is_kept_started_read_and_stopped(client, house):
    assert send(client, f"{PAGE}/new", **PLAN, planned="50", guardrails="refund=higher", keep="1").status_code == 303
    page = texts(client.get(f"{PAGE}/thanks").text)
    assert "Does a card earn leads?" in page
    assert "Cannot tell yet: about 50 more people an arm." in page
    for step, state in (("start", "Running"), ("stop", "Stopped")):
        send(client, f"{PAGE}/thanks/{step}", reason="enough")
        assert state in texts(client.get(f"{PAGE}/thanks").text)
    found = experiment_named(house, "thanks")
    assert found.stop_reason == "enough"
    assert [one.people for one in looks_at(house, found)] == [0]


def test_a_viewer_reads_and_changes_nothing(client, house):
    plan_experiment(house, read_plan(PLAN | {"name": "seen", "planned": "50"}), ALICE)
    sign_in(client, "viewer")
    assert "Start the experiment" not in client.get(f"{PAGE}/seen").text
    assert send(client, f"{PAGE}/seen/start").status_code == 403
    assert client.get(f"{PAGE}/new").status_code == 403
    assert experiment_named(house, "seen").state == "draft"


def test_unknown_names_and_steps_are_said(client):
    assert client.get(f"{PAGE}/nobody").status_code == 404
    assert send(client, f"{PAGE}/nobody/dance").status_code == 400


def test_pasted_rows_are_compared_and_drawn(client):
    answer = send(
        client, f"{PAGE}/analyse", rows=ROWS, assignment="arm", control="none", outcomes="bought", planned="120"
    )
    page = texts(answer.text)
    assert "card raises bought by" in page
    assert "percentage points" in page
    # A solid dot is an effect; the plot is drawn for wide pages and for phones.
    assert answer.text.count('class="this"') == 2
    assert "randomised groups" in page


def test_rows_that_cannot_be_used_are_said_with_their_number(client):
    columns = {"assignment": "arm", "control": "none", "outcomes": "bought"}
    answer = send(client, f"{PAGE}/analyse", rows=ROWS.replace("1", "one", 1), **columns)
    assert answer.status_code == 422
    assert "Row 2" in texts(answer.text)
    assert "There are no rows yet." in texts(send(client, f"{PAGE}/analyse", **columns).text)
