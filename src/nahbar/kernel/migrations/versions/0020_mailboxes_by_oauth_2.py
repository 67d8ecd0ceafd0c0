"""mailboxes by OAuth 2."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def _mailbox_oauth() -> None:
    op.create_table(
        "mailbox_oauth",
        sa.Column(
            "mailbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("token_url", sa.String(length=500), nullable=False),
        sa.Column("device_url", sa.String(length=500), nullable=False),
        sa.Column("client_id", sa.String(length=300), nullable=False),
        sa.Column("scope", sa.String(length=1000), nullable=False),
        sa.Column("client_secret", sa.LargeBinary(), nullable=False),
        sa.Column("refresh_token", sa.LargeBinary(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("device_code", sa.LargeBinary(), nullable=False),
        sa.Column("user_code", sa.String(length=100), nullable=False),
        sa.Column("verify_url", sa.String(length=500), nullable=False),
        sa.Column("device_interval", sa.BigInteger(), nullable=False),
        sa.Column("device_next", sa.BigInteger(), nullable=False),
        sa.Column("device_until", sa.BigInteger(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_mailbox_oauth_mailbox_id")),
        sa.PrimaryKeyConstraint("mailbox_id", name=op.f("pk_mailbox_oauth")),
    )


def upgrade() -> None:
    """Apply this step."""
    _mailbox_oauth()
