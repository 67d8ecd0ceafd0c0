"""The tables of mailboxes: which are read, how they are signed in to, how far, what became of each message.

No word of a message is in them; secrets are sealed with a key of the workspace.
"""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

mailbox = sa.Table(
    "mailbox",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("name", sa.String(80), nullable=False, unique=True),
    sa.Column("host", sa.String(253), nullable=False),
    sa.Column("port", sa.BigInteger, nullable=False),
    # tls, starttls, or none (on this machine alone).
    sa.Column("security", sa.String(16), nullable=False),
    sa.Column("user", sa.String(320), nullable=False),
    # The password, sealed with a key of the workspace; empty for a mailbox that has a row in mailbox_oauth.
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("folder", sa.String(500), nullable=False),
    # What becomes of a message that is a lead now: leave, flag or move (to `target`).
    sa.Column("after", sa.String(16), nullable=False),
    sa.Column("target", sa.String(500), nullable=False, server_default=""),
    # Addresses and domains of the brand, with blanks.
    sa.Column("own", sa.Text, nullable=False, server_default=""),
    sa.Column("campaign", sa.String(200), nullable=False, server_default=""),
    # Messages that came before this day (UTC) are left alone.
    sa.Column("since_day", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("removed_at", sa.BigInteger),
    # How far it is read; moved on in the transaction that keeps what was read.
    sa.Column("uid_validity", sa.BigInteger),
    sa.Column("last_uid", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("read_at", sa.BigInteger),
    sa.Column("failures", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("next_at", sa.BigInteger, nullable=False, server_default="0"),
    # Why the last reading failed: a sentence and its remedy, as JSON.
    sa.Column("problem", sa.Text),
)

mailbox_oauth = sa.Table(
    "mailbox_oauth",
    metadata,
    sa.Column("mailbox_id", sa.ForeignKey("mailbox.id"), primary_key=True, autoincrement=False),
    sa.Column("token_url", sa.String(500), nullable=False),
    sa.Column("device_url", sa.String(500), nullable=False),
    sa.Column("client_id", sa.String(300), nullable=False),
    sa.Column("scope", sa.String(1_000), nullable=False),
    # Sealed; empty where there is none.
    sa.Column("client_secret", sa.LargeBinary, nullable=False),
    sa.Column("refresh_token", sa.LargeBinary, nullable=False),
    # Another one whenever a person signs in, so that no process goes on with tokens of before.
    sa.Column("stamp", sa.BigInteger, nullable=False),
    # The endpoint wants to be left alone until then.
    sa.Column("not_before", sa.BigInteger, nullable=False),
    # A sign-in that waits for a person: sealed code, what is typed where, when it is asked for again, until when.
    sa.Column("device_code", sa.LargeBinary, nullable=False),
    sa.Column("user_code", sa.String(100), nullable=False),
    sa.Column("verify_url", sa.String(500), nullable=False),
    sa.Column("device_interval", sa.BigInteger, nullable=False),
    sa.Column("device_next", sa.BigInteger, nullable=False),
    sa.Column("device_until", sa.BigInteger, nullable=False),
    # Why the last sign-in came to nothing: a sentence and its remedy, as JSON.
    sa.Column("problem", sa.Text),
)

mailbox_message = sa.Table(
    "mailbox_message",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("mailbox_id", sa.ForeignKey("mailbox.id"), nullable=False),
    # A keyed hash of what makes the message itself, so that it is known wherever it turns up again.
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("uid_validity", sa.BigInteger, nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
    sa.Column("came_at", sa.BigInteger, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    # Why it was refused, as JSON; it never quotes the message.
    sa.Column("reason", sa.Text),
    sa.Column("lead_id", sa.ForeignKey("lead.id", ondelete="SET NULL")),
    # Whether it was flagged or moved, where that was asked for.
    sa.Column("tidied", sa.Boolean, nullable=False),
    # When a person has settled one that was refused.
    sa.Column("settled_at", sa.BigInteger),
    sa.UniqueConstraint("mailbox_id", "uid_validity", "uid"),
    sa.Index(None, "mailbox_id", "key"),
    sa.Index(None, "lead_id"),
)
