"""An answer to a step as the page that is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nahbar.creators.bluesky import repository, rows
from nahbar.creators.bluesky.pages import Page, Step
from nahbar.creators.bluesky.steps import Reached
from nahbar.creators.intake import dicts

Answer = Mapping[str, Any]


def page_of(step: Step, answer: Answer, reached: Reached, observed_at: int) -> Page:
    """Return what an answer to `step` brought; `observed_at` in seconds since 1970-01-01T00:00Z."""
    if step.listing == "profile":
        return _profile(answer, reached, observed_at)
    found = {"card": _card, "posts": _posts, "follows": _follows, "replies": _replies, "followers": _followers}
    return found[step.listing](step, answer, reached)


def gone(step: Step, reached: Reached) -> Page:
    """Return the page of something that was deleted before it could be fetched."""
    return Page(step.listing, reached.reader, of=step.of)


def _cursor(answer: Answer) -> str:
    cursor = answer.get("cursor")
    return cursor if isinstance(cursor, str) else ""


def _profile(answer: Answer, reached: Reached, observed_at: int) -> Page:
    pds = reached.reader == "pds"
    row = (repository.bare_profile_row if pds else rows.profile_row)(answer, observed_at)
    did = str(answer.get("did") or "")
    return Page("profile", reached.reader, rows={"creators": [row]}, did=did, handle=str(row["handle"]))


def _card(step: Step, answer: Answer, reached: Reached) -> Page:
    row = {"handle": reached.handle, **repository.described(repository.profile_record(answer))}
    return Page("card", reached.reader, rows={"creators": [row]})


def _posts(step: Step, answer: Answer, reached: Reached) -> Page:
    if reached.reader == "pds":
        found = list(repository.own_records(answer, reached.handle))[: reached.room()]
        return Page("posts", "pds", _cursor(answer), {"posts": found})
    posts = list(rows.own_posts(answer.get("feed"), reached.did))[: reached.room()]
    threads = [(str(post.get("uri")), rows.record_key(post.get("uri"))) for post in posts if post.get("replyCount")]
    found = [rows.post_row(post, reached.handle) for post in posts]
    return Page("posts", "appview", _cursor(answer), {"posts": found}, threads=threads)


def _follows(step: Step, answer: Answer, reached: Reached) -> Page:
    return Page("follows", reached.reader, _cursor(answer), count=len(list(dicts(answer.get("records")))))


def _replies(step: Step, answer: Answer, reached: Reached) -> Page:
    found = rows.comment_rows(answer.get("thread"), reached.threads[step.of])
    return Page("replies", reached.reader, rows={"comments": found}, of=step.of)


def _followers(step: Step, answer: Answer, reached: Reached) -> Page:
    people = (one for one in dicts(answer.get("followers")) if rows.is_public(one))
    found = [rows.follower_row(one, reached.handle) for one in people]
    return Page("followers", reached.reader, _cursor(answer), {"followers": found})
