"""What the brand stands for, and what platforms say of a creator's audience."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ONCE = "uq_insight_creator_id_dimension_value_observed_at"
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _brand() -> None:
    op.create_table(
        "brand",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand")),
    )


def _insight() -> None:
    op.create_table(
        "insight",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("creator_id", ROW_ID, nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("observed_at", sa.BigInteger(), nullable=False),
        sa.Column("import_id", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(["creator_id"], ["creator.id"], name=op.f("fk_insight_creator_id")),
        sa.ForeignKeyConstraint(["import_id"], ["import_run.id"], name=op.f("fk_insight_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight")),
        sa.UniqueConstraint("creator_id", "dimension", "value", "observed_at", name=op.f(ONCE)),
    )
    with op.batch_alter_table("insight", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_insight_import_id"), ["import_id"], unique=False)


def upgrade() -> None:
    """Apply this step."""
    _brand()
    _insight()
