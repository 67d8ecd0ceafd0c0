"""Erasure and export of a person's touchpoints, and backups beside a seal."""

from __future__ import annotations

import shutil
import threading

import pytest
import sqlalchemy as sa

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.access import audit
from nahbar.kernel.backup import restore_backup, write_backup
from nahbar.kernel.errors import NotFound
from nahbar.kernel.house import open_house
from nahbar.kernel.journal import append, journal
from nahbar.kernel.lake import compact, erase_pseudonym, examine_lake, export_touchpoints, seal, sealing
from nahbar.kernel.lake.table import lake_path
from tests.conftest import both_engines
from tests.kernel.test_journal import MOMENT, click
from tests.kernel.test_lake import DAY, expected, fill, ids

PERSON = "vera-3f9a77c1d2"
MONTH = 31 * DAY


@pytest.fixture
def known(house):
    """Sealed in two months, sealed twice, compacted, and unsealed; each beside others."""
    for number in range(0, 30, 3):
        mine = click(number, person=PERSON, consent=True, time=MOMENT - (number % 2) * MONTH)
        other = click(number + 1, person="otto-1", consent=True, campaign="spring", time=MOMENT - (number % 2) * MONTH)
        with house.store.write() as connection:
            append(connection, [mine, other, click(number + 2)], MOMENT)
        if number < 24:
            seal(house)
        if number == 12:
            compact(house)
    # What a write that was killed leaves behind.
    any_file = next(lake_path(house.workspace).glob("month=*/*.parquet"))
    shutil.copy(any_file, any_file.with_name("part-00000-orphan-c000.snappy.parquet"))
    (house.workspace.files / "before-0009.tar.gz").write_text(PERSON)
    return house


def held_in(house):
    found = []
    for path in sorted(house.workspace.folder.rglob("*")):
        if path.is_file() and PERSON.encode() in path.read_bytes():
            found.append(str(path.relative_to(house.workspace.folder)))
    with house.store.read() as connection:
        if connection.execute(sa.select(journal.c.id).where(journal.c.person == PERSON)).first():
            found.append("journal")
    return found


@both_engines
def test_nothing_of_an_erased_person_is_left_in_any_file(known):
    assert len(held_in(known)) > 3
    assert len(export_touchpoints(known, PERSON)["touchpoints"]) == 10
    assert erase_pseudonym(known, PERSON, "alice@example.org") == (10, ["before-0009.tar.gz"])
    assert held_in(known) == []
    assert ids(known) == expected(number for number in range(30) if number % 3)
    assert len(export_touchpoints(known, "otto-1")["touchpoints"]) == 10
    assert all(one.fine for one in examine_lake(known))
    with pytest.raises(NotFound):
        export_touchpoints(known, PERSON)


@both_engines
def test_events_of_an_erased_person_do_not_come_back_by_being_sent_again(known):
    erase_pseudonym(known, PERSON, "alice@example.org")
    assert fill(known, range(0, 30, 3), person=PERSON, consent=True) == 0
    seal(known)
    assert ids(known) == expected(number for number in range(30) if number % 3)


def test_an_erasure_that_was_cut_off_is_finished_by_the_next(known, monkeypatch):
    class Cut(BaseException):
        pass

    def cut(*_):
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr("nahbar.kernel.lake.people.sync_newest", cut)
        with pytest.raises(Cut):
            erase_pseudonym(known, PERSON, "alice@example.org")
    assert held_in(known)
    erase_pseudonym(known, PERSON, "alice@example.org")
    assert held_in(known) == []


def test_the_log_of_who_did_what_does_not_name_the_person(known):
    erase_pseudonym(known, PERSON, "alice@example.org")
    with known.store.read() as connection:
        (row,) = connection.execute(sa.select(audit)).all()
    assert (row.action, row.subject) == ("person.erase", "")


def test_a_backup_beside_a_seal_holds_each_touchpoint_once(house, tmp_path, monkeypatch):
    monkeypatch.setattr(sealing, "ROWS_A_BATCH", 40)
    monkeypatch.setattr(sealing, "ROWS_A_CHUNK", 10)
    stop = threading.Event()

    def sealer():
        # A breath between two seals, or the backup would wait for its turn by chance.
        while not stop.wait(0.1):
            seal(house)

    thread = threading.Thread(target=sealer)
    fill(house, range(400))
    thread.start()
    for number in range(3):
        fill(house, range(400 + 100 * number, 500 + 100 * number))
        write_backup(house.workspace, house.store, tmp_path / f"{number}.tar.gz")
    stop.set()
    thread.join()
    for number in range(3):
        restored = restore_backup(tmp_path / f"{number}.tar.gz", tmp_path / f"again-{number}")
        again = open_house(restored.folder, PACKAGES)
        assert ids(again) == expected(range(500 + 100 * number))
        seal(again)
        assert ids(again) == expected(range(500 + 100 * number))
        assert all(one.fine for one in examine_lake(again))
        again.close()
