"""The front of the server: hands a request to the part that claims its path; all else goes to the web application.

Parts are raw ASGI applications for the paths where every millisecond counts (links, the collect API): no session, no
template, no middleware stands between them and the socket.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from litestar.types import ASGIApp, Receive, Scope, Send

from nahbar.kernel.web.answers import Answer


class Part(Protocol):
    """A raw ASGI application that answers every path below `prefix` ("/l/": one segment, with both slashes).

    A part may have a `domain`: then it answers every path of that host too.
    """

    prefix: str

    def start(self) -> None:
        """Open what the part needs; called once in each worker before the first request."""
        ...

    def stop(self) -> None:
        """Hand over what is still held and close; called once, after the last request."""
        ...

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        ...


@runtime_checkable
class AtOnce(Part, Protocol):
    """A part whose every answer is ready without waiting; the server's connection then asks it directly."""

    def answer(self, request: Mapping[str, Any]) -> Answer:
        """Answer a request of which method, path, query_string, headers and client are given as in an ASGI scope."""
        ...


class Beside(Protocol):
    """Work that goes on in each worker beside its requests."""

    def start(self) -> None:
        """Begin; called once, before the first request."""
        ...

    def stop(self) -> None:
        """End; called once, after the last request."""
        ...


class Front:
    """One ASGI application out of a web application, its parts and the work beside them."""

    def __init__(self, application: ASGIApp, parts: Sequence[Part], beside: Sequence[Beside] = ()) -> None:
        self._application = application
        self._living: Sequence[Beside] = [*parts, *beside]
        self._parts: Mapping[str, Part] = {part.prefix: part for part in parts}
        named = ((getattr(part, "domain", ""), part) for part in parts)
        self._domains: Mapping[bytes, Part] = {domain.lower().encode(): part for domain, part in named if domain}
        self._at_once = {part.prefix.encode(): part for part in parts if isinstance(part, AtOnce)}

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request, or live through the lifespan of the server."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        path: str = scope["path"]
        part = self._parts.get(path[: path.find("/", 1) + 1])
        if part is None and self._domains:
            part = self._domains.get(_host(scope["headers"]))
        await (part or self._application)(scope, receive, send)

    def at_once(self, url: bytes, headers: Sequence[tuple[bytes, bytes]]) -> AtOnce | None:
        """Return the part that answers a request for `url` without waiting, if there is one."""
        part = self._at_once.get(url[: url.find(b"/", 1) + 1])
        if part is None and self._domains and not self._is_ours(url):
            named = self._domains.get(_host(headers))
            return named if isinstance(named, AtOnce) else None
        return part

    def _is_ours(self, url: bytes) -> bool:
        """Whether another part claims the path, at whatever host."""
        return url[: url.find(b"/", 1) + 1].decode("latin-1") in self._parts

    async def _live(self, scope: Any, receive: Receive, send: Send) -> None:
        for one in self._living:
            one.start()
        try:
            await self._application(scope, receive, send)
        finally:
            for one in self._living:
                one.stop()


def _host(headers: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return the host that a request names, without its port."""
    sent: bytes = next((value for name, value in headers if name == b"host"), b"")
    return sent.rpartition(b":")[0].lower() if b":" in sent else sent.lower()
