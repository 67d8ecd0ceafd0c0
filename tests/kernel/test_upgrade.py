"""Upgrades of workspaces that an earlier version filled: the data stays, the new columns are empty."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from nahbar.kernel.upgrade import MIGRATIONS, head_revision, stored_revision, upgrade_store
from tests.conftest import both_engines

ROWS = (
    "INSERT INTO creator (id, platform, handle, handle_key, person_key, followers) VALUES (1, 'x', 'A', 'a', 7, 100)",
    "INSERT INTO follower (creator_id, person_key, posts, bio_length) VALUES (1, 5, 12, 30), (1, 6, NULL, NULL)",
    "INSERT INTO vetting (creator_id, version, method, made_at, verdict, audit_n, audit_share, report)"
    " VALUES (1, 1, '2', 1790000000, 'no sign', 2, 0.1, '')",
)


@pytest.fixture
def first_store(bare_store):
    """A store with the first tables and a row in those that changed since."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with bare_store.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with bare_store.write() as connection:
        for statement in ROWS:
            connection.execute(sa.text(statement))
    return bare_store


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
