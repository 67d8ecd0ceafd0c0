"""Keeps Litestar's sessions and rate limits in the store, so that all workers see them and a restart loses none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.middleware.session.server_side import ServerSideSessionBackend, ServerSideSessionConfig
from litestar.stores.base import Store as LitestarStore
from litestar.types import Empty, Message, ScopeSession

from nahbar.kernel.clock import now
from nahbar.kernel.store import Store
from nahbar.kernel.tables import session

FRESH = "fresh"
_LOADED = "nahbar_session_loaded"

AnyConnection = ASGIConnection[Any, Any, Any, Any]


class QuietSessions(ServerSideSessionBackend):
    """Sessions that are written only when they change, and that get a new id when a person signs in (`FRESH`).

    Litestar's own backend writes at every request: each page view would wait for a running import.
    """

    async def load_from_connection(self, connection: AnyConnection) -> dict[str, Any]:
        """Return the session's values, remembering how they were."""
        data = await super().load_from_connection(connection)
        connection.scope["state"][_LOADED] = self.serialize_data(data)
        return data

    async def store_in_message(self, scope_session: ScopeSession, message: Message, connection: AnyConnection) -> None:
        """Write the values and set the cookie, if there is something new to write."""
        values = {} if scope_session is Empty or not isinstance(scope_session, dict) else scope_session
        fresh = values.pop(FRESH, False)
        loaded: bytes = connection.scope["state"].get(_LOADED, b"{}")
        data = self.serialize_data(values)
        if data == loaded and not fresh:
            return
        store = self.config.get_store_from_app(connection.scope["litestar_app"])
        session_id = self.get_session_id(connection)
        if fresh or not values:
            await self.delete(session_id, store=store)
            session_id = self.generate_session_id()
        if values:
            await self.set(session_id=session_id, data=data, store=store)
        self._set_cookie(message, session_id if values else "null", self.config.max_age if values else 0)

    def _set_cookie(self, message: Message, value: str, max_age: int) -> None:
        config = self.config
        cookie = Cookie(
            key=config.key, value=value, max_age=max_age, secure=config.secure, httponly=True, samesite=config.samesite
        )
        MutableScopeHeaders.from_message(message).add("Set-Cookie", cookie.to_header(header=""))


@dataclass
class QuietSessionConfig(ServerSideSessionConfig):
    """Litestar's server-side sessions on `QuietSessions`."""

    _backend_class: type[ServerSideSessionBackend] = QuietSessions


class SessionStore(LitestarStore):
    """A Litestar store on the table `web_session`; `prefix` keeps different uses apart."""

    def __init__(self, store: Store, prefix: str) -> None:
        self.store = store
        self.prefix = prefix

    async def set(self, key: str, value: str | bytes, expires_in: int | timedelta | None = None) -> None:
        """Write a value that lapses after `expires_in` (seconds)."""
        data = value.encode() if isinstance(value, str) else value
        await to_thread.run_sync(self._set, key, data, _seconds(expires_in))

    async def get(self, key: str, renew_for: int | timedelta | None = None) -> bytes | None:
        """Return the value unless it has lapsed; `renew_for` prolongs it."""
        data = await to_thread.run_sync(self._get, key)
        if data is not None and renew_for is not None:
            await to_thread.run_sync(self._set, key, data, _seconds(renew_for))
        return data

    async def delete(self, key: str) -> None:
        """Forget one value."""
        await to_thread.run_sync(self._delete, session.c.key == self.prefix + key)

    async def delete_all(self) -> None:
        """Forget all values of this use."""
        await to_thread.run_sync(self._delete, session.c.key.startswith(self.prefix, autoescape=True))

    async def exists(self, key: str) -> bool:
        """Whether there is a value that has not lapsed."""
        return await self.get(key) is not None

    async def expires_in(self, key: str) -> int | None:
        """Return the seconds until the value lapses, -1 when it never does, None when there is none."""
        row = await to_thread.run_sync(self._row, key)
        if row is None:
            return None
        return -1 if row.expires_at is None else max(0, row.expires_at - now())

    def _row(self, key: str) -> sa.Row[Any] | None:
        fresh = sa.or_(session.c.expires_at.is_(None), session.c.expires_at > now())
        with self.store.read() as connection:
            return connection.execute(sa.select(session).where(session.c.key == self.prefix + key, fresh)).first()

    def _get(self, key: str) -> bytes | None:
        row = self._row(key)
        return bytes(row.data) if row else None

    def _set(self, key: str, data: bytes, seconds: int | None) -> None:
        expires_at = None if seconds is None else now() + seconds
        with self.store.write() as connection:
            connection.execute(session.delete().where(session.c.key == self.prefix + key))
            connection.execute(session.delete().where(session.c.expires_at < now()))
            connection.execute(session.insert().values(key=self.prefix + key, data=data, expires_at=expires_at))

    def _delete(self, condition: sa.ColumnElement[bool]) -> None:
        with self.store.write() as connection:
            connection.execute(session.delete().where(condition))


def _seconds(value: int | timedelta | None) -> int | None:
    return int(value.total_seconds()) if isinstance(value, timedelta) else value
