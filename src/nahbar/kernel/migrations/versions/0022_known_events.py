"""One table of the events that are known, and batches that are all rows up to a number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

ROWS = (
    "received_at, id, time, kind, person, creator, post, campaign, link, code, channel, value_cents, currency,"
    " assignment, consent"
)
MICROS_A_DAY = 86_400_000_000
_NAME = sa.String(length=200)


def _known_event() -> None:
    op.create_table(
        "known_event",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_known_event")),
    )
    op.execute("INSERT INTO known_event (key, seq, day) SELECT key, NULL, day FROM sealed_key ORDER BY key")
    op.drop_table("sealed_key")


def _batches() -> None:
    op.add_column("journal_batch", sa.Column("last_seq", sa.BigInteger(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        # A row that was on its way when a batch that is not sealed yet was marked comes after it now.
        op.execute(
            "UPDATE journal SET seq = nextval(pg_get_serial_sequence('journal', 'seq')) WHERE batch IS NULL"
            " AND seq < (SELECT max(seq) FROM journal WHERE batch IS NOT NULL)"
        )
    op.execute(
        "UPDATE journal_batch SET last_seq ="
        " (SELECT max(seq) FROM journal WHERE journal.batch = journal_batch.number) WHERE sealed_at IS NULL"
    )


def _keys_of_waiting_rows() -> None:
    op.execute(
        f"INSERT INTO known_event (key, seq, day) SELECT key, seq, time / {MICROS_A_DAY} FROM journal"  # noqa: S608 - a number
        " WHERE true ORDER BY key ON CONFLICT (key) DO UPDATE SET seq = excluded.seq"
    )


def _journal_of_sqlite() -> None:
    # A column that is unique cannot be dropped; numbers go on where they were.
    connection = op.get_bind()
    newest = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").scalar()
    op.rename_table("journal", "journal_before")
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("id", _NAME, nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *(sa.Column(name, _NAME) for name in ("person", "creator", "post", "campaign", "link", "code", "channel")),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("assignment", _NAME, nullable=True),
        sa.Column("consent", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO journal (seq, {ROWS}) SELECT seq, {ROWS} FROM journal_before ORDER BY seq")  # noqa: S608 - names above
    op.drop_table("journal_before")
    if newest is not None:
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'journal'")
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('journal', ?)", (newest,))


def upgrade() -> None:
    """Apply this step."""
    _known_event()
    _batches()
    _keys_of_waiting_rows()
    if op.get_bind().dialect.name == "sqlite":
        _journal_of_sqlite()
    else:
        op.drop_column("journal", "batch")
        op.drop_column("journal", "key")
