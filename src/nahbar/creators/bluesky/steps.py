"""What to ask next, given what is there: a fetch that was cut off goes on with the next page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nahbar.creators.bluesky.pages import Listing, Page, Reader, Step, Wanted

# The largest page that the lexicons allow.
PAGE_ROWS = 100
# The depth that a service gives by default; deeper talk is rarely about the post.
THREAD_DEPTH = 6
# Twenty thousand followers tell what a million do, and cost the service 200 requests instead of 10,000.
MOST_FOLLOWERS = 20_000
# Reposts and answers fill pages too; a listing that is longer than this is left.
MOST_PAGES = 500

REPOSITORY: Mapping[Listing, str] = {
    "card": "app.bsky.actor.profile",
    "follows": "app.bsky.graph.follow",
    "posts": "app.bsky.feed.post",
}


@dataclass(slots=True)
class _Part:
    """How far one listing is."""

    rows: int = 0
    pages: int = 0
    cursor: str = ""
    ended: bool = False


@dataclass(slots=True)
class Reached:
    """How far a fetch is; `add` every page that came, then ask for the `next` step."""

    name: str
    reader: Reader
    wanted: Wanted
    did: str = ""
    handle: str = ""
    requests: int = 0
    parts: dict[Listing, _Part] = field(default_factory=dict)
    threads: dict[str, str] = field(default_factory=dict)
    followers: int = 0

    def add(self, page: Page) -> None:
        """Take note of a page."""
        self.requests += 1
        self.did, self.handle = page.did or self.did, page.handle or self.handle
        part = self.parts.setdefault(page.listing, _Part())
        part.pages += 1
        part.rows += sum(len(rows) for kind, rows in page.rows.items() if kind == page.listing)
        stuck = page.cursor == part.cursor
        part.cursor = page.cursor
        most = {"posts": self.wanted.posts, "followers": MOST_FOLLOWERS}.get(page.listing, math.inf)
        part.ended = not page.cursor or stuck or part.rows >= most or part.pages >= MOST_PAGES
        self.threads.update(page.threads)
        self.threads.pop(page.of, None)
        for row in page.rows.get("creators", ()):
            stated = row.get("followers")
            self.followers = stated if isinstance(stated, int) else self.followers

    def room(self) -> int:
        """Return how many posts are still wanted."""
        return max(0, self.wanted.posts - self.parts.get("posts", _Part()).rows)

    def next(self) -> Step | None:
        """Return what to ask next, None when all is there."""
        if not self.did:
            return self._first()
        for listing in self._listings():
            if not self.parts.get(listing, _Part()).ended:
                return self._page(listing)
        if self.wanted.replies and self.threads:
            uri = next(iter(self.threads))
            parameters = {"uri": uri, "depth": THREAD_DEPTH, "parentHeight": 0}
            return Step("replies", "app.bsky.feed.getPostThread", parameters, uri)
        return None

    def expected(self) -> int:
        """Return about how many requests the whole fetch takes, those made so far included."""
        left = 0
        for listing in self._listings():
            part = self.parts.get(listing, _Part())
            rows = {"posts": self.wanted.posts, "followers": min(self.followers, MOST_FOLLOWERS)}.get(listing, 1)
            left += 0 if part.ended else max(1, math.ceil((rows - part.rows) / PAGE_ROWS))
        return self.requests + left + (len(self.threads) if self.wanted.replies else 0) + int(not self.did)

    def _listings(self) -> list[Listing]:
        if self.reader == "pds":
            listings: list[Listing] = ["card", "follows", "posts"]
        else:
            listings = ["posts", "followers"]
        left_out = {"posts": not self.wanted.posts, "followers": not self.wanted.followers}
        return [listing for listing in listings if not left_out.get(listing)]

    def _first(self) -> Step:
        if self.reader == "pds":
            return Step("profile", "com.atproto.repo.describeRepo", {"repo": self.name})
        return Step("profile", "app.bsky.actor.getProfile", {"actor": self.name})

    def _page(self, listing: Listing) -> Step:
        part = self.parts.get(listing, _Part())
        on: dict[str, Any] = {"cursor": part.cursor} if part.cursor else {}
        if self.reader == "pds":
            asked = {"repo": self.did, "collection": REPOSITORY[listing], "limit": PAGE_ROWS, **on}
            return Step(listing, "com.atproto.repo.listRecords", asked)
        asked = {"actor": self.did, "limit": PAGE_ROWS, **on}
        if listing == "followers":
            return Step(listing, "app.bsky.graph.getFollowers", asked)
        few = max(1, min(PAGE_ROWS, self.wanted.posts)) if not part.pages else PAGE_ROWS
        return Step(listing, "app.bsky.feed.getAuthorFeed", {**asked, "limit": few, "filter": "posts_no_replies"})
