"""The tables of leads, deals and refunds, of what they come in by, and of how far that is read."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

NAME = 200
KEY = 200
HOST = 253


def _origin_columns() -> list[sa.Column[object]]:
    """Where a lead or a deal came from, as it was resolved when it was written, and what decided (`by`)."""
    return [
        sa.Column("creator_id", row_id, sa.ForeignKey("creator.id")),
        # The name that tracking links and touchpoints carry.
        sa.Column("campaign", sa.String(NAME)),
        sa.Column("post", sa.String(NAME)),
        sa.Column("variant", sa.String(NAME)),
        sa.Column("code", sa.String(NAME)),
        sa.Column("link", sa.String(NAME)),
        sa.Column("click", sa.String(NAME)),
        sa.Column("channel", sa.String(NAME)),
        sa.Column("by", sa.String(16), nullable=False, server_default=""),
    ]


# A lead or a deal is the brand's: it stays without the creator, and without what spells the creator's name.
WITHOUT_CREATOR = {"kept_without_creator": ("post", "code", "link", "click", "channel")}

lead = sa.Table(
    "lead",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("key", sa.String(KEY), nullable=False, unique=True),
    sa.Column("came_at", sa.BigInteger, nullable=False),
    sa.Column("person", sa.String(NAME)),
    *_origin_columns(),
    sa.Column("source_said", sa.Text, nullable=False, server_default=""),
    sa.Column("qualified", sa.Boolean),
    sa.Column("stage", sa.String(16), nullable=False),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    # Why it was lost, one of LOST_REASONS; "" where only words say it.
    sa.Column("lost_reason", sa.String(16), nullable=False, server_default=""),
    # The version of the qualification rule that judged it; empty where a person or a table did, or nobody.
    sa.Column("rule_version", sa.Integer),
    sa.Column("value_cents", sa.BigInteger),
    sa.Column("currency", sa.String(3)),
    # How it came: form, mail, crm, import, api.
    sa.Column("via", sa.String(16), nullable=False),
    sa.Column("consent", sa.Boolean),
    # Of what sent it, so that what was sent earlier and comes later changes nothing; 0 where it says none.
    sa.Column("version", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
    sa.Index(None, "campaign"),
    sa.Index(None, "creator_id"),
    sa.Index(None, "person"),
    sa.Index(None, "stage"),
    sa.Index(None, "came_at"),
    info=WITHOUT_CREATOR,
)

# Apart, so that who a lead is can be erased without the lead.
lead_contact = sa.Table(
    "lead_contact",
    metadata,
    sa.Column("lead_id", sa.ForeignKey("lead.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("email", sa.String(320), nullable=False, server_default=""),
    sa.Column("name", sa.String(NAME), nullable=False, server_default=""),
    # What else was answered, as JSON: names of fields and texts.
    sa.Column("answers", sa.Text, nullable=False, server_default="{}"),
    sa.Index(None, "email"),
)

lead_step = sa.Table(
    "lead_step",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("lead_id", sa.ForeignKey("lead.id", ondelete="CASCADE"), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("from_stage", sa.String(16), nullable=False),
    sa.Column("to_stage", sa.String(16), nullable=False),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Index(None, "lead_id"),
)

deal = sa.Table(
    "deal",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("key", sa.String(KEY), nullable=False, unique=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("lead_id", sa.ForeignKey("lead.id", ondelete="SET NULL")),
    sa.Column("person", sa.String(NAME)),
    *_origin_columns(),
    sa.Column("value_cents", sa.BigInteger, nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    # The sum of its refunds, at most its value.
    sa.Column("refunded_cents", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("order_number", sa.String(NAME)),
    sa.Column("shop", sa.String(NAME)),
    sa.Column("items", sa.BigInteger),
    # The host of the page before the shop, and the country of delivery, else of the bill.
    sa.Column("came_from", sa.String(HOST)),
    sa.Column("country", sa.String(2)),
    sa.Column("version", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
    sa.Index(None, "campaign"),
    sa.Index(None, "creator_id"),
    sa.Index(None, "person"),
    sa.Index(None, "lead_id"),
    sa.Index(None, "at"),
    sa.Index(None, "code"),
    # A page of the creator's own may be where it came from.
    info={"kept_without_creator": (*WITHOUT_CREATOR["kept_without_creator"], "came_from")},
)

refund = sa.Table(
    "refund",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("key", sa.String(KEY), nullable=False, unique=True),
    # Of the deal, which may come after its refund.
    sa.Column("deal_key", sa.String(KEY), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("cents", sa.BigInteger, nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    # Whether it is not one refund but all that was given back up to then, as a table says it.
    sa.Column("whole", sa.Boolean, nullable=False),
    sa.Index(None, "deal_key"),
)

hook = sa.Table(
    "hook",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    # The end of its address.
    sa.Column("name", sa.String(80), nullable=False, unique=True),
    sa.Column("kind", sa.String(16), nullable=False),
    # Sealed with a key of the workspace.
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("revoked_at", sa.BigInteger),
)

hook_delivery = sa.Table(
    "hook_delivery",
    metadata,
    sa.Column("hook_id", sa.ForeignKey("hook.id"), primary_key=True),
    # A hash of the id that the sender gave the delivery.
    sa.Column("delivery", sa.String(64), primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Index(None, "at"),
)

lead_form = sa.Table(
    "lead_form",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("key", sa.String(80), nullable=False, unique=True),
    sa.Column("name", sa.String(NAME), nullable=False),
    # Fields, choices and wording as JSON.
    sa.Column("design", sa.Text, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("closed_at", sa.BigInteger),
)

# What a form has taken lately: a hash of the address under the day's salt, and tokens that were used.
form_sent = sa.Table(
    "form_sent",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("form_id", sa.ForeignKey("lead_form.id"), nullable=False),
    sa.Column("address", sa.BigInteger, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Index(None, "at"),
)

notice = sa.Table(
    "notice",
    metadata,
    # One row: who answers for the data, as JSON.
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("answers", sa.Text, nullable=False),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
)
