"""Tables of the journal: the events that are known, the rows that wait for the lake, the batches that went there.

The keys of events come in no order, so that each new one changes a page of its own in the store; they stand in one
tree alone, and a row that goes to the lake leaves it as it is. Rows themselves come and go in the order of `seq`.
"""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id
from nahbar.kernel.touchpoints import LONGEST_NAME

_name = sa.String(LONGEST_NAME)

journal = sa.Table(
    "journal",
    metadata,
    # Never used twice, also when all rows have been sealed and deleted: a batch is all rows up to its last number.
    sa.Column("seq", row_id, primary_key=True),
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
    # The number of its newest row; NULL for batches that were sealed before this was kept.
    sa.Column("last_seq", sa.BigInteger),
    # NULL while its rows are on their way; at most the newest batch may be.
    sa.Column("sealed_at", sa.BigInteger),
)

known_event = sa.Table(
    "known_event",
    metadata,
    # The event id by `event_key`: a third of the index that the ids themselves would need.
    sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
    # Of its row, while it waits in the journal; NULL for events that were sealed before this was kept.
    sa.Column("seq", sa.BigInteger),
    # The day number since 1970-01-01 of the event's time, so that retention can drop keys with their rows.
    sa.Column("day", sa.Integer, nullable=False),
)

# Rows up to this number belong to a batch; those after it wait for one.
marked_until = sa.select(sa.func.coalesce(sa.func.max(journal_batch.c.last_seq), 0)).scalar_subquery()
