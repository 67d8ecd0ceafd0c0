"""Links as a person and as a script see them: pages, forms with errors beside the field, the API, the commands."""

from __future__ import annotations

import json

import pytest

from nahbar.campaigns.links.service.looking import link_page
from nahbar.campaigns.links.tables.schema import coupon_code
from tests.campaigns.links.visiting import SHOP, Visitor, make, visited
from tests.command_line import CommandLine
from tests.web import add_people, csrf, make_token, send, served, sign_in, texts

HOME = "/campaigns/links"


@pytest.fixture
def client(house):
    add_people(house)
    with served(house) as made:
        sign_in(made, "editor")
        yield made


def test_a_link_is_made_on_a_page_and_shown(client, house):
    answer = send(
        client, f"{HOME}/new", slug="Spring", target=SHOP, creator="instagram/lese.fuchs", campaign="Spring 26"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/to/spring")
    page = client.get(f"{HOME}/to/spring").text
    assert "utm_campaign=spring-26" in page
    assert "0 clicks by people." in texts(page)
    assert "http://testserver.local/l/spring" in page
    assert "spring" in texts(client.get(HOME).text)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("slug", {"slug": "a b"}),
        ("target", {"target": "javascript:alert(1)"}),
        ("target", {"target": "http://testserver.local/l/other"}),
        ("creator", {"creator": "lese.fuchs"}),
        ("campaign", {"campaign": "anna@example.org"}),
        ("expires_at", {"expires_at": "some day"}),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, field, given):
    typed = {"slug": "spring", "target": SHOP, "post": "kept as typed", "expires_at": "", "creator": "", "campaign": ""}
    answer = send(client, f"{HOME}/new", **{**typed, **given})
    assert answer.status_code == 422
    assert f'id="e-{field}"' in answer.text
    assert "kept as typed" in answer.text


def test_an_edit_stands_in_the_history(client, house):
    make(house)
    assert client.get(f"{HOME}/to/spring/edit").status_code == 200
    send(client, f"{HOME}/to/spring/edit", target=f"{SHOP}/new")
    page = texts(client.get(f"{HOME}/to/spring").text)
    assert "bob@example.org" in page
    assert f"{SHOP}/new" in page


def test_a_link_is_paused_and_resumed(client, house):
    make(house)
    send(client, f"{HOME}/to/spring/pause")
    assert "This link is paused" in texts(client.get(f"{HOME}/to/spring").text)
    send(client, f"{HOME}/to/spring/resume")
    assert "This link is paused" not in texts(client.get(f"{HOME}/to/spring").text)


