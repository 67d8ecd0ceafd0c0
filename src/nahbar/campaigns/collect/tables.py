"""The table of write keys: who may send events to this workspace."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

write_key = sa.Table(
    "write_key",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False, unique=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("revoked_at", sa.BigInteger),
)
