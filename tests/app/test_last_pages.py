"""Tables that are paged: an address beyond the end, kept while the list grew shorter, leads to the last page."""

from __future__ import annotations

import pytest

from nahbar.campaigns.links.service.keeping import add_link
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from tests.conftest import ALICE
from tests.creators.tables import CREATORS, write_table
from tests.web import add_people, served, sign_in

PAGED = (
    "/campaigns",
    "/campaigns/links",
    "/campaigns/links/codes",
    "/campaigns/leads",
    "/campaigns/leads/deals",
    "/campaigns/leads/score",
    "/creators",
    "/creators/fit",
    "/creators/search?q=lesen",
)


@pytest.fixture
def client(house, tmp_path):
    import_file(house, "creators", write_table(tmp_path / "c.csv", CREATORS), Choice(), ALICE)
    for k in range(51):
        add_link(house, {"slug": f"l{k}", "target": "https://shop.example.org/x"}, ALICE)
    add_people(house)
    with served(house) as found:
        sign_in(found, "viewer")
        yield found


@pytest.mark.parametrize("address", PAGED)
def test_a_page_beyond_the_end_leads_to_the_last_one(client, address):
    path, _, query = address.partition("?")
    answer = client.get(f"{path}?{query}&page=9")
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert where.startswith(f"{path}?")
    assert query in where
    assert client.get(where).status_code == 200


def test_filters_and_order_stay_on_the_way_back(client):
    answer = client.get("/campaigns/links?state=active&sort=slug&page=9")
    assert answer.headers["location"] == "/campaigns/links?state=active&sort=slug&page=2"
    assert "/l/l51" not in client.get("/campaigns/links?page=2").text


def test_the_links_with_the_most_people_stand_first_unasked(client):
    page = client.get("/campaigns/links").text
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert 'aria-sort="descending"><a href="?sort=people' in head
