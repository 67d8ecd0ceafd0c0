"""Guessing which header means which column."""

import os
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.creators.intake import KINDS, CreatorRecord, assess, compile_rows, folded
from nahbar.creators.intake.columns import guess_columns, left_over, named_platform
from nahbar.creators.intake.headings import SYNONYMS
from nahbar.kernel.tabular import Row, open_table

NOW = 1_790_000_000


def guessed(headers, kind, *rows):
    sample = [Row(number, number + 1, tuple(cells)) for number, cells in enumerate(rows, start=1)]
    guesses = guess_columns(headers, KINDS[kind], sample)
    return {headers[index]: guess.column for index, guess in guesses.items()}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_canonical_names_are_certain(kind):
    headers = tuple(column.name for column in kind.columns)
    guesses = guess_columns(headers, kind, [])
    assert [guesses[index].column for index in range(len(headers))] == list(headers)
    assert all(guess.confidence == 1 for guess in guesses.values())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_page_on_importing_lists_every_column(kind):
    names = ", ".join(f"`{column.name}`" + "*" * column.required for column in kind.columns)
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
    assert f"| {kind.name} | {', '.join(kind.key)} | {names} |" in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_synonym_names_a_column_of_its_kind(kind):
    assert all(KINDS[kind].column(name) for name in SYNONYMS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_no_synonym_means_two_columns(kind):
    owners = {}
    for column, names in SYNONYMS[kind].items():
        for name in names:
            assert owners.setdefault(folded(name), column) == column, name


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Abonnenten", "followers"),
        ("Follower:innen", "followers"),
        ("FOLLOWER*INNEN", "followers"),
        ("Benutzername", "handle"),
        ("Profil-URL", "url"),
        ("Sprache", "language"),
        ("Land", "country"),
        ("Beitraege", "posts"),
        ("Beiträge", "posts"),
        ("Anzahl der Follower", "followers"),
        ("Followers (Instagram)", "followers"),
        ("Verifiziert", "is_verified"),
        ("Über", "bio"),
        ("Ueber", "bio"),
        ("Stand", "observed_at"),
        ("E-Mail", None),
        ("Audience country", None),
        ("Avg. likes", None),
        ("Engagement Rate", None),
    ],
)
def test_creators_headers(header, column):
    assert guessed([header], "creators").get(header) == column


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Gefällt mir", "likes"),
        ("Gefaellt mir", "likes"),
        ("Gefällt-mir-Angaben", "likes"),
        ("Kommentare", "comments"),
        ("Aufrufe", "views"),
        ("Geteilt", "shares"),
        ("Gespeichert", "saves"),
        ("Veröffentlicht am", "posted_at"),
        ("Bildunterschrift", "text"),
        ("Datum", "posted_at"),
        ("Bezahlte Partnerschaft", "paid_label"),
        ("Caption", "text"),
        ("Like Count", "likes"),
        ("Impressions", None),
        ("Reichweite", None),
    ],
)
def test_posts_headers(header, column):
    assert guessed([header], "posts").get(header) == column


def test_canonical_name_beats_a_synonym():
    assert guessed(["Username", "handle"], "creators", ("bob", "alice")) == {"handle": "handle"}


def test_no_two_headers_get_one_column_and_the_rest_is_reported():
    headers = ["Follower", "Abonnenten", "Notiz"]
    guesses = guess_columns(headers, KINDS["creators"], [])
    assert [guess.column for guess in guesses.values()] == ["followers"]
    assert left_over(headers, guesses) == ("Abonnenten", "Notiz")


def test_exact_figures_beat_rounded_ones():
    assert guessed(["Subscribers", "Subscribers (2)"], "creators", ("60.3M", "60312345")) == {
        "Subscribers (2)": "followers"
    }


