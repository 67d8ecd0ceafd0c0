"""Where orders came from and went: a host and a country, of shops and tables, and nothing more than that."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.campaigns.leads import deals_of, erase_customer, export_customer
from nahbar.campaigns.leads.hooks import shopify, woocommerce
from nahbar.campaigns.leads.places import country_of, from_elsewhere, host_of
from nahbar.campaigns.leads.schema import deal
from nahbar.campaigns.leads.service import importing
from nahbar.campaigns.leads.service.hooks import add_hook, take
from nahbar.creators import erase_person
from nahbar.kernel.importing import Wishes
from tests.campaigns.conftest import FOX
from tests.campaigns.leads.test_hooks import SECRET, SHOPIFY_ORDER, WOO_ORDER, base64_of
from tests.conftest import ALICE, NOW, both_engines

PAGE = "https://www.MyDealz.de/deals/jo-mueller?search=secret#frag"
SENT = {
    "referring_site": PAGE,
    "order_status_url": "https://laden.example/1/orders/2",
    "shipping_address": {"country_code": "AT", "city": "Wien"},
    "billing_address": {"country_code": "DE"},
}


def woo(referrer=None, source=None, shipping="AT", billing="DE"):
    said = {"_wc_order_attribution_referrer": referrer, "_wc_order_attribution_utm_source": source}
    notes = [{"key": name, "value": value} for name, value in said.items() if value is not None]
    more = {"meta_data": [*WOO_ORDER["meta_data"], *notes], "shipping": {"country": shipping}}
    return {**WOO_ORDER, **more, "billing": {"email": "jo@example.org", "country": billing}}


def read_shopify(**more):
    (found,) = shopify.read("orders/paid", {**SHOPIFY_ORDER, **more}, "laden", [], NOW)
    return found.came_from, found.country


def read_woo(*given):
    (found,) = woocommerce.read("order.updated", woo(*given), "woo", [], NOW)
    return found.came_from, found.country


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (PAGE, "mydealz.de"), ("mydealz.de", "mydealz.de"), ("//coupons.de/x", "coupons.de"),
        ("http://jo:pw@deal.example.org:8080/x", "deal.example.org"),
        ("https://rabatt-wühler.at/", "xn--rabatt-whler-klb.at"),
        ("https://slickdeals.net.", "slickdeals.net"), ("https://192.0.2.7/x", None), ("localhost", None), ("", None),
        ("android-app://com.instagram.android", None), ("https://[::1", None), ("eine Freundin", None),
        ("a" * 300 + ".de", None),
        (None, None), (["https://mydealz.de"], None), (7, None), ("https://exa\x00mple.org", None),
    ],
)  # fmt: skip
def test_of_an_address_only_the_host_is_taken(text, host):
    assert host_of(text) == host


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_whatever_is_sent_is_a_clean_host_or_nothing(text):
    found = host_of(text)
    assert found is None or (host_of(found) == found and not set("/?#@: ") & set(found))


@pytest.mark.parametrize(
    ("said", "code"),
    [("de", "DE"), ("Österreich", "AT"), ("Switzerland", "CH"), ("UK", "GB"), ("EU", None), ("ZZ", None),
     ("Atlantis", None), ("", None), (None, None), (49, None)],
)  # fmt: skip
def test_a_country_is_a_code_of_iso_or_nothing(said, code):
    assert country_of(said) == code


def test_the_shops_own_pages_are_no_origin():
    assert from_elsewhere("checkout.laden.example", "laden.example") is None
    assert from_elsewhere("laden.example", "www2.laden.example") is None
    assert from_elsewhere("mydealz.de", "laden.example", None) == "mydealz.de"
    assert read_shopify(**{**SENT, "referring_site": "https://laden.example/cart"}) == (None, "AT")
    assert read_woo("https://shop.example.org/cart") == (None, "AT")


def test_shopify_says_the_page_before_and_the_country_of_delivery():
    assert read_shopify(**SENT) == ("mydealz.de", "AT")
    assert read_shopify(**{**SENT, "shipping_address": None}) == ("mydealz.de", "DE")
    # The landing page is the shop's own, whatever parameters it was called with.
    assert read_shopify(landing_site="/x?ref=mydealz.de", referring_site=None) == (None, None)


def test_woocommerce_says_the_page_before_or_the_source():
    assert read_woo(PAGE) == ("mydealz.de", "AT")
    assert read_woo(None, "Gutscheinpony.de", "", "ch") == ("gutscheinpony.de", "CH")
    assert read_woo("", "(direct)", None, None) == (None, None)
    assert read_woo(None, "newsletter") == (None, "AT")


@pytest.mark.parametrize("bad", [[], {}, 7, True, "\x00", "https://[", "x" * 9_000, {"country_code": ["DE"]}])
def test_no_order_is_lost_for_a_malformed_origin(bad):
    assert read_shopify(referring_site=bad, order_status_url=bad, shipping_address=bad, billing_address=bad)[1] is None
    assert read_woo(bad, bad, bad, bad) == (None, None)


@both_engines
def test_an_order_of_a_shop_keeps_host_and_country_and_no_path(tracked):
    add_hook(tracked, "laden", "shopify", SECRET, ALICE)
    for number, more in enumerate([SENT, {"referring_site": None, "updated_at": "2026-09-22T00:00:00Z"}]):
        body = json.dumps({**SHOPIFY_ORDER, **more}).encode()
        head = {b"x-shopify-topic": b"orders/updated", b"x-shopify-webhook-id": str(number).encode()}
        take(tracked, "laden", {**head, b"x-shopify-hmac-sha256": base64_of(body).encode()}, body)
    (kept,) = deals_of(tracked)
    assert (kept.came_from, kept.country) == ("mydealz.de", "AT")
    with tracked.store.read() as connection:
        stored = str(connection.execute(sa.select(deal)).all())
    assert "secret" not in stored
    assert "Wien" not in stored


ORDERS = """Bestellnummer;Bestelldatum;E-Mail;Gesamtbetrag;Herkunft;Lieferland;Rechnungsland
1;1.10.2026;jo@example.org;10,00 €;https://mydealz.de/x;Österreich;DE
2;1.10.2026;;10,00 €;direkt;;ch
3;1.10.2026;;10,00 €;eine Freundin;;
4;1.10.2026;;10,00 €;;Atlantis;
"""


@pytest.fixture
def ordered(tracked, tmp_path):
    """Two orders of a table; two others are refused. Returns what the import said."""
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return importing.import_orders(tracked, path, Wishes())


@both_engines
def test_a_table_gives_both_and_says_what_it_cannot_read(tracked, ordered):
    assert [(one.came_from, one.country) for one in deals_of(tracked)] == [("mydealz.de", "AT"), (None, "CH")]
    assert [(one.row, one.column) for one in ordered.refusals] == [(3, "came_from"), (4, "country")]
    assert "mydealz.de" in ordered.refusals[0].reason.render()


def test_who_is_erased_takes_both_along(tracked, ordered):
    (handed_out,) = export_customer(tracked, "jo@example.org")["deals"]
    assert (handed_out["came_from"], handed_out["country"]) == ("mydealz.de", "AT")
    erase_customer(tracked, "jo@example.org", ALICE)
    assert [(one.came_from, one.country) for one in deals_of(tracked)] == [(None, None), (None, "CH")]


def test_an_erased_creators_own_page_is_no_trace(tracked):
    add_hook(tracked, "woo", "woocommerce", SECRET, ALICE)
    body = json.dumps({**woo("https://lesefuchs.example/"), "coupon_lines": [{"code": "FUCHSBAU"}]}).encode()
    head = {b"x-wc-webhook-topic": b"order.updated", b"x-wc-webhook-signature": base64_of(body).encode()}
    take(tracked, "woo", head, body)
    assert deals_of(tracked)[0].came_from == "lesefuchs.example"
    erase_person(tracked, FOX, ALICE)
    assert (deals_of(tracked)[0].came_from, deals_of(tracked)[0].country) == (None, "AT")
