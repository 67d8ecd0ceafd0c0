"""What a creator hands in: drafts and posts, and what was found in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from nahbar.campaigns.agree import rows
from nahbar.campaigns.agree.checking import Finding, Required, check_text
from nahbar.campaigns.agree.contracts import Collaboration, Published
from nahbar.campaigns.agree.seams import Tracking, tracking_of
from nahbar.campaigns.agree.service.campaigns import campaign_of
from nahbar.campaigns.agree.service.collaborations import Actor, collaboration_of, stepped
from nahbar.campaigns.agree.states import state_after
from nahbar.campaigns.brief.contracts import lines_of
from nahbar.campaigns.brief.rows import newest_brief
from nahbar.creators import ImportedPost, imported_posts
from nahbar.kernel.access import record
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

LONGEST_TEXT = 20_000
LONGEST_ADDRESS = 500
POST_KINDS = ("photo", "video", "carousel", "story", "text")
# A link that got into wrong hands must not fill the store.
MOST_DRAFTS, MOST_POSTS = 100, 100


def _text(text: str) -> str:
    text = text.replace("\0", "")
    if len(text) > LONGEST_TEXT:
        raise BadInput(
            msg("The text has more than {n} characters.", n=LONGEST_TEXT),
            msg("Hand in the text of one post."),
            kind="text",
        )
    return text


def post_address(address: str) -> str:
    """Return the address of a post; raises BadInput for what is none that a browser should open."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or len(address) > LONGEST_ADDRESS or not address.isprintable() or " " in address:
        raise BadInput(
            msg("This is not the address of a post."),
            msg("Copy it from the browser; it begins with https://"),
            kind="url",
        )
    return address


def required_of(connection: sa.Connection, one: Collaboration, language: str, tracking: Tracking) -> Required:
    """Return what a post of a collaboration has to hold, by the newest brief."""
    brief = newest_brief(connection, one.campaign_id, language)
    parts = brief.parts if brief else {}
    return Required(
        lines_of(parts, "messages"),
        lines_of(parts, "mentions"),
        lines_of(parts, "hashtags"),
        tracking.link,
        tracking.code,
    )


def _findings(
    connection: sa.Connection, one: Collaboration, text: str, kind: str, tracking: Tracking, paid_label: bool = False
) -> list[Finding]:
    law = campaign_of(connection, one.campaign_id).plan.law
    language = "de" if law in ("de", "at", "ch") else "en"
    required = required_of(connection, one, language, tracking)
    return check_text(text, law, kind, required, paid=one.terms.paid, paid_label=paid_label)


def hand_in_draft(house: House, collaboration_id: int, text: str, kind: str, actor: Actor) -> Sequence[Finding]:
    """Keep a draft, check it and return what was found; raises NotFound, BadInput, Conflict."""
    text, kind = _text(text), kind if kind in POST_KINDS else ""
    if not text.strip():
        raise BadInput(msg("There is no text to check."), msg("Paste the text of the post."), kind="text")
    with house.store.read() as connection:
        before = collaboration_of(connection, collaboration_id)
    tracking = tracking_of(house, before)
    with house.store.write() as connection:
        rows.hold_collaboration(connection, before.id)
        one = collaboration_of(connection, collaboration_id)
        state_after(one.state, "hand in", actor.party)
        if len(rows.drafts_of(connection, one.id)) >= MOST_DRAFTS:
            raise Conflict(msg("There are {n} drafts already.", n=MOST_DRAFTS), msg("Write to the brand."), kind="text")
        found = _findings(connection, one, text, kind, tracking)
        values = {"text": text, "kind": kind, "who": actor.who, "at": now(), "findings": _stored(found)}
        rows.add_draft(connection, one, values)
        stepped(connection, one, "hand in", actor)
    return found


def _stored(found: Sequence[Finding]) -> str:
    return rows.to_json([one.to_dict() for one in found])


