"""The key of a campaign: made once, kept through renaming, found by however the name is written."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.agree.keys import LONGEST, names_campaign, new_key
from nahbar.campaigns.agree.service.campaigns import campaign_page, change_campaign, create_campaign
from nahbar.campaigns.leads.contracts import NewDeal, Traces
from nahbar.campaigns.leads.service.recording import record_deal
from nahbar.campaigns.numbers.service import numbers_of
from nahbar.kernel.upgrade import MIGRATIONS, upgrade_store
from tests.conftest import both_engines

PLAN = {"name": "Bücher Herbst", "goal": "leads", "currency": "EUR", "law": "de"}


@given(st.lists(st.text(max_size=120), max_size=8))
def test_keys_are_never_shared_and_name_their_own_campaign(names):
    taken = set()
    for name in names:
        key = new_key(name, taken)
        assert key
        assert key not in taken
        assert names_campaign(key, key)
        taken.add(key)


def test_a_key_is_found_by_the_name_however_it_is_written():
    key = new_key("Bücher  Herbst", set())
    assert key == "buecher-herbst"
    assert all(names_campaign(text, key) for text in ("bücher herbst", "BÜCHER HERBST ", "buecher-herbst"))
    assert not any(names_campaign(text, key) for text in ("", None, "Bücher", "buecher-herbst-2"))
    assert len(new_key("x" * 500, set())) == LONGEST


def test_a_renamed_campaign_keeps_its_deals_and_a_second_of_the_same_name_has_none(house):
    first, second = (create_campaign(house, PLAN, "test") for _ in range(2))
    record_deal(house, NewDeal(key="d", at=1_780_000_000, value_cents=900, currency="EUR",
                               traces=Traces(campaign="Bücher Herbst")))  # fmt: skip
    change_campaign(house, first, {**PLAN, "name": "Ganz anders"}, "test")
    deals = [numbers_of(house, one).total.sums.orders for one in (first, second)]
    keys = [campaign_page(house, one).campaign.key for one in (first, second)]
    assert keys == ["buecher-herbst", "buecher-herbst-2"]
    assert deals == [1, 0]


@both_engines
def test_campaigns_of_an_earlier_version_get_keys(workspace, bare_store):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    named = "INSERT INTO campaign (name, goal, currency, law, state, created_at, created_by) VALUES "
    with bare_store.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
    with bare_store.write() as connection:
        for name in ("Bücher Herbst", "bücher herbst", "冬"):
            row = f"('{name}', 'leads', 'EUR', 'de', 'draft', 1, 'a')"
            connection.execute(sa.text(named + row))
    upgrade_store(workspace, bare_store)
    with bare_store.read() as connection:
        keys = connection.execute(sa.text("SELECT key FROM campaign ORDER BY id")).scalars().all()
    assert keys == ["buecher-herbst", "buecher-herbst-2", "campaign"]
