"""An answer that is ready as a whole: as ASGI messages, and as the bytes for a connection that need not wait."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

Headers = Sequence[tuple[bytes, bytes]]


class Answer:
    """Status, headers and body; made once where it is sent many times.

    `start` is the ASGI message that begins it, `head` its status line and headers without the date and the empty line.
    """

    __slots__ = ("body", "head", "start")

    def __init__(self, status: int, headers: Headers, body: bytes = b"") -> None:
        self.start: Any = {"type": "http.response.start", "status": status, "headers": list(headers)}
        self.body = body
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode()]
        lines += [name + b": " + value for name, value in headers]
        self.head = b"\r\n".join(lines) + b"\r\n"

    def without_body(self) -> Answer:
        """Return the same answer as HEAD wants it: its headers still tell the length that a GET would bring."""
        other = Answer.__new__(Answer)
        other.start, other.head, other.body = self.start, self.head, b""
        return other
