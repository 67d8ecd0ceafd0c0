"""Adds, edits, pauses and resumes links; every edit stands in the link's history and reaches every worker."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from nahbar.campaigns.links.contracts import Change, Link, LinkWish
from nahbar.campaigns.links.tables import links as tables
from nahbar.campaigns.links.wishes import changes_between, read_wish
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

# 63 bits: what a signed column of 64 holds.
SEED_BITS = 63


def own_hosts(house: House, *more: str) -> Collection[str]:
    """Return the hosts whose links are ours: the links' own domain and those that a request came to."""
    return {one for one in (house.workspace.settings.links.domain, *more) if one}


def add_link(house: House, given: Mapping[str, str], who: str, own: Collection[str] | None = None) -> Link:
    """Add a link; raises BadInput with the field as its kind, Conflict (kind "slug") for a slug in use."""
    wish = read_wish(given, own_hosts(house) if own is None else own, house.workspace.settings.timezone)
    with house.store.write() as connection:
        revision = tables.raise_version(connection)
        if tables.find(connection, [wish.slug]):
            raise Conflict(
                msg("There is a link “{slug}” already.", slug=wish.slug),
                msg("Choose another name, or edit that one."),
                kind="slug",
            )
        tables.add(connection, [new_row(wish, who, now(), revision)])
        record(connection, who, "link.add", wish.slug, now())
        return tables.find(connection, [wish.slug])[wish.slug]


def new_row(wish: LinkWish, who: str, moment: int, revision: int) -> dict[str, Any]:
    """Return the values of a new link, with a seed of its own."""
    names = ("slug", "targets", "creator", "campaign", "post", "variant", "expires_at")
    values = {name: getattr(wish, name) for name in names}
    made = {"seed": secrets.randbits(SEED_BITS), "created_at": moment, "created_by": who}
    return {**values, **made, "revision": revision}


def edit_link(
    house: House, slug: str, given: Mapping[str, str], who: str, own: Collection[str] | None = None
) -> Sequence[Change]:
    """Give a link what `given` says; its slug stays. Return what has changed. Raises as `add_link`, and NotFound."""
    hosts = own_hosts(house) if own is None else own
    wish = read_wish({**given, "slug": slug}, hosts, house.workspace.settings.timezone)
    with house.store.write() as connection:
        revision = tables.raise_version(connection)
        link = known(connection, slug)
        values, lines = changes_between(link, wish, who, now())
        if lines:
            tables.change(connection, link, {**values, "revision": revision}, lines)
    return lines


def known(connection: sa.Connection, slug: str) -> Link:
    """Return a link by its slug in any case; raises NotFound."""
    found = tables.find(connection, [slug.strip().lower()])
    for link in found.values():
        return link
    raise NotFound(
        msg("There is no link “{slug}”.", slug=slug[:80]), msg("See them with: nahbar links list"), kind="no-link"
    )


def pause_link(house: House, slug: str, who: str) -> Link:
    """Let a link lead nowhere until it is resumed; a paused one stays as it is."""
    return _set_paused(house, slug, who, True)


def resume_link(house: House, slug: str, who: str) -> Link:
    """Let a paused link lead to its target again."""
    return _set_paused(house, slug, who, False)


def _set_paused(house: House, slug: str, who: str, paused: bool) -> Link:
    moment = now()
    with house.store.write() as connection:
        revision = tables.raise_version(connection)
        link = known(connection, slug)
        if (link.paused_at is not None) != paused:
            words = ("active", "paused") if paused else ("paused", "active")
            values = {"paused_at": moment if paused else None, "revision": revision}
            tables.change(connection, link, values, [Change(moment, who, "state", *words)])
        return known(connection, slug)
