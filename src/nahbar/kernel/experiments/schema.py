"""The tables of experiments: what was planned, and who looked when."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

experiment = sa.Table(
    "experiment",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("name", sa.String(80), nullable=False, unique=True),
    sa.Column("title", sa.String(200), nullable=False),
    # Whose room it is: "gesture", "moment", "link", "mail" or "other".
    sa.Column("room", sa.String(16), nullable=False),
    # What is drawn: "person" or "creator".
    sa.Column("unit", sa.String(16), nullable=False),
    # [[name, share], ...] as JSON, the control first.
    sa.Column("variants", sa.Text, nullable=False),
    # "lead", "lead:count", "deal:value" ...; guardrails are a JSON list of them with the direction that is bad.
    sa.Column("metric", sa.String(40), nullable=False),
    sa.Column("guardrails", sa.Text, nullable=False),
    # Outcomes count for so many days after somebody's first exposure.
    sa.Column("window_days", sa.Integer, nullable=False),
    # People in the smallest arm.
    sa.Column("planned", sa.BigInteger, nullable=False),
    sa.Column("planned_days", sa.Integer),
    # What the control goes without: "channel:mail", "creator:instagram/name", "reaction:like" ...; "" is nothing named.
    sa.Column("holds_out", sa.String(240), nullable=False, server_default=""),
    # Traits from before the first exposure by which lifts are told apart, as JSON: ["deal", "reply"].
    sa.Column("declared_groups", sa.Text, nullable=False, server_default="[]"),
    # The smallest lift worth knowing of, in units of the metric.
    sa.Column("least_lift", sa.Float),
    # "draft", "running" or "stopped".
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("started_at", sa.BigInteger),
    sa.Column("stopped_at", sa.BigInteger),
    sa.Column("stop_reason", sa.String(400), nullable=False, server_default=""),
)

experiment_look = sa.Table(
    "experiment_look",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("experiment_id", row_id, sa.ForeignKey("experiment.id"), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    # People whose window had passed, in all arms; and what the primary metric's lift was, where there was one.
    sa.Column("people", sa.BigInteger, nullable=False),
    sa.Column("lift", sa.Float),
    sa.Column("low", sa.Float),
    sa.Column("high", sa.Float),
    sa.Index(None, "experiment_id", "at"),
)
