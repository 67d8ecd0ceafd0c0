"""Registered experiments that held something out: their effects stand beside the credit, and beside the likes."""

from __future__ import annotations

import datetime as dt
import shutil

import numpy as np
import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.leads.contracts import NewDeal
from nahbar.campaigns.leads.service.recording import record_deals
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.experiments import assigned, exposure
from nahbar.kernel.house import open_house
from nahbar.kernel.journal.appending import append
from nahbar.kernel.lake import asking
from nahbar.kernel.lake.reading import touchpoints
from nahbar.kernel.settings import Settings
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import create_workspace
from nahbar.worth.attribution.as_json import attribution_json
from nahbar.worth.attribution.contracts import Options
from nahbar.worth.attribution.recorded import Asked, attribute_house
from nahbar.worth.attribution.registered import credit_and_effects, reached_times, registered_effects
from nahbar.worth.experiments.met import who_met, who_met_each
from nahbar.worth.experiments.plans import read_plan
from nahbar.worth.experiments.registry import (
    experiment_named,
    looks_at,
    plan_experiment,
    start_experiment,
    stop_experiment,
)
from nahbar.worth.likes.registered import registered_reactions
from tests.conftest import ALICE
from tests.web import add_people, served, sign_in, texts

DAY, MICROS = 86_400, 1_000_000
GIVEN = {
    "name": "mail",
    "title": "Does the mail sell?",
    "variants": "none=1, mail=1",
    "metric": "deal:count",
    "planned": "200",
    "window_days": "7",
    "holds_out": "channel:mail",
}
PEOPLE = 400
# Purchases without the mail and with it, as an even row within each arm: 0.2 caused by each touch.
RATES = {"none": 0.1, "mail": 0.3}


def run(house, given=GIVEN, days=60, touch=None, stop=True, seed=1):
    """Let an experiment run for `days` among people who are touched as `touch` says; return who got the mail."""
    name, today = given["name"], now()
    plan_experiment(house, read_plan(given), ALICE, today - days * DAY)
    start_experiment(house, name, ALICE, today - days * DAY)
    rng = np.random.default_rng(seed)
    points, deals, arms = [], [], {"none": [], "mail": []}
    touch = {"kind": "gesture", "channel": "mail"} if touch is None else touch
    for k in range(2 * PEOPLE):
        person, at = f"{name}{k}", today - days * DAY + k * 1800
        arm = assigned(house, name, person)
        # Each workspace has a lot of its own; arms of one size keep it out of the tests.
        if len(arms[arm]) == PEOPLE // 2:
            continue
        arms[arm].append((person, at))
        points.append(exposure(name, arm, at * MICROS, person))
        if arm == "mail":
            points.append(Touchpoint(id=f"t{person}", time=at * MICROS + 1, person=person, consent=True, **touch))
    for arm, members in arms.items():
        for person, at in [members[k] for k in rng.permutation(len(members))[: round(RATES[arm] * len(members))]]:
            deals.append(NewDeal(f"d{person}", at + DAY, 2_000, "EUR", person=person))
    with house.store.write() as connection:
        append(connection, points, today * MICROS)
    record_deals(house, deals)
    if stop:
        stop_experiment(house, name, ALICE)
    return [person for person, _ in arms["mail"]]


@pytest.fixture(scope="module")
def ended(tmp_path_factory, migrated_file):
    """A workspace whose experiment on the mail has ended; tests only read it."""
    made = create_workspace(tmp_path_factory.mktemp("ended") / "w", Settings(name="Test"))
    shutil.copy(migrated_file, made.folder / "nahbar.db")
    opened = open_house(made.folder, PACKAGES)
    run(opened)
    add_people(opened)
    yield opened
    opened.close()


def test_the_effect_of_a_touch_is_carried_to_the_touches_of_the_period(ended):
    touched = PEOPLE // 2
    found = registered_effects(ended, Asked(), ALICE)
    (one,) = found.measured
    assert (one.name, one.reached, one.inside, one.known) == ("mail", touched, touched, one.deals)
    assert one.caused.each[0] == pytest.approx(0.2, abs=0.01)
    assert found.effects["mail"].effect == pytest.approx(0.2 * touched, rel=0.05)
    assert one.caused.each[1] > 0
    assert "All" in one.carried.render()


