"""The tables of payouts: where money goes, for as long as a payout is open, and the statements that were made."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.campaigns.agree.schema import collaboration_column, creator_column
from nahbar.kernel.store import metadata, row_id

payee = sa.Table(
    "payee",
    metadata,
    sa.Column("creator_id", row_id, sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("holder", sa.String(140), nullable=False),
    sa.Column("iban", sa.String(34), nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

payout = sa.Table(
    "payout",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    collaboration_column(),
    creator_column(),
    sa.Column("number", sa.String(32), nullable=False, unique=True),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    # The lines of the statement, as JSON: what each deal earned, refunds taken back, the fee.
    sa.Column("lines", sa.Text, nullable=False),
    # "open", "paid" or "void".
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("settled_at", sa.BigInteger),
    sa.Index(None, "collaboration_id"),
)
