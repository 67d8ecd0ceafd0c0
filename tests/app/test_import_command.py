"""`nahbar import`: every kind and format, the counts, the refusals, and files that are no tables."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nahbar.creators.intake import KINDS
from tests.command_line import in_own_process
from tests.creators.tables import CREATORS, START, comment_rows, post_rows, write_table
from tests.creators.test_exports import FOLLOWERS, POSTS, account, medium

PLACE = {"platform": "instagram", "handle": "lese.fuchs"}
TABLES = {
    "creators": CREATORS,
    "followers-daily": [{**PLACE, "date": f"2025-10-{day:02}", "followers": 12_000 + day} for day in range(1, 9)],
    "posts": post_rows("instagram", "lese.fuchs", 5),
    "comments": comment_rows("instagram", ["lese.fuchs-0", "lese.fuchs-1"], 4),
    "followers": [{**PLACE, "follower": f"leserin{k}", "posts": k, "has_picture": "ja"} for k in range(6)],
    "overlaps": [{"platform": "twitch", "handle_a": "a", "handle_b": "b", "shared": 12}],
    "insights": [
        {**PLACE, "dimension": "age", "value": "18-24", "share": "34 %", "observed_at": "2025-11-01"},
        {**PLACE, "dimension": "country", "value": "Germany", "share": "81,5 %", "observed_at": "2025-11-01"},
    ],
    "prices": [{**PLACE, "price": "1.200,50 €", "currency": "EUR"}],
}
COUNTS = ("read", "new", "changed", "same", "refused")


def as_gzip(path, rows):
    plain = write_table(path.with_suffix(".plain"), rows)
    path.write_bytes(gzip.compress(plain.read_bytes()))


def as_json_lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def as_parquet(path, rows):
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), path)


def as_excel(path, rows):
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.save(path)


FORMATS = {
    "t.csv": write_table,
    "t.csv.gz": as_gzip,
    "t.jsonl": as_json_lines,
    "t.parquet": as_parquet,
    "t.xlsx": as_excel,
}


def counted(done):
    assert done.code == 0, done.err
    return tuple(done.json[name] for name in COUNTS)


def test_there_is_a_table_of_every_kind():
    assert set(TABLES) == set(KINDS)


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_is_imported_and_the_second_time_all_is_the_same(nb, empty, tmp_path, kind):
    path = write_table(tmp_path / "t.csv", TABLES[kind])
    n = len(TABLES[kind])
    assert counted(nb("import", kind, path, "--json")) == (n, n, 0, 0, 0)
    assert counted(nb("import", kind, path, "--json")) == (n, 0, 0, n, 0)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_imported(nb, empty, tmp_path, name):
    path = tmp_path / name
    FORMATS[name](path, CREATORS)
    assert counted(nb("import", "creators", path, "--json")) == (3, 3, 0, 0, 0)


def test_an_instagram_export_is_imported(nb, empty, tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(FOLLOWERS, json.dumps([account("bob"), account("charlie")]))
        archive.writestr(POSTS, json.dumps([{"media": [medium(title="Hallo")]}]))
    done = nb("import", "instagram-export", path, "--handle", "alice", "--json")
    assert counted(done) == (4, 4, 0, 0, 0)
    assert counted(nb("import", "instagram-export", path, "--handle", "alice", "--json")) == (4, 0, 0, 4, 0)


def test_a_tiktok_export_is_imported(nb, empty, tmp_path):
    fans = [{"Date": "2024-07-11 14:02:33", "UserName": "bob"}]
    film = {
        "Date": "2024-07-11 14:02:33",
        "Link": "https://www.tiktokv.com/share/video/7390000000000000001/",
        "Likes": "7",
    }
    document = {"Activity": {"Follower List": {"FansList": fans}}, "Video": {"Videos": {"VideoList": [film]}}}
    path = tmp_path / "user_data.json"
    path.write_text(json.dumps(document))
    assert counted(nb("import", "tiktok-export", path, "--handle", "alice", "--json"))[0] >= 2


def test_an_export_without_its_creator_is_refused(nb, empty, tmp_path):
    path = tmp_path / "user_data.json"
    path.write_text("{}")
    done = nb("import", "tiktok-export", path, "--json")
    assert (done.code, done.error["kind"]) == (2, "missing-handle")


@pytest.mark.parametrize("kind", ["instagram-export", "tiktok-export"])
@pytest.mark.parametrize("handle", ["../x", "a b", ".."])
def test_an_export_of_what_is_no_handle_is_wrong_use(nb, empty, tmp_path, kind, handle):
    path = tmp_path / "user_data.json"
    path.write_text("{}")
    done = nb("import", kind, path, "--handle", handle, "--json")
    assert (done.code, done.error["kind"]) == (2, "bad-default")


def test_a_table_is_no_damaged_archive(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", CREATORS)
    done = nb("import", "instagram-export", path, "--handle", "lese.fuchs", "--json")
    assert (done.code, done.error["kind"]) == (2, "wrong-format")


def test_a_creator_is_found_by_every_spelling_that_the_import_takes(nb, empty, tmp_path):
    family = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
    row = {"platform": "instagram", "handle": f"Lu\N{COMBINING DIAERESIS}{family}", "followers": 5, "name": family}
    nb("import", "creators", write_table(tmp_path / "c.csv", [row]))
    shown = nb("creators", "show", f"instagram/{row['handle']}", "--json").json
    assert (shown["handle"], shown["name"]) == ("L\N{LATIN SMALL LETTER U WITH DIAERESIS}\N{WOMAN}\N{GIRL}", family)


def test_a_refusal_names_file_row_column_and_reason(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", [CREATORS[0], {**CREATORS[1], "followers": "viele"}, CREATORS[2]])
    done = nb("import", "creators", path, "--json")
    assert counted(done) == (3, 2, 0, 0, 1)
    assert done.json["refusals"] == [
        {"file": str(path), "row": 2, "column": "followers", "reason": "viele is not a number."}
    ]


def test_several_files_are_counted_together(nb, empty, tmp_path):
    first = write_table(tmp_path / "a.csv", CREATORS[:2])
    second = write_table(tmp_path / "b.csv", CREATORS[1:])
    assert counted(nb("import", "creators", first, second, "--json")) == (4, 3, 0, 1, 0)


def test_a_file_that_fails_does_not_hide_what_came_before(nb, empty, tmp_path):
    first = write_table(tmp_path / "a.csv", CREATORS[:2])
    second = tmp_path / "b.csv"
    second.write_bytes(b"\x00\x01 no table")
    done = nb("import", "creators", first, second, "--json")
    assert (done.code, done.json["new"]) == (2, 2)
    assert json.loads(done.err)["error"]["message"] == "b.csv has a header but no rows below it."


def test_without_json_the_counts_are_one_line_a_file(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", CREATORS)
    done = nb("import", "creators", path)
    assert "read 3, new 3, changed 0, same 0, refused 0" in done.out
    assert done.out.count("\n") == 1


def test_strict_imports_nothing(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", [CREATORS[0], {**CREATORS[1], "followers": "viele"}])
    done = nb("import", "creators", path, "--strict", "--json")
    assert (done.code, done.error["kind"]) == (2, "refused-row")
    assert nb("creators", "list", "--json").json["total"] == 0


def test_a_header_is_mapped(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", [{"wer": "lese.fuchs", "wie viele": "12.345"}])
    done = nb(
        "import", "creators", path, "--platform", "IG", "--map", "wer=handle", "--map", "wie viele=followers", "--json"
    )
    assert counted(done) == (1, 1, 0, 0, 0)
    assert nb("creators", "show", "instagram/lese.fuchs", "--json").json["followers"] == 12_345


@pytest.mark.parametrize("named", ["handle", "=handle", "wer=nothing", "nothing=handle"])
def test_a_mapping_that_names_nothing_is_refused(nb, empty, tmp_path, named):
    path = write_table(tmp_path / "c.csv", [{"wer": "lese.fuchs", "followers": 1}])
    assert nb("import", "creators", path, "--platform", "x", "--map", named, "--json").error["remedy"]


def test_guesses_are_taken_when_asked_for(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", [{"Benutzername": "lese.fuchs", "Abonnenten": "60.3M"}])
    refused = nb("import", "creators", path, "--platform", "instagram", "--json")
    assert (refused.code, refused.error["kind"]) == (2, "missing-columns")
    assert counted(nb("import", "creators", path, "--platform", "instagram", "--guess", "--json")) == (1, 1, 0, 0, 0)


def test_platform_and_handle_fill_what_the_file_lacks(nb, empty, tmp_path):
    path = write_table(tmp_path / "d.csv", [{"date": "2025-10-01", "followers": 5}])
    done = nb("import", "followers-daily", path, "--platform", "tiktok", "--handle", "@Page.Turner", "--json")
    assert counted(done) == (1, 1, 0, 0, 0)
    assert nb("creators", "show", "tiktok/page.turner", "--json").json["rows"]["days"] == 1


def test_a_missing_column_without_a_default_is_not_answered_with_platform(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", [{**PLACE, "name": "Lese"}])
    assert "--platform" not in nb("import", "creators", path, "--json").error["remedy"]


def test_guesses_that_were_taken_are_not_offered_as_the_remedy(nb, empty, tmp_path):
    path = write_table(tmp_path / "c.csv", [{"Benutzername": "lese.fuchs", "Name": "Lese"}])
    for more in ((), ("--platform", "instagram")):
        remedy = nb("import", "creators", path, "--guess", *more, "--json").error["remedy"]
        assert "--map" in remedy
        assert "--guess" not in remedy


@pytest.mark.parametrize("distance", [1, 5_000], ids=["near", "far"])
def test_a_file_that_names_a_creator_twice_changes_nothing_the_second_time(nb, empty, tmp_path, distance):
    fill = [{"platform": "tiktok", "handle": f"c{k}", "followers": k} for k in range(distance)]
    twice = [{**CREATORS[0], "followers": 10}, {**CREATORS[0], "followers": 20}]
    path = tmp_path / "c.csv"
    with path.open("w", newline="") as handle:
        writer = csv.DictWriter(handle, ["platform", "handle", "name", "followers"])
        writer.writeheader()
        writer.writerows([twice[0], *fill, twice[1]])
    first = nb("import", "creators", path, "--json").json
    again = nb("import", "creators", path, "--json").json
    assert (first["new"], first["changed"]) == (distance + 1, 1)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, distance + 2)
    assert nb("creators", "undo-import", again["imports"][0]).code == 0
    assert nb("creators", "show", "instagram/lese.fuchs", "--json").json["followers"] == 20


def test_an_undone_change_across_batches_brings_the_first_value_back(nb, empty, tmp_path):
    fill = [{"platform": "tiktok", "handle": f"c{k}", "followers": k} for k in range(5_000)]
    nb("import", "creators", write_table(tmp_path / "a.csv", [{**PLACE, "followers": 1}]))
    several = [{**PLACE, "followers": 2}, *fill, {**PLACE, "followers": 3}]
    done = nb("import", "creators", write_table(tmp_path / "b.csv", several), "--json").json
    assert (done["new"], done["changed"], done["same"]) == (5_000, 1, 1)
    assert nb("creators", "undo-import", done["imports"][0]).code == 0
    assert nb("creators", "show", "instagram/lese.fuchs", "--json").json["followers"] == 1


def test_an_import_of_the_same_file_leaves_reports_fresh(nb, filled):
    nb("creators", "vet", "--all")
    nb("import", "creators", write_table(filled.parent / "c.csv", CREATORS))
    assert all(line["fresh"] for line in nb("creators", "list", "--json").json["creators"])


def test_an_import_of_vetted_creators_can_be_undone(nb, empty, tmp_path):
    nb("import", "creators", write_table(tmp_path / "c.csv", CREATORS))
    nb("creators", "vet", "--all")
    assert nb("creators", "undo-import", 1, "--json").json == {"import": 1, "state": "undone"}
    assert nb("creators", "list", "--json").json["total"] == 0


@pytest.mark.parametrize(
    ("args", "code", "kind"),
    [
        (("nonsense", "t.csv"), 2, "unknown-kind"),
        (("creators", "nowhere.csv"), 2, "no-file"),
        (("creators", "."), 2, "no-file"),
        (("creators",), 2, "bad-input"),
        ((), 2, "bad-input"),
    ],
)
def test_wrong_use_is_one_line_with_a_remedy(nb, empty, tmp_path, monkeypatch, args, code, kind):
    monkeypatch.chdir(tmp_path)
    write_table(tmp_path / "t.csv", CREATORS)
    done = nb("import", *args, "--json")
    assert (done.code, done.error["kind"]) == (code, kind)
    plain = nb("import", *args)
    assert (plain.code, plain.out, plain.err.count("\n")) == (code, "", 1)


CORRUPT = {
    "empty.csv": b"",
    "header.csv": b"platform,handle,followers\n",
    "page.csv": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "doc.csv": b"%PDF-1.7 abc",
    "cut.csv.gz": gzip.compress(b"platform,handle,followers\n" + b"x,y%d,1\n" * 9_000, mtime=0)[:-20],
    "rubbish.csv.gz": b"\x1f\x8b\x08rubbish",
    "cut.parquet": b"PAR1 and then nothing",
    "bad.xlsx": b"PK\x03\x04 but no directory",
    "bad.jsonl": b'{"platform": \n',
}


@pytest.mark.parametrize("name", CORRUPT)
def test_a_corrupt_file_says_what_where_and_what_to_do_and_nothing_is_imported(nb, empty, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(CORRUPT[name])
    done = nb("import", "creators", path, "--json")
    assert done.code == 2
    assert name in done.error["message"]
    assert nb("creators", "list", "--json").json["total"] == 0


def test_a_damaged_file_is_in_the_list_of_imports_with_its_reason(nb, empty, tmp_path):
    path = tmp_path / "page.csv"
    path.write_bytes(CORRUPT["page.csv"])
    nb("import", "creators", path)
    (line,) = nb("creators", "imports", "--json").json
    assert (line["state"], line["file"]) == ("failed", "page.csv")
    assert "web page" in line["problem"]
    assert "web page" in nb("creators", "imports").out


def test_values_that_a_spreadsheet_would_run_are_kept_as_text(nb, empty, tmp_path):
    nb("import", "creators", write_table(tmp_path / "c.csv", [{**PLACE, "followers": 1, "name": "=1+1"}]))
    assert nb("creators", "show", "instagram/lese.fuchs", "--json").json["name"] == "=1+1"


def test_times_are_iso_8601_with_their_offset(nb, empty, tmp_path):
    nb("import", "creators", write_table(tmp_path / "c.csv", [{**PLACE, "followers": 1, "observed_at": START}]))
    shown = nb("creators", "show", "instagram/lese.fuchs", "--json").json
    assert shown["observed_at"] == "2025-10-09T08:53:20+00:00"


def test_the_command_is_the_same_in_a_process_of_its_own(empty, tmp_path):
    path = write_table(tmp_path / "c.csv", CREATORS)
    done = in_own_process("import", "creators", path, "--workspace", empty, "--json")
    assert counted(done) == (3, 3, 0, 0, 0)
    assert done.err == ""
