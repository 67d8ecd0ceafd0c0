"""Tables of the kernel: people and access, web sessions, API tokens, audit log, the mail server."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("email", sa.String(320), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False, server_default=""),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("language", sa.String(8), nullable=False, server_default="de"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("disabled_at", sa.BigInteger),
)

session = sa.Table(
    "web_session",
    metadata,
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("expires_at", sa.BigInteger),
    sa.Index(None, "expires_at"),
)

token = sa.Table(
    "api_token",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False, unique=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("scopes", sa.String(400), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("revoked_at", sa.BigInteger),
)

audit = sa.Table(
    "audit_log",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("action", sa.String(80), nullable=False),
    sa.Column("subject", sa.String(400), nullable=False, server_default=""),
    sa.Index(None, "at"),
)

guest_link = sa.Table(
    "guest_link",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    # What the link opens, and nothing else: a purpose ("report") and its one subject ("creator:12").
    sa.Column("purpose", sa.String(32), nullable=False),
    sa.Column("subject", sa.String(80), nullable=False),
    sa.Column("made_by", sa.String(320), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    sa.Column("revoked_at", sa.BigInteger),
    sa.Index(None, "subject"),
)

mail_server = sa.Table(
    "mail_server",
    metadata,
    # One row: what an owner said on the page; without it nahbar.toml holds.
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("host", sa.String(320), nullable=False),
    sa.Column("port", sa.Integer, nullable=False),
    sa.Column("security", sa.String(16), nullable=False),
    sa.Column("user", sa.String(320), nullable=False),
    # Sealed; empty where the server asks for none.
    sa.Column("password", sa.LargeBinary, nullable=False),
    sa.Column("sender", sa.String(320), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
)