def test_headers_of_other_platforms_are_left_over():
    headers = ["Instagram followers", "TikTok followers", "TikTok username"]
    guesses = guess_columns(headers, KINDS["creators"], [], platform="tiktok")
    assert {headers[index]: guess.column for index, guess in guesses.items()} == {
        "TikTok followers": "followers",
        "TikTok username": "handle",
    }
    assert named_platform(headers) is None
    assert named_platform(headers[1:]) == "tiktok"


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (
            ["Username", "Full name", "Followers", "Audience Quality Score", "ER", "Country", "Topics"],
            ["handle", "name", "followers", None, None, "country", "category"],
        ),
        (
            ["Username", "Profile URL", "Followers", "Engagement rate", "Avg. likes", "Verified", "Bio", "Language"],
            ["handle", "url", "followers", None, None, "is_verified", "bio", "language"],
        ),
        (
            ["Profil", "Plattform", "Benutzername", "Follower:innen", "Land", "Hauptsprache", "Interessen"],
            [None, "platform", "handle", "followers", "country", "language", "category"],
        ),
    ],
)
def test_whole_header_rows_as_vendors_write_them(headers, columns):
    found = guessed(headers, "creators")
    assert [found.get(header) for header in headers] == columns


def test_header_whose_cells_do_not_fit_is_left_over():
    assert guessed(["Follower"], "creators", ("alice",), ("bob",)) == {}


def test_account_column_with_full_names_is_no_handle():
    assert guessed(["Account"], "creators", ("Alice Example",), ("Bob Example",)) == {}


def test_cells_that_look_like_handles_and_profiles_are_recognised():
    rows = [("@alice", "https://www.instagram.com/alice/", "IG"), ("@bob", "https://www.instagram.com/bob/", "IG")]
    assert guessed(["Wer", "Wo", "Was"], "creators", *rows) == {"Wer": "handle", "Wo": "url", "Was": "platform"}


@pytest.mark.parametrize(("cells", "platform"), [(("x", "x"), None), (("IG", "TikTok"), "instagram")])
def test_ticked_boxes_and_a_platform_that_was_named_are_not_overruled_by_cells(cells, platform):
    rows = [Row(number, number + 1, (cell,)) for number, cell in enumerate(cells, start=1)]
    assert not guess_columns(["Schon angefragt?"], KINDS["creators"], rows, platform=platform)


def test_the_account_of_a_table_of_the_meta_business_suite_is_its_username():
    headers = ["Post ID", "Account ID", "Account username", "Account name", "Publish time", "Permalink"]
    row = ("17912345678901234", "1", "lese.fuchs", "Lesefuchs", "11/23/2025 10:00", "https://www.instagram.com/p/C1/")
    assert guessed(headers, "posts", row)["Account username"] == "handle"


@given(st.lists(st.text(max_size=15), max_size=8))
def test_any_headers_give_each_column_at_most_once(headers):
    columns = [guess.column for guess in guess_columns(headers, KINDS["posts"], []).values()]
    assert len(columns) == len(set(columns))


def _data():
    folder = Path(os.environ.get("NAHBAR_DATA", Path(__file__).parents[2] / ".." / "shared" / "data"))
    return folder / "exports" / "ranking_instagram_2022-09.csv.gz"


@pytest.mark.skipif(not _data().exists(), reason="needs the measuring data (NAHBAR_DATA)")
def test_a_vendor_ranking_is_read_with_its_exact_counts():
    table = open_table(_data())
    sample = list(islice(table.rows(), 200))
    kind = KINDS["creators"]
    guesses = guess_columns(table.headers, kind, sample)
    read = compile_rows(
        kind, table.headers, guesses, {"platform": "instagram"}, now=NOW, assessment=assess(kind, guesses, sample)
    )
    records = [read(row) for row in table.rows()]
    assert all(isinstance(record, CreatorRecord) for record in records)
    assert {table.headers[index]: guess.column for index, guess in guesses.items()} == {
        "Instagram name": "handle",
        "Name": "name",
        "Subscribers (2)": "followers",
        "Category_1": "category",
    }
    assert len(records) == 1_050
    exact = table.headers.index("Subscribers (2)")
    assert [record.followers for record in records] == [int(float(row.values[exact])) for row in table.rows()]
    assert len({record.handle_key for record in records}) == 983
    assert (records[0].handle, records[0].name, records[0].followers) == ("cristiano", "Cristiano Ronaldo", 477_900_000)
    assert records[0].extra["Audience country"] == "India"
    assert records[0].country is None
