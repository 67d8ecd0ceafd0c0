"""tracking links clicks and coupon codes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _click_file() -> None:
    op.create_table(
        "click_file",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("torn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_click_file")),
    )


def _click_memory() -> None:
    op.create_table(
        "click_memory",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_click_memory")),
    )


def _coupon_code() -> None:
    op.create_table(
        "coupon_code",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("creator", sa.String(length=200), nullable=False),
        sa.Column("campaign", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=320), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coupon_code")),
        sa.UniqueConstraint("code", name=op.f("uq_coupon_code_code")),
    )
    with op.batch_alter_table("coupon_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coupon_code_creator"), ["creator"], unique=False)


def _link_hour() -> None:
    op.create_table(
        "link_hour",
        sa.Column("link_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("target", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("bots", sa.BigInteger(), nullable=False),
        sa.Column("repeats", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("link_id", "target", "hour", name=op.f("pk_link_hour")),
    )


def _link_version() -> None:
    op.create_table(
        "link_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_version")),
    )


def _tracking_link() -> None:
    op.create_table(
        "tracking_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("creator", sa.String(length=200), nullable=True),
        sa.Column("campaign", sa.String(length=200), nullable=True),
        sa.Column("post", sa.String(length=200), nullable=True),
        sa.Column("variant", sa.String(length=200), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=320), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracking_link")),
        sa.UniqueConstraint("slug", name=op.f("uq_tracking_link_slug")),
    )
    with op.batch_alter_table("tracking_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tracking_link_campaign"), ["campaign"], unique=False)
        batch_op.create_index(batch_op.f("ix_tracking_link_creator"), ["creator"], unique=False)
        batch_op.create_index(batch_op.f("ix_tracking_link_revision"), ["revision"], unique=False)


def _link_change() -> None:
    op.create_table(
        "link_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("link_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["tracking_link.id"], name=op.f("fk_link_change_link_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_change")),
    )
    with op.batch_alter_table("link_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_change_link_id"), ["link_id"], unique=False)


def _link_target() -> None:
    op.create_table(
        "link_target",
        sa.Column("link_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["tracking_link.id"], name=op.f("fk_link_target_link_id")),
        sa.PrimaryKeyConstraint("link_id", "position", name=op.f("pk_link_target")),
    )


def upgrade() -> None:
    """Apply this step."""
    _click_file()
    _click_memory()
    _coupon_code()
    _link_hour()
    _link_version()
    _tracking_link()
    _link_change()
    _link_target()
