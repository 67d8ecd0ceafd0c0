"""An order that a page, its shop and a table tell of counts once, whichever comes first."""

from __future__ import annotations

import itertools

import pytest

from nahbar.campaigns.collect.keys import add_key
from nahbar.campaigns.collect.orders import shop_of
from nahbar.campaigns.collect.part import CollectPart
from nahbar.campaigns.leads import NewDeal, deals_of, record_deal
from nahbar.campaigns.leads.hooks.part import HooksPart
from nahbar.campaigns.leads.service.afterwards import deal_notes
from nahbar.campaigns.leads.service.hooks import add_hook
from nahbar.campaigns.leads.service.importing import import_orders
from nahbar.kernel.importing import Wishes
from nahbar.kernel.journal import Journal
from nahbar.kernel.lake import seal, touchpoints
from tests.campaigns.collect.conftest import Client
from tests.campaigns.conftest import FOX
from tests.campaigns.leads.test_hooks import SECRET, SHOPIFY_ORDER, SHOPIFY_REFUND, shopify_sends
from tests.conftest import ALICE, NOW, both_engines
from tests.creators.tables import write_table

ORDER = {"order_id": 1001, "total": 49.9, "currency": "EUR"}
ROW = {"Name": "#1001", "Created at": "2026-09-20 10:00:00 +0200", "Total": "49.90", "Currency": "EUR",
       "Financial Status": "paid", "Discount Code": "BERT2026"}  # fmt: skip


def points(house, kind="deal"):
    """Return the touchpoints of a kind, sealed or not."""
    query = "SELECT * FROM touchpoints ORDER BY time"
    rows = house.engine.reduce(query, {"touchpoints": touchpoints(house)}).to_pylist()
    return [row for row in rows if row["kind"] == kind]


@pytest.fixture
def shop(tracked):
    add_hook(tracked, "laden", "shopify", SECRET, ALICE)
    return tracked


@pytest.fixture
def page(shop):
    part = CollectPart(shop, Journal(shop.workspace, patience_ms=100))
    part.start()
    yield Client(part, add_key(shop, "page", ALICE))
    part.stop()


@pytest.fixture
def tell(shop, page, tmp_path):
    """Return what tells of the order by one of the ways in."""
    hooks = HooksPart(shop)
    file = write_table(tmp_path / "orders.csv", [ROW])
    return {
        "page": lambda: page("track", {"event": "Order Completed", "anonymousId": "v", "properties": ORDER}),
        "shop": lambda: shopify_sends(hooks, "orders/paid", SHOPIFY_ORDER),
        "table": lambda: import_orders(shop, file, Wishes(platform="laden")),
        "refund": lambda: shopify_sends(hooks, "refunds/create", SHOPIFY_REFUND),
    }


WAYS = list(itertools.permutations(("page", "shop", "table")))


@pytest.mark.parametrize("ways", WAYS, ids="-".join)
def test_an_order_counts_once_whichever_way_it_comes_first(shop, tell, ways):
    for way in ways:
        tell[way]()
        seal(shop)
    tell["refund"]()
    (point,) = points(shop)
    (kept,) = deals_of(shop)
    assert (point["value_cents"], kept.value_cents, kept.refunded_cents) == (4_990, 4_990, 1_000)
    assert kept.key == "laden:5678901234567"
    assert [row["value_cents"] for row in points(shop, "refund")] == [1_000]
    assert deal_notes(shop)[point["id"]].refunded_cents == 1_000


@both_engines
def test_what_a_page_told_first_is_credited_as_the_shop_says_while_it_waits(shop, tell):
    tell["page"]()
    assert points(shop)[0]["creator"] is None
    tell["shop"]()
    (point,) = points(shop)
    assert (point["creator"], point["link"], point["code"]) == (FOX, "fuchs", "FUCHSBAU")
    assert point["person"] == deals_of(shop)[0].person


def test_what_was_sealed_stays_as_it_was_told(shop, tell):
    tell["page"]()
    seal(shop)
    tell["shop"]()
    assert [row["creator"] for row in points(shop)] == [None]
    assert deals_of(shop)[0].creator_id is not None


def test_two_events_of_one_order_are_one(shop, page):
    for order in ({"order_id": "#1001"}, {"transaction_id": 1001}, {"order_id": " 1001 "}):
        page("track", {"event": "purchase", "properties": {"value": 5, **order}})
    assert len(points(shop)) == 1


def test_orders_of_two_shops_with_one_number_are_two(shop, page):
    add_hook(shop, "markt", "woocommerce", SECRET, ALICE)
    for more in ({"affiliation": "laden"}, {"affiliation": "Markt"}, {"affiliation": "laden"}):
        page("track", {"event": "Order Completed", "properties": {**ORDER, **more}})
    record_deal(shop, NewDeal("markt:1001", NOW, 4_990, "EUR", order_number="1001", shop="markt"))
    assert len(points(shop)) == 2


def test_a_number_that_names_no_single_order_loses_none(shop):
    for key in ("laden:1", "laden:2"):
        record_deal(shop, NewDeal(key, NOW, 4_990, "EUR", order_number="shop", shop="laden"))
    assert len(points(shop)) == 2


def test_the_number_of_one_order_may_be_the_id_of_another(shop):
    record_deal(shop, NewDeal("laden:1001", NOW, 100, "EUR", order_number="700", shop="laden"))
    record_deal(shop, NewDeal("laden:1500", NOW, 200, "EUR", order_number="1001", shop="laden"))
    assert [one.value_cents for one in deals_of(shop)] == [100, 200]
    assert len(points(shop)) == 2


@pytest.mark.parametrize(("properties", "kept"), [(ORDER, 0), ({"total": 5}, 1)])
def test_a_connected_shop_tells_of_its_refunds_itself(shop, page, properties, kept):
    assert page("track", {"event": "Order Refunded", "properties": properties}).json["kept"] == kept


@pytest.mark.parametrize(
    ("affiliation", "connected", "shop"),
    [
        (None, (), "shop"),
        ("Anything", ("laden",), "laden"),
        (" LADEN ", ("laden", "markt"), "laden"),
        ("Anything", ("laden", "markt"), None),
        (7, ("laden", "markt"), None),
    ],
)
def test_which_shop_an_order_is_of(affiliation, connected, shop):
    assert shop_of(affiliation, frozenset(connected), "shop") == shop
