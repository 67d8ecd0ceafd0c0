"""A few lines of IMAP over a socket, to break off where a real server will not be told to. Dovecot is in tests/live."""

from __future__ import annotations

import base64
import json
import re
import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Script:
    """The messages of the one folder, and what the server does wrong."""

    messages: Sequence[bytes]
    validity: int = 1
    # After so many messages were handed out the connection drops in the middle of the next.
    drop_after: int = 10**6
    # What FETCH announces instead of the truth.
    announced: int = 0
    password: str = "secret"
    # What it says to whoever gives another password.
    refusal: str = ""
    # How it can be signed in to with a token, and what is taken: the whole first words of a client.
    mechanisms: Sequence[str] = ()
    taken: set[bytes] = field(default_factory=set)
    # What clients said: first words, and what they answered to a refusal.
    entered: list[bytes] = field(default_factory=list)
    acknowledged: list[bytes] = field(default_factory=list)
    fetched: list[int] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, words = line.partition(" ")
            verb = words.upper().removeprefix("UID ").split(" ")[0]
            done = getattr(self, f"on_{verb.lower()}", lambda _: "OK")(words)
            if done is None:
                return
            self.say(f"{tag} {done} done")

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def on_capability(self, _: str) -> str:
        self.say(" ".join(["* CAPABILITY IMAP4rev1", *(f"AUTH={one}" for one in self.server.script.mechanisms)]))
        return "OK"

    def on_authenticate(self, words: str) -> str:
        script = self.server.script
        if words.split()[1] not in script.mechanisms:
            return "NO"
        self.say("+ ")
        script.entered.append(base64.b64decode(self.rfile.readline()))
        if script.entered[-1] in script.taken:
            return "OK"
        reasons = json.dumps({"status": "invalid_token", "schemes": "bearer"})
        self.say("+ " + base64.b64encode(reasons.encode()).decode())
        script.acknowledged.append(base64.b64decode(self.rfile.readline()))
        return "NO"

    def on_login(self, words: str) -> str:
        script = self.server.script
        return "OK" if f'"{script.password}"' in words else f"NO {script.refusal}"

    def on_examine(self, _: str) -> str:
        script = self.server.script
        self.say(f"* {len(script.messages)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {script.validity}] .")
        self.say(f"* OK [UIDNEXT {len(script.messages) + 1}] .")
        return "OK"

    def on_search(self, words: str) -> str:
        first, last = map(int, re.search(r"(\d+):(\d+)", words).groups())
        there = range(first, min(last, len(self.server.script.messages)) + 1)
        self.say("* SEARCH " + " ".join(map(str, there)))
        return "OK"

    def on_fetch(self, words: str) -> str | None:
        script = self.server.script
        uid = int(words.split()[2])
        body = script.messages[uid - 1]
        size = script.announced or len(body)
        came = '"22-Nov-2025 10:00:00 +0100"'
        self.say(f"* {uid} FETCH (UID {uid} INTERNALDATE {came} RFC822.SIZE {size} BODY[]<0> {{{size}}}")
        if len(script.fetched) >= script.drop_after:
            self.wfile.write(body[: len(body) // 2])
            return None
        script.fetched.append(uid)
        self.wfile.write(body)
        self.say(")")
        return "OK"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, script: Script) -> None:
        self.script = script
        super().__init__(("127.0.0.1", 0), _Talk)


@contextmanager
def mail_server(script: Script) -> Iterator[int]:
    """The port of a running stand-in."""
    with _Server(script) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
