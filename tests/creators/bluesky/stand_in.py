"""A stand-in for a Bluesky service on loopback, written from the public lexicons; it can stumble on request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

DID = "did:plc:alice"
HANDLE = "alice.example.org"


def profile(**more):
    return {
        "did": DID,
        "handle": HANDLE,
        "displayName": "Alice liest",
        "description": "Bücher 📚",
        "avatar": "https://cdn.example.org/a.jpg",
        "followersCount": 250,
        "followsCount": 31,
        "postsCount": 7,
        "createdAt": "2023-07-01T08:00:00.000Z",
        "labels": [],
        **more,
    }


def person(number, **more):
    return {"did": f"did:plc:p{number}", "handle": f"leserin{number}.bsky.social", "labels": [], **more}


def post_view(key, text="Ein Buch", replies=0, did=DID, **more):
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2025-05-01T10:00:00.000Z"}
    return {
        "uri": f"at://{did}/app.bsky.feed.post/{key}",
        "cid": f"cid-{key}",
        "author": {"did": did, "handle": HANDLE},
        "record": {**record, **more.pop("record", {})},
        "replyCount": replies,
        "repostCount": 2,
        "likeCount": 40,
        "quoteCount": 1,
        "indexedAt": "2025-05-01T10:00:01.000Z",
        **more,
    }


def reply_node(key, author, parent, replies=(), text="Schön"):
    uri = f"at://{author['did']}/app.bsky.feed.post/{key}"
    record = {"text": text, "createdAt": "2025-05-02T10:00:00Z", "reply": {"parent": {"uri": parent}}}
    view = {"uri": uri, "cid": key, "author": author, "record": record, "likeCount": 3, "replyCount": len(replies)}
    return {"$type": "app.bsky.feed.defs#threadViewPost", "post": view, "replies": list(replies)}


class StandIn:
    """What the service holds, what it was asked, and the stumbles that wait for it (status, headers, body)."""

    def __init__(self) -> None:
        self.profile = profile()
        self.feed = [{"post": post_view(f"k{n}")} for n in range(5)]
        self.threads: dict[str, list[dict]] = {}
        self.followers = [person(n) for n in range(250)]
        self.page_rows = 2
        self.repeat = 0
        self.asked: list[tuple[str, dict]] = []
        self.agents: set[str] = set()
        self.stumbles: dict[int, tuple[int, dict, bytes]] = {}
        self.headers: dict[str, str] = {}
        self.address = ""

    def methods(self):
        return [method.rpartition(".")[2] for method, _ in self.asked]

    def stumble(self, number, status, headers=None, body=b'{"error":"Upset","message":"no"}'):
        """Answer the request `number` (from 1) so; status 0 breaks the connection off."""
        self.stumbles[number] = (status, headers or {}, body)

    def answer(self, method, query):
        name = method.rpartition(".")[2]
        found = getattr(self, f"_{name}", None)
        return found(query) if found else (501, {"error": "MethodNotImplemented", "message": "Method Not Implemented"})

    def _getProfile(self, query):  # noqa: N802 - named as in the lexicon
        if query["actor"] not in (DID, HANDLE):
            return 400, {"error": "InvalidRequest", "message": "Profile not found"}
        return 200, self.profile

    def _getAuthorFeed(self, query):  # noqa: N802 - named as in the lexicon
        rows, cursor = self._page(self.feed, query)
        return 200, {"feed": rows, **cursor}

    def _getFollowers(self, query):  # noqa: N802 - named as in the lexicon
        rows, cursor = self._page(self.followers, query)
        return 200, {"subject": self.profile, "followers": rows, **cursor}

    def _getPostThread(self, query):  # noqa: N802 - named as in the lexicon
        if query["uri"] not in self.threads:
            return 400, {"error": "NotFound", "message": f"Post not found: {query['uri']}"}
        return 200, {"thread": {"post": {"uri": query["uri"]}, "replies": self.threads[query["uri"]]}}

    def _page(self, rows, query):
        # `repeat` rows of the page before come again, as in a listing that moved on in between.
        start = int(query.get("cursor", 0))
        end = start + min(int(query["limit"]), self.page_rows)
        return rows[max(0, start - self.repeat) : end], ({"cursor": str(end)} if end < len(rows) else {})


class OwnServer(StandIn):
    """A creator's own server, which holds records and no counts."""

    def __init__(self) -> None:
        super().__init__()
        self.records = {
            "app.bsky.actor.profile": [{"displayName": "Alice liest", "description": "Bücher 📚"}],
            "app.bsky.feed.post": [post_view(f"k{n}")["record"] for n in range(5)],
            "app.bsky.graph.follow": [{"subject": f"did:plc:f{n}"} for n in range(3)],
        }

    def _describeServer(self, query):  # noqa: N802 - named as in the lexicon
        return 200, {"did": "did:web:localhost", "availableUserDomains": [".test"]}

    def _describeRepo(self, query):  # noqa: N802 - named as in the lexicon
        if query["repo"] != HANDLE:
            return 400, {"error": "RepoNotFound", "message": f"Could not find user: {query['repo']}"}
        return 200, {"handle": HANDLE, "did": DID, "didDoc": {}, "collections": [], "handleIsCorrect": True}

    def _listRecords(self, query):  # noqa: N802 - named as in the lexicon
        name = query["collection"]
        rows = [
            {"uri": f"at://{DID}/{name}/k{n}", "cid": f"c{n}", "value": value}
            for n, value in enumerate(self.records[name])
        ]
        rows, cursor = self._page(rows, query)
        return 200, {"records": rows, **cursor}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        stand_in = self.server.stand_in
        split = urlsplit(self.path)
        method, query = split.path.removeprefix("/xrpc/"), dict(parse_qsl(split.query))
        stand_in.asked.append((method, query))
        stand_in.agents.add(self.headers["user-agent"])
        if (stumble := stand_in.stumbles.get(len(stand_in.asked))) is not None:
            status, headers, body = stumble
        else:
            status, content = stand_in.answer(method, query)
            headers, body = stand_in.headers, json.dumps(content).encode()
        if not status:
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in {"content-type": "application/json", "content-length": len(body), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def serving(stand_in: StandIn) -> Iterator[StandIn]:
    """Serve a stand-in on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.stand_in = stand_in
    stand_in.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
