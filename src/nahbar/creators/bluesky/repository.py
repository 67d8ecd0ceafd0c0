"""Records in a creator's own repository, as their server (PDS) hands them out: no counts, no followers, no replies.

Fields as in the public lexicons app.bsky.actor.profile and app.bsky.feed.post.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nahbar.creators.bluesky.addresses import PLATFORM
from nahbar.creators.bluesky.rows import Fields, Row, name_of, profile_url, record_key, record_row
from nahbar.creators.intake import dicts


def bare_profile_row(description: Fields, observed_at: int) -> Row:
    """Return what com.atproto.repo.describeRepo says as a row of creators."""
    handle = name_of(description)
    return {
        "platform": PLATFORM,
        "handle": handle,
        "url": profile_url(handle),
        "observed_at": observed_at,
        "did": description.get("did"),
    }


def profile_record(page: Fields) -> Fields:
    """Return the profile record of a listing, empty when the creator has written none.

    Its labels are brought to the form of a profile view's.
    """
    for item in dicts(page.get("records")):
        value = item.get("value")
        if isinstance(value, Mapping):
            labels = value.get("labels")
            own = labels.get("values") if isinstance(labels, Mapping) else None
            return {**value, "labels": list(dicts(own))}
    return {}


def described(record: Fields) -> Row:
    """Return the columns of creators that a profile record fills."""
    return {
        "name": record.get("displayName") or None,
        "bio": record.get("description") or None,
        "created_at": record.get("createdAt"),
    }


def own_records(page: Fields, handle: str) -> Iterator[Row]:
    """Yield the posts of a listing that answer nobody, as rows of posts."""
    for item in dicts(page.get("records")):
        value: Any = item.get("value")
        if isinstance(value, Mapping) and not value.get("reply"):
            yield record_row(value, record_key(item.get("uri")), handle)
