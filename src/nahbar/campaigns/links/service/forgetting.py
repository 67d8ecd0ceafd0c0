"""Data protection: links and codes of a creator who asked to be forgotten."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

import sqlalchemy as sa

from nahbar.campaigns.links.tables import links as tables
from nahbar.campaigns.links.tables.schema import coupon_code, link_change, link_target, tracking_link
from nahbar.kernel.clock import now
from nahbar.kernel.house import House
from nahbar.kernel.lake import forget_creator_of_touchpoints
from nahbar.kernel.tables import audit


def forget_creator(house: House, name: str) -> int:
    """Take a creator ("platform/handle") out of links, codes and touchpoints; return the rows that named them.

    Their links end and lose slug, history and parameters, which are made of the handle; the clicks stay as sums. Their
    codes go. Files of the store are written anew by `house.store.compact()`, which is the caller's to call.
    """
    with house.store.write() as connection:
        count = _forget_links(connection, name) + _forget_codes(connection, name)
    return count + forget_creator_of_touchpoints(house, name)


def _forget_links(connection: sa.Connection, name: str) -> int:
    mine = sa.func.lower(tracking_link.c.creator) == name.lower()
    found = connection.execute(sa.select(tracking_link.c.id, tracking_link.c.slug).where(mine)).all()
    revision = tables.raise_version(connection) if found else 0
    for link_id, slug in found:
        connection.execute(link_change.delete().where(link_change.c.link_id == link_id))
        targets = sa.select(link_target.c.position, link_target.c.url).where(link_target.c.link_id == link_id)
        for position, url in connection.execute(targets).all():
            same = (link_target.c.link_id == link_id, link_target.c.position == position)
            connection.execute(link_target.update().where(*same).values(url=_bare(url)))
        blank = {"slug": f"forgotten-{link_id}", "creator": None, "post": None, "variant": None}
        ended = {"paused_at": now(), "revision": revision}
        connection.execute(tracking_link.update().where(tracking_link.c.id == link_id).values(**blank, **ended))
        connection.execute(audit.delete().where(audit.c.action.like("link.%"), audit.c.subject == slug))
    return len(found)


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def _forget_codes(connection: sa.Connection, name: str) -> int:
    mine = sa.func.lower(coupon_code.c.creator) == name.lower()
    for code in connection.execute(sa.select(coupon_code.c.code).where(mine)).scalars().all():
        named = sa.or_(audit.c.subject == code, audit.c.subject.like(f"{code} %"))
        connection.execute(audit.delete().where(audit.c.action.like("code.%"), named))
    return connection.execute(coupon_code.delete().where(mine)).rowcount
