"""Imports into a real store: counts, merging, refusals, undo, and what must never happen."""

from __future__ import annotations

import gzip

import pytest
import sqlalchemy as sa

from nahbar.creators.intake import Choice, PostRecord, Refusal
from nahbar.creators.pseudonyms import KEY_NAME, person_key
from nahbar.creators.service.imports.importing import (
    BATCH_CHARACTERS,
    batches,
    get_import,
    import_file,
    list_imports,
    undo_import,
)
from nahbar.creators.service.reports.vetting import vet_all
from nahbar.creators.tables.schema import comment, creator, follower, followers_daily, import_change, overlap, post
from nahbar.kernel.errors import BadInput, Conflict
from nahbar.kernel.messages import msg
from tests.conftest import both_engines
from tests.creators.tables import CREATORS, comment_rows, post_rows, write_table


def run(house, kind, path, **choice):
    return import_file(house, kind, path, Choice(**choice), "alice@example.org")


def counts(outcome):
    return outcome.read, outcome.new, outcome.changed, outcome.same, outcome.refused


def rows(house, table):
    with house.store.read() as connection:
        return connection.execute(sa.select(table).order_by(*table.primary_key)).all()


@both_engines
def test_the_same_file_twice_changes_nothing(house, tmp_path):
    path = write_table(tmp_path / "creators.csv", CREATORS)
    assert counts(run(house, "creators", path)) == (3, 3, 0, 0, 0)
    before = rows(house, creator)
    assert counts(run(house, "creators", path)) == (3, 0, 0, 3, 0)
    after = rows(house, creator)
    assert [row[:-2] for row in after] == [row[:-2] for row in before]


@both_engines
def test_a_change_is_counted_and_an_empty_cell_erases_nothing(house, tmp_path):
    run(house, "creators", write_table(tmp_path / "a.csv", CREATORS))
    later = [{**CREATORS[0], "name": "", "followers": 12_500}, CREATORS[1]]
    outcome = run(house, "creators", write_table(tmp_path / "b.csv", later))
    assert counts(outcome) == (2, 0, 1, 1, 0)
    fox = rows(house, creator)[0]
    assert (fox.followers, fox.name) == (12_500, "Lese Füchsin 🦊")


@both_engines
def test_only_whom_a_file_changes_is_vetted_again(house, tmp_path):
    run(house, "creators", write_table(tmp_path / "a.csv", CREATORS))
    posts = [*post_rows("instagram", CREATORS[0]["handle"], 3), *post_rows("instagram", CREATORS[1]["handle"], 3)]
    run(house, "posts", write_table(tmp_path / "b.csv", posts))
    before = [row.version for row in rows(house, creator)]
    posts[0] = {**posts[0], "likes": 12_345}
    run(house, "posts", write_table(tmp_path / "c.csv", posts))
    after = [row.version for row in rows(house, creator)]
    assert [new - old for old, new in zip(before, after, strict=True)] == [1, 0, 0]


@both_engines
def test_what_vetting_reads_of_a_comment_is_counted_and_filled_in_later(house, tmp_path):
    run(house, "creators", write_table(tmp_path / "a.csv", CREATORS))
    posts = post_rows("instagram", CREATORS[0]["handle"], 1)
    run(house, "posts", write_table(tmp_path / "b.csv", posts))
    said = comment_rows("instagram", [posts[0]["post_id"]], 1)[:1]
    said[0] |= {"author": "möwe_2024", "text": "schön 🌷"}
    path = write_table(tmp_path / "c.csv", said)
    run(house, "comments", path)
    assert [(row.letters, row.name_digits) for row in rows(house, comment)] == [(7, 4)]
    with house.store.write() as connection:
        connection.execute(comment.update().values(name_digits=None))  # as an earlier version left it
    assert counts(run(house, "comments", path)) == (1, 0, 1, 0, 0)
    assert [row.name_digits for row in rows(house, comment)] == [4]


@both_engines
def test_an_undone_import_leaves_the_state_before(house, tmp_path):
    run(house, "creators", write_table(tmp_path / "a.csv", CREATORS))
    before = rows(house, creator)
    more = [{**CREATORS[0], "followers": 99_999}, {**CREATORS[1], "handle": "neu"}]
    second = run(house, "creators", write_table(tmp_path / "b.csv", more))
    undo_import(house, second.import_id)
    after = rows(house, creator)
    assert [row._mapping["followers"] for row in after] == [row._mapping["followers"] for row in before]
    assert len(after) == 3
    assert rows(house, import_change) == []
    assert get_import(house, second.import_id)[0].state == "undone"


