"""The host that orders came from, and the country that they went to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("deal", sa.Column("came_from", sa.String(length=253), nullable=True))
    op.add_column("deal", sa.Column("country", sa.String(length=2), nullable=True))
    op.create_index(op.f("ix_deal_code"), "deal", ["code"], unique=False)
