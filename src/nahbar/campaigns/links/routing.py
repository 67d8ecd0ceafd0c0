"""Where each slug leads, in memory and ready to be sent; kept up to date by looking at one number."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from urllib.parse import urlsplit

from nahbar.campaigns.links.contracts import Link
from nahbar.campaigns.links.splitting import running_sums
from nahbar.campaigns.links.tables import links as tables
from nahbar.campaigns.links.tagging import tagged, tags_of
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.web.answers import Answer

log = logging.getLogger("nahbar.links")

# An edit reaches every worker within a second; four looks a second cost a tenth of a percent of a core.
LOOK_SECONDS = 0.25
NEVER = 1 << 62
CLICK_PARAMETER = "nahbar_click"
# The target learns nothing of the page that the visitor came from; the UTM parameters say what the editor chose to say.
REFERRER_POLICY = b"no-referrer"


def redirect(location: bytes) -> Answer:
    """Return the answer that leads to `location`; made once and sent many times."""
    headers = [
        (b"location", location),
        (b"cache-control", b"no-store"),
        (b"referrer-policy", REFERRER_POLICY),
        (b"content-length", b"0"),
    ]
    return Answer(302, headers)


class Route:
    """A link as the redirect needs it; `ends` is its last microsecond, 0 for a paused one."""

    __slots__ = ("answers", "bounds", "ends", "link_id", "loops", "paused", "seed", "urls")

    def __init__(self, link: Link) -> None:
        tags = tags_of(link.wish)
        self.link_id = link.id
        self.seed = link.seed
        self.urls = [tagged(target.url, tags) for target in link.targets]
        self.answers = [redirect(url.encode()) for url in self.urls]
        self.bounds: Sequence[int] = running_sums([target.weight for target in link.targets])
        self.paused = link.paused_at is not None
        expires = NEVER if link.expires_at is None else link.expires_at * 1_000_000
        self.ends = 0 if self.paused else expires
        # Hosts at which a target is a path like those of our links: should one be ours, it would lead in a circle.
        parts = [urlsplit(url) for url in self.urls]
        self.loops = frozenset(part.netloc.encode() for part in parts if part.path.startswith("/l/"))

    def consented(self, target: int, click_id: str) -> Answer:
        """Return the answer with the click id in the address, behind its query and before its fragment."""
        url, sign, fragment = self.urls[target].partition("#")
        joint = "&" if "?" in url else "?"
        return redirect(f"{url}{joint}{CLICK_PARAMETER}={click_id}{sign}{fragment}".encode())


class Routes:
    """All routes by slug; a thread of its own brings in what has changed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._revision = 0
        self._slugs: dict[int, str] = {}
        self.by_slug: dict[str, Route] = {}
        self._ending = threading.Event()
        self._looking = threading.Thread(target=self._look_regularly, name="links-look", daemon=True)

    def start(self) -> None:
        """Load every link and begin to look."""
        self.refresh()
        self._looking.start()

    def stop(self) -> None:
        """End looking."""
        self._ending.set()
        if self._looking.is_alive():
            self._looking.join()

    def refresh(self) -> None:
        """Bring in the links that changed since the last time."""
        with self._house.store.read() as connection:
            version = tables.version(connection)
            if version == self._revision:
                return
            changed = tables.since(connection, self._revision)
        for link in changed:
            before = self._slugs.get(link.id)
            if before is not None and before != link.slug:
                self.by_slug.pop(before, None)
            self._slugs[link.id] = link.slug
            self.by_slug[link.slug] = Route(link)
        self._revision = version

    def _look_regularly(self) -> None:
        while not self._ending.wait(LOOK_SECONDS):
            try:
                self.refresh()
            except NahbarError as error:
                # The links that are known go on to work while the store is away.
                log.warning("links could not be looked up: %s", error.one_line())
