"""The collect API: keys, limits, faults, and 200 only for what is kept."""

from __future__ import annotations

import asyncio
import gzip
import json

import pytest

from nahbar.campaigns.collect.events import EVENT_BYTES, REQUEST_BYTES, TYPES
from nahbar.campaigns.collect.keys import add_key, revoke_key
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from tests.conftest import both_engines

PAGE = {"type": "page", "messageId": "m1", "anonymousId": "visitor-one", "context": {"ip": "203.0.113.9"}}
AGREED = {"consent": True, "ip": "203.0.113.9"}


def pages(count, **more):
    return {"batch": [{**PAGE, "messageId": f"m{number}", **more} for number in range(count)]}


@both_engines
def test_a_batch_is_kept_once(client, kept):
    assert client("batch", pages(100)).json == {"success": True, "kept": 100, "repeated": 0, "ignored": 0}
    assert client("batch", pages(101)).json == {"success": True, "kept": 1, "repeated": 100, "ignored": 0}
    assert len(kept()) == 101


@pytest.mark.parametrize(("call", "type_"), TYPES.items())
def test_every_call_is_answered(client, kept, call, type_):
    event = {"messageId": "m1", "userId": "u1", "event": "Lead"}
    assert client(call, event).status == 200
    assert len(kept()) == (type_ in ("track", "page", "screen"))


def test_the_write_key_may_stand_in_the_body(client):
    without = {"authorization": ""}
    assert client("page", {**PAGE, "writeKey": client.key}, headers=without).status == 200
    assert client("batch", {**pages(2), "writeKey": client.key}, headers=without).status == 200
    assert client("b", {"batch": [{**PAGE, "writeKey": client.key}]}, headers=without).status == 200


@pytest.mark.parametrize("authorization", ["", "Basic !!", "Basic d3Jvbmc6", "Bearer x", "Basic"])
def test_without_a_key_in_force_nothing_is_taken(client, kept, authorization):
    answer = client("page", PAGE, headers={"authorization": authorization})
    assert (answer.status, answer.field) == (401, "writeKey")
    assert kept() == []


def test_a_revoked_key_is_taken_no_more(house, client, monkeypatch):
    assert client("page", PAGE).status == 200
    revoke_key(house, "shop", "alice@example.org")
    client.part._keyring._looked_at = float("-inf")
    assert client("page", PAGE).status == 401
    with pytest.raises(NotFound):
        revoke_key(house, "shop", "alice@example.org")


def test_the_first_requests_of_a_server_come_at_once(client, kept):
    async def crowd():
        headers = {"authorization": _basic(client)}
        bodies = [json.dumps({**PAGE, "messageId": f"m{number}"}).encode() for number in range(20)]
        return await asyncio.gather(*(client.ask("page", [body], "POST", headers) for body in bodies))

    assert [answer.status for answer in asyncio.run(crowd())] == [200] * 20
    assert len(kept()) == 20


def test_a_key_works_as_soon_as_it_is_made(house, client):
    assert client("page", PAGE).status == 200
    client.part._keyring._looked_at -= 0.2
    client.key = add_key(house, "app", "alice@example.org")
    assert client("page", PAGE).status == 200


def test_keys_have_names_of_their_own(house, client):
    with pytest.raises(Conflict):
        add_key(house, "shop", "alice@example.org")
    with pytest.raises(BadInput):
        add_key(house, " ", "alice@example.org")


def test_the_key_itself_is_not_in_the_store(house, client):
    assert client.key.encode() not in house.workspace.database.read_bytes()


@both_engines
def test_no_address_of_a_visitor_and_no_id_without_consent_is_kept(house, client, kept):
    for number, context in enumerate(({}, {"consent": False}, AGREED)):
        client("page", {**PAGE, "messageId": f"m{number}", "context": {"ip": "203.0.113.9", **context}})
    assert [bool(row.person) for row in kept()] == [False, False, True]
    for row in kept():
        assert not any(one in str(row) for one in ("203.0.113.9", "visitor-one"))


@pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
def test_a_browser_that_asks_not_to_be_tracked_is_heard(client, kept, header):
    client("page", {**PAGE, "context": AGREED}, headers={header: "1"})
    (row,) = kept()
    assert (row.person, row.consent) == (None, False)


