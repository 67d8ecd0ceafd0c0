"""Path files as they come: delimiters, names of columns, packed, large, with rows that cannot be used."""

from __future__ import annotations

import gzip

import pytest

from nahbar.kernel.errors import BadInput
from nahbar.worth.attribution import paths
from nahbar.worth.attribution.contracts import MODELS, Options
from nahbar.worth.attribution.service import attribute_file
from tests.command_line import CommandLine
from tests.worth.worlds import SHOP, random_rows, write_paths

BROKEN = """path,conversions,value,null
a > b,1,10,0
,1,10,0
a > > b,1,10,0
a,one,10,0
a,1.5,10,0
a,-1,10,0
a,,10,0
a,1,,0
b,0,,3
a,1,-4,0
a,"1,000",10,0
"""


@pytest.fixture(params=["row by row", "by column"])
def reader(request, monkeypatch):
    """Both readers, whatever the size of the file."""
    monkeypatch.setattr(paths, "LARGE_BYTES", 0 if request.param == "by column" else 10**12)
    return request.param


def reasons(found):
    return [(one.row, one.reason.render()) for one in found.refusals]


def write(tmp_path, text, name="p.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_bad_rows_are_refused_with_row_and_reason(tmp_path, reader):
    found = attribute_file(write(tmp_path, BROKEN), Options())
    assert (found.paths, found.conversions, found.journeys, found.refused) == (3, 1001, 1004, 8)
    assert [row for row, _ in reasons(found)] == [2, 3, 4, 5, 6, 7, 8, 10]
    assert dict(reasons(found))[2] == "The path is empty."
    assert dict(reasons(found))[3] == "A step of the path has no name."
    assert "not a whole number" in dict(reasons(found))[5]
    assert "conversions is empty" in dict(reasons(found))[7]


def test_both_readers_give_the_same_answer(tmp_path, monkeypatch):
    path = write_paths(tmp_path / "p.csv", random_rows(3, 6, 400))
    monkeypatch.setattr(paths, "BATCH_ROWS", 700)
    monkeypatch.setattr(paths, "BLOCK_BYTES", 20_000)
    answers = []
    for large in (0, 10**12):
        monkeypatch.setattr(paths, "LARGE_BYTES", large)
        answers.append(attribute_file(path, Options()))
    assert answers[0].models == answers[1].models


def test_parts_of_a_file_add_up(tmp_path, reader, monkeypatch):
    path = write_paths(tmp_path / "p.csv", random_rows(8, 5, 3000))
    whole = attribute_file(path, Options())
    monkeypatch.setattr(paths, "BATCH_ROWS", 700)
    monkeypatch.setattr(paths, "BLOCK_BYTES", 20_000)
    monkeypatch.setattr("nahbar.worth.attribution.sums.COMPACT_ROWS", 10)
    parts = attribute_file(path, Options())
    for model in MODELS:
        ours, theirs = ([one.conversions for one in found.models[model]] for found in (parts, whole))
        assert ours == pytest.approx(theirs)


def test_other_names_semicolons_and_gzip(tmp_path, reader):
    text = "path;total_conversions;total_conversion_value;total_null\n a>b ;2;3.5;1\nb > a;1;0.5;0\n"
    path = tmp_path / "p.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    found = attribute_file(path, Options(("last",)))
    assert [(one.channel, one.conversions, one.value) for one in found.models["last"]] == [("a", 1, 0.5), ("b", 2, 3.5)]


def test_german_decimals_are_read(tmp_path, reader):
    found = attribute_file(write(tmp_path, "path;conversions;value;null\na > b;1;1.234,5;0\nb;1;0,5;0\n"), Options())
    assert found.value == 1235.0


def test_without_values_and_nulls_only_conversions_are_shared_and_that_is_said(tmp_path, reader):
    found = attribute_file(write(tmp_path, "path,conversions\na > b,2\n"), Options())
    assert found.value is None
    assert {one.value for credits in found.models.values() for one in credits} == {None}
    said = " ".join(note.render() for note in found.notes)
    assert "no paths that came to nothing" in said
    assert "no values" in said


def test_a_file_that_breaks_off_in_the_middle_is_read_by_the_careful_reader(tmp_path, reader):
    text = "path,conversions,value,null\na > b,1,1,0\nb,1,1,0,7,8\na,1,1,1\n"
    found = attribute_file(write(tmp_path, text), Options())
    assert (found.paths, found.journeys) == (2, 3)
    assert reasons(found) == [(2, "The row has 6 fields, the header has 4.")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("way,conversions\na,1\n", "columns"),
        ("path,value\na,1\n", "columns"),
        ("path,conversions\na,x\n", "no-paths"),
        ("path,conversions,null\na,0,4\n", "no-conversions"),
        ("path,conversions\n", "no-rows"),
        ("path,path,conversions\na,b,1\n", "columns"),
    ],
)
def test_what_cannot_be_attributed_says_why(tmp_path, text, kind):
    with pytest.raises(BadInput) as caught:
        attribute_file(write(tmp_path, text), Options())
    assert caught.value.kind == kind


