"""Webhooks: what Shopify, WooCommerce and a CRM send, also forged, twice, in the wrong order, and malformed."""

from __future__ import annotations

import base64
import errno
import hashlib
import hmac
import itertools
import json
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nahbar.campaigns.leads import deals_of, leads_of
from nahbar.campaigns.leads.contracts import NewDeal, NewLead, NewRefund
from nahbar.campaigns.leads.hooks import shopify, woocommerce
from nahbar.campaigns.leads.hooks.part import HooksPart
from nahbar.campaigns.leads.service import hooks
from nahbar.campaigns.leads.service.hooks import add_hook, list_hooks, revoke_hook
from nahbar.kernel.errors import BadInput, Conflict
from tests.campaigns.leads.asking import ask
from tests.conftest import ALICE, NOW, both_engines

SECRET = "hush-hush-hush-hush"
SHOPIFY_ORDER = {
    "id": 5678901234567, "admin_graphql_api_id": "gid://shopify/Order/5678901234567", "name": "#1001",
    "order_number": 1001, "email": "Jo@Example.org", "created_at": "2026-09-20T10:00:00+02:00",
    "updated_at": "2026-09-20T10:00:05+02:00", "currency": "EUR", "presentment_currency": "CHF",
    "total_price": "49.90", "current_total_price": "49.90", "financial_status": "paid", "cancelled_at": None,
    "total_price_set": {"shop_money": {"amount": "49.90", "currency_code": "EUR"},
                        "presentment_money": {"amount": "47.00", "currency_code": "CHF"}},
    "discount_codes": [{"code": "Fuchsbau", "amount": "5.00", "type": "fixed_amount"}],
    "note_attributes": [{"name": "_nahbar_link", "value": "fuchs"}, {"name": "gift", "value": "yes"}],
    "landing_site": "/lesen?utm_source=instagram", "referring_site": "", "customer": {"id": 11, "email": None},
    "line_items": [{"id": 1, "quantity": 2, "price": "27.45"}], "refunds": [],
}  # fmt: skip
SHOPIFY_REFUND = {
    "id": 777, "order_id": 5678901234567, "created_at": "2026-09-21T08:00:00+02:00", "note": None,
    "refund_line_items": [{"id": 1, "quantity": 1, "subtotal": 10.0}],
    "transactions": [{"id": 1, "kind": "refund", "status": "success", "amount": "10.00", "currency": "EUR"},
                     {"id": 2, "kind": "refund", "status": "failure", "amount": "10.00", "currency": "EUR"}],
}  # fmt: skip
WOO_ORDER = {
    "id": 727, "number": "727", "status": "processing", "currency": "EUR", "total": "49.90",
    "date_created": "2026-09-20T10:00:00", "date_created_gmt": "2026-09-20T08:00:00",
    "date_modified_gmt": "2026-09-20T08:00:03", "customer_id": 0, "billing": {"email": "jo@example.org"},
    "coupon_lines": [{"id": 9, "code": "bert2026", "discount": "5.00"}], "line_items": [{"id": 1, "quantity": 3}],
    "meta_data": [{"id": 1, "key": "_wc_order_attribution_session_entry",
                   "value": "https://shop.example.org/lesen?nahbar_link=fuchs"},
                  {"id": 2, "key": "plugin", "value": {"any": "thing"}}],
    "refunds": [],
}  # fmt: skip


@pytest.fixture
def part(tracked):
    """The webhooks of a Shopify shop, a WooCommerce shop and a CRM."""
    for name, kind in (("laden", "shopify"), ("woo", "woocommerce"), ("crm", "crm")):
        add_hook(tracked, name, kind, SECRET, ALICE)
    return HooksPart(tracked)


def base64_of(body, secret=SECRET):
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()


_numbers = itertools.count()


def shopify_sends(part, topic, payload, *, delivery=None, secret=SECRET):
    body = json.dumps(payload).encode()
    headers = {"x_shopify_topic": topic, "x_shopify_hmac_sha256": base64_of(body, secret)}
    headers |= {"x_shopify_webhook_id": delivery or f"d-{next(_numbers)}", "x_shopify_api_version": "2026-07"}
    return ask(part, "/hooks/laden", body, **headers)


def woo_sends(part, topic, payload):
    body = json.dumps(payload).encode()
    return ask(part, "/hooks/woo", body, x_wc_webhook_topic=topic, x_wc_webhook_signature=base64_of(body))


def crm_sends(part, payload, secret=SECRET):
    body = json.dumps(payload).encode()
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return ask(part, "/hooks/crm", body, x_nahbar_signature=f"sha256={digest}")


@both_engines
def test_an_order_of_shopify_is_a_deal_in_the_money_of_the_shop(tracked, part):
    answer = shopify_sends(part, "orders/create", SHOPIFY_ORDER)
    assert (answer.status, answer.json) == (200, {"success": True, "kept": 1, "same": 0, "repeated": False})
    (kept,) = deals_of(tracked)
    assert (kept.key, kept.order_number, kept.items) == ("laden:5678901234567", "#1001", 2)
    assert (kept.value_cents, kept.currency, kept.by, kept.link, kept.code) == (
        4_990, "EUR", "link", "fuchs", "FUCHSBAU",
    )  # fmt: skip
    assert "jo" not in kept.person