def test_pages_of_other_addresses_may_send(client):
    wanted = {"access-control-request-headers": "anonymousid, authorization", "origin": "https://shop.example"}
    answer = client("track", b"", "OPTIONS", wanted)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-headers"] == "anonymousid, authorization"
    assert client("page", PAGE).headers["access-control-allow-origin"] == "*"


def test_gzip_is_unpacked(client, kept):
    packed = gzip.compress(json.dumps(pages(50)).encode())
    assert client("batch", packed, headers={"content-encoding": "gzip"}).status == 200
    assert len(kept()) == 50


BOMB = gzip.compress(b" " * 50_000_000, mtime=0)


@pytest.mark.parametrize(
    ("call", "body", "headers", "status", "field"),
    [
        ("page", b"{", {}, 400, ""),
        ("page", b"", {}, 400, ""),
        ("page", b"\xff\xfe", {}, 400, ""),
        ("page", b"[" * 100_000, {}, 413, ""),
        ("page", b"[" * 20_000, {}, 400, ""),
        ("batch", b'{"batch":{}}', {}, 400, "batch"),
        ("batch", b"{}", {}, 400, ""),
        ("batch", b'{"batch":[1]}', {}, 400, "batch[0]"),
        ("batch", {"batch": [PAGE, {**PAGE, "timestamp": "soon"}]}, {}, 400, "batch[1].timestamp"),
        ("batch", {"batch": [PAGE, {**PAGE, "properties": {"x": "y" * EVENT_BYTES}}]}, {}, 413, "batch[1]"),
        ("batch", {"batch": [{}] * 5_001}, {}, 413, "batch"),
        ("page", {**PAGE, "properties": {"x": "y" * EVENT_BYTES}}, {}, 413, ""),
        ("batch", b" " * (REQUEST_BYTES + 1), {}, 413, ""),
        ("batch", b"{}", {"content-length": "999999999"}, 413, ""),
        ("batch", BOMB, {"content-encoding": "gzip"}, 413, ""),
        ("batch", b"no gzip", {"content-encoding": "gzip"}, 400, ""),
        ("batch", gzip.compress(b"{}", mtime=0)[:-4], {"content-encoding": "gzip"}, 400, ""),
        ("batch", b"{}", {"content-encoding": "br"}, 415, "content-encoding"),
        ("nothing", PAGE, {}, 404, "path"),
    ],
)
def test_bad_input_is_answered_with_its_field_and_nothing_is_kept(client, kept, call, body, headers, status, field):
    answer = client(call, body, headers=headers)
    assert (answer.status, answer.field) == (status, field)
    assert set(answer.json["error"]) == {"kind", "field", "message", "remedy"}
    assert kept() == []


def test_other_methods_are_refused(client):
    answer = client("page", PAGE, "GET")
    assert (answer.status, answer.headers["allow"]) == (405, "POST, OPTIONS")


def _ask(client, parts):
    return asyncio.run(client.ask("page", parts, "POST", {"authorization": _basic(client)}))


def _basic(client):
    import base64

    return "Basic " + base64.b64encode(f"{client.key}:".encode()).decode()


def test_a_body_may_come_in_parts(client, kept):
    whole = json.dumps(PAGE).encode()
    assert _ask(client, [whole[:10], whole[10:]]).status == 200
    assert len(kept()) == 1


def test_a_slow_client_is_told_to_come_back(client, kept):
    assert _ask(client, [b"{", 5.0, b"}"]).status == 408
    assert kept() == []


def test_a_client_that_goes_away_is_not_answered(client, kept):
    assert _ask(client, []).status == 0
    assert kept() == []


def test_a_locked_store_is_503_and_nothing_is_lost(house, client, kept):
    # The key is known already, as it is in a server that runs.
    client("identify", {"userId": "u1"})
    client.part._keyring._looked_at = float("inf")
    with house.store.write():
        answer = client("page", PAGE)
    assert (answer.status, answer.headers["retry-after"]) == (503, "1")
    assert answer.json["error"]["kind"] == "store-locked"
    assert kept() == []
    assert client("page", PAGE).json["kept"] == 1


def test_a_full_journal_is_503(client, kept):
    client.part._journal._rows_waiting = 10**6
    answer = client("page", PAGE)
    assert (answer.status, answer.json["error"]["kind"]) == (503, "journal-full")
    client.part._journal._rows_waiting = 0
    assert kept() == []
