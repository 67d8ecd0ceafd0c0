"""The qualification rule: what it says, what it leaves open, how it is tried, kept and applied; reasons for lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.leads import NewLead, Traces
from nahbar.campaigns.leads.qualify.contracts import ALL, ANY, KINDS, Condition, Facts, Rule
from nahbar.campaigns.leads.qualify.judging import holds, judge
from nahbar.campaigns.leads.qualify.reading import read_rule, typed_again
from nahbar.campaigns.leads.qualify.service import keep_rule, rule_versions, try_rule
from nahbar.campaigns.leads.service.moving import lead_page, lost_counts, move_lead
from nahbar.campaigns.leads.service.recording import record_lead
from nahbar.kernel.errors import BadInput
from tests.conftest import ALICE, NOW, both_engines
from tests.web import add_people, send, served, sign_in, texts

LARGE = Rule(ALL, (Condition("value_at_least", "50000"), Condition("email_company")))
FACTS = Facts(
    stage="new", value_cents=60_000, currency="EUR", source_said="Über den Podcast!", campaign="Herbst Lese",
    link=True, email="jo@Verlag.example", answers={"message": "Wir brauchen 40 Bücher für die Schule"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value", "answer"),
    [
        ("value_at_least", "60000", True), ("value_at_least", "60001", False),
        ("source_contains", "podcast", True), ("source_contains", "pod", False),
        ("answer_contains", "bücher für", True), ("answer_contains", "zeitung", False),
        ("campaign_is", "herbst-lese", True), ("campaign_is", "Winter", False),
        ("creator_known", "", False), ("link_known", "", True), ("code_known", "", False),
        ("email_company", "", True), ("email_free", "", False),
        ("email_domain", "verlag.example", True), ("email_domain", "lag.example", False),
        ("stage_is", "new", True), ("stage_is", "won", False),
    ],
)  # fmt: skip
def test_a_condition_holds_or_not(kind, value, answer):
    assert holds(Condition(kind, value), FACTS, "EUR") is answer


@pytest.mark.parametrize(
    "kind",
    ["value_at_least", "source_contains", "answer_contains", "campaign_is", "email_company", "email_free",
     "email_domain"],
)  # fmt: skip
def test_what_a_lead_does_not_say_cannot_be_told(kind):
    assert holds(Condition(kind, "1"), Facts(stage="new"), "EUR") is None


def test_another_currency_is_not_compared():
    assert holds(Condition("value_at_least", "1"), FACTS, "CHF") is None


def test_a_free_provider_is_no_company():
    assert holds(Condition("email_company"), Facts(stage="new", email="jo@GMX.de"), "EUR") is False


YES, NO, OPEN = Condition("link_known"), Condition("code_known"), Condition("email_domain", "x.example")


@given(st.lists(st.sampled_from([YES, NO, OPEN]), min_size=1), st.sampled_from([ALL, ANY]))
def test_rules_follow_kleene(conditions, joined):
    found = [{YES: True, NO: False, OPEN: None}[one] for one in conditions]
    order = {False: 0, None: 1, True: 2}
    expected = (min if joined == ALL else max)(found, key=order.__getitem__)
    facts = Facts(stage="new", link=True)
    assert judge(Rule(joined, conditions), facts, "EUR") is expected


def test_without_conditions_nothing_is_judged():
    assert judge(Rule(), FACTS, "EUR") is None


def test_every_kind_can_be_read_and_typed_again():
    values = {"number": "1.200,50", "text": "Schule", "stage": "offer", "": ""}
    for code, kind in KINDS.items():
        rule = read_rule({"joined": ANY, "kind-2": code, "value-2": values[kind.needs]})
        assert read_rule(typed_again(rule)) == rule
        assert judge(rule, FACTS, "EUR") in (True, False, None)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("__import__", "os"), ("value_at_least", "viel"), ("value_at_least", ""), ("value_at_least", "-3"),
     ("email_domain", " "), ("stage_is", "maybe")],
)  # fmt: skip
def test_what_no_rule_can_use_is_refused_beside_its_field(kind, value):
    with pytest.raises(BadInput) as error:
        read_rule({"kind-1": kind, "value-1": value})
    assert error.value.kind == "value-1"


def new_lead(house, key, cents=60_000, email="jo@verlag.example", **more):
    given = NewLead(key, NOW, "form", Traces(), value_cents=cents, currency="EUR", email=email, **more)
    return record_lead(house, given, ALICE).id


@both_engines
def test_a_kept_rule_judges_new_leads_and_nothing_else(house):
    before = new_lead(house, "before")
    assert keep_rule(house, LARGE, ALICE).version == 1
    assert keep_rule(house, LARGE, ALICE).version == 1
    numbers = {
        "yes": new_lead(house, "yes"),
        "no": new_lead(house, "no", cents=100),
        "open": new_lead(house, "open", email=""),
        "said": new_lead(house, "said", qualified=False),
    }
    found = {name: lead_page(house, number).lead for name, number in numbers.items()}
    assert {name: (one.qualified, one.rule_version) for name, one in found.items()} == {
        "yes": (True, 1),
        "no": (False, 1),
        "open": (None, None),
        "said": (False, None),
    }
    assert lead_page(house, before).lead.qualified is None
    # A person's decision, and then nothing that comes in without one takes it back.
    move_lead(house, numbers["no"], "offer", "", ALICE)
    new_lead(house, "no", cents=90)
    again = lead_page(house, numbers["no"]).lead
    assert (again.qualified, again.rule_version) == (True, None)
    tried = try_rule(house, LARGE)
    assert (tried.total, tried.qualified, tried.unqualified, tried.open) == (5, 3, 1, 1)
    assert (tried.judged, tried.agreed) == (2, 0)
    assert keep_rule(house, Rule(), ALICE).version == 2
    assert lead_page(house, new_lead(house, "later")).lead.qualified is None
    assert [one.version for one in rule_versions(house)] == [2, 1]


def test_a_rule_is_tried_on_its_page_before_it_is_kept(house):
    add_people(house)
    new_lead(house, "one")
    new_lead(house, "two", cents=100)
    fields = {"joined": "all", "kind-1": "value_at_least", "value-1": "500"}
    with served(house) as client:
        sign_in(client, "viewer")
        assert client.get("/campaigns/leads/rule").status_code == 403
        sign_in(client, "editor")
        page = texts(send(client, "/campaigns/leads/rule", **fields, **{"try": "1"}).text)
        assert "Of 2 leads: this rule would qualify 1, call 1 not qualified, and leave 0 open." in page
        assert rule_versions(house) == []
        wrong = send(client, "/campaigns/leads/rule", **{**fields, "value-1": "<b>"}, keep="1")
        assert wrong.status_code == 422
        assert "“&lt;b&gt;” is no amount." in wrong.text
        assert send(client, "/campaigns/leads/rule", **fields, keep="1").status_code == 303
        page = texts(client.get("/campaigns/leads/rule").text)
        assert "all of these hold: Its value is at least … 500.00" in page
        assert "Version 1" in page


def test_reasons_for_lost_are_chosen_and_counted(house):
    add_people(house)
    numbers = [new_lead(house, f"l{k}") for k in range(4)]
    for number in numbers[:2]:
        move_lead(house, number, "lost", "", ALICE, "price")
    move_lead(house, numbers[2], "lost", "zieht um", ALICE)
    for why, reason in (("", ""), ("other", ""), ("nonsense", "x")):
        with pytest.raises(BadInput):
            move_lead(house, numbers[3], "lost", reason, ALICE, why)
    assert lost_counts(house) == {"price": 2, "": 1}
    with served(house) as client:
        sign_in(client, "viewer")
        assert "Why leads were lost: Too expensive (2) · in words only (1)" in texts(
            client.get("/campaigns/leads").text
        )
        assert "Lost: Too expensive" in texts(client.get(f"/campaigns/leads/{numbers[0]}").text)
    move_lead(house, numbers[0], "offer", "", ALICE)
    assert lost_counts(house) == {"": 1, "price": 1}
