"""CSV as exports write it: delimiters, encodings, quotes, broken rows, packed files."""

import csv
import gzip
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.kernel.errors import BadInput
from nahbar.kernel.tabular import Limits, open_table


@pytest.fixture
def write(tmp_path):
    def write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def rows_of(path, **options):
    return list(open_table(path, **options).rows())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(write, delimiter):
    path = write("\n".join(delimiter.join(cells) for cells in [("handle", "followers"), ("alice", "1"), ("bob", "2")]))
    table = open_table(path)
    assert table.delimiter == delimiter
    assert [row.values for row in table.rows()] == [("alice", "1"), ("bob", "2")]


def test_decimal_commas_do_not_make_a_comma_table(write):
    assert open_table(write("handle;rate;share\nalice;1,5;2,5\nbob;3,5;4,5\n")).delimiter == ";"


def test_declared_delimiter_of_excel_is_honoured_and_skipped(write):
    table = open_table(write("sep=;\r\nhandle;followers\r\nalice;1\r\n"))
    assert table.headers == ("handle", "followers")
    assert [(row.line, row.values) for row in table.rows()] == [(3, ("alice", "1"))]


def test_one_column_needs_no_delimiter(write):
    table = open_table(write("follower\nalice\nbob\n"))
    assert (table.headers, len(list(table.rows()))) == (("follower",), 2)


def test_one_column_of_texts_with_commas(write):
    table = open_table(write("text\nfine, really\nwell, yes\nnice, too\n"))
    assert [row.values for row in table.rows()] == [("fine, really",), ("well, yes",), ("nice, too",)]


def test_too_many_columns_are_refused(write):
    with pytest.raises(BadInput, match="columns"):
        open_table(write(",".join(f"c{n}" for n in range(2_001)) + "\n" + "," * 2_000 + "x\n"))


def test_repeated_headers_are_numbered_and_broken_ones_folded(write):
    table = open_table(write('Likes,"Engagement \naverage",Likes\n1,2,3\n'))
    assert table.headers == ("Likes", "Engagement average", "Likes (2)")


def test_title_rows_are_skipped_and_noted(write):
    table = open_table(write("Report of July,,\n,,\nhandle,followers,likes\nalice,1,2\n"))
    assert table.headers == ("handle", "followers", "likes")
    assert [row.values[0] for row in table.rows()] == ["alice"]
    assert table.notes


def test_signs_that_only_unicode_calls_line_ends_stay_in_the_header(write):
    table = open_table(write("handle,te\u2028xt\nalice,a\u2028b\u0085c\n"))
    assert table.headers == ("handle", "te xt")
    assert next(table.rows()).values == ("alice", "a\u2028b\u0085c")


def test_line_and_number_are_those_of_the_file(write):
    rows = rows_of(write('handle,text\nalice,"one\ntwo"\n\nbob,three\n'))
    assert [(row.number, row.line) for row in rows] == [(1, 2), (2, 5)]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("cp1252", "cp1252")],
)
def test_encoding_is_decided_by_decoding(write, encoding, name):
    table = open_table(write("handle,text\nalice,Grüße – für dich\n".encode(encoding)))
    assert next(table.rows()).values == ("alice", "Grüße – für dich")
    assert table.encoding == name


def test_big_endian_and_markless_utf16(write):
    for encoding in ("utf-16-be", "utf-16-le"):
        assert rows_of(write("handle,text\nalice,für\n".encode(encoding)))[0].values == ("alice", "für")


def test_bytes_undefined_in_windows_1252_are_latin_1(write):
    assert open_table(write(b"handle,text\nalice,f\xfcr \x81\n")).encoding == "latin-1"


def test_late_umlaut_in_an_ascii_file_settles_the_encoding(write):
    content = b"handle,text\n" + b"alice,plain ascii text\n" * 60_000 + "bob,für\n".encode("cp1252")
    table = open_table(write(content))
    *_, last = table.rows()
    assert last.values == ("bob", "für")
    assert table.encoding == "cp1252"


def test_broken_bytes_in_a_utf8_file_cost_one_row(write):
    content = "handle,text\nalice,für\nbob,gemäß\n".encode() + b"carol,f\xff\xfer\n" + "dave,süß\n".encode()
    rows = rows_of(write(content))
    assert [row.problem is None for row in rows] == [True, True, False, True]
    assert rows[2].line == 4


def test_stray_nul_is_dropped(write):
    assert rows_of(write(b"handle,text\nali\0ce,hello there\nbob,hi\n"))[0].values == ("alice", "hello there")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(write, end):
    assert [row.values for row in rows_of(write(end.join(["a,b", "1,2", "3,4", ""])))] == [("1", "2"), ("3", "4")]


