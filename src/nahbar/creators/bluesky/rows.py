"""Answers of a Bluesky AppView as rows of our kinds: profile, posts, replies, followers.

Fields as in the public lexicons app.bsky.actor.defs, app.bsky.feed.defs and app.bsky.graph.getFollowers. A field that
is missing is unknown, never zero. Nobody is taken over who asked not to be shown without an account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nahbar.creators.bluesky.addresses import PLATFORM, USUAL_ENDING
from nahbar.creators.intake import dicts

Fields = Mapping[str, Any]
Row = dict[str, Any]
# What a person sets who does not want to be shown to visitors without an account.
NOT_PUBLIC = "!no-unauthenticated"
# Stands where a service could not confirm a handle; many accounts carry it at once.
BROKEN_HANDLE = "handle.invalid"
MEDIA = {"app.bsky.embed.video": "video", "app.bsky.embed.images": "photo"}


def is_public(profile: Fields) -> bool:
    """Return whether a profile may be shown to visitors without an account."""
    return all(label.get("val") != NOT_PUBLIC or label.get("neg") for label in dicts(profile.get("labels")))


def name_of(profile: Fields) -> str:
    """Return the handle, or the DID of an account whose handle is not confirmed."""
    handle = str(profile.get("handle") or "")
    return str(profile.get("did") or "") if handle in ("", BROKEN_HANDLE) else handle


def profile_row(profile: Fields, observed_at: int) -> Row:
    """Return a detailed profile as a row of creators."""
    handle = name_of(profile)
    verification = profile.get("verification")
    status = verification.get("verifiedStatus") if isinstance(verification, Mapping) else None
    return {
        "platform": PLATFORM,
        "handle": handle,
        "name": profile.get("displayName") or None,
        "bio": profile.get("description") or None,
        "url": profile_url(handle),
        "followers": profile.get("followersCount"),
        "following": profile.get("followsCount"),
        "posts": profile.get("postsCount"),
        "created_at": profile.get("createdAt"),
        "is_verified": None if status is None else status == "valid",
        "observed_at": observed_at,
        "did": profile.get("did"),
    }


def profile_url(handle: str) -> str:
    """Return the public address of a profile."""
    return f"https://bsky.app/profile/{handle}"


def record_key(uri: object) -> str:
    """Return the last part of an at:// address, which is the post's id in its public address."""
    return str(uri or "").rpartition("/")[2]


def own_posts(feed: object, did: str) -> Iterator[Fields]:
    """Yield the posts of a feed page that the creator wrote: no reposts, no posts of others."""
    for item in dicts(feed):
        post = item.get("post")
        if isinstance(post, Mapping) and not item.get("reason") and str(post.get("uri")).startswith(f"at://{did}/"):
            yield post


def post_row(post: Fields, handle: str) -> Row:
    """Return a post view as a row of posts; views are not counted on Bluesky."""
    key = record_key(post.get("uri"))
    return {
        **record_row(post.get("record"), key, handle),
        "likes": post.get("likeCount"),
        "comments": post.get("replyCount"),
        "shares": post.get("repostCount"),
    }


def record_row(record: object, key: str, handle: str) -> Row:
    """Return the record of a post, as its writer's server holds it, as a row of posts without counts."""
    fields: Fields = record if isinstance(record, Mapping) else {}
    return {
        "platform": PLATFORM,
        "handle": handle,
        "post_id": key,
        "posted_at": fields.get("createdAt"),
        "text": fields.get("text"),
        "kind": _kind(fields.get("embed")),
        "url": f"{profile_url(handle)}/post/{key}",
    }


def _kind(embed: object) -> str:
    fields = embed if isinstance(embed, Mapping) else {}
    media = fields.get("media")
    if isinstance(media, Mapping):
        return _kind(media)
    found = MEDIA.get(str(fields.get("$type")).partition("#")[0], "text")
    return "carousel" if found == "photo" and len(list(dicts(fields.get("images")))) > 1 else found


def comment_rows(thread: object, post_id: str) -> list[Row]:
    """Return all replies below a post as rows of comments; deleted and blocked ones are left out with a gap."""
    rows: list[Row] = []
    open_nodes = list(_replies(thread))
    while open_nodes:
        node = open_nodes.pop()
        post, author = node.get("post"), _part(node.get("post"), "author")
        if isinstance(post, Mapping) and is_public(author):
            rows.append(_comment_row(post, author, post_id))
        open_nodes += _replies(node)
    return rows


def _comment_row(post: Fields, author: Fields, post_id: str) -> Row:
    record = _part(post, "record")
    parent = record_key(_part(_part(record, "reply"), "parent").get("uri"))
    return {
        "platform": PLATFORM,
        "post_id": post_id,
        "comment_id": record_key(post.get("uri")),
        "author": name_of(author),
        "written_at": record.get("createdAt"),
        "text": record.get("text"),
        "in_reply_to": parent if parent != post_id else None,
        "likes": post.get("likeCount"),
    }


def _replies(node: object) -> Iterator[Fields]:
    return dicts(node.get("replies")) if isinstance(node, Mapping) else iter(())


def _part(fields: object, name: str) -> Fields:
    part = fields.get(name) if isinstance(fields, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def follower_row(profile: Fields, handle: str) -> Row:
    """Return a follower's profile as a row of followers; the name's length is that of the part one chooses."""
    name = name_of(profile)
    chosen = name.removesuffix(USUAL_ENDING)
    bio = profile.get("description") or ""
    return {
        "platform": PLATFORM,
        "handle": handle,
        "follower": name,
        "has_picture": bool(profile.get("avatar")),
        "username_length": len(chosen),
        "username_digits": sum(sign.isdigit() for sign in chosen),
        "bio_length": len(bio),
        "bio": bio or None,
    }
