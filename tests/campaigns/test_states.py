"""The road of a collaboration: what is possible when and for whom, and what can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.agree.contracts import StepTaken
from nahbar.campaigns.agree.states import ALL_STATES, PARTY_NAMES, ROAD, TABLE, state_after, steps_from, undoable
from nahbar.campaigns.agree.words import DONE, PARTIES, STATES, STEPS
from nahbar.kernel.errors import Conflict


def taken(number, step, before, after, party="brand", undone=False, version=1):
    return StepTaken(number, step, before, after, party, "alice", 0, "", version, undone)


def test_the_road_leads_from_the_shortlist_to_paid():
    state = "shortlisted"
    walked = [state]
    for step in ("invite", "accept", "brief", "hand in", "approve", "publish", "check", "pay"):
        state = state_after(state, step, "brand")
        walked.append(state)
    assert tuple(walked) == ROAD


@given(st.sampled_from(ALL_STATES), st.sampled_from([*TABLE, "fly"]), st.sampled_from(PARTY_NAMES))
def test_a_step_is_possible_exactly_when_it_is_offered(state, step, party):
    offered = {one.name: one.after for one in steps_from(state, party)}
    if step in offered:
        assert state_after(state, step, party) == offered[step]
    else:
        with pytest.raises(Conflict) as refused:
            state_after(state, step, party)
        assert all(STEPS[name].text in refused.value.remedy.render() for name in offered)
        assert refused.value.message.render().endswith(".")


def test_a_refusal_names_the_reason_and_what_is_possible():
    with pytest.raises(Conflict) as refused:
        state_after("invited", "approve", "brand")
    assert refused.value.message.render() == (
        "“Approve the draft” is not possible now: the collaboration is “invited”."
    )
    assert refused.value.remedy.render() == "Possible now: Accept, Decline, Call it off."


def test_a_creator_cannot_approve_or_pay_themselves():
    for state, step in (("draft in", "approve"), ("checked", "pay"), ("posted", "check"), ("agreed", "brief")):
        with pytest.raises(Conflict, match="is not for the creator"):
            state_after(state, step, "creator")


def test_every_state_is_reached_and_left_but_for_the_last():
    assert {step.after for step in TABLE.values()} | {"shortlisted"} == set(ALL_STATES)
    assert {state for step in TABLE.values() for state in step.before} == set(ALL_STATES) - {"paid"}


def test_every_code_has_its_words():
    assert set(STATES) == set(ALL_STATES)
    assert set(TABLE) < set(STEPS)
    assert set(STEPS) < set(DONE)
    assert set(PARTIES) == set(PARTY_NAMES)


def test_the_last_step_of_the_brand_can_be_undone():
    invited = taken(2, "invite", "shortlisted", "invited")
    assert undoable([taken(1, "shortlist", "", "shortlisted"), invited], "brand", 1) is invited


def test_what_the_creator_said_stays_theirs():
    steps = [taken(1, "invite", "shortlisted", "invited"), taken(2, "accept", "invited", "agreed", "creator")]
    with pytest.raises(Conflict, match="taken by the creator"):
        undoable(steps, "brand", 1)


def test_an_undone_step_uncovers_the_one_before():
    steps = [
        taken(1, "invite", "shortlisted", "invited"),
        taken(2, "cancel", "invited", "cancelled", undone=True),
        taken(3, "undo", "cancelled", "invited"),
    ]
    assert undoable(steps, "brand", 1).step == "invite"


@pytest.mark.parametrize("steps", [[], [taken(1, "shortlist", "", "shortlisted")]])
def test_nothing_can_be_undone_before_the_first_step(steps):
    with pytest.raises(Conflict, match="no step to undo"):
        undoable(steps, "brand", 1)


def test_no_way_back_leads_to_terms_that_nobody_agreed_to():
    steps = [
        taken(1, "invite", "shortlisted", "invited"),
        taken(2, "accept", "invited", "agreed", "creator"),
        taken(3, "change terms", "agreed", "invited"),
    ]
    with pytest.raises(Conflict, match="terms changed"):
        undoable(steps, "brand", 2)
    assert undoable(steps, "brand", 1).step == "change terms"
