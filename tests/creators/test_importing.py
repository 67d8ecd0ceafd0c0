"""The plan of an import, from the file to the records."""

import pytest

from nahbar.creators.importing import plan_import
from nahbar.creators.records import CommentRecord, CreatorRecord, Refusal
from nahbar.kernel.errors import BadInput
from nahbar.kernel.tabular import open_table

NOW = 1_790_000_000
GERMAN = (
    "Benutzername;Abonnenten;Stand;Notiz\n@Alice;12.345;11.07.2024 14:02;ruft zurück\nbob;1,5 Mio.;12.07.2024 09:00;\n"
)


@pytest.fixture
def table(tmp_path):
    def build(content):
        path = tmp_path / "table.csv"
        path.write_text(content, encoding="utf-8")
        return open_table(path)

    return build


def records(table, plan):
    return [plan.read(row) for row in table.rows()]


def test_a_german_table_becomes_records(table):
    source = table(GERMAN)
    plan = plan_import(source, "creators", now=NOW, defaults={"platform": "Instagram"})
    assert [(record.handle, record.followers) for record in records(source, plan)] == [
        ("Alice", 12_345),
        ("bob", 1_500_000),
    ]
    assert plan.left_over == ("Notiz",)
    assert plan.missing == ()


def test_the_notes_say_what_was_assumed(table):
    plan = plan_import(table(GERMAN), "creators", now=NOW)
    said = " ".join(note.render() for note in plan.notes)
    assert "observed_at without a zone are taken as UTC" in said
    assert "Notiz" in said
    assert "platform" in said
    assert plan.missing == ("platform",)


def test_a_missing_column_refuses_every_row_with_the_remedy(table):
    source = table(GERMAN)
    plan = plan_import(source, "creators", now=NOW)
    assert all(isinstance(one, Refusal) and one.column == "platform" for one in records(source, plan))


def test_a_named_header_wins_over_the_guess(table):
    source = table("handle,followers,Echte Follower\nalice,5,7\n")
    plan = plan_import(
        source, "creators", now=NOW, defaults={"platform": "ig"}, overrides={"Echte Follower": "followers"}
    )
    (record,) = records(source, plan)
    assert isinstance(record, CreatorRecord)
    assert (record.followers, record.extra) == (7, {"followers": "5"})


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("podcasts", {}),
        ("creators", {"overrides": {"nothing": "followers"}}),
        ("creators", {"overrides": {"Notiz": "mood"}}),
        ("creators", {"defaults": {"platform": "two words"}}),
        ("creators", {"defaults": {"handle": "two words"}}),
    ],
)
def test_wrong_options_name_the_remedy(table, kind, options):
    with pytest.raises(BadInput) as caught:
        plan_import(table(GERMAN), kind, now=NOW, **options)
    assert caught.value.remedy.render()


def test_bad_rows_do_not_stop_the_others(table):
    source = table(
        "platform,post_id,comment_id,author,written_at,text\n"
        "ig,P1,C1,bob,2024-07-11T14:02:33Z,hi\n"
        "ig,P1,C2,bob,yesterday,hi\n"
        "ig,P1,C3\n"
        "ig,P1,C4,bob,2024-07-11T14:02:33Z,\n"
        "ig,P1,C5,bob,2024-07-11T14:02:33Z,bye\n"
    )
    results = records(source, plan_import(source, "comments", now=NOW))
    assert [type(result) for result in results] == [CommentRecord, Refusal, Refusal, Refusal, CommentRecord]
    assert [(one.row, one.line, one.column) for one in results if isinstance(one, Refusal)] == [
        (2, 3, "written_at"),
        (3, 4, None),
        (4, 5, "text"),
    ]
