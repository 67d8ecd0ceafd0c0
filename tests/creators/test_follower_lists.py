"""Follower lists in the store: topics of profile texts, and accounts that a person has checked."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from nahbar.creators.intake import Choice
from nahbar.creators.service.audits.follower_lists import follower_page
from nahbar.creators.service.audits.marking import mark_follower, mark_from_file, mark_from_upload
from nahbar.creators.service.imports.importing import import_file, undo_import
from nahbar.creators.service.reports.vetting import report_json, vet_creator
from nahbar.creators.tables import marks
from nahbar.creators.tables.schema import creator, follower, follower_mark
from nahbar.kernel.errors import BadInput, NotFound
from tests.conftest import BOB, both_engines
from tests.creators.tables import CREATORS, follower_rows, write_table

NAME = "instagram/lese.fuchs"


def load(house, folder, kind, rows):
    return import_file(house, kind, write_table(folder / f"{kind}.csv", rows), Choice(), BOB)


@pytest.fixture
def listed(house, tmp_path):
    load(house, tmp_path, "creators", CREATORS)
    load(house, tmp_path, "followers", follower_rows("instagram", "lese.fuchs", 120))
    return house


def kept(house, table):
    with house.store.read() as connection:
        return connection.execute(sa.select(table)).all()


def checked_file(folder, verdicts):
    rows = [{"follower": name, "is_fake": fake} for name, fake in verdicts.items()]
    return write_table(folder / "checked.csv", rows)


@both_engines
def test_of_a_profile_text_only_topics_and_length_are_kept(listed):
    assert {row.topics for row in kept(listed, follower)} == {None, ",", ",books,food,"}
    with listed.store.read() as connection:
        for row in connection.execute(sa.select(follower)):
            assert not any("Kaffee" in str(value) or "Göttingen" in str(value) for value in row)
    assert {row.bio_length for row in kept(listed, follower)} == {None, len("aus Göttingen"), len("Bücher und Kaffee")}


@both_engines
def test_a_report_tells_the_topics_and_how_many_write_anything(listed):
    audience = report_json(listed, NAME)["audience"]
    assert [(one["topic"], one["share"], one["n"]) for one in audience["topics"]] == [
        ("books", 0.5, 40),
        ("food", 0.5, 40),
    ]
    low, high = audience["topics"][0]["interval"]
    # Wilson's interval for 40 of 80 (Wilson 1927).
    assert (round(low, 3), round(high, 3)) == (0.393, 0.607)
    assert audience["topics_coverage"] == {"share": 0.666667, "texts": 80, "followers": 120}


def test_a_list_without_profile_texts_has_no_topics(house, tmp_path):
    rows = [{key: value for key, value in row.items() if key != "bio"} for row in follower_rows("x", "a", 20)]
    load(house, tmp_path, "followers", rows)
    audience = report_json(house, "x/a")["audience"]
    assert (audience["topics"], audience["topics_coverage"]) == ([], None)


def test_a_text_that_is_taken_back_takes_its_topics_along(listed, tmp_path):
    row = {"platform": "instagram", "handle": "lese.fuchs", "follower": "leserin_0", "bio": "Reisen"}
    later = load(listed, tmp_path, "followers", [row])
    assert ",travel," in {row.topics for row in kept(listed, follower)}
    undo_import(listed, later.import_id)
    assert ",travel," not in {row.topics for row in kept(listed, follower)}


def test_the_most_suspicious_accounts_come_first(listed):
    shown = follower_page(listed, NAME, "suspicious")
    assert all(one.profile["following"] >= 5_000 for one in shown.accounts[:25])
    assert shown.checked == []


def test_a_random_sample_does_not_look_at_the_scores(listed):
    shown = follower_page(listed, NAME, "random")
    assert [one.row for one in shown.accounts] == list(range(1, 31))


@both_engines
def test_a_mark_changes_the_audit_at_once_and_can_be_taken_back(listed):
    before = vet_creator(listed, NAME).follower_audit
    account = follower_page(listed, NAME, "suspicious").accounts[0]
    mark_follower(listed, NAME, str(account.key), "genuine", BOB)
    after = vet_creator(listed, NAME).follower_audit
    assert (before.checked, after.checked) == (0, 1)
    assert after.share_fake != before.share_fake
    assert [one.is_fake for one in follower_page(listed, NAME, "suspicious").checked] == [False]
    mark_follower(listed, NAME, str(account.key), "open", BOB)
    assert vet_creator(listed, NAME).follower_audit == before


@both_engines
def test_a_file_of_checked_followers_marks_them(listed, tmp_path):
    verdicts = {f"@Leserin_{k}": k % 4 == 0 for k in range(40)}
    done = mark_from_file(listed, NAME, checked_file(tmp_path, verdicts), BOB)
    assert (done.marked, done.fake, done.audit.checked) == (40, 10, 40)
    assert report_json(listed, NAME)["followers_audit"]["checked"] == 40
    assert not any("leserin" in str(value).lower() for row in kept(listed, follower_mark) for value in row)


def test_a_follower_who_is_not_listed_is_refused_and_nothing_is_marked(listed, tmp_path):
    with pytest.raises(BadInput, match="1 checked follower is not in the list, for example fremd"):
        mark_from_file(listed, NAME, checked_file(tmp_path, {"leserin_1": False, "fremd": True}), BOB)
    assert kept(listed, follower_mark) == []


@pytest.mark.parametrize("key", ["12", "-5", "nobody", "9" * 30, ""])
def test_an_account_that_is_not_listed_cannot_be_marked(listed, key):
    with pytest.raises(BadInput):
        mark_follower(listed, NAME, key, "fake", BOB)


def test_an_unknown_creator_is_not_found(listed):
    with pytest.raises(NotFound):
        mark_follower(listed, "instagram/niemand", "1", "fake", BOB)


@pytest.mark.parametrize(
    "content", [b"", b"follower,is_fake\n", b"follower\nleserin_1\n", b"follower,is_fake\nleserin_1,vielleicht\n"]
)
def test_an_upload_that_cannot_be_used_marks_nothing_and_leaves_no_file(listed, content):
    files = sorted(listed.workspace.files.rglob("*"))
    with pytest.raises(BadInput):
        mark_from_upload(listed, NAME, "../checked.csv", content, BOB)
    assert kept(listed, follower_mark) == []
    assert sorted(listed.workspace.files.rglob("*")) == files


def test_marks_outlive_the_list_but_count_only_while_it_is_there(house, tmp_path):
    load(house, tmp_path, "creators", CREATORS)
    run = load(house, tmp_path, "followers", follower_rows("instagram", "lese.fuchs", 40))
    mark_from_file(house, NAME, checked_file(tmp_path, {"leserin_0": True}), BOB)
    undo_import(house, run.import_id)
    with house.store.read() as connection:
        creator_id = connection.execute(
            sa.select(creator.c.id).where(creator.c.handle_key == "lese.fuchs")
        ).scalar_one()
        assert marks.read_marks(connection, creator_id) == {}
    load(house, tmp_path, "followers", follower_rows("instagram", "lese.fuchs", 40))
    assert vet_creator(house, NAME).follower_audit.checked == 1


def test_marks_go_with_their_creator(house, tmp_path):
    run = load(house, tmp_path, "followers", follower_rows("instagram", "lese.fuchs", 40))
    mark_from_file(house, NAME, checked_file(tmp_path, {"leserin_0": True}), BOB)
    undo_import(house, run.import_id)
    assert kept(house, follower_mark) == []


def test_checked_followers_beyond_the_sample_count_too(listed, tmp_path, monkeypatch):
    monkeypatch.setattr("nahbar.creators.service.audits.follower_lists.AUDITED_FOLLOWERS", 50)
    done = mark_from_file(listed, NAME, checked_file(tmp_path, {f"leserin_{k}": k % 4 == 0 for k in range(120)}), BOB)
    assert (done.audit.n, done.audit.checked) == (120, 120)
    assert done.audit.share_fake == pytest.approx(0.25, abs=0.02)
