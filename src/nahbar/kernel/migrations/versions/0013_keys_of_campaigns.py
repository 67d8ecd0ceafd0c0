"""keys of campaigns."""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def _plain(name: str) -> str:
    # As the UTM parameters of that time were made; a migration does not change with the code.
    text = unicodedata.normalize("NFKD", name.strip().lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._-]+", "-", text).strip("-")[:90].strip("-") or "campaign"


def upgrade() -> None:
    """Apply this step: the key of a campaign is made of its name; of two with one name the second gets a number."""
    op.add_column("campaign", sa.Column("key", sa.String(length=100), server_default="", nullable=False))
    campaign = sa.table("campaign", sa.column("id", sa.BigInteger), sa.column("name"), sa.column("key"))
    connection, taken = op.get_bind(), set[str]()
    for row in connection.execute(sa.select(campaign.c.id, campaign.c.name).order_by(campaign.c.id)).all():
        plain, number = _plain(row.name), 1
        key = plain
        while key in taken:
            number += 1
            key = f"{plain}-{number}"
        taken.add(key)
        connection.execute(campaign.update().where(campaign.c.id == row.id).values(key=key))
    op.create_index(op.f("ix_campaign_key"), "campaign", ["key"], unique=True)
