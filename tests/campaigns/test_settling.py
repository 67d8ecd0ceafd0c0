"""When a collaboration may be called paid: no statement of it is open, and no fee stands outside of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nahbar.campaigns.agree import rows, seams
from nahbar.campaigns.agree.service.collaborations import collaboration_of, collaboration_page, take_step
from nahbar.campaigns.payouts import service as payouts
from nahbar.campaigns.payouts.contracts import Deal
from nahbar.kernel.clock import date_of, day_of, iso_day, now
from nahbar.kernel.errors import BadInput, Conflict
from tests.campaigns.conftest import BRAND
from tests.conftest import ALICE, both_engines
from tests.web import add_people, make_token, send, served, sign_in, texts

DAY = 86_400


@pytest.fixture
def checked(shop, fox):
    """The number of a collaboration with a fee of 450 euros that was posted and checked."""
    seams.provide(deals=lambda house, one: [], payment=payouts.check_paid)
    with shop.store.write() as connection:
        rows.move(connection, collaboration_of(connection, fox), "checked", 1)
    return fox


def state_of(shop, number):
    return collaboration_page(shop, number).card.collaboration.state


@both_engines
def test_nobody_calls_paid_what_stands_in_no_statement(shop, checked):
    with pytest.raises(Conflict, match="stands in no statement"):
        take_step(shop, checked, "pay", BRAND)
    assert state_of(shop, checked) == "checked"


@both_engines
def test_nobody_calls_paid_what_an_open_statement_waits_for(shop, checked):
    number = payouts.make_statement(shop, checked, ALICE)
    with pytest.raises(Conflict, match="waits to be paid") as refused:
        take_step(shop, checked, "pay", BRAND)
    assert refused.value.kind == "statement-open"
    payouts.settle_statement(shop, number, "paid", ALICE)
    assert state_of(shop, checked) == "paid"


def test_it_moves_on_by_itself_with_the_last_open_statement(shop, checked):
    first = payouts.make_statement(shop, checked, ALICE)
    deal = Deal("7", now() - 40 * DAY, 100_00, "EUR")
    with shop.store.write() as connection:
        terms = collaboration_of(connection, checked).terms
        rows.set_terms(connection, checked, type(terms)(fee_cents=terms.fee_cents, share_bp=1_000), now())
    seams.provide(deals=lambda house, one: [deal])
    second = payouts.make_statement(shop, checked, ALICE)
    payouts.settle_statement(shop, first, "paid", ALICE)
    assert state_of(shop, checked) == "checked"
    payouts.settle_statement(shop, second, "paid", ALICE)
    assert state_of(shop, checked) == "paid"


def test_a_share_that_comes_free_later_does_not_hold_it_up(shop, checked):
    number = payouts.make_statement(shop, checked, ALICE)
    with shop.store.write() as connection:
        terms = collaboration_of(connection, checked).terms
        rows.set_terms(connection, checked, type(terms)(fee_cents=terms.fee_cents, share_bp=1_000), now())
    seams.provide(deals=lambda house, one: [Deal("7", now() - 40 * DAY, 100_00, "EUR")])
    payouts.settle_statement(shop, number, "paid", ALICE)
    assert state_of(shop, checked) == "paid"
    assert payouts.due(shop, checked).earned.due_cents == 10_00


def test_whoever_owes_nothing_is_called_paid_at_once(shop, checked):
    with shop.store.write() as connection:
        terms = collaboration_of(connection, checked).terms
        rows.set_terms(connection, checked, type(terms)(products="Ein Paket"), now())
    take_step(shop, checked, "pay", BRAND)
    assert state_of(shop, checked) == "paid"


def test_the_page_says_what_is_open_in_the_place_of_the_button(shop, checked):
    add_people(shop)
    with served(shop) as client:
        seams.provide(deals=lambda house, one: [], payment=payouts.check_paid)
        sign_in(client, "editor")
        here = f"/campaigns/collaborations/{checked}"
        page = client.get(here).text
        assert "Money is due that stands in no statement." in texts(page)
        assert 'value="pay"' not in page
        send(client, f"{here}/statement")
        assert "waits to be paid. Say under Payouts that it was paid" in texts(client.get(here).text)


def test_whoever_drags_a_card_too_far_reads_why_on_the_board(shop, campaign, checked):
    add_people(shop)
    with served(shop) as client:
        seams.provide(deals=lambda house, one: [], payment=payouts.check_paid)
        sign_in(client, "editor")
        answer = send(client, f"/campaigns/collaborations/{checked}/step?back={campaign}", step="pay")
        assert answer.headers["location"] == f"/campaigns/{campaign}"
        board = texts(client.get(answer.headers["location"]).text)
        assert "Money is due that stands in no statement." in board
        assert "Undo" not in board


IBAN, OWN = "DE89370400440532013000", "AT611904300234573201"


@pytest.fixture
def stated(shop, checked):
    """The number of a statement whose creator gave an account."""
    with shop.store.read() as connection:
        one = collaboration_of(connection, checked)
    payouts.keep_account(shop, one, "Lese Füchsin", IBAN, ALICE)
    return payouts.make_statement(shop, checked, ALICE)


@both_engines
def test_a_second_file_leaves_out_what_the_first_one_held(shop, stated):
    given = (shop, "Laden", OWN, date_of(day_of(now()) + 1), ALICE)
    made, held = payouts.bank_file(*given)
    assert ([one.id for one in held], b"Abrechnung 20" in made) == ([stated], True)
    with pytest.raises(Conflict, match="stood in a file for the bank already"):
        payouts.bank_file(*given)
    _, held = payouts.bank_file(*given, again=True)
    assert [one.id for one in held] == [stated]


def test_the_page_says_what_stood_in_a_file_and_writes_it_again_only_when_asked(shop, stated):
    add_people(shop)
    tomorrow = iso_day(day_of(now()) + 1)
    with served(shop) as client:
        sign_in(client, "owner")
        given = {"holder": "Laden", "iban": OWN, "day": tomorrow}
        assert send(client, "/campaigns/payouts/file", **given).status_code == 200
        page = texts(client.get("/campaigns/payouts").text)
        assert "in a file of" in page
        assert "0 statements can go into it" in page
        refused = send(client, "/campaigns/payouts/file", **given)
        assert (refused.status_code, "stood in a file for the bank already" in texts(refused.text)) == (422, True)
        assert send(client, "/campaigns/payouts/file", **given, again="yes").status_code == 200


def test_a_voided_statement_stays_on_the_list(shop, stated):
    payouts.settle_statement(shop, stated, "void", ALICE)
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "viewer")
        page = texts(client.get("/campaigns/payouts").text)
        assert f"-{stated:05}" in page
        assert "void since" in page


def test_a_holder_with_a_name_too_long_for_banks_reads_how_long_it_may_be(shop, checked):
    with shop.store.read() as connection:
        one = collaboration_of(connection, checked)
    with pytest.raises(BadInput, match="more than 70 characters"):
        payouts.keep_account(shop, one, "Ö" * 71, IBAN, ALICE)


def test_what_was_paid_too_much_is_not_called_a_payment(shop, checked):
    deal = Deal("7", now() - 40 * DAY, 100_00, "EUR")
    with shop.store.write() as connection:
        terms = collaboration_of(connection, checked).terms
        rows.set_terms(connection, checked, type(terms)(share_bp=1_000), now())
    seams.provide(deals=lambda house, one: [deal])
    payouts.settle_statement(shop, payouts.make_statement(shop, checked, ALICE), "paid", ALICE)
    add_people(shop)
    with served(shop) as client:
        seams.provide(deals=lambda house, one: [replace(deal, refunded_cents=100_00)])
        sign_in(client, "viewer")
        page = texts(client.get(f"/campaigns/collaborations/{checked}").text)
    assert "Nothing is to be paid now: €10.00 were paid for deals that were refunded since." in page
    assert "To be paid now" not in page


@both_engines
def test_a_statement_of_what_was_called_off_is_named_on_both_pages(shop, checked):
    number = payouts.statement(shop, payouts.make_statement(shop, checked, ALICE)).number
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "editor")
        assert "called off" not in texts(client.get("/campaigns/payouts").text)
        take_step(shop, checked, "cancel", BRAND)
        said = texts(client.get(f"/campaigns/collaborations/{checked}").text)
        assert f"This was called off, but statement {number} still waits to be paid" in said
        assert "called off" in texts(client.get("/campaigns/payouts").text)


def test_whoever_may_call_it_off_reads_that_the_statement_stays(shop, checked):
    with shop.store.write() as connection:
        rows.move(connection, collaboration_of(connection, checked), "posted", 1)
    number = payouts.statement(shop, payouts.make_statement(shop, checked, ALICE)).number
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "editor")
        said = texts(client.get(f"/campaigns/collaborations/{checked}").text)
        assert f"Statement {number} waits to be paid. Calling this off does not void it." in said


def test_the_api_offers_no_payment_that_it_would_refuse(shop, checked):
    campaign = collaboration_page(shop, checked).card.collaboration.campaign_id
    address = f"/api/campaigns/{campaign}/collaborations/{checked}"
    with served(shop) as client:
        client.headers["Authorization"] = f"Bearer {make_token(shop, 'campaigns:read')}"
        assert "pay" not in client.get(address).json()["possible"]
        number = payouts.make_statement(shop, checked, ALICE)
        assert "pay" not in client.get(address).json()["possible"]
        payouts.settle_statement(shop, number, "void", ALICE)
        offer_nothing(shop, checked)
        assert "pay" in client.get(address).json()["possible"]


def offer_nothing(shop, number):
    with shop.store.write() as connection:
        terms = collaboration_of(connection, number).terms
        rows.set_terms(connection, number, replace(terms, fee_cents=0), now())


def test_without_a_known_account_the_page_says_what_a_file_takes(shop, checked):
    payouts.make_statement(shop, checked, ALICE)
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "owner")
        page = client.get("/campaigns/payouts").text
    assert "No statement can go into it yet" in texts(page)
    assert "Write the file" not in page
    assert f'href="/campaigns/collaborations/{checked}#f-holder"' in page
