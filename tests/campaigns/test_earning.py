"""Earnings, IBANs and the file for the bank."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.payouts.contracts import Deal, Line, Payee, Payout
from nahbar.campaigns.payouts.earning import SECONDS_A_DAY, earnings, paid_before, share_of
from nahbar.campaigns.payouts.iban import LENGTHS, read_iban, remainder
from nahbar.campaigns.payouts.statement import HEADER, rows_of
from nahbar.campaigns.payouts.transfer import Transfer, check_day, transfer_file
from nahbar.kernel.errors import BadInput, Conflict
from nahbar.kernel.web.listing import csv_answer

NOW = 100 * SECONDS_A_DAY
# The examples that the banks of these countries publish.
GOOD = [
    "DE89 3704 0044 0532 0130 00",
    "AT61 1904 3002 3457 3201",
    "CH93 0076 2011 6238 5295 7",
    "GB29 NWBK 6016 1331 9268 19",
]


def deal(number, days_ago, cents, refunded=0, currency="EUR"):
    return Deal(str(number), NOW - days_ago * SECONDS_A_DAY, cents, currency, refunded)


def earned(deals, before=None, **more):
    return earnings(deals, 1_000, 14, "EUR", before or {}, NOW, **more)


def test_a_share_waits_for_the_hold_period():
    found = earned([deal(1, 14, 10_000), deal(2, 13, 20_000)])
    assert (found.due_cents, found.held_cents, found.free_day) == (1_000, 2_000, 101)


def test_a_refund_before_the_payment_lowers_the_share():
    assert earned([deal(1, 20, 10_000, refunded=4_000)]).due_cents == 600
    assert earned([deal(1, 20, 10_000, refunded=10_000)]).due == []


def test_a_refund_after_the_payment_is_taken_back():
    paid = paid_before([earned([deal(1, 20, 10_000)]).due])
    later = earned([deal(1, 40, 10_000, refunded=10_000), deal(2, 20, 30_000)], paid)
    assert [(line.kind, line.cents) for line in later.due] == [("refund", -1_000), ("deal", 3_000)]
    assert (later.due_cents, later.taken_back_cents) == (2_000, 1_000)


def test_nothing_is_paid_twice():
    first = earned([deal(1, 20, 10_000)], fee_cents=45_000)
    again = earned([deal(1, 30, 10_000)], paid_before([first.due]), fee_cents=45_000)
    assert (first.due_cents, again.due_cents) == (46_000, 0)


def test_a_deal_that_comes_twice_counts_once():
    assert earned([deal(1, 20, 10_000), deal(1, 20, 10_000)]).due_cents == 1_000


def test_deals_in_another_currency_are_left_out_and_counted():
    found = earned([deal(1, 20, 10_000, currency="CHF"), deal(2, 20, 5_000)])
    assert (found.due_cents, found.foreign) == (500, 1)


deals_drawn = st.lists(
    st.builds(
        lambda number, age, cents, part: deal(number, age, cents, cents * part // 100),
        st.integers(0, 8), st.integers(0, 60), st.integers(0, 10**7), st.integers(0, 100),
    ),
    unique_by=lambda one: one.id,
)  # fmt: skip


@given(deals_drawn, st.integers(0, 10**6))
def test_statements_add_up_to_what_was_earned(deals, fee):
    first = earned(deals, fee_cents=fee)
    later = earnings(deals, 1_000, 14, "EUR", paid_before([first.due]), NOW + 90 * SECONDS_A_DAY, fee)
    whole = fee + sum(share_of(one.amount_cents - one.refunded_cents, 1_000) for one in deals)
    assert first.due_cents + later.due_cents == whole
    assert first.due_cents + first.held_cents == whole


def test_half_a_cent_is_rounded_up():
    assert [share_of(cents, 750) for cents in (100, 1, 7, 0)] == [8, 0, 1, 0]


@pytest.mark.parametrize("iban", GOOD)
def test_a_right_iban_is_taken_as_people_write_it(iban):
    assert read_iban(iban.lower()) == iban.replace(" ", "")


@pytest.mark.parametrize(
    "iban",
    [
        "",
        "DE89",
        "DE89 3704 0044 0532 0130 0",
        "US64SVBKUS6S3300958879",
        "DE00370400440532013000",
        "D€89370400440532013000",
        "１２",
    ],
)
def test_a_wrong_iban_is_refused(iban):
    with pytest.raises(BadInput):
        read_iban(iban)


@given(st.sampled_from(GOOD), st.integers(4, 40), st.integers(0, 9))
def test_one_wrong_digit_is_always_noticed(iban, place, digit):
    plain = iban.replace(" ", "")
    place %= len(plain)
    changed = plain[:place] + str(digit) + plain[place + 1 :]
    if changed != plain and plain[place].isdigit():
        assert remainder(changed) != 1


def test_every_country_has_a_length_that_a_bank_uses():
    assert all(15 <= length <= 34 for length in LENGTHS.values())


def payout(number=1, cents=46_000, currency="EUR"):
    return Payout(
        number, 1, 1, f"2026-{number:05}", cents, currency, [Line("fee", "fee", 1, cents, cents)], "open", NOW, None
    )


def test_the_file_for_the_bank_passes_its_schema_and_adds_up():
    payee = Payee("Jörg Müßig & Łukasz 🦊", GOOD[0].replace(" ", ""))
    made = transfer_file(
        "Buchhandlung Lesezeichen",
        GOOD[1].replace(" ", ""),
        [Transfer(payout(1), payee), Transfer(payout(2, 1_05), payee)],
        dt.date(2026, 12, 1),
    )
    space = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
    tree = ET.fromstring(made)
    assert [one.text for one in tree.iterfind(".//p:InstdAmt", space)] == ["460.00", "1.05"]
    assert tree.find(".//p:GrpHdr/p:CtrlSum", space).text == "461.05"
    assert tree.find(".//p:CdtTrfTxInf/p:Cdtr/p:Nm", space).text == "Joerg Muessig Lukasz"
    # Without a BIC the guidelines of banks want this word in the place of the debtor's bank (EPC132-08).
    assert tree.find(".//p:DbtrAgt/p:FinInstnId/p:Othr/p:Id", space).text == "NOTPROVIDED"
    assert [one.text for one in tree.iterfind(".//p:EndToEndId", space)] == ["NAHBAR-2026-00001", "NAHBAR-2026-00002"]


def test_the_bank_is_not_asked_for_a_day_that_has_passed_or_lies_far_ahead():
    today = dt.date(2026, 11, 22)
    check_day(today, today)
    check_day(dt.date(2027, 11, 22), today)
    for wrong in (dt.date(2026, 11, 21), dt.date(2027, 11, 23)):
        with pytest.raises(BadInput):
            check_day(wrong, today)


@pytest.mark.parametrize("wrong", [payout(cents=0), payout(cents=-5), payout(currency="CHF")])
def test_what_sepa_cannot_transfer_is_refused(wrong):
    with pytest.raises(Conflict):
        transfer_file(
            "Shop",
            "DE89370400440532013000",
            [Transfer(wrong, Payee("A", "DE89370400440532013000"))],
            dt.date(2026, 12, 1),
        )


def test_a_statement_as_a_table_holds_numbers_that_programs_read():
    lines = [Line("deal", "deal:=A1", 1, 10_000, 1_000), Line("refund", "deal:B2", 2, 0, -250)]
    rows = rows_of(Payout(1, 1, 1, "2026-00001", 750, "EUR", lines, "open", NOW, None))
    written = csv_answer("statement", HEADER, rows).content.splitlines()
    assert written[1] == "2026-00001,deal,1970-01-02,'=A1,100.00,10.00,EUR"
    assert written[2] == "2026-00001,refund,1970-01-03,B2,0.00,-2.50,EUR"


def test_an_empty_file_is_refused():
    with pytest.raises(Conflict):
        transfer_file("Shop", "DE89370400440532013000", [], dt.date(2026, 12, 1))
