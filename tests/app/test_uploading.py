"""Leads, deals, orders and touchpoints on the page of imports: matched, previewed, imported, never half said."""

from __future__ import annotations

import errno
import re
import time

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.leads import deals_of, erase_customer, leads_of
from nahbar.creators.service import background
from nahbar.creators.service.imports.importing import get_import, list_imports
from nahbar.creators.service.imports.other_kinds import run_other
from nahbar.creators.service.imports.uploads import upload_path
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import open_house
from nahbar.kernel.lake import count_by_kind
from nahbar.kernel.progress import StoppedByPerson
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace
from tests.conftest import ALICE
from tests.web import add_people, csrf, make_token, send, served, sign_in, texts

HUBSPOT = (
    "Datensatz-ID;Erstellungsdatum;Vorname;Nachname;E-Mail;Lifecycle-Phase;Betrag\n"
    "1;22.11.2025 10:00;Jo;Ähm;jo@example.net;Lead;1.234,50 €\n"
    "2;gestern;Mia;Muster;mia.unverwechselbar@example.net;Lead;\n"
)
ORDERS = "Bestellnummer;Bestelldatum;Gesamtbetrag;Währung;Gutscheincode\n#7;22.11.2025;49,90;EUR;FUCHSBAU\n"
POINTS = "id,time,kind,value,currency\ne1,2025-11-22T10:00:00Z,visit,,\ne2,never,visit,,\n"
PATIENCE_SECONDS = 20


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One workspace for all of these tests: each brings rows of its own."""
    made = create_workspace(tmp_path_factory.mktemp("uploads") / "w", Settings(name="Test"))
    opened = open_house(made.folder, PACKAGES)
    add_people(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(house):
    with served(house) as made:
        sign_in(made, "editor")
        yield made


def hubspot(number, who="mia"):
    """Return an export whose ids begin at a number."""
    return HUBSPOT.replace("\n2;", f"\n{number + 1};").replace("\n1;", f"\n{number};").replace("mia.", f"{who}.")


def lead_of(house, number):
    return next(one for one in leads_of(house) if one.key == str(number))


def drop(client, kind, text, name="export.csv"):
    """Drop a file and return the path of its page."""
    answer = client.put(
        f"/data/upload?kind={kind}&name={name}", content=text.encode(), headers={"x-csrftoken": csrf(client)}
    )
    assert answer.status_code == 201, answer.text
    return answer.headers["x-location"]


def imported(house, client, path):
    """Start an import and wait for its end."""
    assert send(client, f"{path}/run").status_code == 303
    number, deadline = int(path.rpartition("/")[2]), time.monotonic() + PATIENCE_SECONDS
    while (run := get_import(house, number)[0]).state in ("uploaded", "running") or background.is_under_way(house, run):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return run


def test_leads_of_a_german_export_are_matched_previewed_and_imported(house, client):
    path = drop(client, "leads", hubspot(10))
    page = client.get(path)
    assert "1 of them would be refused" in texts(page.text)
    assert "cannot be taken back all together" in texts(page.text)
    chosen = re.findall(r'name="column-([^"]+)".*?<option value="([^"]*)" selected', page.text, re.DOTALL)
    assert dict(chosen)["Datensatz-ID"] == "id"
    run = imported(house, client, path)
    assert (run.state, run.new, run.refused) == ("done", 1, 1)
    one = lead_of(house, 10)
    assert (one.name, one.value_cents) == ("Jo Ähm", 123_450)
    done = client.get(path).text
    assert 'href="/campaigns/leads"' in done
    assert "Undo this import" not in done
    send(client, f"{path}/undo")
    assert "cannot be taken back all at once" in texts(client.get(path).text)
    assert lead_of(house, 10) == one


def test_a_column_may_be_named_or_left_out(house, client):
    path = drop(client, "leads", hubspot(20).replace("Datensatz-ID", "Kunde Nr").replace("Betrag", "Potenzial"))
    assert "Say which header gives id" in texts(client.get(path).text)
    answer = send(client, f"{path}/columns", **{"column-Kunde Nr": "id", "column-E-Mail": "", "then": "look"})
    assert answer.status_code == 303
    assert "1 of them would be refused" in texts(client.get(path).text)
    assert imported(house, client, path).new == 1
    assert (lead_of(house, 20).email, lead_of(house, 20).value_cents) == ("", None)


def test_orders_belong_to_a_shop(house, client):
    path = drop(client, "orders", ORDERS)
    assert "named as its webhook" in texts(client.get(path).text)
    send(client, f"{path}/columns", platform="laden", then="look")
    assert imported(house, client, path).new == 1
    assert [(one.shop, one.value_cents) for one in deals_of(house)] == [("laden", 4_990)]


def test_touchpoints_are_imported_and_what_cannot_be_read_is_thrown_away(house, client):
    path = drop(client, "touchpoints", POINTS)
    assert "1 of them would be refused" in texts(client.get(path).text)
    run = imported(house, client, path)
    assert (run.state, run.problem) == ("done", ())
    assert (run.new, run.refused, count_by_kind(house)["visit"]) == (1, 1, 1)
    path = drop(client, "deals", "%PDF-1.7")
    assert "Rows that would be refused" not in texts(client.get(path).text)
    assert imported(house, client, path).state == "failed"
    assert "Nothing was imported" in texts(client.get(path).text)
    assert send(client, f"{path}/discard").status_code == 303


def test_what_is_cut_off_in_between_says_that_a_part_is_there_and_goes_on(house, client, monkeypatch):
    path = drop(client, "leads", hubspot(30))
    number = int(path.rpartition("/")[2])

    def cancelled(done, total):
        raise StoppedByPerson

    with pytest.raises(BadInput, match="stays"):
        run_other(house, number, upload_path(house, number), cancelled)
    page = texts(client.get(path).text)
    assert "A part of it was imported" in page
    assert lead_of(house, 30).name == "Jo Ähm"
    assert imported(house, client, path).same == 1


def test_a_program_that_may_write_creators_may_not_write_leads(house, client):
    before = list_imports(house)
    head = {"authorization": f"Bearer {make_token(house, 'creators:write')}"}
    answer = client.post("/api/imports?kind=leads&name=a.csv", content=HUBSPOT.encode(), headers=head)
    assert (answer.status_code, answer.json()["error"]["kind"]) == (400, "kind")
    assert list_imports(house) == before


def test_an_erased_customer_is_in_no_upload_and_no_reason(house, client):
    path = drop(client, "leads", hubspot(40).replace("gestern", "mia.unverwechselbar@example.net"))
    erase_customer(house, "mia.unverwechselbar@example.net", ALICE)
    files = (one for one in house.workspace.files.rglob("*") if one.is_file())
    assert [one for one in files if b"unverwechselbar" in one.read_bytes()] == []
    # What cannot be imported any more does not wait in the list.
    assert client.get(path).status_code == 404
    assert path not in client.get("/data").text
    with pytest.raises(NotFound):
        erase_customer(house, "mia.unverwechselbar@example.net", ALICE)


def test_an_upload_on_a_full_disk_is_answered_in_plain_words(client, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("nahbar.creators.service.imports.uploads.register_import", full)
    answer = client.put("/data/upload?kind=creators&name=c.csv", content=b"x", headers={"x-csrftoken": csrf(client)})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (503, "text/plain")
    assert answer.text.startswith("The disk is full.")


def test_a_download_that_fails_leaves_no_folder(house, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("nahbar.kernel.web.settings.write_backup", full)
    with served(house) as owner:
        sign_in(owner, "owner")
        assert send(owner, "/settings/backup").status_code == 503
    assert list(house.workspace.files.glob(".download-*")) == []


def test_a_file_that_is_being_imported_is_not_thrown_away(house, client, monkeypatch):
    answer = client.put(
        "/data/upload?kind=creators&name=c.csv",
        content=b"platform,handle,followers\ntiktok,a,5\n",
        headers={"x-csrftoken": csrf(client)},
    )
    place = answer.headers["x-location"]
    number = int(place.rpartition("/")[2])
    with monkeypatch.context() as busy:
        busy.setattr("nahbar.creators.web.imports.background.is_under_way", lambda *_: True)
        assert send(client, f"{place}/discard").headers["location"] == place
        assert "being imported" in texts(client.get(place).text)
    assert upload_path(house, number) is not None
    assert send(client, f"{place}/discard").headers["location"] == "/data"
    assert upload_path(house, number) is None
    assert send(client, f"{place}/discard").status_code == 404
