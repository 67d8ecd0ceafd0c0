"""`nahbar touchpoints`, `nahbar import touchpoints`, and a pseudonym in `nahbar person`."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.house import open_house
from nahbar.kernel.journal import journal

HEADER = "id,time,kind,person,creator,post,campaign,link,code,channel,value,currency,consent"
ROWS = """
1,2026-09-01T10:00:00.123456Z,click,,instagram/lese.fuchs,,spring,lf,,link,,,
2,2026-09-01T12:30:00+02:00,visit,p-1,,,spring,lf,,link,,,yes
3,2026-09-02,lead,p-1,,,,,,,,,no
4,02.09.2026 08:15,deal,p-1,,,,,LESE10,,"49,90",EUR,
5,1788500000,refund,,,,,,,,-49.9,,
""".strip()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "touchpoints.csv"

    def write(rows=ROWS, header=HEADER):
        path.write_text(f"{header}\n{rows}\n", encoding="utf-8")
        return path

    return write


def kept(folder):
    house = open_house(folder, PACKAGES)
    with house.store.read() as connection:
        rows = connection.execute(sa.select(journal).order_by(journal.c.seq)).all()
    house.close()
    return rows


def test_a_table_is_imported_once(nb, empty, table):
    first = nb("import", "touchpoints", table(), "--json")
    assert first.code == 0, first.err
    assert first.json["refusals"] == []
    assert {name: first.json[name] for name in ("read", "new", "changed", "same", "refused")} == {
        "read": 5, "new": 5, "changed": 0, "same": 0, "refused": 0,
    }  # fmt: skip
    again = nb("import", "touchpoints", table(), "--json").json
    assert (again["new"], again["same"]) == (0, 5)
    nb("touchpoints", "seal")
    again = nb("import", "touchpoints", table(), "--json").json
    assert (again["new"], again["same"]) == (0, 5)
    assert nb("touchpoints", "count", "--json").json["count"] == 5


def test_cells_are_read_as_other_kinds_read_them(nb, empty, table):
    nb("import", "touchpoints", table())
    one, two, three, four, five = kept(empty)
    assert one.time == int(dt.datetime(2026, 9, 1, 10, tzinfo=dt.UTC).timestamp()) * 1_000_000 + 123_456
    assert (one.creator, one.campaign, one.consent) == ("instagram/lese.fuchs", "spring", None)
    assert (two.person, two.consent) == ("p-1", True)
    assert (three.person, three.consent) == ("p-1", False)
    assert (four.value_cents, four.currency, four.code) == (4990, "EUR", "LESE10")
    assert (five.value_cents, five.currency) == (-4990, "EUR")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",2026-09-01,click,,,,,,,,,,", "id"),
        ("6.89e18,2026-09-01,click,,,,,,,,,,", "id"),
        ("9,soon,click,,,,,,,,,,", "time"),
        ("9,1999-01-01,click,,,,,,,,,,", "time"),
        ("9,2099-01-01,click,,,,,,,,,,", "time"),
        ("9,2026-09-01,purchase,,,,,,,,,,", "kind"),
        ("9,2026-09-01,click,p-1,,,,,,,,,", "person"),
        ("9,2026-09-01,click,p-1,,,,,,,,,no", "person"),
        ("9,2026-09-01,deal,,,,,,,,much,EUR,", "value"),
        ("9,2026-09-01,deal,,,,,,,,1.005,EUR,", "value"),
        ("9,2026-09-01,deal,,,,,,,,10,euro,", "currency"),
        ("9,2026-09-01,click,,,,,,,,,,maybe", "consent"),
        ("9,2026-09-01", ""),
    ],
)
def test_a_refused_row_is_named_and_stops_no_other(nb, empty, table, row, column):
    done = nb("import", "touchpoints", table(f"{row}\n{ROWS}"), "--json").json
    assert (done["read"], done["new"], done["refused"]) == (6, 5, 1)
    (refusal,) = done["refusals"]
    assert (refusal["row"], refusal["column"]) == (1, column)
    assert refusal["reason"]


def test_strict_imports_nothing_when_a_row_is_refused(nb, empty, table):
    done = nb("import", "touchpoints", table(f"{ROWS}\n9,2026-09-01,purchase,,,,,,,,,,"), "--strict", "--json")
    assert done.code == 2
    assert done.error["kind"] == "refused-row"
    assert nb("touchpoints", "count", "--json").json == {"count": 0, "by_kind": {}}


def test_columns_that_no_touchpoint_has_are_reported(nb, empty, table):
    rows = "1,2026-09-01T00:00Z,click,Ein Text,b"
    done = nb(
        "import", "touchpoints", table(rows, "ID,Time,kind,note,Test Arm"), "--map", "Test Arm=assignment", "--json"
    )
    assert done.json["new"] == 1
    assert any("note" in note for note in done.json["notes"])
    assert kept(empty)[0].assignment == "b"


def test_a_creator_may_be_given_for_all_rows(nb, empty, table):
    options = ("--platform", "instagram", "--handle", "lese.fuchs")
    nb("import", "touchpoints", table("1,2026-09-01T00:00Z,click", "id,time,kind"), *options)
    assert kept(empty)[0].creator == "instagram/lese.fuchs"


def test_json_lines_and_parquet_are_read(nb, empty, tmp_path):
    lines = tmp_path / "t.jsonl"
    lines.write_text(
        '{"id":1,"time":"2026-09-01T00:00Z","kind":"click"}\n{"id":2,"time":1788500000,"kind":"view","link":"x"}\n'
    )
    parquet = tmp_path / "t.parquet"
    moment = dt.datetime(2026, 9, 1, 0, 0, 0, 5, tzinfo=dt.UTC)
    pq.write_table(
        pa.table({"id": ["3"], "time": [moment], "kind": ["deal"], "value": [1.5], "consent": [True]}), parquet
    )
    assert nb("import", "touchpoints", lines, parquet, "--json").json["new"] == 3
    first, second, third = kept(empty)
    assert (first.id, second.link, third.time % 1_000_000, third.value_cents) == ("1", "x", 5, 150)


@pytest.mark.parametrize("named", [("id,time", "missing-columns"), ("id,time,kind", "unknown-header")])
def test_columns_that_are_missing_are_named(nb, empty, table, named):
    header, kind = named
    more = () if kind == "missing-columns" else ("--map", "nothing=code")
    done = nb("import", "touchpoints", table("1,2026-09-01,click", header), *more, "--json")
    assert done.code == 2
    assert done.error["kind"] == kind


def test_touchpoints_are_counted_by_kind_and_time(nb, empty, table):
    nb("import", "touchpoints", table())
    assert nb("touchpoints", "count", "--json").json == {
        "count": 5,
        "by_kind": {"click": 1, "deal": 1, "lead": 1, "refund": 1, "visit": 1},
    }
    assert nb("touchpoints", "count", "--kind", "deal", "--json").json == {"count": 1, "by_kind": {"deal": 1}}
    assert nb("touchpoints", "count", "--since", "2026-09-02T00:00:00Z", "--json").json["count"] == 3
    assert nb("touchpoints", "count", "--since", "gestern", "--json").error["kind"] == "since"
    assert nb("touchpoints", "count", "--kind", "purchase").code == 2
    assert "deal" in nb("touchpoints", "count").out


def test_sealing_and_compaction_say_what_they_did(nb, empty, table):
    nb("import", "touchpoints", table())
    assert nb("touchpoints", "seal", "--json").json == {"sealed": 5}
    assert "0 touchpoints" in nb("touchpoints", "seal").out
    done = nb("touchpoints", "compact", "--json").json
    assert (done["files_before"], done["kept_from"]) == (1, None)
    assert nb("touchpoints", "count", "--json").json["count"] == 5
    checks = {one["check"]: one["fine"] for one in nb("doctor", "--json").json["checks"]}
    assert (checks["lake"], checks["touchpoints"]) == (True, True)


def test_a_pseudonym_is_exported_and_erased(nb, empty, table):
    nb("import", "touchpoints", table())
    nb("touchpoints", "seal")
    found = nb("person", "export", "p-1", "--json").json
    assert [one["kind"] for one in found["touchpoints"]] == ["visit", "lead", "deal"]
    assert found["touchpoints"][0]["time"] == "2026-09-01T10:30:00+00:00"
    assert nb("person", "erase", "p-1", "--json").json["rows"] == 3
    assert nb("person", "erase", "p-1", "--json").code == 3
    assert nb("person", "export", "p-1", "--json").error["kind"] == "unknown-person"
    assert nb("touchpoints", "count", "--json").json["count"] == 2
