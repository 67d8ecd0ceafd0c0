"""The tables of what creators did, of who wants to hear of it by e-mail, and of the notices that wait to be sent."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

happening = sa.Table(
    "happening",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    # accept, decline, hand in, publish, answer, data, erasure.
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("creator_id", row_id, sa.ForeignKey("creator.id"), nullable=False),
    # The page on which a person looks at it.
    sa.Column("path", sa.String(400), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger),
    sa.Column("seen_by", sa.String(320)),
    sa.Index(None, "seen_at"),
    sa.Index(None, "creator_id"),
)

notice_wish = sa.Table(
    "notice_wish",
    metadata,
    # Who switched notices on; nobody else gets any.
    sa.Column("account_id", sa.ForeignKey("account.id"), primary_key=True),
    sa.Column("since", sa.BigInteger, nullable=False),
)

# The outbox: written in the transaction of what happened. Words are made when it is sent, so none are kept here.
notice_mail = sa.Table(
    "notice_mail",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("happening_id", sa.ForeignKey("happening.id", ondelete="CASCADE"), nullable=False),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("attempts", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("next_at", sa.BigInteger, nullable=False),
    sa.Column("sent_at", sa.BigInteger),
    sa.Column("given_up_at", sa.BigInteger),
    # What the mail server said last, as JSON.
    sa.Column("problem", sa.Text),
    sa.UniqueConstraint("happening_id", "account_id"),
    sa.Index(None, "next_at"),
)
