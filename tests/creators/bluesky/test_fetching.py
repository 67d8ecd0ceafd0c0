"""The fetch from Bluesky: the real client against a stand-in on loopback, which pages, repeats itself and stumbles."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from nahbar.creators import erase_person
from nahbar.creators.bluesky.pages import Wanted
from nahbar.creators.bluesky.waits import LEAST_SECONDS_BETWEEN
from nahbar.creators.pseudonyms import KEY_NAME, person_key
from nahbar.creators.service.bluesky.calling import Patience
from nahbar.creators.service.bluesky.fetching import Options, fetch_bluesky
from nahbar.creators.service.imports.importing import list_imports, undo_import
from nahbar.creators.tables.schema import comment, creator, follower, post
from nahbar.kernel.errors import BadInput, Conflict, NotFound, Unavailable
from nahbar.kernel.progress import StoppedByPerson
from tests.conftest import NOW
from tests.creators.bluesky.stand_in import DID, HANDLE, OwnServer, StandIn, person, post_view, reply_node, serving


class Hours:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.time = float(NOW)
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    @property
    def patience(self) -> Patience:
        return Patience(self.sleep, lambda: self.time)


@pytest.fixture
def hours():
    return Hours()


@pytest.fixture
def service():
    with serving(StandIn()) as stand_in:
        yield stand_in


@pytest.fixture
def fetch(house, service, hours):
    def run(name=HANDLE, posts=100, replies=False, followers=False, **more):
        options = Options(Wanted(posts, replies, followers), more.pop("service", service.address))
        return fetch_bluesky(house, name, options, "alice@example.org", patience=hours.patience, **more)

    return run


def counts(outcome):
    return outcome.read, outcome.new, outcome.changed, outcome.same, outcome.refused


def rows(house, table):
    with house.store.read() as connection:
        return connection.execute(sa.select(table).order_by(*table.primary_key)).all()


def test_profile_and_posts_come_with_what_is_known_and_no_more(house, service, fetch):
    service.feed[1] = {"post": post_view("pics", record={"embed": images(2)})}
    assert counts(fetch()) == (6, 6, 0, 0, 0)
    (alice,) = rows(house, creator)
    assert (alice.platform, alice.handle, alice.name) == ("bluesky", HANDLE, "Alice liest")
    assert (alice.followers, alice.following, alice.posts, alice.bio) == (250, 31, 7, "Bücher 📚")
    assert json.loads(alice.extra) == {"did": DID}
    assert alice.created_at == 1_688_198_400
    first, pictures, *_ = rows(house, post)
    assert (first.likes, first.comments, first.shares) == (40, 0, 2)
    assert (first.views, first.saves) == (None, None)
    assert first.url == f"https://bsky.app/profile/{HANDLE}/post/k0"
    assert [first.kind, pictures.kind] == ["text", "carousel"]


def images(count):
    return {"$type": "app.bsky.embed.images", "images": [{"alt": ""}] * count}


def test_a_second_fetch_changes_only_what_changed(house, service, fetch):
    fetch()
    assert counts(fetch()) == (6, 0, 0, 6, 0)
    service.feed[3] = {"post": post_view("k3", likeCount=41)}
    assert counts(fetch()) == (6, 0, 1, 5, 0)


def test_a_fetch_is_undone_like_an_import(house, fetch):
    done = fetch(followers=True)
    undo_import(house, done.import_id)
    assert [rows(house, table) for table in (creator, post, follower)] == [[], [], []]


def test_rows_that_two_pages_show_are_one(house, service, fetch):
    service.repeat = 1
    assert counts(fetch(followers=True))[:2] == (256, 256)
    assert len(rows(house, post)) == 5


def test_reposts_and_posts_of_others_are_left_out(house, service, fetch):
    service.feed[0] = {"post": post_view("x", did="did:plc:bob")}
    service.feed[1] = {"post": post_view("k1"), "reason": {"$type": "app.bsky.feed.defs#reasonRepost"}}
    fetch()
    assert [row.post_key for row in rows(house, post)] == ["k2", "k3", "k4"]


def test_no_more_posts_are_asked_for_than_wanted(house, service, fetch):
    fetch(posts=3)
    assert [row.post_key for row in rows(house, post)] == ["k0", "k1", "k2"]
    assert service.methods().count("getAuthorFeed") == 2


def test_replies_are_comments_with_their_place_in_the_talk(house, service, fetch):
    uri = f"at://{DID}/app.bsky.feed.post/k1"
    inner = reply_node("r2", person(2), f"at://{person(1)['did']}/app.bsky.feed.post/r1")
    deleted = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://did:plc:p9/x/y", "notFound": True}
    service.feed[1] = {"post": post_view("k1", replies=2)}
    service.threads[uri] = [reply_node("r1", person(1), uri, [inner]), deleted]
    fetch(replies=True)
    found = {row.comment_key: row for row in rows(house, comment)}
    assert {key: row.in_reply_to for key, row in found.items()} == {"r1": None, "r2": "r1"}
    key = house.workspace.key(KEY_NAME)
    assert found["r1"].author_key == person_key(key, "bluesky", "leserin1.bsky.social")
    assert service.methods().count("getPostThread") == 1


def test_a_post_that_was_deleted_meanwhile_stops_nobody(house, service, fetch):
    service.feed[1] = {"post": post_view("k1", replies=2)}
    assert counts(fetch(replies=True)) == (6, 6, 0, 0, 0)
    assert rows(house, comment) == []


def test_followers_are_kept_as_keyed_hashes_only(house, service, fetch):
    service.followers = [person(1, description="Garten und Bücher", avatar="x"), person(2)]
    fetch(followers=True)
    key = house.workspace.key(KEY_NAME)
    kept = {row.person_key: row for row in rows(house, follower)}
    one = kept[person_key(key, "bluesky", "leserin1.bsky.social")]
    assert (one.username_length, one.username_digits, one.has_picture, one.bio_length) == (8, 1, True, 17)
    assert len(kept) == 2
    assert all("leserin" not in path.read_bytes().decode("latin-1") for path in waiting_files(house))


def waiting_files(house):
    return [path for path in (house.workspace.files / "uploads").rglob("*") if path.is_file()]


def test_who_asks_not_to_be_shown_is_left_out(house, service, fetch):
    service.followers = [person(1, labels=[{"val": "!no-unauthenticated"}]), person(2)]
    fetch(followers=True)
    assert len(rows(house, follower)) == 1
    service.profile = {**service.profile, "labels": [{"val": "!no-unauthenticated"}]}
    with pytest.raises(NotFound, match="asks not to be shown"):
        fetch()


def test_accounts_without_a_confirmed_handle_stay_different_people(house, service, fetch):
    service.followers = [person(n, handle="handle.invalid") for n in range(3)]
    fetch(followers=True)
    assert len(rows(house, follower)) == 3


def test_it_asks_slowly_and_says_who_it_is(service, hours, fetch):
    fetch()
    assert len(service.asked) == 5
    assert hours.slept == [pytest.approx(LEAST_SECONDS_BETWEEN)] * len(service.asked)
    assert {agent.partition("/")[0] for agent in service.agents} == {"nahbar"}


def test_a_busy_service_is_waited_for_as_it_asks(service, hours, fetch):
    service.stumble(4, 429, {"retry-after": "7", "ratelimit-reset": str(NOW + 900)})
    assert fetch().new == 6
    assert 7 <= sum(hours.slept) < 9


def test_an_empty_allowance_is_waited_for_before_it_is_refused(service, hours, fetch):
    service.headers = {"ratelimit-remaining": "0", "ratelimit-reset": str(NOW + 30)}
    fetch()
    assert 30 <= sum(hours.slept) < 32


def test_a_stumble_of_the_service_is_tried_again(service, hours, fetch):
    service.stumble(4, 502)
    service.stumble(5, 503)
    service.stumble(6, 0)
    assert fetch().new == 6
    assert 1 + 2 + 1 <= sum(hours.slept) < 6


def test_a_fetch_that_was_cut_off_goes_on_where_it_stopped(house, service, fetch):
    for number in range(5, 11):
        service.stumble(number, 502)
    with pytest.raises(Unavailable, match="what was fetched is safe"):
        fetch()
    assert rows(house, post) == []
    assert (list_imports(house)[0].state, bool(list_imports(house)[0].problem)) == ("failed", True)
    before = len(service.asked)
    assert counts(fetch()) == (6, 6, 0, 0, 0)
    assert service.asked[before:] == [service.asked[4]]
    assert waiting_files(house) == []


def test_a_page_that_was_half_written_is_asked_for_again(house, service, fetch):
    for number in range(5, 11):
        service.stumble(number, 502)
    with pytest.raises(Unavailable):
        fetch()
    (path,) = waiting_files(house)
    path.write_bytes(path.read_bytes()[:-20])
    assert counts(fetch()) == (6, 6, 0, 0, 0)


def test_a_cancelled_fetch_keeps_nothing(house, service, fetch):
    def stop(done, total):
        if done >= 2:
            raise StoppedByPerson

    with pytest.raises(StoppedByPerson):
        fetch(progress=stop)
    assert (rows(house, creator), waiting_files(house)) == ([], [])


def test_a_place_that_the_service_forgot_begins_anew(house, service, fetch):
    service.stumble(5, 400, body=b'{"error":"InvalidRequest","message":"Malformed cursor"}')
    with pytest.raises(Unavailable, match="Malformed cursor"):
        fetch()
    assert waiting_files(house) == []


def test_an_erased_person_is_not_left_in_a_waiting_fetch(house, service, fetch):
    fetch()
    service.page_rows = 100
    for number in range(10, 20):
        service.stumble(number, 502)
    with pytest.raises(Unavailable):
        fetch(followers=True)
    assert waiting_files(house)
    erase_person(house, f"bluesky/{HANDLE}", "alice")
    assert waiting_files(house) == []


def test_an_account_that_is_not_there_is_not_found(house, fetch):
    with pytest.raises(NotFound, match="no account"):
        fetch("nobody.example.org")
    assert list_imports(house) == []


@pytest.mark.parametrize(
    "name", ["", "two words.example", "bluesky/", "a..b", "-a.example", "x" * 254 + ".org", "ä.de"]
)
def test_what_can_be_no_handle_is_never_asked_for(service, fetch, name):
    with pytest.raises(BadInput, match="not a handle"):
        fetch(name)
    assert service.asked == []


@pytest.mark.parametrize(
    "address", ["http://public.example.org", "https://user@host.example", "https://h.example/x?y", "ftp://h", "h"]
)
def test_only_a_bare_secure_address_is_a_service(fetch, address):
    with pytest.raises(BadInput, match="not the address of a service"):
        fetch(service=address)


def test_nobody_is_followed_to_another_host(service, fetch):
    with serving(StandIn()) as other:
        service.stumble(2, 302, {"location": f"{other.address}/xrpc/app.bsky.actor.getProfile?actor={HANDLE}"})
        with pytest.raises(Unavailable, match="another host"):
            fetch()
        assert other.asked == []


def test_no_network_is_said_with_its_remedy(fetch, hours):
    with pytest.raises(Unavailable, match="cannot be reached"):
        fetch(service="http://127.0.0.1:9")
    assert sum(hours.slept) < 5


def test_one_fetch_at_a_time(house, fetch):
    with house.workspace.lock("fetch"), pytest.raises(Conflict):
        fetch()


def test_odd_rows_are_refused_with_a_reason(house, service, fetch):
    service.feed[0] = {"post": post_view("old", record={"createdAt": "1970-01-01T00:00:00Z"})}
    service.feed[1] = {"post": {**post_view("many"), "likeCount": "viele"}}
    outcome = fetch()
    assert counts(outcome) == (6, 4, 0, 0, 2)
    assert {one.column for one in outcome.refusals} == {"posted_at", "likes"}


def test_a_creators_own_server_gives_posts_without_counts(house, fetch):
    with serving(OwnServer()) as own:
        own.records["app.bsky.feed.post"][1]["reply"] = {"parent": {"uri": "at://x/y/z"}}
        outcome = fetch(replies=True, followers=True, service=own.address)
        assert counts(outcome) == (5, 5, 0, 0, 0)
        assert "knows no counts" in outcome.notes[0].render()
        assert not {"getProfile", "getAuthorFeed", "getFollowers"} & set(own.methods())
    (alice,) = rows(house, creator)
    assert (alice.name, alice.followers, alice.following, alice.posts) == ("Alice liest", None, 3, None)
    assert [(row.post_key, row.likes) for row in rows(house, post)] == [(f"k{n}", None) for n in (0, 2, 3, 4)]
    with serving(OwnServer()) as own, pytest.raises(NotFound):
        fetch("nobody.example.org", service=own.address)


def test_counts_stay_when_the_own_server_is_asked_later(house, service, fetch):
    fetch()
    with serving(OwnServer()) as own:
        fetch(service=own.address)
    assert rows(house, creator)[0].followers == 250
    assert {row.likes for row in rows(house, post)} == {40}
