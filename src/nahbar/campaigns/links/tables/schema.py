"""The tables of tracking links: links, their targets, edits and clicks, how far files of clicks are read, and codes."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

NAME = 200

tracking_link = sa.Table(
    "tracking_link",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("slug", sa.String(80), nullable=False, unique=True),
    # "platform/handle" and free names: a link may be made before its creator or campaign is known here.
    sa.Column("creator", sa.String(NAME)),
    sa.Column("campaign", sa.String(NAME)),
    sa.Column("post", sa.String(NAME)),
    sa.Column("variant", sa.String(NAME)),
    sa.Column("expires_at", sa.BigInteger),
    sa.Column("paused_at", sa.BigInteger),
    # Keys the split between targets; never changed, so that an edit moves nobody to another target by itself.
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("created_by", sa.String(320), nullable=False),
    # The version of all links (link_version) that brought this row as it is.
    sa.Column("revision", sa.BigInteger, nullable=False),
    sa.Index(None, "creator"),
    sa.Index(None, "campaign"),
    sa.Index(None, "revision"),
)

link_target = sa.Table(
    "link_target",
    metadata,
    sa.Column("link_id", sa.ForeignKey("tracking_link.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("weight", sa.Integer, nullable=False),
)

link_change = sa.Table(
    "link_change",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("link_id", sa.ForeignKey("tracking_link.id"), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("field", sa.String(32), nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Index(None, "link_id"),
)

link_hour = sa.Table(
    "link_hour",
    metadata,
    sa.Column("link_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("target", sa.Integer, primary_key=True, autoincrement=False),
    # Hours since 1970-01-01T00:00Z.
    sa.Column("hour", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("people", sa.BigInteger, nullable=False),
    sa.Column("bots", sa.BigInteger, nullable=False),
    sa.Column("repeats", sa.BigInteger, nullable=False),
)

link_version = sa.Table(
    "link_version",
    metadata,
    # One row; every edit raises it, and every worker looks at it several times a second.
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.BigInteger, nullable=False),
)

click_file = sa.Table(
    "click_file",
    metadata,
    sa.Column("name", sa.String(120), primary_key=True),
    # Records that are counted, of which so many were not whole.
    sa.Column("records", sa.BigInteger, nullable=False),
    sa.Column("torn", sa.BigInteger, nullable=False),
)

click_memory = sa.Table(
    "click_memory",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    # What `counting.Memory` holds of the last minute.
    sa.Column("data", sa.LargeBinary, nullable=False),
)

coupon_code = sa.Table(
    "coupon_code",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("code", sa.String(40), nullable=False, unique=True),
    sa.Column("creator", sa.String(NAME), nullable=False),
    sa.Column("campaign", sa.String(NAME)),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("created_by", sa.String(320), nullable=False),
    sa.Column("ended_at", sa.BigInteger),
    sa.Index(None, "creator"),
)
