"""people who were erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def _erased_person() -> None:
    op.create_table(
        "erased_person",
        sa.Column("person_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_key", name=op.f("pk_erased_person")),
    )


def upgrade() -> None:
    """Apply this step."""
    _erased_person()