def imported_twin(address: str, posts: Sequence[ImportedPost]) -> ImportedPost | None:
    """Return the imported post that an address belongs to, None where none does. Pure."""
    wanted = _bare(address)
    for one in posts:
        last = wanted.rstrip("/").rpartition("/")[2]
        if (one.url and _bare(one.url) == wanted) or (last and one.post_id == last):
            return one
    return None


def _bare(address: str) -> str:
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"


def note_post(
    house: House, collaboration_id: int, address: str, text: str, kind: str, actor: Actor, deliverable_id: int = 0
) -> Sequence[Finding]:
    """Note a published post and check it, with its pasted text or that of the imported post; return what was found.

    Nothing is fetched: without a text the check waits. When everything was found the software marks it as checked.
    Raises NotFound, BadInput, Conflict.
    """
    address, text = post_address(address), _text(text)
    with house.store.read() as connection:
        before = collaboration_of(connection, collaboration_id)
    tracking = tracking_of(house, before)
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        state_after(one.state, "publish", actor.party)
        if len(rows.posts_of(connection, one.id)) >= MOST_POSTS:
            raise Conflict(msg("There are {n} posts already.", n=MOST_POSTS), msg("Write to the brand."), kind="url")
        values = {"url": address, "kind": kind if kind in POST_KINDS else "", "who": actor.who, "at": now()}
        known = _known(connection, one, address, text)
        found = _checked(connection, one, {**values, **known}, tracking)
        rows.add_post(connection, one, {**values, **known, **_kept(found, known["text"])})
        one = stepped(connection, one, "publish", actor)
        if 0 < deliverable_id < 2**62:
            rows.set_done(connection, one, deliverable_id, known["posted_day"])
        _settle(connection, one, found)
    return found


def _known(connection: sa.Connection, one: Collaboration, address: str, text: str) -> dict[str, Any]:
    twin = imported_twin(address, imported_posts(connection, one.creator_id))
    if twin is None:
        return {"text": text, "paid_label": False, "posted_day": day_of(now())}
    return {"text": text or twin.text, "paid_label": twin.paid_label, "posted_day": day_of(twin.posted_at)}


def _checked(
    connection: sa.Connection, one: Collaboration, values: dict[str, Any], tracking: Tracking
) -> list[Finding]:
    if not values["text"].strip():
        return []
    return _findings(connection, one, values["text"], values["kind"], tracking, values["paid_label"])


def _kept(found: Sequence[Finding], text: str) -> dict[str, Any]:
    return {"findings": _stored(found), "checked_at": now() if text.strip() else None}


def _settle(connection: sa.Connection, one: Collaboration, found: Sequence[Finding]) -> None:
    if found and all(finding.found for finding in found):
        stepped(connection, one, "check", Actor("software", "nahbar"))


def check_again(house: House, collaboration_id: int, post_id: int, text: str, actor: Actor) -> Sequence[Finding]:
    """Check a noted post anew, with a text that is pasted or was imported since; raises NotFound, BadInput."""
    text = _text(text)
    with house.store.read() as connection:
        before = collaboration_of(connection, collaboration_id)
    tracking = tracking_of(house, before)
    with house.store.write() as connection:
        one = collaboration_of(connection, collaboration_id)
        post = _post(rows.posts_of(connection, one.id), post_id)
        known = _known(connection, one, post.url, text or post.text)
        if not known["text"].strip():
            raise BadInput(
                msg("The text of this post is not known here."),
                msg("Paste it, or import the creator's posts."),
                kind="text",
            )
        found = _checked(connection, one, {**known, "kind": post.kind}, tracking)
        rows.change_post(connection, one, post.id, {**known, **_kept(found, known["text"])})
        record(connection, actor.who, "collaboration.check-post", f"collaboration:{one.id}", now())
        if one.state == "posted":
            _settle(connection, one, found)
    return found


def _post(posts: Sequence[Published], post_id: int) -> Published:
    for one in posts:
        if one.id == post_id:
            return one
    raise NotFound(msg("There is no such post."), msg("Load the page again."), kind="unknown-post")
