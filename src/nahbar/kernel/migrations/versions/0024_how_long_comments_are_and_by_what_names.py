"""How long a comment is, and how many digits its author's name has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("comment", sa.Column("letters", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("comment", sa.Column("name_digits", sa.Integer(), nullable=True))
    op.execute("UPDATE comment SET letters = length(text)")
