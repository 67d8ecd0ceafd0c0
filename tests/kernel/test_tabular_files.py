"""JSON Lines, Parquet, Excel and everything that is no table."""

import gzip
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.kernel.errors import BadInput, NahbarError, NotFound
from nahbar.kernel.tabular import Limits, open_archive, open_table


def rows_of(path, **options):
    return list(open_table(path, **options).rows())


def kind_of(path, **options):
    with pytest.raises(NahbarError) as caught:
        rows_of(path, **options)
    assert caught.value.message.render()
    assert caught.value.remedy.render()
    return caught.value.kind


def test_json_lines_align_by_key_and_unknown_is_none(tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_text('{"id": 6891234567890123456, "likes": 3}\n\n{"likes": null, "text": "für", "tags": ["a"]}\n')
    table = open_table(path)
    assert table.headers == ("id", "likes", "text", "tags")
    rows = list(table.rows())
    assert rows[0].values == (6891234567890123456, 3, None, None)
    assert rows[1].values == (None, None, "für", '["a"]')
    assert [row.line for row in rows] == [1, 3]


def test_broken_json_line_costs_one_row(tmp_path):
    path = tmp_path / "posts.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"a": 1}\n{"a": \n[1]\n{"a": 2}\n'))
    assert [row.problem is None for row in rows_of(path)] == [True, False, False, True]


def test_late_keys_are_handed_on(tmp_path, monkeypatch):
    monkeypatch.setattr("nahbar.kernel.tabular.jsonlines.HEADER_ROWS", 1)
    path = tmp_path / "posts.jsonl"
    path.write_text('{"a": 1}\n{"a": 2, "b": "x"}\n')
    assert [row.more for row in rows_of(path)] == [None, {"b": "x"}]


def test_small_json_array(tmp_path):
    path = tmp_path / "posts.json"
    path.write_text(json.dumps([{"a": 1}, 5, {"a": 2}], indent=1))
    assert [row.values for row in rows_of(path)] == [(1,), (), (2,)]


def test_large_json_array_names_the_remedy(tmp_path):
    path = tmp_path / "posts.json"
    path.write_text(json.dumps([{"a": 1}] * 1000))
    assert kind_of(path, limits=Limits(array_bytes=1_000)) == "wrong-format"


def test_pretty_printed_export_points_to_its_command(tmp_path):
    path = tmp_path / "user_data.json"
    path.write_text(json.dumps({"Activity": {}}, indent=2))
    assert kind_of(path) == "wrong-format"


def test_parquet_types(tmp_path):
    path = tmp_path / "posts.parquet"
    columns = {
        "id": [6891234567890123456, None],
        "day": [date(2024, 7, 11), None],
        "time": pa.array([datetime(2024, 7, 11, 14, tzinfo=UTC), None], pa.timestamp("ns", tz="UTC")),
        "price": [Decimal("1.50"), None],
        "tags": [["a"], None],
        "raw": [b"x", None],
    }
    pq.write_table(pa.table(columns), path, row_group_size=1)
    rows = rows_of(path)
    when = datetime(2024, 7, 11, 14, tzinfo=UTC)
    assert rows[0].values == (6891234567890123456, datetime(2024, 7, 11), when, "1.50", '["a"]', "x")
    assert rows[1].values == (None,) * 6


def test_corrupt_parquet(tmp_path):
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.table({"a": list(range(1000))}), path)
    content = bytearray(path.read_bytes())
    path.write_bytes(content[:-20])
    assert kind_of(path) == "damaged-file"


def test_damage_inside_parquet_names_the_row(tmp_path):
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.table({"a": [f"text number {n}" for n in range(5000)]}), path, compression="zstd")
    content = bytearray(path.read_bytes())
    content[200:6000] = bytes(5800)
    path.write_bytes(content)
    assert kind_of(path) == "damaged-file"


def test_parquet_that_unpacks_to_much_more_is_refused(tmp_path):
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.table({"a": ["x" * 1000] * 20_000}), path, compression="zstd", use_dictionary=False)
    assert kind_of(path, limits=Limits(ratio_free_bytes=1_000_000, expansion_ratio=20)) == "expands-too-much"


@pytest.fixture
def workbook(tmp_path):
    def build(rows, before=(), name="table.xlsx"):
        book = openpyxl.Workbook()
        for title in before:
            book.create_sheet(title, 0)
        for row in rows:
            book.worksheets[-1].append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return build


def test_excel_skips_empty_sheets_and_titles(workbook):
    path = workbook(
        [
            ("Report",),
            (),
            ("handle", "followers", "seen", None),
            ("alice", 12, datetime(2024, 7, 11, 14, 2)),
            (),
            ("bob", 3.5),
        ],
        before=("Empty",),
    )
    table = open_table(path)
    assert table.headers == ("handle", "followers", "seen")
    rows = list(table.rows())
    assert [(row.line, row.values) for row in rows] == [
        (4, ("alice", 12, datetime(2024, 7, 11, 14, 2))),
        (6, ("bob", 3.5, None)),
    ]
    assert table.notes


def test_excel_row_wider_than_its_header(workbook):
    rows = rows_of(workbook([("a", "b"), (1, 2, 3), (4, 5)]))
    assert [row.problem is None for row in rows] == [False, True]


def rewritten(source, path, old, new):
    """Copy a workbook and replace bytes in its parts."""
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(path, "w") as target:
        for name in parts.namelist():
            target.writestr(name, parts.read(name).replace(old, new))
    return path


