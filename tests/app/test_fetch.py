"""The command and the form that fetch a creator from Bluesky."""

from __future__ import annotations

import time

import pytest
import sqlalchemy as sa

from nahbar.creators.bluesky.pages import Wanted
from nahbar.creators.service import background
from nahbar.creators.service.bluesky.fetching import Options, begin_fetch
from nahbar.creators.tables.schema import creator
from nahbar.kernel.settings import BlueskySettings, Settings
from tests.creators.bluesky.stand_in import HANDLE, StandIn, serving
from tests.web import add_people, send, served, sign_in, texts


@pytest.fixture
def service(monkeypatch):
    # The waiting itself is tested elsewhere, with a clock that only sleeping moves.
    monkeypatch.setattr("nahbar.creators.service.bluesky.calling.LEAST_SECONDS_BETWEEN", 0.0)
    with serving(StandIn()) as stand_in:
        yield stand_in


def test_the_command_fetches_and_counts(nb, empty, service):
    done = nb("creators", "fetch", f"bluesky/{HANDLE}", "--followers", "--service", service.address, "--json")
    assert (done.code, done.json["new"], done.json["refused"]) == (0, 256, 0)
    shown = nb("creators", "show", f"bluesky/{HANDLE}", "--json").json
    assert shown["rows"] == {"posts": 5, "comments": 0, "days": 0, "followers": 250}
    again = nb("creators", "fetch", HANDLE, "--service", service.address)
    assert "new 0, changed 0, same 6" in again.out
    assert nb("creators", "undo-import", "1").code == 0


def test_a_handle_that_is_not_there_exits_with_3(nb, empty, service):
    done = nb("creators", "fetch", "bluesky/nobody.example.org", "--service", service.address, "--json")
    assert (done.code, done.error["kind"]) == (3, "unknown-handle")


def test_what_came_before_a_handle_that_is_not_there_is_reported(nb, empty, service):
    done = nb("creators", "fetch", HANDLE, "nobody.example.org", "--service", service.address, "--json")
    assert done.code == 3
    assert '"new":6' in done.out.replace(" ", "")


def test_without_a_network_it_exits_with_5(nb, empty, monkeypatch):
    monkeypatch.setattr("nahbar.creators.bluesky.waits.TRIES_WITHOUT_ANSWER", 1)
    done = nb("creators", "fetch", HANDLE, "--service", "http://127.0.0.1:9", "--json")
    assert (done.code, done.error["kind"]) == (5, "unreachable")


@pytest.fixture
def client(house, service, monkeypatch):
    add_people(house)
    settings = Settings(bluesky=BlueskySettings(service=service.address))
    monkeypatch.setattr(type(house.workspace), "settings", settings, raising=False)
    with served(house) as client:
        sign_in(client, "editor")
        yield client


def test_the_form_fetches_in_the_background(house, client):
    answer = send(client, "/data/fetch", handle=HANDLE)
    assert answer.status_code == 303
    path = answer.headers["location"].partition("?")[0]
    ended = wait_for(house, int(path.rpartition("/")[2]))
    page = texts(client.get(path).text)
    assert ended
    assert "What came of this fetch?" in page
    assert f"bluesky/{HANDLE}" in page
    with house.store.read() as connection:
        assert connection.execute(sa.select(creator.c.handle)).scalars().all() == [HANDLE]


def test_a_fetch_that_was_killed_can_be_tried_again(house, client, service):
    options = Options(Wanted(), service.address)
    import_id = begin_fetch(house, HANDLE, options, "alice@example.org")
    progress = background.import_progress(house, import_id)
    progress.begin()
    assert "The import is running" in client.get(f"/data/imports/{import_id}").text
    # The system drops the lock of a process that was killed; the file stays.
    progress._held.close()
    assert "Try again" in texts(client.get(f"/data/imports/{import_id}").text)
    send(client, f"/data/imports/{import_id}/run")
    assert wait_for(house, import_id)
    assert "What came of this fetch?" in client.get(f"/data/imports/{import_id}").text


def wait_for(house, import_id):
    progress = background.import_progress(house, import_id)
    deadline = time.monotonic() + 20
    while progress.running() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not progress.running()


@pytest.mark.parametrize(
    ("handle", "status", "said"),
    [("no handle", 400, "is not a handle of Bluesky"), ("nobody.example.org", 404, "shows no account")],
)
def test_what_is_wrong_with_the_handle_stands_beside_it(client, handle, status, said):
    answer = send(client, "/data/fetch", handle=handle, replies="1")
    assert answer.status_code == status
    assert 'aria-describedby="e-handle"' in answer.text
    assert f'value="{handle}"' in answer.text
    assert said in texts(answer.text)


def test_a_service_that_is_down_is_said_at_once(client, service):
    service.stumble(1, 503)
    answer = send(client, "/data/fetch", handle=HANDLE)
    assert answer.status_code == 503
    assert "busy or out of order" in texts(answer.text)
    assert len(service.asked) == 1


def test_viewers_see_no_form_and_cannot_fetch(client, service):
    sign_in(client, "viewer")
    assert "/data/fetch" not in client.get("/data").text
    assert send(client, "/data/fetch", handle=HANDLE).status_code == 403
    assert service.asked == []
