"""The search where the disk has no room for its index: a page that says so, nothing half-made, and a next try."""

from __future__ import annotations

import contextlib
import errno
import os

import pytest

from nahbar.creators.intake import Choice
from nahbar.creators.service import background
from nahbar.creators.service.finding import indexing
from nahbar.creators.service.finding.saved_searches import overview_with_news, save_search
from nahbar.creators.service.finding.searching import Question
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.errors import Unavailable
from tests.conftest import ALICE
from tests.creators.tables import CREATORS, write_table
from tests.web import add_people, served, sign_in, texts

SEARCH = "/creators/search?q=lesen"


@pytest.fixture
def stocked(house, tmp_path):
    """A workspace with creators."""
    import_file(house, "creators", write_table(tmp_path / "c.csv", CREATORS), Choice(), ALICE)
    add_people(house)
    return house


@pytest.fixture
def full(stocked, monkeypatch):
    """The same on a disk on which the first bytes of an index fit."""
    fill_disk(monkeypatch)
    monkeypatch.setattr(background, "in_background", lambda _name, work: run_quietly(work))
    return stocked


def fill_disk(monkeypatch):
    def fail(path, _values):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("nahbar.creators.search.segment.np.save", fail)


def run_quietly(work):
    with contextlib.suppress(Unavailable):
        work()


def said(client, address=SEARCH):
    answer = client.get(address)
    return answer.status_code, texts(answer.text)


def parts(house):
    return [path.name for path in (house.workspace.files / "search").iterdir()]


def test_the_search_page_says_that_the_disk_is_full_and_leaves_no_part_of_an_index(full, monkeypatch):
    with served(full) as client:
        sign_in(client, "viewer")
        for _ in range(2):
            status, text = said(client)
            assert status == 200
            assert "The disk is full: the search cannot be prepared." in text
            assert "Free some space, then search again." in text
        assert parts(full) == []
        monkeypatch.undo()
        assert "Free some space" not in said(client)[1]


def test_an_index_that_is_made_in_the_background_says_it_once_and_is_tried_again(full, monkeypatch):
    monkeypatch.setattr(indexing, "QUICK_CREATORS", 0)
    with served(full) as client:
        sign_in(client, "viewer")
        assert "is being prepared" in said(client)[1]
        assert client.get("/creators/search/progress").headers["hx-redirect"] == "/creators/search"
        assert "The disk is full" in said(client)[1]
        assert "is being prepared" in said(client)[1]
        status, text = said(client, "/creators/fit")
        assert (status, "The disk is full: the search cannot be prepared." in text) == (503, True)


def test_the_start_page_does_without_the_news_of_searches(stocked, tmp_path, monkeypatch):
    save_search(stocked, "lesen", Question("lesen"), ALICE)
    more = [{**CREATORS[0], "handle": "neu", "bio": "Ich lese viel."}]
    import_file(stocked, "creators", write_table(tmp_path / "more.csv", more), Choice(), ALICE)
    indexing.forget_index(stocked)
    with monkeypatch.context() as patched:
        fill_disk(patched)
        assert overview_with_news(stocked).news == ()
    assert [count for _, _, count in overview_with_news(stocked).news] == [1]


def test_figures_that_cannot_be_kept_are_read_anew(stocked, monkeypatch):
    def fail(_facts, path):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(indexing, "save_facts", fail)
    assert len(indexing.current_index(stocked)) == len(CREATORS)
    assert [name for name in parts(stocked) if "facts" in name] == []
