"""One connection of the server: what needs no waiting is answered while its head is read; all else is uvicorn's.

HTTP itself is read by llhttp (httptools) and served by uvicorn's protocol. Added are answers without a task of their
own for parts that are ready at once, and an end for clients that send too slowly or too much.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio.events import TimerHandle
from typing import Any
from urllib.parse import unquote

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from nahbar.kernel.web.answers import Answer
from nahbar.kernel.web.front import AtOnce, Front

log = logging.getLogger("nahbar.web")

LOOK_SECONDS = 5.0
# A head is sent in one go; whoever takes longer holds a place on purpose or has gone.
HEAD_SECONDS = 20.0
BODY_SECONDS = 30.0
# Longer than proxies keep a connection open by themselves (nginx: 60 s), so that none is closed under a request.
IDLE_SECONDS = 75
MOST_HEAD_BYTES = 65_536
_CLOSING = b"connection: close\r\n"
_TROUBLE = Answer(500, [(b"content-length", b"0"), (b"cache-control", b"no-store")])


class Connection(HttpToolsProtocol):
    """Answers at once where the front has a part for it; keeps an eye on slow and endless clients."""

    _front: Front
    _at_once = False
    _in_head = False
    _head_began = 0.0
    _head_bytes = 0
    _heard = 0.0
    _looking: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to listen, and to look whether anything comes."""
        super().connection_made(transport)
        front: Any = self.app
        self._front = front
        self._heard = self.loop.time()
        self._looking = self.loop.call_later(LOOK_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of everything."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head without end is refused."""
        self._heard = self.loop.time()
        super().data_received(data)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        """Take note of a new request; what uvicorn needs of it is made when uvicorn answers it."""
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._at_once = False
        self._in_head = True
        self._head_bytes = 0
        self._head_began = self._heard

    def on_headers_complete(self) -> None:
        """Answer at once, or begin as uvicorn does."""
        self._in_head = False
        free = self.cycle is None or self.cycle.response_complete
        if free and not self.flow.write_paused:
            part = self._front.at_once(self.url, self.headers)
            if part is not None:
                self._at_once = True
                self._answer(part)
                return
        url, headers, waits = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, waits
        self.headers.extend(headers)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hand on what belongs to a request that waits for its body."""
        if not self._at_once:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Say that the body is whole."""
        if not self._at_once:
            super().on_message_complete()

    def _answer(self, part: AtOnce) -> None:
        path, _, query = self.url.partition(b"?")
        request = {
            "method": self.parser.get_method().decode("latin-1"),
            "path": unquote(path.decode("latin-1")) if b"%" in path else path.decode("latin-1"),
            "query_string": query,
            "headers": self.headers,
            "client": self.client,
        }
        try:
            answer = part.answer(request)
        except Exception:
            log.exception("a request could not be answered")
            answer = _TROUBLE
        stays = self.parser.should_keep_alive() and self.parser.get_http_version() == "1.1"
        # The server keeps one header of its own up to date, the date.
        ((_, date),) = self.server_state.default_headers
        self.transport.write(b"%bdate: %b\r\n%b\r\n%b" % (answer.head, date, b"" if stays else _CLOSING, answer.body))
        if not stays:
            self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: whoever asks for another protocol gets HTTP/1.1, which is the answer."""

    def _look(self) -> None:
        """End the connection when its client sends nothing or too slowly; look again later else."""
        if self._is_late(self.loop.time()):
            self.transport.close()
            return
        self._looking = self.loop.call_later(LOOK_SECONDS, self._look)

    def _is_late(self, now: float) -> bool:
        if self._in_head:
            return now - self._head_began > HEAD_SECONDS
        silent = now - self._heard
        if self.cycle is None or self.cycle.response_complete:
            return silent > IDLE_SECONDS
        # A body that is read too slowly on our side is not the client's fault.
        return self.cycle.more_body and not self.flow.read_paused and silent > BODY_SECONDS
