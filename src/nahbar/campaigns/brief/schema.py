"""The table of briefs: every version that was saved, in each language."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

brief = sa.Table(
    "brief",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("campaign_id", sa.ForeignKey("campaign.id"), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    # The parts of the brief by name, as JSON.
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("campaign_id", "language", "version"),
)
