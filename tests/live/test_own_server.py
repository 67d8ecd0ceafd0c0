"""The fetch against a real server: accounts and posts are made through the real client, then fetched."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from atproto_client import Client

from nahbar.creators.bluesky.pages import Wanted
from nahbar.creators.service.bluesky.fetching import Options, fetch_bluesky
from nahbar.creators.service.imports.importing import undo_import
from nahbar.creators.tables.schema import creator, post
from nahbar.kernel.errors import NotFound

POSTS = 120


class Account:
    """Somebody with an account on the server."""

    def __init__(self, address: str, name: str) -> None:
        self.client = Client(base_url=address)
        self.handle = f"{name}.test"
        made = self.client.com.atproto.server.create_account(
            {"handle": self.handle, "email": f"{name}@example.org", "password": "a sentence to remember"}
        )
        self.did = made.did
        self.headers = {"Authorization": f"Bearer {made.access_jwt}"}

    def write(self, collection: str, record: dict, key: str | None = None):
        data = {"repo": self.did, "collection": collection, "record": {"$type": collection, **record}}
        repo = self.client.com.atproto.repo
        if key:
            return repo.put_record({**data, "rkey": key}, headers=self.headers)
        return repo.create_record(data, headers=self.headers)

    def say(self, text: str, **more):
        moment = dt.datetime.now(dt.UTC).isoformat()
        return self.write("app.bsky.feed.post", {"text": text, "createdAt": moment, **more})


@pytest.fixture(scope="module")
def people(own_server):
    alice, bob = Account(own_server, "alice"), Account(own_server, "bob")
    alice.write("app.bsky.actor.profile", {"displayName": "Alice liest", "description": "Bücher 📚"}, "self")
    alice.write("app.bsky.graph.follow", {"subject": bob.did, "createdAt": "2025-01-01T00:00:00Z"})
    said = [alice.say(f"Buch Nummer {number}") for number in range(POSTS)]
    place = {"uri": said[0].uri, "cid": said[0].cid}
    alice.say("Danke", reply={"root": place, "parent": place})
    yield alice, bob
    for one in (alice, bob):
        one.client.request.close()


@pytest.fixture
def fetch(house, own_server, people):
    def run(handle, posts=1_000):
        return fetch_bluesky(house, handle, Options(Wanted(posts), own_server), "alice@example.org")

    return run


def rows(house, table):
    with house.store.read() as connection:
        return connection.execute(sa.select(table).order_by(table.c.id)).all()


def test_profile_and_posts_come_from_the_creators_own_server(house, people, fetch):
    alice, _ = people
    outcome = fetch(f"bluesky/{alice.handle}")
    assert (outcome.read, outcome.new, outcome.refused) == (POSTS + 1, POSTS + 1, 0)
    (kept,) = rows(house, creator)
    assert (kept.handle, kept.name, kept.bio) == (alice.handle, "Alice liest", "Bücher 📚")
    assert (kept.following, kept.followers, kept.posts) == (1, None, None)
    texts = {row.text for row in rows(house, post)}
    assert texts == {f"Buch Nummer {number}" for number in range(POSTS)}
    assert {row.likes for row in rows(house, post)} == {None}


def test_a_second_fetch_brings_only_what_is_new(house, people, fetch):
    _, bob = people
    bob.say("Ein Anfang")
    fetch(bob.handle)
    later = bob.say("Eine Fortsetzung")
    outcome = fetch(bob.handle)
    assert (outcome.new, outcome.changed, outcome.same) == (1, 0, 2)
    bob.client.com.atproto.repo.delete_record(
        {"repo": bob.did, "collection": "app.bsky.feed.post", "rkey": later.uri.rpartition("/")[2]},
        headers=bob.headers,
    )
    outcome = fetch(bob.handle)
    assert (outcome.new, outcome.changed, outcome.same) == (0, 0, 2)


def test_a_fetch_from_a_real_server_is_undone(house, people, fetch):
    undo_import(house, fetch(people[0].handle, posts=5).import_id)
    assert (rows(house, creator), rows(house, post)) == ([], [])


def test_nobody_by_that_name_is_not_found(fetch):
    with pytest.raises(NotFound):
        fetch("nobody.test")