def test_numbers_that_excel_has_rounded_are_no_integers(workbook, tmp_path):
    source = workbook([("a", "b"), (1111, 2222)])
    path = rewritten(source, tmp_path / "rounded.xlsx", b"<v>1111</v>", b"<v>6891234567890123000</v>")
    path = rewritten(path, tmp_path / "exact.xlsx", b"<v>2222</v>", b"<v>6891234567890123456</v>")
    assert [type(value) for value in rows_of(path)[0].values] == [float, int]


def test_damaged_workbook(workbook):
    path = workbook([("a", "b"), (1, 2)])
    path.write_bytes(path.read_bytes()[:-30])
    assert kind_of(path) == "damaged-file"


def test_workbook_with_a_document_type_is_refused(workbook, tmp_path):
    source = zipfile.ZipFile(workbook([("a", "b"), (1, 2)]))
    path = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + content
            target.writestr(name, content)
    assert kind_of(path) == "unsafe-archive"


def test_forged_row_numbers_end(workbook, tmp_path):
    source = workbook([("a", "b"), (1, 2), (3, 4)])
    path = rewritten(source, tmp_path / "forged.xlsx", b'<row r="3"', b'<row r="99999999999"')
    assert kind_of(path) == "damaged-file"


def test_workbook_part_that_is_kept_in_memory_is_bounded(workbook):
    assert kind_of(workbook([("a", "b"), (1, 2)]), limits=Limits(part_bytes=100)) == "expands-too-much"


def test_workbook_bomb_is_refused(workbook, tmp_path):
    path = workbook([("a", "b"), (1, 2)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/zeros.bin", bytes(40_000_000))
    assert kind_of(path) == "expands-too-much"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty-file"),
        (b"\n \n", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
        (b"handle,followers\n", "no-rows"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "wrong-format"),
        (b"\n  <html><table><tr><td>a</td></tr></table></html>", "wrong-format"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "wrong-format"),
        (b"%PDF-1.7 abc", "wrong-format"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "wrong-format"),
        (gzip.compress(gzip.compress(b"a,b\n1,2\n", mtime=0), mtime=0), "wrong-format"),
        (b"PK\x03\x04 but no directory", "damaged-file"),
    ],
)
def test_what_is_no_table_is_refused_with_a_remedy(tmp_path, content, kind):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert kind_of(path) == kind


@pytest.mark.parametrize("line", [b"lorem ipsum dolor " * 150_000, b"x" * 2_000_000, b'"lorem ' * 20_000])
def test_a_text_in_one_line_is_called_that(tmp_path, line):
    path = tmp_path / "table.csv"
    path.write_bytes(line)
    with pytest.raises(BadInput, match="is one single line"):
        open_table(path)


def test_a_line_of_many_equal_cells_is_refused_at_once(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b,c," * 200_000)
    with pytest.raises(BadInput, match="columns or more"):
        open_table(path)


def test_a_packed_file_within_a_packed_one_is_called_that(tmp_path):
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress(gzip.compress(b"a,b\n1,2\n", mtime=0), mtime=0))
    with pytest.raises(BadInput, match="another packed file"):
        open_table(path)


def test_zip_that_is_no_workbook(tmp_path):
    path = tmp_path / "table.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("table.csv", "a,b\n1,2\n")
    assert kind_of(path) == "wrong-format"


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(NotFound):
        open_table(tmp_path / "nothing.csv")
    assert kind_of(tmp_path) == "not-a-file"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.json", "a/../../up.json", "C:\\x.json", "\\\\host\\x", "a\\..\\b"]
)
def test_entries_that_point_outside_are_refused(tmp_path, name):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "{}")
    with pytest.raises(BadInput) as caught, open_archive(path):
        pass
    assert caught.value.kind == "unsafe-archive"


def _link(archive):
    info = zipfile.ZipInfo("followers.json")
    info.external_attr = 0o120777 << 16
    archive.writestr(info, "/etc/passwd")


def _twice(archive):
    archive.writestr("a/followers.json", "{}")
    archive.writestr("a/Followers.json", "{}")


def _nested(archive):
    archive.writestr("part2.zip", b"PK")


@pytest.mark.parametrize("trick", [_link, _twice, _nested])
def test_links_duplicates_and_nested_archives_are_refused(tmp_path, trick):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        trick(archive)
    with pytest.raises(BadInput) as caught, open_archive(path):
        pass
    assert caught.value.kind == "unsafe-archive"


def test_entry_larger_than_allowed(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", b"x" * 5_000)
    with open_archive(path, Limits(entry_bytes=1_000)) as archive, pytest.raises(BadInput) as caught:
        archive.read("a.json")
    assert caught.value.kind == "expands-too-much"


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["deflate", "bzip2", "lzma"]
)
def test_damage_in_every_way_of_packing_is_named(tmp_path, packing):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("a.json", bytes(range(256)) * 40)
    content = bytearray(path.read_bytes())
    content[48:80] = b"\xff" * 32
    path.write_bytes(content)
    with open_archive(path) as archive, pytest.raises(BadInput, match=r"a\.json") as caught:
        archive.read("a.json")
    assert caught.value.kind == "damaged-file"


starts = st.sampled_from(
    [b"", b"PAR1", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'{"a": ', b'[{"a"', b'a,b\n"']
)


@given(starts, st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_clear_error(tmp_path_factory, start, rest):
    path = tmp_path_factory.mktemp("any") / "table.csv"
    path.write_bytes(start + rest)
    try:
        rows = rows_of(path)
    except NahbarError as error:
        rows = [error.message.render()]
    assert rows
