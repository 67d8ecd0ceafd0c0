"""Every statement on briefs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.brief.contracts import Brief
from nahbar.campaigns.brief.schema import brief


def newest_version(connection: sa.Connection, campaign_id: int) -> int:
    """Return the highest version of a campaign's brief in any language, 0 where none was saved."""
    newest = sa.select(sa.func.max(brief.c.version)).where(brief.c.campaign_id == campaign_id)
    return int(connection.execute(newest).scalar_one() or 0)


def read_brief(connection: sa.Connection, campaign_id: int, language: str, version: int | None = None) -> Brief | None:
    """Return a version of a brief, the newest where none is named."""
    mine = [brief.c.campaign_id == campaign_id, brief.c.language == language]
    if version is not None:
        mine.append(brief.c.version == version)
    row = connection.execute(sa.select(brief).where(*mine).order_by(brief.c.version.desc()).limit(1)).first()
    return _brief(row) if row else None


def newest_brief(connection: sa.Connection, campaign_id: int, language: str) -> Brief | None:
    """Return the newest brief in a language, else in any other one."""
    found = read_brief(connection, campaign_id, language)
    if found is not None:
        return found
    mine = sa.select(brief).where(brief.c.campaign_id == campaign_id).order_by(brief.c.version.desc())
    row = connection.execute(mine.limit(1)).first()
    return _brief(row) if row else None


def versions_of(connection: sa.Connection, campaign_id: int, language: str) -> Sequence[Brief]:
    """Return every version of a brief in one language, newest first."""
    mine = (brief.c.campaign_id == campaign_id, brief.c.language == language)
    return [_brief(row) for row in connection.execute(sa.select(brief).where(*mine).order_by(brief.c.version.desc()))]


def add_version(
    connection: sa.Connection, campaign_id: int, language: str, parts: Mapping[str, str], who: str, now: int
) -> int:
    """Keep a new version and return its number."""
    newest = read_brief(connection, campaign_id, language)
    version = newest.version + 1 if newest else 1
    values: dict[str, Any] = {"campaign_id": campaign_id, "language": language, "version": version, "who": who}
    content = msgspec.json.encode(dict(parts)).decode()
    connection.execute(brief.insert().values(**values, at=now, content=content))
    return version


def _brief(row: sa.Row[Any]) -> Brief:
    return Brief(row.campaign_id, row.language, row.version, msgspec.json.decode(row.content), row.who, row.at)