@both_engines
def test_a_vetted_import_can_be_undone(house, tmp_path):
    done = run(house, "creators", write_table(tmp_path / "a.csv", CREATORS))
    assert len(list(vet_all(house, workers=1))) == 3
    undo_import(house, done.import_id)
    assert rows(house, creator) == []


@both_engines
def test_undo_waits_for_later_imports_on_the_same_rows(house, tmp_path):
    first = run(house, "creators", write_table(tmp_path / "a.csv", CREATORS))
    posts = run(house, "posts", write_table(tmp_path / "p.csv", post_rows("instagram", "lese.fuchs", 3)))
    with pytest.raises(Conflict, match=str(posts.import_id)):
        undo_import(house, first.import_id)
    undo_import(house, posts.import_id)
    undo_import(house, first.import_id)
    assert rows(house, creator) == []


@both_engines
def test_posts_comments_and_followers_find_their_creator(house, tmp_path):
    run(house, "creators", write_table(tmp_path / "c.csv", CREATORS))
    posts = post_rows("instagram", "@LESE.FUCHS", 4)
    run(house, "posts", write_table(tmp_path / "p.csv", posts))
    outcome = run(
        house, "comments", write_table(tmp_path / "k.csv", comment_rows("instagram", [p["post_id"] for p in posts], 5))
    )
    assert counts(outcome) == (12, 12, 0, 0, 0)
    assert len(rows(house, creator)) == 3
    assert {row.creator_id for row in rows(house, post)} == {rows(house, creator)[0].id}


@both_engines
def test_comments_may_come_before_their_posts(house, tmp_path):
    posts = post_rows("instagram", "lese.fuchs", 4)
    run(house, "comments", write_table(tmp_path / "k.csv", comment_rows("instagram", [p["post_id"] for p in posts], 5)))
    assert {row.creator_id for row in rows(house, post)} == {None}
    later = run(house, "posts", write_table(tmp_path / "p.csv", posts))
    assert len(rows(house, post)) == 4
    assert None not in {row.creator_id for row in rows(house, post)}
    undo_import(house, later.import_id)
    assert {row.creator_id for row in rows(house, post)} == {None}
    assert {row.likes for row in rows(house, post)} == {None}
    assert len(rows(house, comment)) == 12


def test_two_creators_may_use_the_same_post_id_but_a_comment_must_know_whose(house, tmp_path):
    both = [{**row, "post_id": "p1"} for row in post_rows("instagram", "a", 1) + post_rows("instagram", "b", 1)]
    assert counts(run(house, "posts", write_table(tmp_path / "p.csv", both)))[1] == 2
    outcome = run(house, "comments", write_table(tmp_path / "k.csv", comment_rows("instagram", ["p1"], 3)))
    assert outcome.refused == 3
    assert "not clear whose post" in outcome.refusals[0].reason.render()


@both_engines
def test_handles_of_the_audience_are_kept_as_keyed_hashes_only(house, tmp_path):
    people = [{"platform": "instagram", "handle": "lese.fuchs", "follower": f"geheim_{k}99"} for k in range(3)]
    run(house, "followers", write_table(tmp_path / "f.csv", people))
    run(house, "comments", write_table(tmp_path / "k.csv", comment_rows("instagram", ["x1"], 3)))
    kept = rows(house, follower)
    key = house.workspace.key(KEY_NAME)
    assert {row.person_key for row in kept} == {person_key(key, "instagram", f"geheim_{k}99") for k in range(3)}
    assert {(row.username_length, row.username_digits) for row in kept} == {(10, 3)}
    with house.store.read() as connection:
        for table in (follower, comment):
            for row in connection.execute(sa.select(table)):
                assert not any("geheim" in str(value) or "leserin" in str(value) for value in row)


@both_engines
def test_overlaps_hold_each_pair_once(house, tmp_path):
    pairs = [
        {"platform": "twitch", "handle_a": "b", "handle_b": "a", "shared": 10},
        {"platform": "twitch", "handle_a": "a", "handle_b": "b", "shared": 10},
    ]
    assert counts(run(house, "overlaps", write_table(tmp_path / "o.csv", pairs))) == (2, 1, 0, 1, 0)
    assert len(rows(house, overlap)) == 1


