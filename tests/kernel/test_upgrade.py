"""Upgrades of workspaces that an earlier version filled: the data stays, the new columns are empty."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from nahbar.kernel.journal import append, journal, journal_batch, known_event
from nahbar.kernel.touchpoints import event_key
from nahbar.kernel.upgrade import MIGRATIONS, head_revision, stored_revision, upgrade_store
from tests.conftest import both_engines
from tests.kernel.test_journal import MOMENT, click

ROWS = (
    "INSERT INTO creator (id, platform, handle, handle_key, person_key, followers) VALUES (1, 'x', 'A', 'a', 7, 100)",
    "INSERT INTO follower (creator_id, person_key, posts, bio_length) VALUES (1, 5, 12, 30), (1, 6, NULL, NULL)",
    "INSERT INTO vetting (creator_id, version, method, made_at, verdict, audit_n, audit_share, report)"
    " VALUES (1, 1, '2', 1790000000, 'no sign', 2, 0.1, '')",
)


def filled(store, revision, statements):
    """A store as a version left it, with these rows."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    with store.write() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    return store


@pytest.fixture
def first_store(bare_store):
    """A store with the first tables and a row in those that changed since."""
    return filled(bare_store, "0001", ROWS)


@both_engines
def test_a_filled_store_of_the_first_version_keeps_its_data(workspace, first_store):
    upgrade_store(workspace, first_store)
    assert stored_revision(first_store) == head_revision()
    with first_store.read() as connection:
        followers = connection.execute(sa.text("SELECT person_key, posts, bio_length, topics FROM follower")).all()
        report = connection.execute(sa.text("SELECT verdict, audit_n, audit_fits, audit_checked FROM vetting")).one()
        sketches = connection.execute(sa.text("SELECT count(*) FROM audience_sketch")).scalar_one()
        marks = connection.execute(sa.text("SELECT count(*) FROM follower_mark")).scalar_one()
    assert sorted(followers) == [(5, 12, 30, None), (6, None, None, None)]
    assert tuple(report) == ("no sign", 2, None, None)
    assert (marks, sketches) == (0, 0)


@both_engines
def test_an_upgrade_is_backed_up_first(workspace, first_store):
    upgrade_store(workspace, first_store)
    assert (workspace.files / f"before-{head_revision()}.tar.gz").is_file()


def journal_of_before(marked, free):
    """Rows of a journal whose second batch was cut off: `marked` are of it, `free` of none; the first is sealed."""
    rows = [(number, 2) for number in marked] + [(number, "NULL") for number in free]
    yield "INSERT INTO journal_batch (number, marked_at, sealed_at) VALUES (1, 5, 6), (2, 7, NULL)"
    yield f"INSERT INTO sealed_key (key, day) VALUES ({event_key('event-0')}, 20000)"
    for number, batch in sorted(rows):
        yield (
            "INSERT INTO journal (key, batch, received_at, id, time, kind)"
            f" VALUES ({event_key(f'event-{number}')}, {batch}, 9, 'event-{number}', {MOMENT + number}, 'click')"
        )


@both_engines
def test_a_batch_that_was_cut_off_before_the_upgrade_keeps_its_rows_and_no_others(workspace, bare_store):
    """On PostgreSQL an older row may have come to light after the batch was marked: it belongs to the next one."""
    marked, free = ([1, 2, 3], [4, 5]) if bare_store.is_sqlite else ([1, 3, 4], [2, 5])
    store = filled(bare_store, "0021", journal_of_before(marked, free))
    upgrade_store(workspace, store)
    with store.write() as connection:
        assert append(connection, [click(number) for number in range(7)], MOMENT) == 1
        (last,) = connection.execute(sa.select(journal_batch.c.last_seq).where(journal_batch.c.number == 2)).one()
        there = connection.execute(sa.select(journal.c.id, journal.c.seq)).all()
        known = connection.execute(sa.select(known_event.c.key, known_event.c.seq)).all()
    assert sorted(one.id for one in there if one.seq <= last) == [f"event-{number}" for number in marked]
    assert sorted(one.id for one in there if one.seq > last) == [f"event-{number}" for number in [*free, 6]]
    assert dict(known) == {event_key("event-0"): None, **{event_key(one.id): one.seq for one in there}}


def test_numbers_of_rows_go_on_after_the_upgrade_of_a_journal_that_is_empty_by_then(workspace, bare_store):
    store = filled(bare_store, "0021", [*journal_of_before([], [1, 2, 3]), "DELETE FROM journal"])
    upgrade_store(workspace, store)
    with store.write() as connection:
        append(connection, [click(9)], MOMENT)
        assert connection.execute(sa.select(journal.c.seq)).scalar_one() == 4


TALK = (
    ROWS[0],
    "INSERT INTO post (id, creator_id, platform, post_key) VALUES (1, 1, 'x', 'p')",
    "INSERT INTO comment (post_id, comment_key, author_key, written_at, text, text_key, is_generic, is_emoji)"
    " VALUES (1, 'a', 7, 5, 'schön 🌷', 1, :no, :no), (1, 'b', 8, 6, '', 0, :no, :no)",
)


@both_engines
def test_comments_of_before_get_their_length_and_names_nobody_counted(workspace, bare_store):
    no = "false" if bare_store.engine.dialect.name == "postgresql" else "0"
    filled(bare_store, "0023", [one.replace(":no", no) for one in TALK])
    upgrade_store(workspace, bare_store)
    with bare_store.read() as connection:
        rows = connection.execute(sa.text("SELECT letters, name_digits FROM comment ORDER BY comment_key")).all()
    assert [tuple(row) for row in rows] == [(7, None), (0, None)]
