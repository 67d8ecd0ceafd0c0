"""A workspace with the cast's creators, prices and one campaign."""

from __future__ import annotations

import pytest

from nahbar.campaigns.agree import seams
from nahbar.campaigns.agree.service.campaigns import create_campaign
from nahbar.campaigns.agree.service.collaborations import Actor, add_creators
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from tests.conftest import ALICE
from tests.creators.tables import CREATORS, write_table

FOX, BERT, PAGE = "instagram/lese.fuchs", "instagram/buchbert", "tiktok/page.turner"
BRAND = Actor("brand", ALICE)
PLAN = {
    "name": "Herbstlese",
    "goal": "leads",
    "law": "de",
    "budget": "5.000 €",
    "starts": "2026-10-01",
    "ends": "2026-12-24",
    "kpi-leads": "40",
    "kpi-clicks": "1.000",
    "formats": "giveaway,product test",
    "audience": "Menschen, die abends lesen",
}


@pytest.fixture(autouse=True)
def nothing_plugged_in():
    """What a test plugs in is pulled out again."""
    yield
    seams._tracking.clear()
    seams._deals.clear()
    seams._payment.clear()


@pytest.fixture
def shop(house, tmp_path):
    """The workspace with three creators; one has a price."""
    import_file(house, "creators", write_table(tmp_path / "creators.csv", CREATORS), Choice(), ALICE)
    prices = [{"platform": "instagram", "handle": "lese.fuchs", "price": 450, "currency": "EUR"}]
    import_file(house, "prices", write_table(tmp_path / "prices.csv", prices), Choice(), ALICE)
    return house


@pytest.fixture
def campaign(shop):
    """The number of a campaign."""
    made = create_campaign(shop, PLAN, ALICE)
    assert isinstance(made, int), made.problems
    return made


@pytest.fixture
def fox(shop, campaign):
    """The number of the collaboration with the fox."""
    return add_creators(shop, campaign, [FOX], ALICE)[0]