def test_a_refused_row_names_itself_and_stops_nobody(house, tmp_path):
    bad = [CREATORS[0], {**CREATORS[1], "followers": "viele"}, CREATORS[2]]
    outcome = run(house, "creators", write_table(tmp_path / "c.csv", bad))
    assert counts(outcome) == (3, 2, 0, 0, 1)
    assert (outcome.refusals[0].row, outcome.refusals[0].column) == (2, "followers")
    assert get_import(house, outcome.import_id)[1] == outcome.refusals


def test_strict_imports_nothing_when_a_row_is_refused(house, tmp_path):
    bad = [CREATORS[0], {**CREATORS[1], "followers": "viele"}]
    with pytest.raises(BadInput, match="Row 2"):
        run(house, "creators", write_table(tmp_path / "c.csv", bad), strict=True)
    assert rows(house, creator) == []


@both_engines
def test_a_file_that_breaks_off_leaves_nothing(house, tmp_path):
    many = [{**CREATORS[0], "handle": f"creator{k}"} for k in range(6_000)]
    whole = gzip.compress(write_table(tmp_path / "c.csv", many).read_bytes())
    (tmp_path / "cut.csv.gz").write_bytes(whole[:-2_000])
    with pytest.raises(BadInput):
        run(house, "creators", tmp_path / "cut.csv.gz")
    assert rows(house, creator) == []
    assert list_imports(house)[0].state == "failed"
    assert list_imports(house)[0].problem


def test_an_import_waits_for_another_or_says_so(house, tmp_path, monkeypatch):
    monkeypatch.setattr("nahbar.creators.service.imports.importing.LOCK_WAIT_SECONDS", 0.1)
    path = write_table(tmp_path / "c.csv", CREATORS)
    with house.workspace.lock("import"), pytest.raises(Conflict, match="busy"):
        run(house, "creators", path)
    assert counts(run(house, "creators", path)) == (3, 3, 0, 0, 0)


@both_engines
def test_a_day_that_a_file_names_twice_changes_once_and_comes_back(house, tmp_path):
    def days(*counts):
        fill = [{"platform": "x", "handle": "b", "date": 86_400 * (15_000 + k), "followers": k} for k in range(2_500)]
        named = [{"platform": "x", "handle": "a", "date": "2025-10-01", "followers": n} for n in counts]
        return [named[0], *fill, *named[1:]]

    run(house, "followers-daily", write_table(tmp_path / "a.csv", days(1)))
    assert counts(run(house, "followers-daily", write_table(tmp_path / "b.csv", days(2, 1)))) == (2_502, 0, 0, 2_502, 0)
    outcome = run(house, "followers-daily", write_table(tmp_path / "c.csv", days(2, 3)))
    assert counts(outcome) == (2_502, 0, 1, 2_501, 0)
    assert {row.followers for row in rows(house, followers_daily) if row.day == 20_362} == {3}
    undo_import(house, outcome.import_id)
    assert {row.followers for row in rows(house, followers_daily) if row.day == 20_362} == {1}


def test_german_headers_are_taken_only_when_asked(house, tmp_path):
    german = [{"Benutzername": "lese.fuchs", "Abonnenten": "12.345", "Beiträge": "1,5 Tsd."}]
    path = write_table(tmp_path / "g.csv", german)
    with pytest.raises(BadInput, match="no header gives"):
        run(house, "creators", path, platform="instagram")
    run(house, "creators", path, platform="instagram", guess=True)
    assert (rows(house, creator)[0].followers, rows(house, creator)[0].posts) == (12_345, 1_500)


def test_unknown_columns_are_kept_and_reported(house, tmp_path):
    outcome = run(house, "creators", write_table(tmp_path / "c.csv", [{**CREATORS[0], "Lieblingsbuch": "Momo"}]))
    assert rows(house, creator)[0].extra == '{"Lieblingsbuch":"Momo"}'
    assert any("Lieblingsbuch" in note.render() for note in outcome.notes)


def test_batches_are_bounded_by_their_texts_too():
    posts = [
        PostRecord("instagram", "alice", "alice", str(n), n, "x" * 90_000, extra={"a": "y" * 90_000}) for n in range(60)
    ]
    found = list(batches([*posts, Refusal(61, None, msg("broken"), 61)]))
    assert [one for batch in found for one in batch][:60] == posts
    assert max(len(batch) for batch in found) * 180_000 < BATCH_CHARACTERS + 180_000
    assert sum(map(len, found)) == 61
