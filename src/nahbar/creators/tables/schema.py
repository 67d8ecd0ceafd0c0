"""The tables of the creators room.

A row of an imported kind carries `import_id`, the import that first brought it; `import_change` keeps what a later
import overwrote. Together they let every import be undone.
"""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.kernel.store import metadata, row_id

import_run = sa.Table(
    "import_run",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("file", sa.String(400), nullable=False),
    sa.Column("checksum", sa.String(64), nullable=False, server_default=""),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("options", sa.Text, nullable=False, server_default="{}"),
    sa.Column("who", sa.String(320), nullable=False, server_default=""),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("finished_at", sa.BigInteger),
    sa.Column("read", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("new", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("changed", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("same", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("refused", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("problem", sa.Text),
    sa.Index(None, "state"),
)

import_refusal = sa.Table(
    "import_refusal",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("import_id", sa.ForeignKey("import_run.id"), nullable=False),
    sa.Column("row", sa.BigInteger, nullable=False),
    sa.Column("column", sa.String(200), nullable=False, server_default=""),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Index(None, "import_id"),
)

import_change = sa.Table(
    "import_change",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("import_id", sa.ForeignKey("import_run.id"), nullable=False),
    sa.Column("table", sa.String(32), nullable=False),
    sa.Column("row_key", sa.String(64), nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Index(None, "import_id"),
    sa.Index(None, "table", "row_key"),
)


def _import_column() -> sa.Column[int]:
    return sa.Column("import_id", sa.ForeignKey("import_run.id"))


creator = sa.Table(
    "creator",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("platform", sa.String(32), nullable=False),
    sa.Column("handle", sa.String(200), nullable=False),
    sa.Column("handle_key", sa.String(200), nullable=False),
    # The keyed hash under which this creator appears as the author of comments or as a follower.
    sa.Column("person_key", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("bio", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("followers", sa.BigInteger),
    sa.Column("following", sa.BigInteger),
    sa.Column("posts", sa.BigInteger),
    sa.Column("created_at", sa.BigInteger),
    sa.Column("country", sa.String(80)),
    sa.Column("language", sa.String(80)),
    sa.Column("category", sa.Text),
    sa.Column("is_business", sa.Boolean),
    sa.Column("is_verified", sa.Boolean),
    sa.Column("observed_at", sa.BigInteger),
    sa.Column("extra", sa.Text),
    # Rises with every import that touches this creator's rows: what was computed before is then known to be old.
    sa.Column("version", sa.BigInteger, nullable=False, server_default="1"),
    _import_column(),
    sa.UniqueConstraint("platform", "handle_key"),
    sa.Index(None, "person_key"),
    sa.Index(None, "import_id"),
)

followers_daily = sa.Table(
    "followers_daily",
    metadata,
    sa.Column("creator_id", sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("day", sa.BigInteger, primary_key=True),
    sa.Column("followers", sa.BigInteger, nullable=False),
    _import_column(),
    sa.Index(None, "import_id"),
)

post = sa.Table(
    "post",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("platform", sa.String(32), nullable=False),
    sa.Column("post_key", sa.String(200), nullable=False),
    # Empty while only comments on the post are known.
    sa.Column("creator_id", sa.ForeignKey("creator.id")),
    sa.Column("posted_at", sa.BigInteger),
    sa.Column("text", sa.Text),
    sa.Column("kind", sa.String(32)),
    sa.Column("url", sa.Text),
    sa.Column("likes", sa.BigInteger),
    sa.Column("comments", sa.BigInteger),
    sa.Column("shares", sa.BigInteger),
    sa.Column("saves", sa.BigInteger),
    sa.Column("views", sa.BigInteger),
    sa.Column("paid_label", sa.Boolean),
    sa.Column("media_path", sa.Text),
    sa.Column("extra", sa.Text),
    _import_column(),
    sa.UniqueConstraint("creator_id", "post_key"),
    sa.Index(None, "platform", "post_key"),
    sa.Index(None, "import_id"),
)

comment = sa.Table(
    "comment",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("post_id", sa.ForeignKey("post.id"), nullable=False),
    sa.Column("comment_key", sa.String(200), nullable=False),
    sa.Column("author_key", sa.BigInteger, nullable=False),
    sa.Column("written_at", sa.BigInteger, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("in_reply_to", sa.String(200)),
    sa.Column("likes", sa.BigInteger),
    # What vetting needs of the text, so that reductions never read it.
    sa.Column("text_key", sa.BigInteger, nullable=False),
    sa.Column("is_generic", sa.Boolean, nullable=False),
    sa.Column("is_emoji", sa.Boolean, nullable=False),
    sa.Column("letters", sa.Integer, nullable=False),
    # Of the author's name, which is not kept; unknown for comments imported before it was counted.
    sa.Column("name_digits", sa.Integer),
    sa.Column("extra", sa.Text),
    _import_column(),
    sa.UniqueConstraint("post_id", "comment_key"),
    sa.Index(None, "import_id"),
)

follower = sa.Table(
    "follower",
    metadata,
    sa.Column("creator_id", sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("person_key", sa.BigInteger, primary_key=True),
    sa.Column("followed_at", sa.BigInteger),
    sa.Column("posts", sa.BigInteger),
    sa.Column("following", sa.BigInteger),
    sa.Column("followers", sa.BigInteger),
    sa.Column("has_picture", sa.Boolean),
    sa.Column("is_private", sa.Boolean),
    sa.Column("username_length", sa.BigInteger),
    sa.Column("username_digits", sa.BigInteger),
    sa.Column("bio_length", sa.BigInteger),
    # The topics that the profile text named, ",books,travel,"; "," for a text that names none, empty without a text.
    sa.Column("topics", sa.String(1_000)),
    _import_column(),
    sa.Index(None, "import_id"),
)

# Accounts of follower lists that a person checked. They outlive the import of the list: they are a person's work.
follower_mark = sa.Table(
    "follower_mark",
    metadata,
    sa.Column("creator_id", sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("person_key", sa.BigInteger, primary_key=True),
    sa.Column("is_fake", sa.Boolean, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("marked_at", sa.BigInteger, nullable=False),
)

overlap = sa.Table(
    "overlap",
    metadata,
    sa.Column("creator_a", sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("creator_b", sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("shared", sa.BigInteger, nullable=False),
    _import_column(),
    sa.Index(None, "import_id"),
)

size_curve = sa.Table(
    "size_curve",
    metadata,
    sa.Column("platform", sa.String(32), primary_key=True),
    sa.Column("denominator", sa.String(16), primary_key=True),
    sa.Column("curve", sa.Text, nullable=False),
    sa.Column("creators", sa.BigInteger, nullable=False),
    # What data_state() said of data and method when the curve was fitted.
    sa.Column("state", sa.BigInteger, nullable=False),
    sa.Column("fitted_at", sa.BigInteger, nullable=False),
)

vetting = sa.Table(
    "vetting",
    metadata,
    sa.Column("creator_id", sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("method", sa.String(64), nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("rate", sa.Float),
    sa.Column("rate_low", sa.Float),
    sa.Column("rate_high", sa.Float),
    sa.Column("percentile", sa.Float),
    sa.Column("posts_used", sa.BigInteger),
    sa.Column("audit_n", sa.BigInteger),
    sa.Column("audit_share", sa.Float),
    sa.Column("audit_low", sa.Float),
    sa.Column("audit_high", sa.Float),
    sa.Column("paid_share", sa.Float),
    sa.Column("audit_fits", sa.Boolean),
    sa.Column("audit_checked", sa.BigInteger),
    sa.Column("report", sa.LargeBinary, nullable=False),
)

price = sa.Table(
    "price",
    metadata,
    sa.Column("creator_id", sa.ForeignKey("creator.id"), primary_key=True),
    sa.Column("price_cents", sa.BigInteger, nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    _import_column(),
    sa.Index(None, "import_id"),
)

# A sketch of an audience that a creator handed over: hashes under a salt, no handle and no key of ours.
audience_sketch = sa.Table(
    "audience_sketch",
    metadata,
    sa.Column("creator_id", sa.ForeignKey("creator.id"), primary_key=True),
    # Names the salt; only sketches under one salt can be compared.
    sa.Column("salt_name", sa.String(16), nullable=False),
    sa.Column("size", sa.Float, nullable=False),
    sa.Column("sketch", sa.LargeBinary, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("added_at", sa.BigInteger, nullable=False),
)

saved_search = sa.Table(
    "saved_search",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False, unique=True),
    # The question with its filters, as JSON.
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("looked_at", sa.BigInteger, nullable=False),
    # The ids of the creators that were found at the last look, as JSON.
    sa.Column("seen", sa.Text, nullable=False),
)

reply = sa.Table(
    "reply",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("creator_id", sa.ForeignKey("creator.id"), nullable=False),
    # "answer" to a sign, or "erasure": the creator asks that their data be erased.
    sa.Column("kind", sa.String(16), nullable=False),
    # The sign that is answered; empty for an answer to the whole report.
    sa.Column("sign", sa.String(80), nullable=False, server_default=""),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("written_at", sa.BigInteger, nullable=False),
    sa.Column("guest_link_id", row_id, nullable=False),
    sa.Index(None, "creator_id"),
)

# What a platform says of a creator's audience and the creator shared: shares, as stated, never computed here.
insight = sa.Table(
    "insight",
    metadata,
    sa.Column("id", row_id, primary_key=True),
    sa.Column("creator_id", sa.ForeignKey("creator.id"), nullable=False),
    sa.Column("dimension", sa.String(16), nullable=False),
    sa.Column("value", sa.String(200), nullable=False),
    sa.Column("share", sa.Float, nullable=False),
    sa.Column("observed_at", sa.BigInteger, nullable=False),
    _import_column(),
    sa.UniqueConstraint("creator_id", "dimension", "value", "observed_at"),
    sa.Index(None, "import_id"),
)

# What the brand stands for: one row, the profile as JSON. `version` rises with every change.
brand = sa.Table(
    "brand",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("profile", sa.Text, nullable=False),
    sa.Column("who", sa.String(320), nullable=False),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
)

# Whoever was erased is known by this pseudonym alone, so that an import does not bring them back.
erased_person = sa.Table(
    "erased_person",
    metadata,
    sa.Column("person_key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)