def test_jsonl_is_a_path_file_too(tmp_path):
    text = '{"path": "a > b", "conversions": 2, "value": 4.0, "null": 1}\n'
    assert attribute_file(write(tmp_path, text, "p.jsonl"), Options(("first",))).models["first"][0].conversions == 2


def test_one_path_and_one_channel_are_enough(tmp_path):
    found = attribute_file(write_paths(tmp_path / "p.csv", SHOP[-1:]), Options())
    assert all([one.conversions for one in credits] == [5.0] for credits in found.models.values())


@pytest.mark.parametrize("steps", ["nan", "inf"])
def test_a_half_life_that_is_no_number_is_refused(tmp_path, monkeypatch, capsys, steps):
    given = ("--paths", write_paths(tmp_path / "p.csv", SHOP), "--half-life", steps, "--json")
    told = CommandLine(monkeypatch, capsys)("worth", "attribution", *given)
    assert told.code == 2
    assert "not a number" in told.error["message"]


def test_long_names_that_differ_at_the_end_stay_apart(tmp_path, monkeypatch, capsys):
    names = [f"instagram/kleine.dorfbuecherei.ohl s8741{k}" for k in range(3)]
    path = write(tmp_path, "path,conversions\n" + "".join(f"{name},200000\n" for name in names))
    effects = write(tmp_path, f"channel,effect,low,high\n{names[0]},5000000,4000000,6000000\n", "effects.csv")
    out = CommandLine(monkeypatch, capsys)("worth", "attribution", "--paths", path, "--effects", effects).out
    assert all(out.count(f"s8741{k} ") == 2 for k in range(3))
    assert "(-0" not in out
    assert "5,000,000 (4,000,000-6,000,000)" in " ".join(out.split())


def alike_lines(channels, nulls=True):
    """Paths in which channel c0 doubles what each other channel comes to alone."""
    rows = [f"c{k},{20},{180 if nulls else 0}" for k in range(1, channels)]
    rows += [f"c0 > c{k},{40},{160 if nulls else 0}" for k in range(1, channels)]
    return "path,conversions,null\n" + "".join(f"{row}\n" for row in rows)


def calibrated_json(nb, folder, lines):
    path = write(folder, lines)
    effects = write(folder, "channel,effect,low,high\nc0,30,20,40\n", "effects.csv")
    return nb("worth", "attribution", "--paths", path, "--effects", effects, "--json").json["calibrated"]


def test_effects_scale_a_comparison_of_journeys_that_are_otherwise_alike(tmp_path, monkeypatch, capsys):
    found = calibrated_json(CommandLine(monkeypatch, capsys), tmp_path, alike_lines(4))
    assert 0 < found["weight_of_alike_journeys"] < 1
    first, *others = found["channels"]
    assert first["channel"] == "c0"
    assert first["interval"][0] < 30 < first["interval"][1]
    # Three others without an experiment: their journeys come to the same, and so must what is said of them.
    assert max(one["effect"] for one in others) < 1.05 * min(one["effect"] for one in others)


@pytest.mark.parametrize(("channels", "nulls"), [(4, False), (70, True)])
def test_credit_is_scaled_where_journeys_cannot_be_compared(tmp_path, monkeypatch, capsys, channels, nulls):
    """Nothing that came to nothing, or more channels than a set can hold."""
    found = calibrated_json(CommandLine(monkeypatch, capsys), tmp_path, alike_lines(channels, nulls))
    assert found["weight_of_alike_journeys"] is None
    assert len(found["channels"]) == channels