def test_a_delivery_that_comes_again_is_known_by_its_id(tracked, part):
    shopify_sends(part, "orders/create", SHOPIFY_ORDER, delivery="one")
    assert shopify_sends(part, "orders/create", SHOPIFY_ORDER, delivery="one").json["repeated"] is True
    assert shopify_sends(part, "orders/paid", SHOPIFY_ORDER).json["same"] == 1
    assert len(deals_of(tracked)) == 1


EVENTS = [
    ("orders/create", {**SHOPIFY_ORDER, "financial_status": "pending"}),
    ("orders/paid", SHOPIFY_ORDER),
    ("refunds/create", SHOPIFY_REFUND),
    ("orders/updated", {**SHOPIFY_ORDER, "financial_status": "partially_refunded", "refunds": [SHOPIFY_REFUND],
                        "updated_at": "2026-09-21T08:00:01+02:00"}),
]  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_whatever_comes_first_the_end_is_the_same(tracked, part, order):
    for place in order:
        assert shopify_sends(part, *EVENTS[place]).status == 200
    (kept,) = deals_of(tracked)
    assert (kept.value_cents, kept.refunded_cents) == (4_990, 1_000)


def test_an_order_that_was_never_paid_is_no_deal(tracked, part):
    shopify_sends(part, *EVENTS[0])
    assert deals_of(tracked) == []


def test_an_older_form_of_the_payload_is_read_too(tracked, part):
    plain = {key: value for key, value in SHOPIFY_ORDER.items() if not key.endswith("_set") and key != "id"}
    plain |= {"discount_codes": [], "discount_applications": [{"type": "discount_code", "code": "FUCHSBAU"}]}
    assert shopify_sends(part, "orders/paid", plain).status == 200
    assert deals_of(tracked)[0].code == "FUCHSBAU"


def test_a_voided_payment_takes_the_deal_back(tracked, part):
    shopify_sends(part, "orders/create", {**SHOPIFY_ORDER, "financial_status": "authorized"})
    shopify_sends(part, "orders/cancelled", {**SHOPIFY_ORDER, "financial_status": "voided"})
    assert deals_of(tracked)[0].refunded_cents == 4_990


@both_engines
def test_an_order_of_woocommerce_with_its_refund(tracked, part):
    assert woo_sends(part, "order.created", WOO_ORDER).status == 200
    refunded = {**WOO_ORDER, "status": "refunded", "date_modified_gmt": "2026-09-22T08:00:00"}
    refunded["refunds"] = [{"id": 726, "reason": "", "total": "-9.90"}]
    assert woo_sends(part, "order.updated", refunded).status == 200
    assert woo_sends(part, "order.updated", WOO_ORDER).json["repeated"] is False
    (kept,) = deals_of(tracked)
    assert (kept.key, kept.items, kept.refunded_cents) == ("woo:727", 3, 990)
    assert (kept.by, kept.link, kept.code) == ("link", "fuchs", "BERT2026")


def test_woocommerce_asks_unsigned_whether_anybody_is_there(part):
    assert ask(part, "/hooks/woo", b"webhook_id=5").status == 200
    assert ask(part, "/hooks/laden", b"webhook_id=5").status == 401


def test_a_cancelled_order_of_woocommerce_earns_nothing(tracked, part):
    woo_sends(part, "order.created", WOO_ORDER)
    woo_sends(part, "order.updated", {**WOO_ORDER, "status": "cancelled"})
    assert deals_of(tracked)[0].refunded_cents == 4_990


def test_a_crm_moves_a_lead_and_an_older_word_does_not_move_it_back(tracked, part):
    lead = {"id": "c-1", "email": "jo@example.org", "stage": "Angebot", "value": 100, "currency": "eur",
            "code": "fuchsbau", "changed_at": "2026-09-20T10:00:00Z"}  # fmt: skip
    assert crm_sends(part, lead).json["kept"] == 1
    won = {"id": "c-1", "stage": "closed won", "changed_at": "2026-09-22T10:00:00Z"}
    assert crm_sends(part, {"leads": [won]}).json["kept"] == 1
    crm_sends(part, {**lead, "changed_at": "2026-09-21T10:00:00Z"})
    (kept,) = leads_of(tracked)
    assert (kept.stage, kept.value_cents, kept.currency, kept.by) == ("won", 10_000, "EUR", "code")


