"""reasons and the rule of leads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "lead_rule",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("joined", sa.String(length=8), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_lead_rule")),
    )
    op.add_column("lead", sa.Column("lost_reason", sa.String(length=16), server_default="", nullable=False))
    op.add_column("lead", sa.Column("rule_version", sa.Integer(), nullable=True))
