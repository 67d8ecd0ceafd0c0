"""Tables of the journal: rows that wait for the lake, the batches that went there, and the keys of what is sealed."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id
from nahbar.kernel.touchpoints import LONGEST_NAME

_name = sa.String(LONGEST_NAME)

journal = sa.Table(
    "journal",
    metadata,
    # Never used twice, also when all rows have been sealed and deleted.
    sa.Column("seq", row_id, primary_key=True),
    # The event id by `event_key`: a third of the index that the ids themselves would need.
    sa.Column("key", sa.BigInteger, nullable=False, unique=True),
    # Of the sealing that took the row; NULL until one has.
    sa.Column("batch", sa.BigInteger),
    sa.Column("received_at", sa.BigInteger, nullable=False),
    sa.Column("id", _name, nullable=False),
    sa.Column("time", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("person", _name),
    sa.Column("creator", _name),
    sa.Column("post", _name),
    sa.Column("campaign", _name),
    sa.Column("link", _name),
    sa.Column("code", _name),
    sa.Column("channel", _name),
    sa.Column("value_cents", sa.BigInteger),
    sa.Column("currency", sa.String(3)),
    sa.Column("assignment", _name),
    sa.Column("consent", sa.Boolean),
    sqlite_autoincrement=True,
)

journal_batch = sa.Table(
    "journal_batch",
    metadata,
    # Also the number of the application transaction in the lake; each follows the one before.
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("marked_at", sa.BigInteger, nullable=False),
    # NULL while its rows are on their way; at most the newest batch may be.
    sa.Column("sealed_at", sa.BigInteger),
)

sealed_key = sa.Table(
    "sealed_key",
    metadata,
    # An event that is sent again after its row was sealed is known by this alone.
    sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
    # The day number since 1970-01-01 of the event's time, so that retention can drop keys with their rows.
    sa.Column("day", sa.Integer, nullable=False),
)
