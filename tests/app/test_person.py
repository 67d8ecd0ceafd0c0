"""Data protection: what is kept on a person is handed out whole, and erased from every file of the workspace."""

from __future__ import annotations

import asyncio
import json
import shutil

import msgspec
import pytest
import sqlalchemy as sa

from nahbar.creators.bluesky.pages import Wanted
from nahbar.creators.intake import Choice
from nahbar.creators.service import replies
from nahbar.creators.service.bluesky.fetching import KIND, Kept, run_fetch
from nahbar.creators.service.finding.searching import Question, search
from nahbar.creators.service.imports.importing import import_file, list_imports
from nahbar.creators.service.people import allow_person, erase_person, export_person
from nahbar.creators.service.reports.vetting import vet_all
from nahbar.creators.tables.runs import begin_run
from nahbar.creators.tables.schema import import_change
from nahbar.kernel.checkup import run_checks
from nahbar.kernel.errors import BadInput, NotFound
from tests.conftest import ALICE, both_engines
from tests.creators.tables import CREATORS, START, comment_rows, post_rows, write_table

SECRET_TEXT = "Mein Garten in Wuppertal-Vohwinkel"
PERSON = "instagram/vera.verschwindet"


@pytest.fixture
def known(house, tmp_path):
    mine = {"platform": "instagram", "handle": "Vera.Verschwindet", "name": "Vera Vohwinkel", "followers": 900}
    place = {"platform": "instagram", "handle": "lese.fuchs"}
    their = {"platform": "instagram", "handle": "vera.verschwindet", "dimension": "city", "value": "Wuppertal"}
    their["observed_at"] = "2026-10-01"
    own = [{**row, "text": SECRET_TEXT} for row in post_rows("instagram", "vera.verschwindet", 4)]
    spoken = {"comment_id": "v1", "author": "vera.verschwindet", "written_at": START, "text": SECRET_TEXT}
    comments = comment_rows("instagram", ["lese.fuchs-0", "vera.verschwindet-1"], 5)
    tables = [
        ("creators", [*CREATORS, mine]),
        ("creators", [{**mine, "name": "Vera V. Vohwinkel", "followers": 950}]),
        ("posts", post_rows("instagram", "lese.fuchs", 4) + own),
        ("comments", [*comments, {**comments[0], **spoken}]),
        ("followers", [{**place, "follower": "vera.verschwindet"}, {**place, "follower": "bob"}]),
        ("followers", [{"platform": "instagram", "handle": "vera.verschwindet", "follower": "bob"}]),
        ("followers-daily", [{**place, "handle": "vera.verschwindet", "date": "2026-10-01", "followers": 940}]),
        ("overlaps", [{"platform": "instagram", "handle_a": "vera.verschwindet", "handle_b": "buchbert", "shared": 3}]),
        ("insights", [{**their, "share": "40 %"}]),
        ("insights", [{**their, "share": "45 %"}]),
        ("creators", [{**mine, "followers": "viele, sagt vera.verschwindet"}]),
    ]
    for number, (kind, rows) in enumerate(tables):
        path = write_table(tmp_path / f"{number}-vera.verschwindet.csv", rows)
        import_file(house, kind, path, Choice(), "alice@example.org")
    list(vet_all(house, workers=1))
    search(house, Question("Garten"))
    secret = replies.invite(house, PERSON, 3, "alice@example.org").split("/")[-1]
    replies.answer(house, secret, "", f"Ich bin Vera Vohwinkel, {SECRET_TEXT}")
    upload = house.workspace.files / "uploads" / "99"
    upload.mkdir(parents=True)
    (upload / "x.csv").write_text("handle\nvera.verschwindet\n")
    return house


async def _blocks(content):
    yield content


def test_what_an_erased_person_handed_in_or_was_fetched_goes_too(known):
    """A table of daily counts names nobody, yet it is theirs."""
    secret = replies.invite(known, PERSON, 3, ALICE).split("/")[-1]
    table = b"date,followers\n2026-10-02,941\n"
    asyncio.run(replies.hand_in(known, secret, "followers-daily", "zahlen.csv", _blocks(table)))
    options = msgspec.json.encode(Kept("vera.verschwindet", "https://x.example", Wanted(), "instagram")).decode()
    values = {"kind": KIND, "file": PERSON, "state": "failed", "options": options, "who": ALICE, "created_at": 1}
    with known.store.write() as connection:
        fetch = begin_run(connection, values)
    erased = erase_person(known, PERSON, ALICE)
    assert len(erased.files) == 2
    assert list((known.workspace.files / "uploads").iterdir()) == []
    assert all(run.state != "uploaded" for run in list_imports(known))
    with pytest.raises(NotFound):
        run_fetch(known, fetch)


def held_in(house):
    """Return the places of the workspace, and of a dump of the store, that still name the person."""
    found = []
    for path in sorted(house.workspace.folder.rglob("*")):
        if path.is_file() and _names(path.read_bytes()):
            found.append(str(path.relative_to(house.workspace.folder)))
    with house.store.read() as connection:
        for table in house_tables(connection):
            rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()
            found += [table for row in rows if _names(repr([_text(one) for one in row]).encode())]
    return found


def _text(value):
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else value


def house_tables(connection):
    from nahbar.kernel.store import metadata

    return [table.name for table in metadata.sorted_tables]


def _names(content):
    lowered = content.decode("utf-8", "replace").lower()
    return any(one in lowered for one in ("verschwindet", "vohwinkel", "wuppertal"))


