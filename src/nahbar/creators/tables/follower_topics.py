"""What the profile texts of followers were about, as one text a follower, and the same read as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.tables.reading import arrow_rows
from nahbar.creators.tables.schema import follower
from nahbar.language.topics import TOPIC_NAMES

FOLLOWER_TOPICS = pa.schema([("creator_id", pa.int64()), ("topics", pa.string())])


def joined_topics(names: Sequence[str]) -> str:
    """Return the topics as they are stored, ",books,travel,"; "," for none."""
    return "," + "".join(f"{name}," for name in names)


def topic_patterns() -> Any:
    """Return (topic, pattern) of every topic: by which pattern it is found in the stored text."""
    return pa.table({"topic": list(TOPIC_NAMES), "pattern": [f"%,{name},%" for name in TOPIC_NAMES]})


def read_follower_topics(connection: sa.Connection, ids: Sequence[int]) -> Any:
    """Return (creator_id, topics) of all followers of these creators; topics is null where no profile text is known."""
    statement = sa.select(follower.c.creator_id, follower.c.topics).where(follower.c.creator_id.in_(ids))
    return arrow_rows(connection, statement, FOLLOWER_TOPICS)
