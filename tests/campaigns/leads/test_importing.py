"""Tables of leads, deals and orders come in as shops and CRMs export them."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads import deals_of, leads_of, record_deal
from nahbar.campaigns.leads.contracts import NewDeal
from nahbar.campaigns.leads.service import importing
from nahbar.kernel.errors import BadInput
from nahbar.kernel.importing import Wishes
from nahbar.kernel.journal import journal
from tests.command_line import CommandLine
from tests.conftest import NOW, both_engines

KINDS = {"leads": importing.import_leads, "deals": importing.import_deals, "orders": importing.import_orders}

GERMAN_LEADS = """Kennung;Eingegangen am;E-Mail;Name;Wie hast du uns gefunden?;Stufe;Betrag;Gutscheincode
A-1;03.10.2026 14:05;Jo@Example.org;Jo Ähm;über die Füchsin;Angebot;1.234,50 €;fuchsbau
A-2;04.10.2026;kein-email;;;neu;;
A-3;irgendwann;x@example.org;;;neu;;
A-4;05.10.2026;y@example.org;;;auf dem Mond;;
A-5;05.10.2026;y@example.org;;;neu;viel;
;05.10.2026;z@example.org;;;neu;;
"""
HUBSPOT_DEALS = """Record ID,Deal Name,Deal Stage,Close Date,Create Date,Amount,Currency,Closed Lost Reason
9001,Big one,Closed won,2026-10-09 10:00,2026-10-01 09:30,1200.00,EUR,
9002,Small one,Appointment scheduled,,2026-10-02 09:30,300.5,EUR,
9003,Lost one,Closed lost,,2026-10-03 09:30,,EUR,Too dear
"""
PIPEDRIVE_HEADERS = (
    "Deal - ID;Deal - Titel;Deal - Wert;Deal - Währung;Deal - Phase;"
    "Deal - Status;Deal - Verlustgrund;Deal - Erstellt am;Person - E-Mail"
)
PIPEDRIVE = f"""{PIPEDRIVE_HEADERS}
1;Erstes;1.000,00;EUR;Verhandlung;Gewonnen;;2026-10-01 10:00:00;a@example.org
2;Zweites;2.000,00;EUR;Kontakt hergestellt;Offen;;2026-10-02 10:00:00;b@example.org
3;Drittes;500,00;EUR;Angebot unterbreitet;Verloren;Zu teuer;2026-10-02 10:00:00;c@example.org
"""
SHOPIFY_HEADERS = (
    "Name,Email,Financial Status,Paid at,Currency,Total,Discount Code,Created at,Refunded Amount,Lineitem quantity,Id"
)
SHOPIFY = f"""{SHOPIFY_HEADERS}
#1001,jo@example.org,paid,2026-10-01 10:00:00 +0200,EUR,49.90,FUCHSBAU,2026-10-01 09:59:00 +0200,0.00,1,5678
#1001,jo@example.org,,,,,,,,2,
#1002,mo@example.org,partially_refunded,2026-10-02 10:00:00 +0200,EUR,100.00,,2026-10-02 09:59:00 +0200,25.00,1,5679
#1003,no@example.org,pending,,EUR,10.00,,2026-10-02 09:59:00 +0200,0.00,1,5680
"""


@pytest.fixture
def bring(tracked, tmp_path):
    """Import a text as a table and return the counts."""

    def run(kind, text, **wishes):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        done = KINDS[kind](tracked, path, Wishes(**wishes))
        return done.read, done.new, done.changed, done.same, done.refused, done

    return run


@both_engines
def test_a_german_table_comes_in_and_refused_rows_say_why(tracked, bring):
    *counts, done = bring("leads", GERMAN_LEADS)
    assert counts == [6, 2, 0, 0, 4]
    assert [(one.row, one.column) for one in done.refusals] == [(3, "time"), (4, "stage"), (5, "value"), (6, "id")]
    first, second = leads_of(tracked)
    assert (first.email, first.name, first.stage, first.qualified) == ("jo@example.org", "Jo Ähm", "offer", True)
    assert (first.value_cents, first.currency, first.code, first.by) == (123_450, "EUR", "FUCHSBAU", "code")
    assert first.source_said == "über die Füchsin"
    assert first.person
    assert "jo" not in first.person
    assert (second.email, second.person) == ("", None)


def test_the_same_table_twice_changes_nothing(tracked, bring):
    bring("leads", GERMAN_LEADS)
    assert bring("leads", GERMAN_LEADS)[:5] == (6, 0, 0, 2, 4)
    with tracked.store.read() as connection:
        assert len(connection.execute(journal.select()).all()) == 2


def test_strict_keeps_nothing_when_a_row_is_refused(tracked, bring):
    with pytest.raises(BadInput, match="Row 3"):
        bring("leads", GERMAN_LEADS, strict=True)
    assert leads_of(tracked) == []


@pytest.mark.parametrize(
    ("text", "stages"),
    [(HUBSPOT_DEALS, ["won", "qualified", "lost"]), (PIPEDRIVE, ["won", "new", "lost"])],
    ids=["HubSpot", "Pipedrive"],
)
def test_exports_of_crms_come_in_as_they_are(tracked, bring, text, stages):
    assert bring("leads", text)[:5] == (3, 3, 0, 0, 0)
    assert [one.stage for one in leads_of(tracked)] == stages
    assert leads_of(tracked)[2].reason


def test_a_later_export_moves_the_lead(tracked, bring):
    bring("leads", HUBSPOT_DEALS)
    moved = HUBSPOT_DEALS.replace("Appointment scheduled", "Contract sent")
    assert bring("leads", moved)[:5] == (3, 0, 1, 2, 0)
    assert leads_of(tracked)[1].stage == "offer"


def test_an_export_of_a_shop_counts_paid_orders_once(tracked, bring):
    assert bring("orders", SHOPIFY)[:5] == (4, 2, 0, 2, 0)
    first, second = deals_of(tracked)
    assert (first.key, first.order_number, first.value_cents, first.by) == ("shop:5678", "#1001", 4_990, "code")
    assert (second.refunded_cents, second.currency) == (2_500, "EUR")
    assert bring("orders", SHOPIFY)[:5] == (4, 0, 0, 4, 0)


def test_an_order_that_a_webhook_brought_is_known_by_its_number(tracked, bring):
    record_deal(tracked, NewDeal("shop:777", NOW, 4_990, "EUR", shop="shop", order_number="#1001"))
    bring("orders", "Bestellnummer;Bestelldatum;Kunde;Gesamtbetrag\n1001;1.10.2026;jo@example.org;49,90 €\n")
    assert [one.key for one in deals_of(tracked)] == ["shop:777"]


def test_deals_know_their_lead_and_refunds(tracked, bring):
    bring("leads", "id,time,email\nL1,2026-10-01,jo@example.org\n")
    table = "id,time,lead,value,currency,link,refunded\nD1,2026-10-02,L1,100.00,EUR,https://x.example/l/fuchs,10\n"
    assert bring("deals", table)[:2] == (1, 1)
    (kept,) = deals_of(tracked)
    assert (kept.lead_id, kept.link, kept.by, kept.refunded_cents) == (leads_of(tracked)[0].id, "fuchs", "link", 1_000)


def test_a_missing_column_is_named(bring):
    with pytest.raises(BadInput, match="no header gives id, time"):
        bring("leads", "E-Mail\njo@example.org\n")


def test_the_command_prints_the_counts(tracked, tmp_path, monkeypatch, capsys):
    table = tmp_path / "orders.csv"
    table.write_text(SHOPIFY, encoding="utf-8")
    run = CommandLine(monkeypatch, capsys)
    done = run("import", "orders", table, "--workspace", tracked.workspace.folder, "--json").json
    assert {name: done[name] for name in ("read", "new", "same", "refused")} == {
        "read": 4, "new": 2, "same": 2, "refused": 0,
    }  # fmt: skip
