"""Experiments from the plan to the answer: registered, started, met by people, read again and again, stopped."""

from __future__ import annotations

import numpy as np
import pytest

from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.experiments import assigned, exposure
from nahbar.kernel.journal.appending import append
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.measure.anytime_bounds import fixed_multiplier, planned_multiplier
from nahbar.worth.experiments import reporting
from nahbar.worth.experiments.as_json import report_json
from nahbar.worth.experiments.declared import differ_p
from nahbar.worth.experiments.plans import read_plan, smallest_lift
from nahbar.worth.experiments.registry import (
    experiment_named,
    list_experiments,
    plan_experiment,
    start_experiment,
    stop_experiment,
)
from nahbar.worth.experiments.reporting import report_on
from nahbar.worth.experiments.words import group_words
from tests.command_line import CommandLine
from tests.conftest import ALICE, BOB, NOW, both_engines

GIVEN = {
    "name": "thanks",
    "variants": "none=1, card=1",
    "metric": "lead",
    "guardrails": "refund=higher",
    "planned": "400",
    "window_days": "7",
}
DAY = 86_400
START = NOW - 60 * DAY


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The reading happens at one fixed moment, hours later at each look."""
    ticks = iter(range(NOW, NOW + 10**9, 3600))
    monkeypatch.setattr(reporting, "now", lambda: next(ticks))


def meet(house, rates, people=800, late=0, seed=3):
    """Let people meet their arms and leave leads at the rate of the arm; `late` of them only yesterday."""
    rng = np.random.default_rng(seed)
    touched = []
    for k in range(people):
        person = f"p{seed}-{k}"
        arm = assigned(house, "thanks", person)
        at = (NOW - DAY if k < late else START + k * 100) * 10**6
        touched.append(exposure("thanks", arm, at, person))
        for n in range(int(rng.random() < rates[arm])):
            touched.append(Touchpoint(id=f"l{person}-{n}", time=at + 10**9, kind="lead", person=person))
        # What happened before, or long after, does not count.
        touched.append(Touchpoint(id=f"b{person}", time=at - 10**9, kind="lead", person=person))
        touched.append(Touchpoint(id=f"a{person}", time=at + 8 * DAY * 10**6, kind="lead", person=person))
    with house.store.write() as connection:
        append(connection, touched, NOW * 10**6)


@both_engines
def test_an_experiment_goes_from_draft_to_answer(house):
    plan_experiment(house, read_plan(GIVEN), ALICE)
    assert assigned(house, "thanks", "p1") is None
    start_experiment(house, "thanks", ALICE)
    meet(house, {"none": 0.1, "card": 0.4})
    found = report_on(house, "thanks", ALICE)
    lift = found.primary()[0]
    assert lift.absolute == pytest.approx(0.3, abs=0.08)
    assert lift.known
    assert "card raises inquiries" in found.said[0].render()
    assert sum(n for _, n in found.counts) == 800
    assert "nothing has happened" in found.guarded[0].render() or "not known" in found.guarded[0].render()
    stop_experiment(house, "thanks", BOB, "known")
    assert assigned(house, "thanks", "p1") is None
    assert experiment_named(house, "thanks").stop_reason == "known"


@pytest.fixture
def running(house):
    plan_experiment(house, read_plan(GIVEN), ALICE)
    start_experiment(house, "thanks", ALICE)
    return house


def test_nobody_yet_says_how_many_are_missing(running):
    found = report_on(running, "thanks", ALICE)
    assert found.analysis is None
    assert found.said[0].render() == "Cannot tell yet: about 400 more people an arm."


def test_people_within_their_window_wait(running):
    meet(running, {"none": 0.1, "card": 0.1}, people=300, late=100)
    found = report_on(running, "thanks", ALICE)
    assert found.waiting == 100
    assert sum(n for _, n in found.counts) == 200


def test_whoever_met_two_arms_is_left_out_and_counted(running):
    meet(running, {"none": 0.1, "card": 0.1}, people=60)
    other = {"none": "card", "card": "none"}[assigned(running, "thanks", "p3-0")]
    again = Touchpoint(
        id="again", time=START * 10**6 + 7, kind="exposure", person="p3-0", assignment=f"thanks/{other}", consent=True
    )
    with running.store.write() as connection:
        append(connection, [again], NOW * 10**6)
    found = report_on(running, "thanks", ALICE)
    assert found.crossed == 1
    assert sum(n for _, n in found.counts) == 59


def test_no_effect_at_most_of_the_plan_is_told_to_stop(running):
    meet(running, {"none": 0.2, "card": 0.2}, people=760, seed=8)
    found = report_on(running, "thanks", ALICE)
    assert found.stop
    assert "stop" in found.said[0].render()


def test_wrong_sizes_forbid_reading(running):
    meet(running, {"none": 0.1, "card": 0.3}, people=200)
    more = [exposure("thanks", "card", START * 10**6, f"extra-{k}") for k in range(120)]
    with running.store.write() as connection:
        append(connection, more, NOW * 10**6)
    found = report_on(running, "thanks", ALICE)
    assert "Read no lift" in found.said[0].render()
    assert not found.stop


def test_looks_are_kept_with_who_and_when(running):
    meet(running, {"none": 0.1, "card": 0.1}, people=40)
    for who in (ALICE, BOB):
        report_on(running, "thanks", who)
    looks = report_json(report_on(running, "thanks", ALICE))["looks"]
    assert [one["who"] for one in looks] == [ALICE, BOB, ALICE]
    assert {one["people"] for one in looks} == {40}


def test_a_name_is_used_once_and_steps_have_an_order(running):
    with pytest.raises(Conflict):
        plan_experiment(running, read_plan(GIVEN), BOB)
    with pytest.raises(Conflict):
        start_experiment(running, "thanks", BOB)
    with pytest.raises(NotFound):
        stop_experiment(running, "other", BOB)
    assert [one.plan.name for one in list_experiments(running)] == ["thanks"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "a/b"}, "name"),
        ({"variants": "none"}, "variants"),
        ({"variants": "none=1, none=2"}, "variants"),
        ({"variants": "none=1, card=x"}, "variants"),
        ({"metric": "like"}, "metric"),
        ({"metric": "lead:value"}, "metric"),
        ({"guardrails": "refund"}, "guardrails"),
        ({"window_days": "0"}, "window_days"),
        ({"planned": "1"}, "planned"),
        ({"planned": ""}, "planned"),
        ({"planned": "", "baseline": "3", "least_lift": "20"}, "baseline"),
        ({"planned": "", "metric": "deal:value", "baseline": "3", "least_lift": "20"}, "spread"),
        ({"room": "attic"}, "room"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named_by_its_field(changes, field):
    with pytest.raises(BadInput) as caught:
        read_plan(GIVEN | changes)
    assert caught.value.kind == field


def test_the_size_is_worked_out_from_what_is_worth_knowing():
    plan = read_plan(GIVEN | {"planned": "", "baseline": "0,03", "least_lift": "20 %", "per_day": "500"})
    # The usual formula for 3 % against 3.6 % with 80 % power says 13,900 for one single look.
    assert 16_000 < plan.planned < 20_000
    assert plan.planned_days == -(-plan.planned * 2 // 500)
    assert plan.least_lift == pytest.approx(0.006)
    assert smallest_lift({"baseline": "0.03"}, plan) == pytest.approx(0.0058, abs=0.0003)


def test_the_commands_say_the_same(workspace, monkeypatch, capsys):
    nb = CommandLine(monkeypatch, capsys)
    where = ("--workspace", workspace.folder, "--json")
    given = ("--variants", "none=1, card=1", "--metric", "lead", "--planned", "400")
    assert nb("worth", "experiments", "plan", "thanks", *given, *where).json["state"] == "draft"
    assert nb("worth", "experiments", "start", "thanks", *where).json["state"] == "running"
    told = nb("worth", "experiment", "thanks", *where).json
    assert told["said"] == ["Cannot tell yet: about 400 more people an arm."]
    assert told["lifts"] == []
    assert nb("worth", "experiments", "stop", "thanks", "--reason", "enough", *where).json["stop_reason"] == "enough"
    assert nb("worth", "experiments", "list", *where).json[0]["name"] == "thanks"
    assert nb("worth", "experiment", "nobody", *where).code == 3


def test_declared_groups_are_told_apart_with_wider_intervals(house):
    """Everybody left a lead before in `meet`; who bought before is declared too, and every second person did."""
    plan_experiment(house, read_plan(GIVEN | {"groups": "deal"}), ALICE)
    start_experiment(house, "thanks", ALICE)
    meet(house, {"none": 0.1, "card": 0.4})
    bought = [
        Touchpoint(id=f"g{k}", time=(START - DAY) * 10**6, kind="deal", person=f"p3-{k}") for k in range(0, 800, 2)
    ]
    with house.store.write() as connection:
        append(connection, bought, NOW * 10**6)
    found = report_on(house, "thanks", ALICE)
    (by,) = found.analysis.by_group
    whole = found.primary()[0]
    assert (by.trait, by.outcome, set(by.groups)) == ("deal", "lead", {"no", "yes"})
    for one in by.groups.values():
        # Half of the people, and the 97.5 % that two groups together need.
        assert one.interval[1] - one.interval[0] > 1.4 * (whole.interval[1] - whole.interval[0])
    assert by.differ_p > 0.05
    assert report_json(found)["by_group"][0]["trait"] == "deal"
    assert "cannot tell whether the groups differ" in group_words(by).render()


def test_a_group_with_hardly_anybody_tells_nothing(running_groups):
    meet(running_groups, {"none": 0.1, "card": 0.4}, people=60)
    by = report_on(running_groups, "thanks", ALICE).analysis.by_group
    assert [(one.trait, one.groups, one.differ_p) for one in by] == [("deal", {}, None), ("lead", {}, None)]
    assert "too small" in group_words(by[0]).render()


@pytest.fixture
def running_groups(house):
    plan_experiment(house, read_plan(GIVEN), ALICE)
    start_experiment(house, "thanks", ALICE, traits=("deal", "lead"))
    return house


def test_groups_are_declared_before_the_start_and_only_by_what_is_known_then():
    assert read_plan(GIVEN | {"groups": "deal, reply, deal"}).traits == ("deal", "reply")
    for wrong in ("age", "deal, reply, lead, visit"):
        with pytest.raises(BadInput) as caught:
            read_plan(GIVEN | {"groups": wrong})
        assert caught.value.kind == "groups"


def test_groups_differ_at_some_look_in_few_experiments_in_which_they_do_not():
    """Two halves with one lift, 12 looks: in 300 runs 5 % are 15; 27 or more come in 1 of 300. The seed is fixed."""
    rng = np.random.default_rng(4)
    looks = np.linspace(0.08, 1.0, 12)
    steps = rng.normal(size=(300, 2, 12)) * np.sqrt(np.diff(looks, prepend=0.0))
    paths = steps.cumsum(axis=2) / looks
    errors = np.repeat(1.0 / np.sqrt(looks)[None], 2, axis=0)
    wider = planned_multiplier(looks) / fixed_multiplier(0.95)
    alarms = sum(any(differ_p(run[:, k], errors[:, k] * wider[k], 1) < 0.05 for k in range(12)) for run in paths)
    assert 0 < alarms <= 26
