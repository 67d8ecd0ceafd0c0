"""A collaboration sees its link, code, figures and deals; its share follows orders and refunds."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.campaigns.agree import seams
from nahbar.campaigns.agree.contracts import Terms
from nahbar.campaigns.agree.service.collaborations import collaboration_page, offer_terms
from nahbar.campaigns.leads import record_deal, record_lead, record_refund
from nahbar.campaigns.leads.contracts import NewDeal, NewLead, NewRefund, Traces
from nahbar.campaigns.leads.plugging import plug_in
from nahbar.campaigns.links.contracts import Clicks
from nahbar.campaigns.links.service.keeping import add_link
from nahbar.campaigns.links.tables import clicks
from nahbar.campaigns.links.tables.schema import tracking_link
from nahbar.campaigns.payouts.service import due, make_statement
from tests.campaigns.conftest import BRAND
from tests.campaigns.leads.conftest import TARGET
from tests.conftest import ALICE, NOW, both_engines

LONG_AGO = NOW - 100 * 86_400


def one_of(house, number):
    return collaboration_page(house, number).card.collaboration


@both_engines
def test_a_collaboration_sees_link_code_and_what_came_of_them(tracked, fox):
    plug_in()
    record_deal(tracked, NewDeal("s:1", LONG_AGO, 5_000, "EUR", Traces(code="FUCHSBAU")))
    record_deal(tracked, NewDeal("s:2", LONG_AGO, 5_000, "EUR", Traces(code="BERT2026")))
    record_lead(tracked, NewLead("l:1", LONG_AGO, "form", Traces(link="fuchs"), stage="qualified"))
    seen = seams.tracking_of(tracked, one_of(tracked, fox))
    assert (seen.link, seen.code) == ("/l/fuchs", "FUCHSBAU")
    assert [figure.value for figure in seen.figures] == [1, 1, 1, 0]


def test_without_a_link_or_anything_the_page_says_so(shop, fox):
    plug_in()
    assert seams.tracking_of(shop, one_of(shop, fox)) == seams.Tracking()


def test_a_share_is_earned_by_an_order_and_taken_back_by_its_refund(tracked, fox):
    plug_in()
    offer_terms(tracked, fox, Terms(share_bp=1_000, hold_days=14), BRAND)
    record_deal(tracked, NewDeal("s:1", LONG_AGO, 5_000, "EUR", Traces(code="FUCHSBAU")))
    assert due(tracked, fox).earned.due_cents == 500
    make_statement(tracked, fox, ALICE)
    assert due(tracked, fox).earned.due_cents == 0
    record_refund(tracked, NewRefund("r:1", "s:1", LONG_AGO + 1, 2_000, "EUR"))
    assert due(tracked, fox).earned.due_cents == -200


@both_engines
def test_clicks_on_many_links_are_asked_for_at_once(tracked, monkeypatch):
    monkeypatch.setattr(clicks, "MOST_IDS", 2)
    for slug in ("a", "b"):
        add_link(tracked, {"slug": slug, "target": TARGET}, ALICE)
    with tracked.store.write() as connection:
        ids = [row.id for row in connection.execute(sa.select(tracking_link.c.id))]
        clicks.add_clicks(connection, {(one, 0, hour): Clicks(people=1, bots=5) for one in ids for hour in (1, 2)})
        assert len(ids) == 3
        assert clicks.people_of(connection, [*ids, 10**6, 10**6 + 1]) == 2 * len(ids)
        assert clicks.people_of(connection, []) == 0
