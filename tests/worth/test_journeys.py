"""From touches to journeys, and the credit of a workspace's own record."""

import random

import pytest

from nahbar.campaigns.leads.contracts import NewDeal, NewLead, NewRefund, Traces
from nahbar.campaigns.leads.service.recording import record_deal, record_lead, record_refund
from nahbar.kernel.clock import now_micros
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.journal import append
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.worth.attribution.contracts import Options
from nahbar.worth.attribution.journeys import DAY, DEAL, OPEN_DAYS, Touch, credited_to, journeys_of
from nahbar.worth.attribution.recorded import Asked, attribute_house
from nahbar.worth.attribution.saying import named_in

START = 1_000 * DAY
END = START + 100 * DAY


def touch(person, day, name="instagram", kind="click"):
    return Touch(person, START + day * DAY, kind, f"{person}-{day}", name)


def ways(*touches, **asked):
    found = journeys_of(touches, asked.pop("since", START), END, **asked)
    return [(list(one.names), one.deal is not None) for one in found.found], found


def test_a_way_ends_with_its_deal_and_the_next_begins_behind_it():
    found, _ = ways(
        touch("a", 1), touch("a", 2, "tiktok"), touch("a", 3, None, DEAL), touch("a", 5, "newsletter"),
        touch("a", 6, None, DEAL),
    )  # fmt: skip
    assert found == [(["instagram", "tiktok"], True), (["newsletter"], True)]


def test_touches_after_which_nothing_came_are_a_way_to_nothing_once_they_are_old():
    found, told = ways(touch("a", 1), touch("b", 99), touch("c", 100 - OPEN_DAYS, "tiktok"))
    assert found == [(["instagram"], False)]
    assert told.open == 2


def test_what_lies_too_far_back_does_not_count():
    found, _ = ways(touch("a", 1), touch("a", 40, "tiktok"), touch("a", 41, None, DEAL))
    assert found == [(["tiktok"], True)]


def test_the_code_of_a_deal_is_its_last_step_unless_it_is_on_the_way():
    found, _ = ways(touch("a", 1), touch("a", 2, "tiktok", DEAL), touch("b", 1), touch("b", 2, "instagram", DEAL))
    assert found == [(["instagram", "tiktok"], True), (["instagram"], True)]


def test_deals_without_anything_before_them_are_counted_apart():
    _, told = ways(touch("a", 2, None, DEAL), touch(None, 3, None, DEAL), touch(None, 3, "instagram", DEAL))
    assert told.untouched == 2
    assert len(told.found) == 1


def test_deals_before_the_period_end_ways_but_do_not_count():
    found, _ = ways(touch("a", 1), touch("a", 2, None, DEAL), touch("a", 3), touch("a", 9, None, DEAL),
                    since=START + 5 * DAY)  # fmt: skip
    assert found == [(["instagram"], True)]


def test_the_order_of_people_changes_nothing():
    people = [[touch(f"p{k}", 1 + k % 7), touch(f"p{k}", 10, None, DEAL)] for k in range(30)]
    mixed = random.Random(3).sample(people, len(people))
    flat = [sorted(ways(*(one for person in order for one in person))[0]) for order in (people, mixed)]
    assert flat[0] == flat[1]


@pytest.mark.parametrize(
    ("by", "expected"),
    [("channel", "instagram"), ("creator", "instagram/lea"), ("post", "instagram/lea p1"), ("campaign", "herbst")],
)
def test_credit_goes_to_what_was_asked_for(by, expected):
    assert credited_to(by, channel=None, creator="instagram/lea", post="p1", campaign="herbst") == expected
    assert credited_to(by, channel="mail", creator=None, post=None, campaign=None) == "mail"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Über Insta", "instagram"),
        ("habe euch gegoogelt", "search"),
        ("Eine Freundin hat euch empfohlen", "recommendation"),
        ("die Lea (lea.liest) auf Instagram", "instagram/lea.liest"),
        ("TikTok oder Instagram, weiß nicht mehr", None),
        ("keine Ahnung", None),
        ("", None),
        ("Vintage-Laden", "shop"),
    ],
)
def test_answers_name_one_source_or_none(said, expected):
    assert named_in(said, ["instagram", "tiktok", "instagram/lea.liest", "tiktok/omar"]) == expected


def click(house, person, days_ago, creator, number=0):
    at = now_micros() - days_ago * DAY
    point = Touchpoint(
        id=f"{person}-{days_ago}-{creator}-{number}", time=at, kind="click", person=person, creator=creator,
        consent=person is not None or None,
    )  # fmt: skip
    with house.store.write() as connection:
        append(connection, [point], now_micros())


def deal(house, key, person, days_ago, cents=2_000, **more):
    at = (now_micros() - days_ago * DAY) // 1_000_000
    record_deal(house, NewDeal(key=key, at=at, person=person, value_cents=cents, currency="EUR", **more))


def test_the_record_of_a_workspace_is_credited_with_what_people_say_beside_it(house):
    for k in range(4):
        click(house, f"p{k}", 20, "instagram/lea")
        click(house, f"p{k}", 15, "tiktok/omar")
        deal(house, f"d{k}", f"p{k}", 10)
    click(house, "lost", 20, "tiktok/omar")
    click(house, "open", 1, "tiktok/omar")
    click(house, None, 3, "tiktok/omar")
    at = (now_micros() - 12 * DAY) // 1_000_000
    record_lead(house, NewLead(key="l", came_at=at, person="p0", via="form", source_said="Insta, glaub ich"))
    record_refund(house, NewRefund(key="r", deal_key="d3", at=at + 90_000, cents=2_000, currency="EUR"))
    found = attribute_house(house, Asked(), Options())
    last = {one.channel: one for one in found.models["last"]}
    assert found.conversions == 3
    assert found.value == pytest.approx(60.0)
    # The one who was given everything back and the one who never bought went their way for nothing.
    assert found.journeys == 5
    assert last["tiktok"].conversions == 3
    assert {one.channel: one.conversions for one in found.models["self_reported"]} == {"instagram": 1, "tiktok": 0}
    assert "coupon_code" not in found.models
    by_creator = attribute_house(house, Asked(by="creator"), Options(models=("first",)))
    assert [one.conversions for one in by_creator.models["first"] if one.channel == "instagram/lea"] == [3]
    texts = " ".join(note.render() for note in found.notes)
    assert "did not agree: 1." in texts
    assert "left out: 1." in texts


def test_a_period_without_deals_says_so_and_what_would_help(house):
    with pytest.raises(NotFound, match="No deal of this period"):
        attribute_house(house, Asked(), Options())
    deal(house, "d", None, 10, traces=Traces())
    with pytest.raises(NotFound, match="nothing recorded before them: 1"):
        attribute_house(house, Asked(), Options())
    with pytest.raises(BadInput, match="ends before"):
        attribute_house(house, Asked(since=5, until=5), Options())
