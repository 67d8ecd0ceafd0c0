"""What presses: late deliverables, and rights that end soon or ended lately; on the start page, once each."""

from __future__ import annotations

import pytest

from nahbar.campaigns.agree import rows
from nahbar.campaigns.agree.contracts import Terms
from nahbar.campaigns.agree.reading import Owed
from nahbar.campaigns.agree.service.collaborations import (
    add_creators,
    add_deliverable,
    collaboration_of,
    settle_deliverable,
    take_step,
)
from nahbar.campaigns.agree.service.pressing import pressing
from nahbar.kernel.clock import day_of, now
from tests.campaigns.conftest import BERT, BRAND
from tests.conftest import ALICE, both_engines
from tests.web import add_people, served, sign_in, texts

RIGHTS = Terms(rights_media=("print",), rights_days=100)


def posted(shop, number, days_ago):
    values = {"url": "https://example.org/p/1", "paid_label": False, "posted_day": day_of(now()) - days_ago, "who": "a"}
    with shop.store.write() as connection:
        rows.set_terms(connection, number, RIGHTS, now())
        rows.add_post(connection, collaboration_of(connection, number), {**values, "at": now()})


def owed(shop, number, days):
    add_deliverable(shop, number, Owed("post", day_of(now()) + days, ""), ALICE)


@both_engines
def test_late_deliverables_press_until_they_came_in(shop, fox):
    owed(shop, fox, 0)
    assert pressing(shop, 5) == (0, [])
    owed(shop, fox, -1)
    count, (one,) = pressing(shop, 5)
    assert (count, one.late, one.path) == (1, 1, f"/campaigns/collaborations/{fox}")
    settle_deliverable(shop, fox, 2, "done", ALICE)
    assert pressing(shop, 5) == (0, [])


def test_whoever_was_called_off_owes_nothing(shop, fox):
    owed(shop, fox, -1)
    take_step(shop, fox, "cancel", BRAND)
    assert pressing(shop, 5) == (0, [])


@pytest.mark.parametrize(("days_ago", "state"), [(80, None), (90, "ends soon"), (105, "ended"), (140, None)])
def test_rights_press_around_their_last_day(shop, fox, days_ago, state):
    posted(shop, fox, days_ago)
    _, found = pressing(shop, 5)
    assert [one.rights.state for one in found] == ([state] if state else [])


def test_what_is_late_stands_before_what_ends_and_the_rest_is_counted(shop, campaign, fox):
    (bert,) = add_creators(shop, campaign, [BERT], ALICE)
    posted(shop, fox, 95)
    owed(shop, bert, -3)
    count, (first,) = pressing(shop, 1)
    assert (count, first.creator, first.campaign) == (2, "Bert", "Herbstlese")


def test_the_start_page_names_them(shop, fox):
    add_people(shop)
    owed(shop, fox, -1)
    posted(shop, fox, 90)
    with served(shop) as client:
        sign_in(client, "viewer")
        page = texts(client.get("/").text)
    assert "Agreements that press" in page
    assert "1 deliverable is late. The right to use the content ends on" in page
