"""Leaks of codes: coupon sites by name, countries against the audience, what is said of both and how sure it is."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.leads.contracts import NewDeal, Traces
from nahbar.campaigns.leads.service.recording import record_deals
from nahbar.campaigns.links.leaks import CANNOT_TELL, LEAKED, NO_SIGN, Audience, OrderCounts, coupon_sites, judge_leak
from nahbar.campaigns.links.leaks.countries import LEAST_EXPECTED, SURE_FROM, exceeds_probability, judge_countries
from nahbar.campaigns.links.leaks.origins import judge_origins
from nahbar.campaigns.links.leaks.sites import is_payment
from nahbar.campaigns.links.service.codes import add_code, list_codes
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.errors import BadInput
from nahbar.kernel.settings import SETTINGS_FILE, read_settings
from tests.campaigns.conftest import BERT, FOX
from tests.command_line import CommandLine
from tests.conftest import ALICE, NOW, both_engines
from tests.creators.tables import write_table
from tests.web import add_people, served, sign_in, texts

DAY = 86_400
SITES = coupon_sites()
GERMAN = Audience({"DE": 0.8, "AT": 0.09, "CH": 0.06, "US": 0.02}, 0.03, NOW)


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("mydealz.de", "mydealz.de"), ("m.mydealz.de", "mydealz.de"), ("notmydealz.de", None),
        ("mydealz.de.evil.example", None), ("gutscheine.bild.de", "gutscheine.bild.de"), ("bild.de", None),
        ("gutschein.meinladen.de", None), ("www.joinhoney.com", "joinhoney.com"), ("l.instagram.com", None),
    ],
)  # fmt: skip
def test_a_coupon_site_is_known_by_its_registered_name(host, site):
    assert SITES.named(host) == site


def test_the_shipped_list_has_hosts_of_all_five_countries_and_no_line_twice():
    assert {"mydealz.de", "preisjaeger.at", "preispirat.ch", "vouchercodes.co.uk", "slickdeals.net"} <= SITES.names
    assert all(SITES.named(name) for name in SITES.names)
    assert all(name == name.lower().strip() and "." in name for name in SITES.names)


def test_a_brand_adds_sites_and_takes_some_out():
    mine = coupon_sites("https://www.Rabatt-Ecke.example/x sparfuchs.example", "groupon.de m.mydealz.de")
    assert mine.named("forum.rabatt-ecke.example") == "rabatt-ecke.example"
    assert mine.named("groupon.de") is None
    assert mine.named("m.mydealz.de") is None
    assert mine.named("mydealz.de") == "mydealz.de"


@pytest.mark.parametrize(
    ("channel", "site"),
    [("https://www.mydealz.de/x", "mydealz.de"), ("Mydealz", "mydealz"), ("honey", "honey"), ("offers", None),
     ("instagram", None), ("", None)],
)  # fmt: skip
def test_a_channel_names_a_site_with_or_without_its_ending(channel, site):
    assert SITES.named_by_channel(channel) == site


def test_settings_take_hosts_and_refuse_what_is_none(tmp_path):
    (tmp_path / SETTINGS_FILE).write_text('[links]\ncoupon_sites = "rabatt.example"\nno_coupon_sites = "a.b.example"\n')
    assert read_settings(tmp_path).links.coupon_sites == "rabatt.example"
    (tmp_path / SETTINGS_FILE).write_text('[links]\ncoupon_sites = "https://rabatt.example/x"\n')
    with pytest.raises(BadInput, match="coupon_sites"):
        read_settings(tmp_path)


def said(found):
    return " ".join(one.render() for one in (*found.evidence, *found.innocent))


@pytest.mark.parametrize(
    ("hosts", "others", "verdict", "sure"),
    [
        ({}, {}, CANNOT_TELL, ""),
        ({"google.com": 9}, {}, CANNOT_TELL, ""),
        ({"google.com": 20}, {}, NO_SIGN, ""),
        ({"paypal.com": 20}, {}, CANNOT_TELL, ""),
        ({"google.com": 200, "mydealz.de": 1}, {}, LEAKED, "weak"),
        ({"mydealz.de": 3, "google.com": 7}, {}, LEAKED, "clear"),
        ({"mydealz.de": 3, "google.com": 30}, {"google.com": 90}, LEAKED, "clear"),
        ({"mydealz.de": 12, "google.com": 8}, {"google.com": 990, "coupons.de": 10}, LEAKED, "strong"),
        # The brand's customers come by such sites anyway.
        ({"mydealz.de": 10, "google.com": 90}, {"google.com": 90, "coupons.de": 10}, LEAKED, "weak"),
    ],
)
def test_orders_from_coupon_sites_are_flagged_from_the_first_and_said_to_be_weak(hosts, others, verdict, sure):
    found = judge_origins(OrderCounts(hosts, other_hosts=others), SITES)
    assert (found.verdict, found.sure) == (verdict, sure)
    assert bool(found.innocent) == (verdict == LEAKED)
    assert found.orders == sum(n for host, n in hosts.items() if SITES.named(host))
    assert ("mydealz.de" in said(found)) == (verdict == LEAKED)


def test_many_sites_are_named_up_to_five_and_all_are_behind_the_finding():
    hosts = dict.fromkeys(sorted(SITES.names)[:8], 2)
    found = judge_origins(OrderCounts(hosts), SITES)
    assert "6 more came from 3 other coupon sites" in said(found)
    assert len(found.hosts) == 8
    assert is_payment("checkout.stripe.com")


def test_more_than_among_other_orders_is_the_probability_of_drawn_posteriors():
    rng = np.random.default_rng(1)
    site = sorted(SITES.names)[0]
    for k, n, j, m in ((3, 40, 10, 400), (20, 30, 5, 30)):
        counts = OrderCounts({site: k, "elsewhere.example": n - k}, {}, {site: j, "elsewhere.example": m - j})
        drawn = rng.beta(k + 0.5, n - k + 0.5, 200_000) > rng.beta(j + 0.5, m - j + 0.5, 200_000)
        assert judge_origins(counts, SITES).probability == pytest.approx(drawn.mean(), abs=0.005)


@pytest.mark.parametrize(
    ("countries", "audience", "others", "verdict"),
    [
        ({}, GERMAN, {}, CANNOT_TELL),
        ({"US": 9}, GERMAN, {}, CANNOT_TELL),
        ({"DE": 40, "AT": 10, "US": 3}, GERMAN, {}, NO_SIGN),
        ({"DE": 20, "US": 20, "BR": 5}, GERMAN, {}, LEAKED),
        ({"US": 40}, None, {"DE": 49}, CANNOT_TELL),
        ({"US": 20, "DE": 20}, None, {"DE": 190, "AT": 10}, LEAKED),
        ({"US": 4, "DE": 36}, None, {"DE": 150, "US": 20}, NO_SIGN),
        # Half of the audience is named by no country: nothing can stand out.
        ({"US": 40}, Audience({"DE": 0.5}, 0.5, NOW), {}, CANNOT_TELL),
    ],
)
def test_countries_are_held_against_the_audience_or_else_other_orders(countries, audience, others, verdict):
    found = judge_countries(OrderCounts(countries=countries, audience=audience, other_countries=others))
    assert found.verdict == verdict
    assert bool(found.innocent) == (verdict == LEAKED)
    assert (found.sure != "") == (verdict == LEAKED)
    if verdict == LEAKED:
        assert found.probability >= SURE_FROM
        assert "US 20" in said(found)


def test_a_shop_that_sells_there_anyway_is_the_innocent_explanation():
    counts = OrderCounts(countries={"DE": 20, "US": 20}, audience=GERMAN, other_countries={"DE": 60, "US": 40})
    assert "40.0% went to such countries too" in said(judge_countries(counts))


@given(st.integers(0, 60), st.integers(0, 60), st.floats(LEAST_EXPECTED, 0.25))
def test_one_more_customer_outside_never_makes_a_leak_less_likely(outside, inside, expected):
    now, more = (exceeds_probability(outside + k, outside + inside + k, expected) for k in (0, 1))
    assert 0.0 <= now <= more + 1e-12 <= 1.0 + 1e-9


@pytest.mark.parametrize(("scatter", "allowed"), [(None, 0.01), (50, 0.06)], ids=["as stated", "scattered"])
@pytest.mark.parametrize("expected", [0.03, 0.1])
def test_false_alarms_stay_rare_though_somebody_looks_after_every_customer(scatter, allowed, expected):
    # 600 honest codes, looked at after each of 120 customers. Allowed: 1 of 100 flagged at any look where buyers live
    # as the audience does, 6 of 100 where their shares scatter about it like those of 50 people. Beyond the allowed
    # share by three standard errors fails by chance in about 1 of 700 runs; the seed is fixed.
    rng, codes, customers = np.random.default_rng(20_261_122), 600, 120
    share = np.full(codes, expected)
    if scatter:
        share = rng.beta(expected * scatter, (1 - expected) * scatter, codes)
    outside = (rng.random((codes, customers)) < share[:, None]).cumsum(axis=1)
    known = {
        (k, n): exceeds_probability(k, n, expected) >= SURE_FROM
        for n in range(10, 121)
        for k in set(outside[:, n - 1].tolist())
    }
    flagged = np.array([any(known[(int(row[n - 1]), n)] for n in range(10, 121)) for row in outside])
    assert flagged.mean() <= allowed + 3 * (allowed * (1 - allowed) / codes) ** 0.5
    # It can fail: where half of the buyers came from elsewhere nearly all are found by the fiftieth.
    leaked = rng.random((codes, 50)) < expected / 2 + 0.5
    found = [exceeds_probability(k, 50, expected) >= SURE_FROM for k in leaked.sum(axis=1).tolist()]
    assert np.mean(found) > 0.95


@pytest.fixture
def sold(shop, tmp_path):
    """The fox's code by 12 Germans and 12 Americans, three of whom came by a coupon site; Bert's by Germans alone."""
    for creator, code in ((FOX, "FUCHSBAU"), (BERT, "BERT2026")):
        add_code(shop, {"creator": creator, "code": code}, ALICE)
    rows = [("Germany", 0.85), ("Austria", 0.08), ("Switzerland", 0.04)]
    shares = [
        {"platform": "instagram", "handle": "lese.fuchs", "dimension": "country", "value": name,
         "share": f"{share:.0%}", "observed_at": "2026-09-01"} for name, share in rows
    ]  # fmt: skip
    import_file(shop, "insights", write_table(tmp_path / "insights.csv", shares), Choice(), ALICE)
    fox = [
        NewDeal(f"f{k}", NOW - k * DAY, 2_000, "EUR", Traces(code="FUCHSBAU"), person=f"p{k}", order_number=f"#{k}",
                country="US" if k % 2 else "DE", came_from="m.mydealz.de" if k in (1, 2, 3) else "l.instagram.com")
        for k in range(24)
    ]  # fmt: skip
    # One who orders often is one customer.
    again = [
        NewDeal(f"a{k}", NOW - DAY, 900, "EUR", Traces(code="BERT2026"), person="often", country="BR") for k in range(9)
    ]
    bert = [
        NewDeal(f"b{k}", NOW - k * DAY, 900, "EUR", Traces(code="BERT2026"), person=f"q{k}", country="DE")
        for k in range(20)
    ]
    none = [NewDeal(f"n{k}", NOW - k // 2 * DAY, 900, "EUR", country="DE", came_from="google.com") for k in range(80)]
    record_deals(shop, [*fox, *again, *bert, *none])
    return shop


@both_engines
def test_orders_of_the_store_are_judged_and_named(sold):
    bert, fox = sorted(list_codes(sold), key=lambda line: line.code)
    origins, countries = fox.leak.findings[1:]
    assert (fox.leak.verdict, fox.leak.sure) == (LEAKED, "strong")
    assert (origins.orders, origins.hosts, origins.sure) == (3, ["m.mydealz.de"], "clear")
    assert [one.order for one in fox.orders["coupon sites"]] == ["#1", "#2", "#3"]
    assert (countries.verdict, countries.orders, list(countries.countries)) == (LEAKED, 12, ["US"])
    assert {one.country for one in fox.orders["countries"]} == {"US"}
    assert bert.leak.findings[2].verdict == NO_SIGN
    assert "1 of 21 customers" in said(bert.leak.findings[2])
    assert bert.orders == {}


def test_the_command_and_the_pages_tell_it_and_lead_to_the_orders(sold, monkeypatch, capsys):
    run, here = CommandLine(monkeypatch, capsys), ("--workspace", sold.workspace.folder)
    told = run("links", "codes", "list", *here).out
    assert "coupon sites: a clear sign" in told
    assert "Orders: #1, #2, #3" in told
    lines = {one["code"]: one for one in json.loads(run("links", "codes", "list", "--json", *here).out)}
    found = {one["kind"]: one for one in lines["FUCHSBAU"]["leak"]["findings"]}
    assert found["countries"]["orders_total"] == 12
    assert found["coupon sites"]["orders"][0]["came_from"] == "m.mydealz.de"
    listed = json.loads(run("leads", "deals", "--came-from", "m.mydealz.de,none.example", "--json", *here).out)
    assert listed["total"] == 3
    add_people(sold)
    with served(sold) as client:
        sign_in(client, "viewer")
        page = client.get("/campaigns/links/codes").text
        assert "came from mydealz.de" in texts(page)
        assert "/campaigns/leads/deals?code=FUCHSBAU&amp;country=US" in page
        assert "12 deals" in texts(client.get("/campaigns/leads/deals?code=FUCHSBAU&country=US").text)


def test_without_orders_nothing_is_said_of_places():
    leak = judge_leak(FOX, [])
    assert [one.evidence for one in leak.findings[1:]] == [[], []]
    assert leak.verdict == CANNOT_TELL
