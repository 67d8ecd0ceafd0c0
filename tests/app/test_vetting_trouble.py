"""Vetting in the background where the disk has no room for its reports: a page that says so once, and a next try."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest
import sqlalchemy as sa

from nahbar.creators.intake import Choice
from nahbar.creators.service import background
from nahbar.creators.service.imports.importing import import_file
from nahbar.creators.tables import reports
from nahbar.kernel.errors import Unavailable
from tests.conftest import ALICE
from tests.creators.tables import CREATORS, write_table
from tests.web import add_people, send, served, sign_in, texts


@pytest.fixture
def full(house, tmp_path, monkeypatch):
    """A workspace with creators and no page left for a report."""
    import_file(house, "creators", write_table(tmp_path / "c.csv", CREATORS), Choice(), ALICE)
    add_people(house)
    monkeypatch.setattr(background, "in_background", lambda _name, work: run_quietly(work))
    return house


def run_quietly(work):
    with contextlib.suppress(Unavailable):
        work()


def no_room(*_):
    raise sa.exc.OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))


def test_the_list_of_creators_says_once_that_the_disk_is_full_and_vetting_can_be_tried_again(full, monkeypatch):
    with served(full) as client:
        sign_in(client, "editor")
        with monkeypatch.context() as patched:
            patched.setattr(reports, "keep_reports", no_room)
            assert send(client, "/creators/vet").status_code == 303
            told = texts(client.get("/creators?vetting=1").text)
        assert "Not everybody could be vetted. The disk is full" in told
        assert "Vetting:" not in told
        assert "Not everybody" not in texts(client.get("/creators").text)
        send(client, "/creators/vet")
        assert "not been vetted since" not in texts(client.get("/creators").text)
