"""what experiments hold out, and their declared groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("experiment", sa.Column("holds_out", sa.String(length=240), server_default="", nullable=False))
    op.add_column("experiment", sa.Column("declared_groups", sa.Text(), server_default="[]", nullable=False))
