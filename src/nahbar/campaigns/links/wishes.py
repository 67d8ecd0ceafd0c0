"""What an editor typed about a link, read and checked field by field; and what an edit changes. Pure."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from nahbar.campaigns.links.contracts import Change, Link, LinkWish
from nahbar.campaigns.links.slugs import read_slug
from nahbar.campaigns.links.tagging import refuse_personal
from nahbar.campaigns.links.targets import read_targets, targets_text
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable, read_time

LONGEST_NAME = 200
SECONDS_A_DAY = 86_400
COLUMNS = ("slug", "target", "creator", "campaign", "post", "variant", "expires_at")
EDITED = ("targets", "creator", "campaign", "post", "variant", "expires_at")


def read_wish(given: Mapping[str, str], own: Collection[str] = (), zone: str = "UTC") -> LinkWish:
    """Return the link that texts by COLUMNS describe; raises BadInput whose `kind` names the column.

    `own` are hosts that lead back to us, `zone` is the time zone of an expiry without an offset.
    """
    wish = LinkWish(
        slug=read_slug(given.get("slug", "")),
        targets=read_targets(given.get("target", ""), own),
        creator=read_creator(given.get("creator", "")),
        campaign=read_name(given.get("campaign", ""), "campaign"),
        post=read_name(given.get("post", ""), "post"),
        variant=read_name(given.get("variant", ""), "variant"),
        expires_at=_moment(given.get("expires_at", ""), zone),
    )
    refuse_personal(wish)
    return wish


def read_name(text: str, field: str) -> str | None:
    """Return a name with single blanks, None for an empty one; raises BadInput of kind `field`."""
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadInput(
            msg("“{text}” is too long, or has characters that cannot be shown.", text=name[:40]),
            msg("Use at most {n} characters.", n=LONGEST_NAME),
            kind=field,
        )
    return name or None


def read_creator(text: str) -> str | None:
    """Return "platform/handle" in lower case, None for an empty text; raises BadInput (kind "creator")."""
    name = read_name(text, "creator")
    if name is None:
        return None
    platform, sign, handle = name.partition("/")
    handle = handle.strip().removeprefix("@")
    if not sign or not platform.strip() or not handle or " " in handle:
        raise BadInput(
            msg("“{text}” names no creator.", text=name[:60]),
            msg("Write it as platform/handle, like instagram/lese.fuchs."),
            kind="creator",
        )
    return f"{platform.strip().lower()}/{handle.lower()}"


def _moment(text: str, zone: str) -> int | None:
    if not text.strip():
        return None
    try:
        found = read_time(text.strip())
    except Unreadable as error:
        raise BadInput(
            error.reason, msg("Write a day or a time, like 2026-12-24 or 2026-12-24 18:00."), kind="expires_at"
        ) from error
    if found is None:
        return None
    # A link that ends on a day works until that day is over, where the brand is.
    seconds = found.seconds + SECONDS_A_DAY if found.day_only else found.seconds
    if not found.naive:
        return seconds
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=zoneinfo.ZoneInfo(zone))
    return int(moment.timestamp())


def moment_text(seconds: int | None, zone: str) -> str:
    """Return a moment as `read_wish` reads it, in `zone`; empty for None."""
    if seconds is None:
        return ""
    moment = dt.datetime.fromtimestamp(seconds, zoneinfo.ZoneInfo(zone))
    return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")


def fields_of(wish: LinkWish, zone: str) -> dict[str, str]:
    """Return the texts that `read_wish` would read as `wish`."""
    texts = {name: getattr(wish, name) or "" for name in ("slug", "creator", "campaign", "post", "variant")}
    return {**texts, "target": targets_text(wish.targets), "expires_at": moment_text(wish.expires_at, zone)}


def changes_between(
    link: Link, wish: LinkWish, who: str, now: int, fields: Sequence[str] = EDITED
) -> tuple[dict[str, Any], list[Change]]:
    """Return the values that an edit gives a link, and the lines for its history; both empty when nothing changes."""
    values = {name: getattr(wish, name) for name in fields if getattr(wish, name) != getattr(link, name)}
    lines = [Change(now, who, name, _told(getattr(link, name)), _told(value)) for name, value in values.items()]
    return values, lines


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return targets_text(value)
    if isinstance(value, int):
        return dt.datetime.fromtimestamp(value, dt.UTC).isoformat()
    return value or ""
