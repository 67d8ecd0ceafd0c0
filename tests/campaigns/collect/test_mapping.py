"""Which events become touchpoints, of whom and when; consent in every common form."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nahbar.campaigns.collect.consent import consent_of
from nahbar.campaigns.collect.events import Context, Event, Refused, read_batch, read_event
from nahbar.campaigns.collect.mapping import EPOCH, MICROS, Circumstances, to_touchpoint
from nahbar.campaigns.pseudonyms import pseudonym
from nahbar.kernel.touchpoints import BY_CONTRACT, Touchpoint

KEY = b"k" * 32
NOW = dt.datetime(2026, 9, 21, 12, tzinfo=dt.UTC)
RECEIVED = (NOW - EPOCH) // MICROS


def around(**more):
    return Circumstances(
        **{"type": None, "received_at": RECEIVED, "asked_not_to": False, "key": KEY, "currency": "EUR", **more}
    )


def made(event, **more):
    import json

    return to_touchpoint(read_event(json.dumps(event).encode()), around(**more), "spare")


def track(name, **more):
    return {"type": "track", "event": name, "messageId": "m1", **more}


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"type": "page"}, "visit"),
        ({"type": "screen", "name": "Home"}, "visit"),
        (track("Order Completed"), "deal"),
        (track("order_completed"), "deal"),
        (track("purchase"), "deal"),
        (track("Order Refunded"), "refund"),
        (track("Lead"), "lead"),
        (track("generate_lead"), "lead"),
        (track("Link Clicked"), "click"),
        (track("Product Viewed"), "view"),
        (track("Experiment Viewed"), "exposure"),
    ],
)
def test_named_events_become_touchpoints(event, kind):
    assert made(event).kind == kind


@pytest.mark.parametrize(
    "event",
    [track("Song Played"), {"type": "identify", "traits": {"email": "a@b.de"}}, {"type": "group"}, {"type": "alias"}],
)
def test_other_events_are_taken_and_not_kept(event):
    assert made(event) is None


def test_an_order_keeps_its_money_code_and_campaign():
    properties = {"total": "49.90", "currency": "chf", "coupon": "lese10", "creator": "instagram/lese.fuchs", "post": 7}
    campaign = {"name": "Spring", "source": "Instagram", "medium": "Story"}
    one = made(track("Order Completed", properties=properties, context={"campaign": campaign}))
    assert (one.value_cents, one.currency, one.code) == (4990, "CHF", "LESE10")
    assert (one.creator, one.post, one.campaign, one.channel) == (
        "instagram/lese.fuchs",
        "7",
        "Spring",
        "instagram / story",
    )


def test_an_exposure_names_experiment_and_variant():
    properties = {"experiment_id": "pages", "variation_id": "b"}
    assert made(track("Experiment Viewed", properties=properties)).assignment == "pages/b"


FREE = ("Ich heiße Vera, ruf mich an!", "vera@example.org", "x" * 101, "two\nlines", {"a": 1}, ["a"], None, 1.5)


@pytest.mark.parametrize("text", FREE)
def test_free_text_and_addresses_have_no_place(text):
    properties = {"coupon": text, "creator": text, "post": text, "link": text, "experiment_id": text}
    context = {"campaign": {"name": text, "source": text, "medium": text}}
    one = made(track("Order Completed", properties=properties, context=context))
    assert [one.code, one.creator, one.post, one.link, one.campaign, one.channel] == [None] * 6


CONSENTS = [
    (True, True),
    (False, False),
    ("granted", True),
    ({"categoryPreferences": {"Analytics": True, "Advertising": False}}, True),
    ({"categoryPreferences": {"Analytics": False, "Advertising": True}}, False),
    ({"categoryPreferences": {"Advertising": True}}, None),
    ({"analytics_storage": "granted", "ad_storage": "denied"}, True),
    ({"analytics_storage": "denied"}, False),
    ({"C0002": True}, True),
    ({"categoryPreferences": "all"}, None),
    ({}, None),
    ("perhaps", None),
    (None, None),
    (["analytics"], None),
]


@pytest.mark.parametrize(("said", "agreed"), CONSENTS)
def test_consent_is_read_as_tools_say_it(said, agreed):
    assert consent_of(Context(consent=said), asked_not_to=False) is agreed
    assert consent_of(Context(consent=said), asked_not_to=True) is False


@pytest.mark.parametrize(
    ("management", "agreed"),
    [
        ({"allowedConsentIds": ["Analytics"], "deniedConsentIds": []}, True),
        ({"allowedConsentIds": [], "deniedConsentIds": ["analytics"]}, False),
        ({"allowedConsentIds": ["marketing"]}, None),
        ({"allowedConsentIds": {"a": "analytics"}}, True),
        ({"allowedConsentIds": "analytics"}, None),
        ("yes", None),
    ],
)
def test_consent_is_read_as_rudderstack_says_it(management, agreed):
    assert consent_of(Context(consent_management=management), asked_not_to=False) is agreed


def test_of_two_statements_the_refusal_counts():
    said = Context(consent=True, consent_management={"deniedConsentIds": ["analytics"]})
    assert consent_of(said, asked_not_to=False) is False


@pytest.mark.parametrize("consent", [None, False, {"Analytics": False}, "unknown"])
@pytest.mark.parametrize("name", ["Order Completed", "Lead", "Product Viewed"])
def test_without_consent_nobody_is_named(consent, name):
    one = made(track(name, anonymousId="a1", userId="u1", context={"consent": consent}))
    assert one.person is None


def test_with_consent_the_visitor_has_a_pseudonym_that_only_the_key_gives():
    agreed = {"context": {"consent": True}}
    one = made(track("Lead", anonymousId="a1", userId="u1", **agreed))
    assert one.person == pseudonym(KEY, "a1") == made({"type": "page", "anonymousId": "a1", **agreed}).person
    assert made(track("Lead", userId=7, **agreed)).person == pseudonym(KEY, "7")
    assert made(track("Lead", anonymousId="", userId="", **agreed)).person is None
    assert pseudonym(b"x" * 32, "a1") != one.person
    assert made(track("Lead", anonymousId="a1", **agreed), asked_not_to=True).person is None


def at(seconds):
    return (NOW + dt.timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    ("timestamp", "sent_at", "seconds"),
    [
        (at(-30), at(0), -30),
        # A clock that is ten minutes ahead, or three years behind, is told by when it says that it sent.
        (at(570), at(600), -30),
        (at(-94_608_030), at(-94_608_000), -30),
        (at(-30), None, -30),
        (at(-94_608_000), None, -94_608_000),
        (at(30), None, 30),
        (at(9_999), None, 0),
        (at(30), at(0), 0),
        (None, at(0), 0),
        (None, None, 0),
        ("2026-09-21T11:59:30", None, -30),
        ("2026-09-21T13:59:30+02:00", None, -30),
    ],
)
def test_the_time_is_by_our_clock(timestamp, sent_at, seconds):
    event = {"type": "page", "timestamp": timestamp, "sentAt": sent_at}
    assert made(event).time == RECEIVED + seconds * 1_000_000


def test_a_batch_says_once_when_it_was_sent():
    assert made({"type": "page", "timestamp": at(570)}, sent_at=at(600)).time == RECEIVED - 30_000_000


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ({"type": "trace"}, "type"),
        ({"event": "Lead"}, "type"),
        ({"type": "track"}, "event"),
        ({"type": "page", "timestamp": "yesterday"}, "timestamp"),
        ({"type": "page", "timestamp": "1970-01-01T00:00:00Z"}, "timestamp"),
        ({"type": "page", "sentAt": "now", "timestamp": at(0)}, "sentAt"),
        ({"type": "page", "messageId": ""}, "messageId"),
        ({"type": "page", "messageId": "m" * 101}, "messageId"),
        ({"type": "page", "messageId": "a\u0000"}, "messageId"),
        (track("Lead", properties={"value": "much"}), "properties.value"),
        (track("Order Completed", properties={"total": True}), "properties.total"),
        (track("Order Completed", properties={"total": [1]}), "properties.total"),
        (track("Order Completed", properties={"total": 1e300}), "properties.total"),
        (track("Order Completed", properties={"total": -5}), "properties.total"),
        (track("Order Completed", properties={"revenue": 1, "currency": "Euro"}), "properties.currency"),
        ({"type": 1}, "type"),
        ({"type": "page", "context": []}, "context"),
        ({"type": "page", "context": {"campaign": 1}}, "context.campaign"),
        ({"type": "page", "userId": {}}, "userId"),
        ([], ""),
    ],
)
def test_what_is_wrong_is_refused_by_its_field(event, field):
    with pytest.raises(Refused) as caught:
        made(event)
    assert (caught.value.field, caught.value.status) == (field, 400)


def test_what_was_given_back_counts_the_same_however_its_sign_is_written():
    values = [made(track("Order Refunded", properties={"total": total, "currency": "EUR"})) for total in (-5, 5)]
    assert [one.value_cents for one in values] == [500, 500]


def test_a_batch_names_the_event_that_is_wrong():
    with pytest.raises(Refused) as caught:
        read_batch(b'{"batch":[{"type":"page"},{"type":"page","context":{"campaign":3}}]}')
    assert caught.value.field == "batch[1].context.campaign"


# All of Unicode takes seconds to prepare and finds nothing more here.
texts = st.text("ab1@ .-ä🦊\n\0\ud800", max_size=12)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
fields = ("type", "event", "messageId", "userId", "anonymousId", "timestamp", "sentAt", "context", "properties")
likely = st.sampled_from(["track", "page", "Order Completed", "Lead", at(0)])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(fields), anything | likely, max_size=9), st.booleans())
def test_whatever_is_sent_becomes_a_lawful_touchpoint_or_is_refused(event, asked_not_to):
    try:
        one = made(event, asked_not_to=asked_not_to)
    except Refused:
        return
    assert one is None or isinstance(one, Touchpoint)
    if one is not None and one.person is not None:
        assert one.consent is True
        assert not asked_not_to or one.kind in BY_CONTRACT


def test_a_spare_id_is_used_where_none_was_sent():
    assert to_touchpoint(Event(type="page"), around(), "s1").id == "collect:s1"
