"""A mail server in a few lines of RFC 5321, which answers what a test tells it to."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage


@dataclass
class Taker:
    """What the server answers to a command ("": it drops the connection), and the messages it took."""

    answers: dict[str, str] = field(default_factory=dict)
    taken: list[EmailMessage] = field(default_factory=list)
    port: int = 0


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        taker = self.server.taker
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.upper().split(" ")[0].partition(":")[0]
            usual = {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 yes")
            answer = taker.answers.get(verb, usual)
            if not answer:
                return
            if answer.startswith("354"):
                self.say(answer)
                body = b""
                while not body.endswith(b"\r\n.\r\n"):
                    body += self.rfile.readline()
                answer = taker.answers.get("END", "250 taken")
                if answer.startswith("250"):
                    taker.taken.append(email.message_from_bytes(body[:-3], policy=email.policy.default))
            self.say(answer)

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, taker: Taker) -> None:
        self.taker = taker
        super().__init__(("127.0.0.1", 0), _Talk)


@contextmanager
def mail_taker() -> Iterator[Taker]:
    """A running server."""
    taker = Taker()
    with _Server(taker) as server:
        taker.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield taker
        server.shutdown()
        thread.join()