@both_engines
def test_nothing_of_an_erased_person_is_left_in_any_file(known):
    assert held_in(known)
    done = erase_person(known, PERSON, "alice@example.org")
    assert done.rows > 10
    assert held_in(known) == []
    with pytest.raises(NotFound):
        export_person(known, PERSON)


@both_engines
def test_imports_forget_what_they_overwrote(known):
    changes = sa.select(sa.func.count()).select_from(import_change).where(import_change.c.table == "insight")
    with known.store.read() as connection:
        assert connection.execute(changes).scalar_one()
    erase_person(known, PERSON, "alice@example.org")
    with known.store.read() as connection:
        assert not connection.execute(changes).scalar_one()


@both_engines
def test_others_stay_as_they_were(known):
    before = export_person(known, "instagram/lese.fuchs")
    erase_person(known, PERSON, "alice@example.org")
    after = export_person(known, "instagram/lese.fuchs")
    assert after["as_creator"]["post"] == before["as_creator"]["post"]
    assert after["as_creator"]["follower"] == [{"followers listed": 1}]
    assert all(one.ok for one in run_checks(known, {}))
    assert len(list(vet_all(known, workers=1))) == 3
    assert search(known, Question("Garten", by="words")).hits == []


@both_engines
def test_an_export_holds_all_sides_of_a_person(known):
    found = export_person(known, PERSON)
    assert found["comments"][0]["text"] == SECRET_TEXT
    assert found["follows"][0]["handle"] == "Lese.Fuchs"
    mine = found["as_creator"]
    assert mine["creator"][0]["name"] == "Vera V. Vohwinkel"
    assert len(mine["post"]) == 4
    assert mine["reply"][0]["text"].endswith(SECRET_TEXT)
    assert {"followers_daily", "overlap", "vetting", "guest_link", "audit_log"} <= set(mine)
    json.dumps(found)


def test_backups_inside_the_workspace_go_too(known):
    shutil.copy(known.workspace.folder / "nahbar.toml", known.workspace.files / "before-0001-x.tar.gz")
    assert "before-0001-x.tar.gz" in erase_person(known, PERSON, "alice@example.org").files


@pytest.mark.parametrize("name", ["vera", "instagram/", "instagram/@"])
def test_a_person_needs_a_platform_and_a_handle(known, name):
    with pytest.raises(BadInput):
        erase_person(known, name, "alice@example.org")


def test_the_commands_answer_in_json_and_know_who_is_unknown(nb, filled):
    assert nb("person", "export", "instagram/buchbert", "--json").json["person"] == "instagram/buchbert"
    assert nb("person", "erase", "instagram/buchbert", "--json").json["rows"] > 10
    assert nb("person", "export", "instagram/buchbert", "--json").code == 3
    assert nb("creators", "show", "instagram/buchbert").code == 3
    allowed = nb("person", "allow", "instagram/buchbert", "--json").json
    assert allowed == {"person": "instagram/buchbert", "allowed": True}


@both_engines
def test_an_import_does_not_bring_an_erased_person_back_until_they_ask(known, tmp_path):
    erase_person(known, PERSON, "alice@example.org")
    place = {"platform": "instagram", "handle": "lese.fuchs"}
    again = [
        ("creators", [*CREATORS, {"platform": "instagram", "handle": "@Vera.Verschwindet", "followers": 9}]),
        ("posts", post_rows("instagram", "vera.verschwindet", 2)),
        ("followers", [{**place, "follower": "Vera.Verschwindet"}, {**place, "follower": "bob"}]),
        ("overlaps", [{"platform": "instagram", "handle_a": "vera.verschwindet", "handle_b": "buchbert", "shared": 3}]),
    ]
    found = [import_file(known, kind, write_table(tmp_path / "a.csv", rows), Choice(), ALICE) for kind, rows in again]
    assert [one.refused for one in found] == [1, 2, 1, 1]
    assert [one.row for one in found[0].refusals] == [len(CREATORS) + 1]
    assert held_in(known) == []
    allow_person(known, "instagram/@Vera.Verschwindet", ALICE)
    kept = [import_file(known, kind, write_table(tmp_path / "a.csv", rows), Choice(), ALICE) for kind, rows in again]
    assert [one.refused for one in kept] == [0, 0, 0, 0]
    with pytest.raises(NotFound, match="was not erased"):
        allow_person(known, PERSON, ALICE)


def test_a_comment_of_an_erased_person_stays_out_and_the_others_come(known, tmp_path):
    erase_person(known, PERSON, "alice@example.org")
    theirs = {"comment_id": "v2", "author": "vera.verschwindet", "written_at": START, "text": "Wieder da"}
    others = comment_rows("instagram", ["lese.fuchs-0", "lese.fuchs-1"], 5)
    rows = [{**others[0], "comment_id": "new"}, {**others[1], **theirs}]
    outcome = import_file(known, "comments", write_table(tmp_path / "c.csv", rows), Choice(), ALICE)
    assert (outcome.new, outcome.refused, [one.row for one in outcome.refusals]) == (1, 1, [2])


@pytest.mark.parametrize(
    "spelling",
    [
        "Insta/@Vera.Verschwindet",
        "instagram/https://www.instagram.com/vera.verschwindet/",
        "IG/ VERA.VERSCHWINDET/",
        "instagram/ｖera.verschwindet",
    ],
)
def test_a_person_is_erased_by_every_spelling_that_imports_take(known, spelling):
    assert export_person(known, spelling)["as_creator"]
    erase_person(known, spelling, "alice@example.org")
    assert held_in(known) == []
    allow_person(known, spelling, "alice@example.org")