def test_a_forged_or_missing_signature_is_told_and_keeps_nothing(tracked, part):
    forged = shopify_sends(part, "orders/paid", SHOPIFY_ORDER, secret="another secret of theirs")
    assert (forged.status, forged.json["error"]["field"]) == (401, "x-shopify-hmac-sha256")
    assert "secret" in forged.json["error"]["message"]
    assert ask(part, "/hooks/woo", b"{}").json["error"]["message"] == "The signature is missing."
    assert crm_sends(part, {"id": "1"}, secret="no").status == 401
    assert deals_of(tracked) == []


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("total_price", {"total_price_set": None, "total_price": "viel"}),
        ("total_price", {"total_price_set": None, "total_price": "-5.00"}),
        ("currency", {"total_price_set": None, "currency": "EURO"}),
        ("total_price_set.shop_money.amount", {"total_price_set": {"shop_money": {"amount": "viel"}}}),
        ("created_at", {"created_at": "yesterday"}),
        ("id", {"id": "x' OR 1=1", "admin_graphql_api_id": None}),
        ("refunds[0].transactions[0].amount", {"refunds": [{"id": 1, "created_at": "2026-09-21T08:00:00Z",
            "transactions": [{"kind": "refund", "status": "success", "amount": True, "currency": "EUR"}]}]}),
        ("line_items", {"line_items": "many"}),
    ],
)  # fmt: skip
def test_what_is_malformed_is_named(tracked, part, field, change):
    answer = shopify_sends(part, "orders/paid", {**SHOPIFY_ORDER, **change})
    assert (answer.status, answer.json["error"]["field"]) == (400, field)
    assert deals_of(tracked) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(part, body):
    headers = {"x_shopify_topic": "orders/paid", "x_shopify_hmac_sha256": base64_of(body)}
    assert ask(part, "/hooks/laden", body, **headers).status == 400


def test_other_ways_in_are_closed(tracked, part):
    assert ask(part, "/hooks/laden", method="GET").status == 405
    assert ask(part, "/hooks/nobody", b"{}").status == 404
    assert ask(part, "/hooks/laden", b"x" * 600_000).status == 413
    revoke_hook(tracked, "laden", ALICE)
    assert shopify_sends(part, "orders/paid", SHOPIFY_ORDER).status == 404


def test_a_locked_store_is_said_to_be_busy_and_the_next_try_is_kept(tracked, part, monkeypatch):
    monkeypatch.setattr(hooks, "PATIENCE_MS", 50)
    lock = sqlite3.connect(tracked.workspace.database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    busy = shopify_sends(part, "orders/paid", SHOPIFY_ORDER, delivery="again")
    assert (busy.status, busy.headers["retry-after"]) == (503, "30")
    lock.execute("ROLLBACK")
    lock.close()
    assert shopify_sends(part, "orders/paid", SHOPIFY_ORDER, delivery="again").json["kept"] == 1


def test_a_disk_that_is_full_for_a_key_is_said_as_one_that_is_full_for_the_store(tracked, part, monkeypatch):
    def full(*given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("nahbar.kernel.workspace.os.link", full)
    answer = shopify_sends(part, "orders/paid", SHOPIFY_ORDER, delivery="again")
    assert (answer.status, answer.headers["retry-after"], answer.json["error"]["kind"]) == (503, "30", "disk-full")
    assert not list((tracked.workspace.folder / "keys").glob(".*"))
    monkeypatch.undo()
    assert shopify_sends(part, "orders/paid", SHOPIFY_ORDER, delivery="again").json["kept"] == 1


def test_cut_off_before_it_is_remembered_a_delivery_is_taken_again_without_harm(tracked, part, monkeypatch):
    monkeypatch.setattr(hooks, "_remember", lambda *given: None)
    for _ in range(2):
        shopify_sends(part, "orders/paid", SHOPIFY_ORDER, delivery="one")
    assert len(deals_of(tracked)) == 1


def test_the_secret_lies_sealed_in_the_store(tracked, part):
    with tracked.store.read() as connection:
        rows = connection.execute(hooks.hook.select()).all()
    assert all(SECRET.encode() not in row.secret for row in rows)
    assert [row.name for row in list_hooks(tracked)] == ["laden", "woo", "crm"]


def test_a_webhook_is_made_once_with_a_secret_that_is_long_enough(tracked, part):
    with pytest.raises(Conflict):
        add_hook(tracked, "laden", "shopify", SECRET, ALICE)
    with pytest.raises(BadInput):
        add_hook(tracked, "other", "shopify", "short", ALICE)
    with pytest.raises(BadInput):
        add_hook(tracked, "other", "magento", SECRET, ALICE)
    assert len(add_hook(tracked, "other", "crm", "", ALICE)) > 40


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("module", "topic", "order"), [(shopify, "orders/paid", SHOPIFY_ORDER), (woocommerce, "order.updated", WOO_ORDER)]
)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_any_value_in_any_field_is_read_or_refused(module, topic, order, data):
    field = data.draw(st.sampled_from(sorted(order)))
    try:
        found = list(module.read(topic, {**order, field: data.draw(JSON)}, "shop", [], NOW))
    except hooks.Refused as refused:
        found = [refused]
    assert all(isinstance(one, NewDeal | NewRefund | NewLead | hooks.Refused) for one in found)
