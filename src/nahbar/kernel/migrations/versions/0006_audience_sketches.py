"""audience sketches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _audience_sketch() -> None:
    op.create_table(
        "audience_sketch",
        sa.Column("creator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("salt_name", sa.String(length=16), nullable=False),
        sa.Column("size", sa.Float(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["creator_id"], ["creator.id"], name=op.f("fk_audience_sketch_creator_id")),
        sa.PrimaryKeyConstraint("creator_id", name=op.f("pk_audience_sketch")),
    )


def upgrade() -> None:
    """Apply this step."""
    _audience_sketch()