@pytest.mark.parametrize(("kind", "magic"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_qr_code_is_drawn(client, house, kind, magic):
    make(house)
    answer = client.get(f"{HOME}/to/spring/qr.{kind}")
    assert answer.status_code == 200
    assert answer.content.startswith(magic)


def test_clicks_are_drawn_and_listed(client, house):
    make(house)
    with visited(house) as visit:
        for k in range(3):
            Visitor(visit.part, f"203.0.113.{k}")("/l/spring")
    page = client.get(f"{HOME}/to/spring").text
    assert "3 clicks by people." in texts(page)
    assert 'class="wide"' in page


def test_a_table_is_uploaded_and_refused_rows_are_shown(client):
    files = {"file": ("links.csv", f"slug,target\na,{SHOP}\nb,nowhere\n".encode(), "text/csv")}
    answer = client.post(f"{HOME}/import", data={"_csrf_token": csrf(client)}, files=files)
    assert answer.status_code == 200
    assert "1 new, 0 changed, 0 as before, 1 refused" in texts(answer.text)
    assert client.post(f"{HOME}/import", data={"_csrf_token": csrf(client)}).status_code == 303


def test_the_list_is_exported(client, house):
    make(house)
    answer = client.get(HOME, params={"format": "csv"})
    assert answer.text.lstrip("\ufeff").splitlines()[1].startswith(f"spring,{SHOP}")


def test_a_code_is_given_and_ended_on_a_page(client):
    assert send(client, f"{HOME}/codes", creator="instagram/buchbert", code="", campaign="").status_code == 303
    page = client.get(f"{HOME}/codes").text
    assert "BUCHBERT" in page
    refused = send(client, f"{HOME}/codes", creator="nobody", code="", campaign="")
    assert (refused.status_code, 'id="e-creator"' in refused.text) == (422, True)


def test_codes_are_paged_and_filtered(client, house):
    with house.store.write() as connection:
        row = {"creator": "instagram/buchbert", "created_at": 0, "created_by": "alice"}
        codes = [{**row, "code": f"BUCH{n:03}", "ended_at": 1 if n == 7 else None} for n in range(60)]
        connection.execute(coupon_code.insert(), codes)
    page = client.get(f"{HOME}/codes").text
    assert ("60 codes" in page, "BUCH059" in page, "BUCH009" in page) == (True, True, False)
    assert "BUCH009" in client.get(f"{HOME}/codes?page=2").text
    ended = client.get(f"{HOME}/codes?state=ended&q=buch%00").text
    assert ("1 code fits" in ended, "BUCH007" in ended, "BUCH008" in ended) == (True, True, False)
    assert "No code fits these filters" in client.get(f"{HOME}/codes?q=eule").text


def test_a_viewer_reads_and_changes_nothing(house):
    add_people(house)
    make(house)
    with served(house) as client:
        sign_in(client, "viewer")
        assert client.get(HOME).status_code == 200
        assert "Make a link" not in client.get(HOME).text
        assert send(client, f"{HOME}/to/spring/pause").status_code == 403
        assert client.get(f"{HOME}/new").status_code == 403


def test_pages_speak_german(client, house):
    make(house)
    client.get("/language/de")
    assert "Wer klickte worauf?" in client.get(HOME).text
    assert "Wohin er führt" in client.get(f"{HOME}/to/spring").text


def test_programs_make_read_and_change_links(house):
    token = make_token(house, "links:read", "links:write")
    with served(house) as client:
        client.headers["authorization"] = f"Bearer {token}"
        assert client.post("/api/links", json={"slug": "spring", "target": SHOP}).status_code == 201
        assert client.post("/api/links", json={"slug": "spring", "target": SHOP}).status_code == 409
        wrong = client.post("/api/links", json={"slug": "x", "target": "ftp://x"})
        assert (wrong.status_code, wrong.json()["error"]["kind"]) == (400, "target")
        changed = client.put("/api/links/spring", json={"campaign": "Spring"}).json()
        assert (changed["target"], changed["campaign"]) == (SHOP, "Spring")
        assert client.post("/api/links/spring/pause").json()["state"] == "paused"
        assert client.post("/api/links/spring/resume").json()["state"] == "active"
        assert client.get("/api/links").json()["total"] == 1
        assert client.get("/api/links/spring").json()["clicks"] == {"people": 0, "bots": 0, "repeats": 0}
        assert client.get("/api/links/nowhere").status_code == 404
        made = client.post("/api/codes", json={"creator": "instagram/buchbert"})
        assert made.status_code == 201
        page = client.get("/api/codes", params={"q": "buch", "status": "in use", "limit": 1}).json()
        assert (page["total"], page["codes"][0]["leak"]["verdict"]) == (1, "cannot tell")
        assert client.get("/api/codes?offset=1").json()["codes"] == []
        assert client.get("/api/codes?status=lost").status_code == 400


@pytest.fixture
def nb(monkeypatch, capsys, house):
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(house.workspace.folder))
    return CommandLine(monkeypatch, capsys)


def test_commands_say_what_scripts_rely_on(nb, tmp_path):
    path = tmp_path / "links.csv"
    path.write_text(f"slug,target,creator,campaign,post,variant\nspring,{SHOP},,,,\nb,nowhere,,,,\n")
    done = nb("links", "import", path, "--json").json
    assert {name: done[name] for name in ("read", "new", "changed", "same", "refused")} == {
        "read": 2, "new": 1, "changed": 0, "same": 0, "refused": 1,
    }  # fmt: skip
    assert (done["refusals"][0]["row"], done["refusals"][0]["column"]) == (2, "target")
    assert nb("links", "show", "spring", "--json").json["clicks"] == {"people": 0, "bots": 0, "repeats": 0}
    assert nb("links", "list", "--json").json["total"] == 1
    assert nb("links", "pause", "spring", "--json").json["state"] == "paused"
    assert nb("links", "resume", "spring", "--json").json["state"] == "active"
    assert nb("links", "add", "autumn", f"{SHOP}/a 70", f"{SHOP}/b 30", "--campaign", "Autumn").code == 0
    assert nb("links", "edit", "autumn", "--variant", "B", "--json").json["variant"] == "B"
    assert nb("links", "show", "nowhere", "--json").code == 3
    assert nb("links", "add", "autumn", SHOP, "--json").code == 4
    assert nb("links", "add", "c", "http://10.0.0.1/", "--json").error["kind"] == "target"


def test_qr_codes_are_written(nb, house, tmp_path):
    make(house)
    assert nb("links", "qr", "spring", tmp_path / "a.svg", "--address", "https://brand.example").code == 0
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
    again = nb("links", "qr", "spring", tmp_path / "a.svg", "--address", "https://brand.example", "--json")
    assert again.json == {"file": str(tmp_path / "a.svg"), "address": "https://brand.example/l/spring"}
    assert nb("links", "qr", "spring", tmp_path / "a.svg").code == 2
    assert nb("links", "qr", "spring", tmp_path / "a.pdf", "--address", "https://brand.example").code == 2


def test_codes_are_given_by_command(nb):
    made = nb("links", "codes", "add", "instagram/buchbert", "--json").json["code"]
    assert json.loads(nb("links", "codes", "list", "--json").out)[0]["code"] == made
    assert nb("links", "codes", "end", made).code == 0
    assert nb("links", "codes", "add", "tiktok/buchbert", "--code", made, "--json").code == 4


def test_show_prints_what_is_known(nb, house):
    make(house, creator="instagram/lese.fuchs", expires_at="2099-01-01")
    printed = nb("links", "show", "spring").out
    assert "clicks: 0 people, 0 bots, 0 repeats" in printed
    assert link_page(house, "spring").link.creator in printed
