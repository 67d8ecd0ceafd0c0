"""Topics of followers' profile texts, accounts checked by hand, and what an audit says beside its share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _follower_mark() -> None:
    op.create_table(
        "follower_mark",
        sa.Column("creator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("is_fake", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["creator_id"], ["creator.id"], name=op.f("fk_follower_mark_creator_id")),
        sa.PrimaryKeyConstraint("creator_id", "person_key", name=op.f("pk_follower_mark")),
    )


def upgrade() -> None:
    """Apply this step."""
    _follower_mark()
    with op.batch_alter_table("follower", schema=None) as batch_op:
        batch_op.add_column(sa.Column("topics", sa.String(length=1000), nullable=True))
    with op.batch_alter_table("vetting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audit_fits", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("audit_checked", sa.BigInteger(), nullable=True))