def test_touches_of_other_times_and_deals_of_nobody_known_are_taken_to_be_alike(house):
    mailed, today = run(house), now()
    mail = {"kind": "gesture", "channel": "mail", "consent": True}
    at = (today - 20 * DAY) * MICROS
    more = [Touchpoint(id=f"m{k}", time=at, person=f"x{k}", **mail) for k in range(30)]
    # Within the window of the first touch this is the same one.
    soon = (today - 55 * DAY) * MICROS
    more += [Touchpoint(id=f"again{k}", time=soon, person=person, **mail) for k, person in enumerate(mailed[:20])]
    with house.store.write() as connection:
        append(connection, more, today * MICROS)
    record_deals(house, [NewDeal("known", today - 19 * DAY, 2_000, "EUR", person="x1")])
    (one,) = registered_effects(house, Asked(), ALICE).measured
    assert (one.reached, one.inside) == (len(mailed) + 30, len(mailed))
    assert "taken to be alike" in one.carried.render()
    (later,) = registered_effects(house, Asked(since=(today - 30 * DAY) // DAY), ALICE).measured
    assert (later.reached, later.inside, later.deals) == (30, 0, 1)
    assert later.effect.effect == pytest.approx(30 * later.caused.each[0])


def test_what_reached_nobody_in_the_period_has_no_effect_in_it_and_the_page_opens(house):
    # All mails went out before; a deal of the period still had one on its way.
    last = run(house)[-1]
    mailed = now() - 60 * DAY + int(last.removeprefix("mail")) * 1800
    record_deals(house, [NewDeal("late", mailed + 3 * DAY, 2_000, "EUR", person=last)])
    since = mailed // DAY + 1
    found = registered_effects(house, Asked(since=since), ALICE)
    assert found.measured == []
    assert "reached nobody anew" in found.notes[0].render()
    add_people(house)
    with served(house) as client:
        sign_in(client, "viewer")
        asked = client.get(f"/worth/attribution?from={dt.date(1970, 1, 1) + dt.timedelta(days=since)}")
        assert (asked.status_code, "reached nobody anew" in texts(asked.text)) == (200, True)


def test_an_experiment_without_a_result_is_named_and_not_used(house):
    run(house, days=6, stop=False)
    found = registered_effects(house, Asked(), ALICE)
    assert found.measured == []
    assert found.notes[0].render() == "“Does the mail sell?” asks what mail causes, and has no result yet."
    assert len(looks_at(house, experiment_named(house, "mail"))) == 1


def test_what_was_held_out_must_differ_between_the_arms(house):
    run(house, touch={"kind": "gesture", "channel": "letter"})
    found = registered_effects(house, Asked(), ALICE)
    assert "do not differ clearly in what was held out (channel:mail)" in found.notes[0].render()


def test_wrong_sizes_are_never_used(house):
    run(house)
    more = [exposure("mail", "mail", (now() - 50 * DAY) * MICROS, f"extra-{k}") for k in range(120)]
    with house.store.write() as connection:
        append(connection, more, now() * MICROS)
    found = registered_effects(house, Asked(), ALICE)
    assert "do not have the sizes" in found.notes[0].render()


def test_a_view_reads_the_touchpoints_once_and_says_what_separate_questions_say(ended, monkeypatch):
    looks = []
    monkeypatch.setattr(asking, "touchpoints", lambda *given: looks.append(given) or touchpoints(*given))
    found, known = credit_and_effects(ended, Asked(), Options(), ALICE)
    assert len(looks) == 1
    assert attribution_json(found) == attribution_json(attribute_house(ended, Asked(), Options()))
    (one,), (alone,) = known.measured, registered_effects(ended, Asked(), ALICE).measured
    assert (one.caused.each, one.reached, one.deals) == (pytest.approx(alone.caused.each), alone.reached, alone.deals)


def test_a_period_of_a_view_is_what_it_is_by_itself(ended):
    asked = Asked(since=(now() - 57 * DAY) // DAY, until=(now() - 54 * DAY) // DAY)
    found, _ = credit_and_effects(ended, asked, Options(), ALICE)
    assert attribution_json(found) == attribution_json(attribute_house(ended, asked, Options()))


def test_people_of_several_experiments_are_those_of_each(ended):
    plans = [
        read_plan(GIVEN),
        read_plan(GIVEN | {"window_days": "1"}),
        read_plan(GIVEN | {"unit": "creator", "holds_out": ""}),
        read_plan(GIVEN | {"name": "other"}),
    ]
    for plan, met in zip(plans, who_met_each(ended, plans, now()), strict=True):
        alone = who_met(ended, plan, now())
        assert sorted(_rows(met)) == sorted(_rows(alone))
        assert (len(met.units) > 0) == (plan.unit == "person" and plan.name == "mail")
    assert who_met_each(ended, [], now()) == []


def _rows(met):
    figures = [column.to_pylist() for column in met.people.figures.values()]
    return list(zip(met.units, met.since.tolist(), met.people.arm.tolist(), *figures, strict=True))


def test_only_what_gets_the_credit_is_asked_for(ended):
    assert registered_effects(ended, Asked(by="creator"), ALICE).measured == ()


def test_the_page_and_the_command_name_the_experiment(ended, nb):
    with served(ended) as client:
        sign_in(client, "viewer")
        page = texts(client.get("/worth/attribution").text)
        assert "mail: “Does the mail sell?”" in page
        assert "What do experiments say?" in page
        assert "channel:mail" in texts(client.get("/worth/experiments/mail").text)
    answer = nb("worth", "attribution", "--workspace", ended.workspace.folder, "--json").json
    assert answer["experiments"]["measured"][0]["experiment"] == "mail"
    split = {one["channel"]: one for one in answer["calibrated"]["channels"]}["mail"]
    assert split["measured"]["low"] < split["effect"] < split["measured"]["high"]
    assert split["gap"] == pytest.approx(split["credit"] - split["effect"], abs=1e-5)


def test_likes_that_were_asked_for_by_lot_have_an_effect(house):
    asking = GIVEN | {"name": "ask", "title": "Do likes sell?", "holds_out": "reaction:like"}
    run(house, asking, touch={"kind": "reply", "channel": "like"})
    found = registered_reactions(house, ALICE)
    value, low, high = found.effects["like"]
    assert value == pytest.approx(200, abs=10)
    assert 0 < low < value < high
    assert found.caused["like"].experiment.plan.title == "Do likes sell?"


def test_an_experiment_on_likes_that_runs_is_named_where_nothing_is_identified(house):
    run(house, GIVEN | {"name": "ask", "holds_out": "reaction:like"}, days=6, stop=False)
    found = registered_reactions(house, ALICE)
    assert found.effects == {}
    assert "has no result yet" in found.notes["like"][0].render()


@pytest.mark.parametrize(
    ("times", "n"), [([], 0), ([1, 5, 9], 2), ([1, 8, 15], 2), ([12, 14], 1), ([-3, 2, 5], 1), ([0, 20], 0)]
)
def test_touches_within_a_window_count_once_where_they_begin(times, n):
    assert reached_times(times, 7, 1, 15) == n


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"holds_out": "mail"}, "holds_out"),
        ({"holds_out": "reaction:clap"}, "holds_out"),
        ({"variants": "none=1, a=1, b=1"}, "holds_out"),
        ({"metric": "lead"}, "metric"),
        ({"unit": "creator"}, "unit"),
        ({"unit": "creator", "holds_out": "reaction:like", "metric": "deal"}, "metric"),
    ],
)
def test_a_plan_that_could_not_tell_what_is_caused_is_refused(changes, field):
    with pytest.raises(BadInput) as caught:
        read_plan(GIVEN | changes)
    assert caught.value.kind == field
