"""The table of the qualification rule: every version that was ever kept; the newest one holds."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata

lead_rule = sa.Table(
    "lead_rule",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("joined", sa.String(8), nullable=False),
    # A JSON list of [kind, value]; an empty one switches the rule off.
    sa.Column("conditions", sa.Text, nullable=False),
)
