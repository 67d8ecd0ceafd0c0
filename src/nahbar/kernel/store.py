"""The store: SQLAlchemy Core on SQLite or PostgreSQL, with transactions and errors that say what to do.

Times in the store are seconds since 1970-01-01T00:00Z and days are day numbers: both engines compare and index them
fast, and no driver has an opinion on their time zone.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError

from nahbar.kernel.errors import BadInput, NahbarError, Unavailable
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.settings import STORE_VARIABLE
from nahbar.kernel.workspace import Workspace

BUSY_TIMEOUT_MS = 30_000
# 64 MB of page cache keeps index pages of large imports in memory; SQLite reads a negative number as kibibytes.
CACHE_KIB = -65_536

# 32 MB of write-ahead log before it is copied into the database: pages of an index whose keys come in no order are
# written again and again, and copied once.
WAL_PAGES = 8_192

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only for INTEGER primary keys.
row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Store:
    """Connections to the store of one workspace.

    With `durable` a transaction has reached the disk when it ends, so that it outlives a power cut; PostgreSQL does
    that anyway. Otherwise SQLite outlives the end of every process, and a power cut may take the last transactions.
    """

    def __init__(self, url: str, *, durable: bool = False) -> None:
        self.engine = _make_engine(url, "FULL" if durable else "NORMAL")

    @property
    def is_sqlite(self) -> bool:
        """Whether the records lie in the workspace folder."""
        return self.engine.dialect.name == "sqlite"

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection that sees one consistent state and writes nothing."""
        with translated_errors(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextlib.contextmanager
    def write(self, patience_ms: int | None = None) -> Iterator[sa.Connection]:
        """One transaction: all of it happens, or nothing.

        With `patience_ms` a locked SQLite store is given up on after that time (raises Unavailable, "store-locked").
        """
        options: dict[str, Any] = {"nahbar_write": True}
        with translated_errors(), self.engine.connect().execution_options(**options) as connection:
            if self.is_sqlite:
                _set_patience(connection, BUSY_TIMEOUT_MS if patience_ms is None else patience_ms)
            with connection.begin():
                yield connection

    def compact(self) -> None:
        """Write the store anew, so that nothing of deleted rows is left in its files."""
        if not self.is_sqlite:
            with translated_errors(), self.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM FULL")
            return
        # Not through the engine, which begins a transaction with every connection.
        with contextlib.closing(sqlite3.connect(str(self.engine.url.database), isolation_level=None)) as plain:
            try:
                plain.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
                plain.execute("VACUUM")
                plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                raise _known_trouble(str(error), operational=True) or error from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_store(workspace: Workspace) -> Store:
    """Open the store of `workspace` without touching its schema (see `nahbar.kernel.upgrade`)."""
    return Store(workspace.store_url)


@contextlib.contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what a driver says about locks, disks and servers into an error with a remedy."""
    try:
        yield
    except DataError as error:
        raise _does_not_fit(str(error.orig)) from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise _does_not_fit(str(error)) from error
    except DBAPIError as error:
        known = _known_trouble(str(error.orig), isinstance(error, OperationalError))
        if known is None and error.connection_invalidated:
            known = _unreachable(str(error.orig))
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        # Said to the driver itself, as by a backup.
        raise _known_trouble(str(error), isinstance(error, sqlite3.OperationalError)) or error from error


def _known_trouble(text: str, operational: bool) -> NahbarError | None:
    lowered = text.lower()
    if "disk image is malformed" in lowered or "file is not a database" in lowered:
        return Unavailable(
            msg("The database of this workspace is damaged."),
            msg("Stop nahbar, keep the folder, and restore the newest backup: nahbar restore FILE NEW_FOLDER"),
            kind="store-damaged",
        )
    if not operational:
        return None
    if "database is locked" in lowered:
        return Unavailable(
            msg("The store is locked by another process."),
            msg("Wait until it has finished, then try again. Nothing was changed."),
            kind="store-locked",
        )
    if "disk is full" in lowered or "no space left" in lowered or "disk i/o error" in lowered:
        return Unavailable(
            msg("The disk is full: the store could not be written. Nothing of this step was kept."),
            msg("Free some space, then try again."),
            kind="disk-full",
        )
    if "readonly database" in lowered or "unable to open database" in lowered:
        return Unavailable(
            msg("The store cannot be opened for writing."),
            msg("Check who owns the workspace folder and whether the disk is mounted read-only."),
            kind="store-not-writable",
        )
    if "connection" in lowered or "connect" in lowered:
        return _unreachable(text)
    return None


def _does_not_fit(text: str) -> BadInput:
    return BadInput(
        msg("A value does not fit into the store: {reason}.", reason=text.strip().splitlines()[0]),
        msg("Correct the value. Nothing was changed."),
        kind="value",
    )


def _unreachable(text: str) -> Unavailable:
    return Unavailable(
        msg("The database server cannot be reached: {reason}", reason=text.strip().splitlines()[0]),
        _where_to_look(),
        kind="store-unreachable",
    )


def _where_to_look() -> Message:
    if os.environ.get(STORE_VARIABLE):
        return msg("Check the variable {variable:raw} and whether the server runs.", variable=STORE_VARIABLE)
    return msg("Check store.url in nahbar.toml and whether the server runs.")


def _make_engine(url: str, synchronous: str) -> sa.Engine:
    if not url.startswith("sqlite"):
        try:
            return sa.create_engine(url, pool_pre_ping=True)
        except (ArgumentError, ValueError) as error:
            # Without the address: it may hold a password.
            raise BadInput(msg("The address of the store cannot be read."), _where_to_look(), "bad-settings") from error
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False})
    sa.event.listen(engine, "connect", functools.partial(_prepare_sqlite, synchronous))
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(synchronous: str, connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: _begin_sqlite says which kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    for name, value in (
        ("busy_timeout", BUSY_TIMEOUT_MS),
        ("journal_mode", "WAL"),
        ("synchronous", synchronous),
        ("foreign_keys", "ON"),
        ("cache_size", CACHE_KIB),
        ("wal_autocheckpoint", WAL_PAGES),
        ("temp_store", "FILE"),
    ):
        cursor.execute(f"PRAGMA {name} = {value}")
    cursor.close()


def _set_patience(connection: sa.Connection, patience_ms: int) -> None:
    # Said to the driver itself: for SQLAlchemy any statement would begin the transaction.
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA busy_timeout = {patience_ms}")


def _begin_sqlite(connection: sa.Connection) -> None:
    # A deferred transaction that reads first and writes later can fail at once, without the busy timeout.
    writes = connection.get_execution_options().get("nahbar_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