def test_wrong_numbers_of_fields_are_named_and_cost_one_row(write):
    rows = rows_of(write("a,b,c\n1,2\n1,2,3,4\n1,2,3\n1,2,3,,\n"))
    assert [row.problem is None for row in rows] == [False, False, True, True]
    assert rows[0].problem.values == {"found": 2, "expected": 3}
    assert rows[1].problem.values == {"found": 4, "expected": 3}


def test_rows_of_empty_cells_are_no_rows(write):
    assert len(rows_of(write("a,b\n1,2\n,\n3,4\n,\n"))) == 2


def test_unclosed_quote_costs_its_line_only(write):
    rows = rows_of(write('a,b,c\n1,"best day,x\n2,two,y\n3,three,z\n'))
    assert [(row.line, row.problem is None) for row in rows] == [(2, False), (3, True), (4, True)]


def test_quote_closed_by_a_later_row_does_not_swallow_rows(write):
    rows = rows_of(write('a,b,c\n1,"best day,x\n2,two,y\n3,"a, b",z\n4,four,w\n'))
    assert [row.values[0] for row in rows if row.problem is None] == ["2", "3", "4"]


def test_quotes_inside_a_quoted_field_are_kept(write):
    assert rows_of(write('a,b\n1,"say ""hi"" now"\n'))[0].values == ("1", 'say "hi" now')


def test_many_stray_quotes_end_in_bounded_time(write):
    rows = rows_of(write("a,b\n" + '1,"x\n' * 5_001 + "2,y\n"))
    assert rows[0].problem is not None
    assert rows[0].line == 2


def test_overlong_field_costs_its_row(write):
    rows = rows_of(write(f"a,b\n1,{'x' * 1_000_001}\n2,y\n"))
    assert [row.problem is None for row in rows] == [False, True]


def test_endless_line_costs_one_row(write):
    path = write("a,b\n1,2\n" + "x" * 1_500_000 + "\n3,4\n")
    rows = rows_of(path, limits=Limits(line_bytes=300_000, field_chars=100_000))
    assert [(row.line, row.problem is None) for row in rows] == [(2, True), (3, False), (4, True)]


def test_endless_line_of_utf16_names_the_byte(write):
    path = write(("a,b\n1,2\n" + "x" * 400_000).encode("utf-16"))
    with pytest.raises(BadInput, match="line end"):
        rows_of(path, limits=Limits(line_bytes=100_000))


def test_progress_ends_at_the_size(write):
    table = open_table(write("a,b\n1,2\n"))
    list(table.rows())
    assert table.bytes_read == table.size_bytes


def test_rows_can_be_read_twice(write):
    table = open_table(write("a,b\n1,2\n"))
    assert list(table.rows()) == list(table.rows())


def test_gzip_is_read_by_content(write):
    assert rows_of(write(gzip.compress(b"a,b\n1,2\n"), "table.csv"))[0].values == ("1", "2")


def test_truncated_gzip_names_the_byte(write):
    lines = b"".join(b"%d,%d\n" % (n, n * 7919) for n in range(200_000))
    path = write(gzip.compress(b"a,b\n" + lines)[:-1000], "table.csv.gz")
    with pytest.raises(BadInput, match="cut short") as caught:
        rows_of(path)
    assert caught.value.kind == "damaged-file"
    assert caught.value.message.values["bytes"] > 0


def test_gzip_bomb_is_refused(write):
    path = write(gzip.compress(b"a,b\n" + b"0,0\n" * 1_000_000), "bomb.csv.gz")
    with pytest.raises(BadInput) as caught:
        rows_of(path, limits=Limits(ratio_free_bytes=1_000_000, expansion_ratio=100))
    assert caught.value.kind == "expands-too-much"


def test_gzip_beyond_the_absolute_limit_is_refused(write):
    path = write(gzip.compress(bytes(range(32, 127)) * 50_000), "big.csv.gz")
    with pytest.raises(BadInput) as caught:
        rows_of(path, limits=Limits(expanded_bytes=1_000_000))
    assert caught.value.kind == "expands-too-much"


def test_memory_stays_constant(write):
    line = b"C12345678,alice,2024-07-11T14:02:33Z,so many words in this comment that say nothing\n"
    path = write(b"id,author,time,text\n" + line * 300_000)
    table = open_table(path)
    tracemalloc.start()
    count = sum(1 for _ in table.rows())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300_000
    assert peak < 8_000_000


cells = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff\uf8ff"), max_size=12)


@given(
    st.lists(st.tuples(cells, st.text("a\n,;\"' ", max_size=9), cells), min_size=1, max_size=8),
    st.sampled_from(",;|\t"),
)
def test_what_csv_writes_is_read_back(tmp_path_factory, rows, delimiter):
    wanted = [tuple(row) for row in rows if any(row)]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("first", "second", "third"), *rows, ("last", "row", "here")])
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(buffer.getvalue().encode())
    assert [row.values for row in open_table(path).rows()] == [*wanted, ("last", "row", "here")]
