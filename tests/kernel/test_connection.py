"""The server's connection over real sockets: answers at once, in order, and an end for clients that misuse it."""

import contextlib
import socket
import threading
import time

import pytest
import uvicorn

from nahbar.kernel.web import connection as module
from nahbar.kernel.web.answers import Answer
from nahbar.kernel.web.connection import Connection
from nahbar.kernel.web.front import Front


class Quick:
    """A part that answers at once."""

    prefix = "/q/"
    domain = "links.example.org"

    def start(self):
        pass

    def stop(self):
        pass

    async def __call__(self, scope, receive, send):
        answer = self.answer(scope)
        await send(answer.start)
        await send({"type": "http.response.body", "body": answer.body})

    def answer(self, request):
        if request["path"].endswith("broken"):
            raise ValueError("for the test")
        body = b"quick " + request["path"].encode() + b" " + request["query_string"]
        return Answer(200, [(b"content-length", str(len(body)).encode())], body)


class Other(Quick):
    prefix = "/other/"
    domain = ""
    answer = None

    async def __call__(self, scope, receive, send):
        await _say(send, b"other part")


async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        for kind in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{kind}.complete"})
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    await _say(send, b"slow " + scope["path"].encode() + b" " + body)


async def _say(send, body):
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def port():
    """A real server on the loopback, in a thread."""
    front = Front(application, [Quick(), Other()])
    config = uvicorn.Config(
        front, interface="asgi3", http=Connection, ws="none", lifespan="on", proxy_headers=False, server_header=False,
        log_level="critical",
    )  # fmt: skip
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    running = threading.Thread(target=server.run, args=([listening],), daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    running.join(20)


def talk(port, *sent):
    """Return everything that the server says to these pieces until it closes or says nothing more."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        for piece in sent:
            line.sendall(piece)
        return until_closed(line)


def until_closed(line):
    heard = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := line.recv(65_536):
            heard += piece
    return heard


def request(path, *headers, method=b"GET", version=b"1.1", body=b""):
    lines = [b"%b %b HTTP/%b" % (method, path, version), b"host: x.example.org", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


LAST = b"connection: close"


def test_a_part_that_is_ready_is_asked_directly_and_gets_a_date(port):
    heard = talk(port, request(b"/q/one?a=1", LAST))
    assert heard.startswith(b"HTTP/1.1 200 OK\r\n")
    assert heard.endswith(b"\r\n\r\nquick /q/one a=1")
    assert b"\r\ndate: " in heard
    assert b"\r\nconnection: close\r\n" in heard


def test_all_else_goes_to_the_application(port):
    assert talk(port, request(b"/page", LAST)).endswith(b"slow /page ")
    assert talk(port, request(b"/other/page", LAST)).endswith(b"other part")


def test_requests_that_come_together_are_answered_in_their_order(port):
    sent = request(b"/q/1") + request(b"/page") + request(b"/q/2") + request(b"/q/3", LAST)
    heard = talk(port, sent)
    places = [heard.find(text) for text in (b"/q/1", b"slow /page", b"/q/2", b"/q/3")]
    assert -1 not in places
    assert places == sorted(places)


def test_a_request_may_come_in_any_pieces(port):
    whole = request(b"/q/pieces", LAST)
    assert talk(port, *(whole[k : k + 1] for k in range(len(whole)))).endswith(b"quick /q/pieces ")


def test_a_path_is_decoded_as_the_application_would_see_it(port):
    assert talk(port, request(b"/q/a%20%C3%A4", LAST)).endswith("quick /q/a ä ".encode())


def test_the_domain_of_a_part_belongs_to_it_except_for_paths_of_other_parts(port):
    ours = [b"host: links.example.org:8000", LAST]
    plain = b"GET /anything HTTP/1.1\r\n" + b"\r\n".join(ours) + b"\r\n\r\n"
    assert talk(port, plain).endswith(b"quick /anything ")
    assert talk(port, plain.replace(b"/anything", b"/other/x")).endswith(b"other part")


def test_an_older_client_gets_its_answer_and_the_end(port):
    assert talk(port, request(b"/q/old", b"connection: keep-alive", version=b"1.0")).endswith(b"quick /q/old ")


def test_a_body_that_nobody_reads_does_not_become_the_next_request(port):
    sent = request(b"/q/1", b"content-length: 28", body=request(b"/q/hidden")[:28]) + request(b"/q/2", LAST)
    heard = talk(port, sent)
    assert b"hidden" not in heard
    assert heard.endswith(b"quick /q/2 ")


def test_a_body_reaches_the_application(port):
    assert talk(port, request(b"/page", b"content-length: 5", LAST, method=b"POST", body=b"hallo")).endswith(b" hallo")


def test_a_part_that_fails_is_a_plain_500_and_the_connection_lives(port):
    heard = talk(port, request(b"/q/broken"), request(b"/q/after", LAST))
    assert heard.startswith(b"HTTP/1.1 500 Internal Server Error\r\n")
    assert heard.endswith(b"quick /q/after ")


def test_what_is_no_http_is_refused(port):
    assert talk(port, b"\x16\x03\x01 this is no request\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_a_head_without_end_is_refused(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"GET /q/long HTTP/1.1\r\nx: ")
        heard = b""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(200):
                line.sendall(b"y" * 1_000)
                time.sleep(0.001)
        heard = until_closed(line)
    assert heard.startswith(b"HTTP/1.1 400") or not heard


@pytest.fixture
def impatient(monkeypatch):
    """A server that looks often and waits briefly."""
    for name in ("LOOK_SECONDS", "HEAD_SECONDS", "BODY_SECONDS", "IDLE_SECONDS"):
        monkeypatch.setattr(module, name, 0.05)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /q/slow HTTP/1.1\r\nhost:",
        request(b"/q/idle"),
        request(b"/page", b"content-length: 10", method=b"POST", body=b"half"),
    ],
    ids=["nothing", "half a head", "idle", "half a body"],
)
def test_a_client_that_sends_no_more_is_let_go(port, sent):
    heard = talk(port, sent)
    assert (b"quick" in heard) == (sent == request(b"/q/idle"))
