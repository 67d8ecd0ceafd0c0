"""The tables of campaigns and collaborations.

Every table on a creator names them in a column of its own: what is kept on a person is then found by one rule, to be
handed out or erased.
"""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

campaign = sa.Table(
    "campaign",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    # What links, codes, leads, deals and touchpoints call the campaign; it never changes.
    sa.Column("key", sa.String(100), nullable=False, server_default=""),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("goal", sa.String(32), nullable=False),
    sa.Column("audience", sa.Text, nullable=False, server_default=""),
    sa.Column("starts_day", sa.BigInteger),
    sa.Column("ends_day", sa.BigInteger),
    sa.Column("budget_cents", sa.BigInteger),
    sa.Column("currency", sa.String(3), nullable=False),
    # Targets by name, as JSON; formats as a JSON list.
    sa.Column("kpis", sa.Text, nullable=False, server_default="{}"),
    sa.Column("formats", sa.Text, nullable=False, server_default="[]"),
    sa.Column("law", sa.String(2), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("created_by", sa.String(320), nullable=False),
    sa.Index(None, "state"),
    sa.Index(None, "key", unique=True),
)


def creator_column() -> sa.Column[int]:
    """Return the column that names the creator whom a row is about."""
    return sa.Column("creator_id", row_id, sa.ForeignKey("creator.id"), nullable=False)


def collaboration_column() -> sa.Column[int]:
    """Return the column that names the collaboration of a row."""
    return sa.Column("collaboration_id", sa.ForeignKey("collaboration.id"), nullable=False)


collaboration = sa.Table(
    "collaboration",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("campaign_id", sa.ForeignKey("campaign.id"), nullable=False),
    creator_column(),
    sa.Column("state", sa.String(16), nullable=False),
    # What is offered, as JSON; the version rises with every change, so that an acceptance says what was accepted.
    sa.Column("terms", sa.Text, nullable=False),
    sa.Column("terms_version", sa.BigInteger, nullable=False, server_default="1"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("campaign_id", "creator_id"),
    sa.Index(None, "creator_id"),
)

collaboration_step = sa.Table(
    "collaboration_step",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    collaboration_column(),
    creator_column(),
    sa.Column("step", sa.String(32), nullable=False),
    sa.Column("from_state", sa.String(16), nullable=False),
    sa.Column("to_state", sa.String(16), nullable=False),
    sa.Column("party", sa.String(16), nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    # Which versions of terms and brief stood when the step was taken.
    sa.Column("terms_version", sa.BigInteger, nullable=False),
    sa.Column("brief_version", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("undone_at", sa.BigInteger),
    sa.Index(None, "collaboration_id"),
)

deliverable = sa.Table(
    "deliverable",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    collaboration_column(),
    creator_column(),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("due_day", sa.BigInteger),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("done_day", sa.BigInteger),
    sa.Index(None, "collaboration_id"),
)

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    collaboration_column(),
    creator_column(),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("kind", sa.String(32), nullable=False, server_default=""),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("findings", sa.Text, nullable=False, server_default="[]"),
    sa.UniqueConstraint("collaboration_id", "number"),
)

published_post = sa.Table(
    "published_post",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    collaboration_column(),
    creator_column(),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", sa.String(32), nullable=False, server_default=""),
    sa.Column("paid_label", sa.Boolean, nullable=False),
    sa.Column("posted_day", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("findings", sa.Text, nullable=False, server_default="[]"),
    sa.Column("checked_at", sa.BigInteger),
    sa.Index(None, "collaboration_id"),
)
