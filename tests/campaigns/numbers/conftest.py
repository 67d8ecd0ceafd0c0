"""A campaign with links, clicks, leads, deals, a refund and a deal in another currency."""

from __future__ import annotations

import pytest

from nahbar.campaigns.agree.service import collaborations
from nahbar.campaigns.agree.service.collaborations import add_creators, take_step
from nahbar.campaigns.leads import NewDeal, NewLead, NewRefund, Traces, record_refund
from nahbar.campaigns.leads.service.recording import record_deals, record_leads
from nahbar.campaigns.links.service.codes import add_code
from nahbar.campaigns.links.service.keeping import add_link
from nahbar.kernel.clock import SECONDS_A_DAY, now
from nahbar.kernel.journal import append
from nahbar.kernel.touchpoints import Touchpoint
from tests.campaigns.conftest import BERT, BRAND, FOX
from tests.conftest import ALICE

MICROS = 1_000_000
FOX_CLICKS, BERT_CLICKS = 60, 40


def clicks(link, creator, n, campaign="herbstlese", post=None):
    """So many clicks on a link, one a minute, until a day ago."""
    start = (now() - 2 * SECONDS_A_DAY) * MICROS
    return [
        Touchpoint(
            id=f"click-{link}-{one}",
            time=start + one * 60 * MICROS,
            kind="click",
            creator=creator,
            campaign=campaign,
            post=post,
            link=link,
        )
        for one in range(n)
    ]


def agree(house, campaign, creator, fee_cents, share_bp=0):
    """Bring a creator into the campaign up to "agreed" and return the collaboration."""
    number = add_creators(house, campaign, [creator], ALICE)[0]
    collaborations.offer_terms(house, number, collaborations.Terms(fee_cents=fee_cents, share_bp=share_bp), BRAND)
    for step in ("invite", "accept"):
        take_step(house, number, step, BRAND)
    return number


@pytest.fixture
def earned(shop, campaign):
    """The number of the campaign: the fox with two links and a code, Bert with one link."""
    agree(shop, campaign, FOX, 30_000)
    agree(shop, campaign, BERT, 20_000)
    fields = {"target": "https://shop.example.org/x", "campaign": "Herbstlese"}
    add_link(shop, {"slug": "fox-a", "creator": FOX, "variant": "a", "post": "reel", **fields}, ALICE)
    add_link(shop, {"slug": "fox-b", "creator": FOX, "variant": "b", **fields}, ALICE)
    add_link(shop, {"slug": "bert-a", "creator": BERT, "variant": "a", **fields}, ALICE)
    code = add_code(shop, {"creator": FOX, "campaign": "Herbstlese"}, ALICE)
    points = clicks("fox-a", FOX, FOX_CLICKS - 20, post="reel") + clicks("fox-b", FOX, 20)
    points += clicks("bert-a", BERT, BERT_CLICKS)
    with shop.store.write() as connection:
        append(connection, points, now() * MICROS)
    at = now() - SECONDS_A_DAY
    ways = [Traces(link="fox-a")] * 6 + [Traces(link="bert-a"), Traces(code=code)]
    record_leads(shop, [NewLead(f"lead-{n}", at, "form", way, qualified=n < 3) for n, way in enumerate(ways)])
    deals = [
        NewDeal("deal-1", at, 5_000, "EUR", Traces(link="fox-a")),
        NewDeal("deal-2", at, 7_000, "EUR", Traces(code=code)),
        NewDeal("deal-3", at, 9_000, "CHF", Traces(link="bert-a")),
    ]
    record_deals(shop, deals)
    record_refund(shop, NewRefund("back-1", "deal-1", at + 60, 2_000, "EUR"))
    return campaign
