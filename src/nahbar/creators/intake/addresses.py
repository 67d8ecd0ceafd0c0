"""Platforms, handles and web addresses of profiles and posts, brought to one form; pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable, quoted

PLATFORM_NAMES = {
    "instagram": "instagram", "ig": "instagram", "insta": "instagram", "instagram.com": "instagram",
    "youtube": "youtube", "yt": "youtube", "you tube": "youtube", "tiktok": "tiktok", "tik tok": "tiktok",
    "tt": "tiktok", "tik-tok": "tiktok", "facebook": "facebook", "fb": "facebook", "meta": "facebook",
    "twitter": "x", "x": "x", "x (twitter)": "x", "twitter/x": "x", "x/twitter": "x", "twitch": "twitch",
    "bluesky": "bluesky", "bsky": "bluesky", "linkedin": "linkedin", "linked in": "linkedin",
    "pinterest": "pinterest", "snapchat": "snapchat", "snap": "snapchat", "threads": "threads",
    "mastodon": "mastodon", "reddit": "reddit",
}  # fmt: skip
HOSTS = {
    "instagram.com": "instagram", "instagr.am": "instagram", "tiktok.com": "tiktok", "tiktokv.com": "tiktok",
    "youtube.com": "youtube",
    "youtu.be": "youtube", "facebook.com": "facebook", "fb.com": "facebook", "twitter.com": "x", "x.com": "x",
    "twitch.tv": "twitch", "bsky.app": "bluesky", "linkedin.com": "linkedin", "pinterest.com": "pinterest",
    "pinterest.de": "pinterest", "snapchat.com": "snapchat", "threads.net": "threads", "threads.com": "threads",
}  # fmt: skip
OTHER_PLATFORM = re.compile(r"^[a-z][a-z0-9_-]{1,29}$")
# The first part of an address that stands before the handle.
PREFIXES = frozenset(("c", "user", "channel", "in", "company", "add", "profile", "_u", "people", "pages"))
# The first part of an address that is a place of the platform, never a handle.
PLACES = frozenset(
    ("p", "reel", "reels", "tv", "stories", "explore", "watch", "shorts", "video", "hashtag", "search", "embed",
     "playlist", "pin", "status", "post", "share", "accounts", "login", "t", "live")
)  # fmt: skip
POST_PLACES = frozenset(("p", "reel", "reels", "tv", "shorts", "video", "photo", "status", "post", "pin", "videos",
                         "embed", "live", "posts"))  # fmt: skip
# Longest legal handle of any platform here (a YouTube or Mastodon name with its server); more is text in a wrong place.
MAX_HANDLE_CHARS = 120
WEB = re.compile(r"^(?:https?://|www\.)|^[a-z0-9.-]+\.(?:com|tv|app|net|be)/", re.IGNORECASE)
INVISIBLE = re.compile("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
# In short texts joiners stay where they join: they make one picture of several emoji, and letters of Persian and Hindi.
_JOINED = "[^\u0000-\u00a0\u2000-\u206f]"
UNSEEN = re.compile(rf"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})|(?![\u200c\u200d]){INVISIBLE.pattern}")


class Profile(NamedTuple):
    """What a web address of a profile says."""

    platform: str
    handle: str


class PostAddress(NamedTuple):
    """What a web address of a post says; the handle is None where the address does not name it."""

    platform: str
    handle: str | None
    post_id: str


def is_web_address(text: str) -> bool:
    """Return whether a cell is a web address, with or without its scheme."""
    return WEB.match(text.strip()) is not None


@lru_cache(maxsize=1_024)
def normal_platform(text: str) -> str:
    """Return the lower-case name of a platform; unknown ones are kept as they are. Raises Unreadable."""
    folded = " ".join(text.casefold().split())
    if known := PLATFORM_NAMES.get(folded):
        return known
    if is_web_address(folded) and (host := _host(folded)[0]):
        return host
    if OTHER_PLATFORM.match(folded):
        return folded
    raise Unreadable(msg("{value} is not the name of a platform.", value=quoted(text)))


def normal_handle(text: str) -> str:
    """Return a handle without @ and address, in the case it was written in. Raises Unreadable."""
    handle = text
    if not (handle.isascii() and handle.isalnum()):
        handle = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
        if is_web_address(handle):
            profile = profile_of(handle)
            handle = profile.handle if profile else ""
        handle = handle.removeprefix("@").rstrip("/")
    odd = any(sign.isspace() or sign in '/\\"<>' for sign in handle)
    # Browsers take "." and ".." in an address for folders, so no page could be opened under them.
    if odd or not handle.strip(".") or len(handle) > MAX_HANDLE_CHARS:
        raise Unreadable(msg("{value} is not a handle.", value=quoted(text)))
    return handle


def handle_key(handle: str) -> str:
    """Return the form under which a handle is compared."""
    return handle.casefold()


def profile_of(address: str) -> Profile | None:
    """Return platform and handle of a profile's address, None when it is none that is known."""
    platform, parts, _ = _host(address)
    while parts and parts[0].casefold() in PREFIXES:
        parts = parts[1:]
    if platform is None or not parts or parts[0].casefold() in PLACES:
        return None
    handle = parts[0].removeprefix("@")
    return Profile(platform, handle) if handle else None


def post_of(address: str) -> PostAddress | None:
    """Return platform, handle and id of a post's address, None when it is none that is known."""
    platform, parts, query = _host(address)
    if platform is None:
        return None
    if platform == "youtube" and (video := parse_qs(query).get("v")):
        return PostAddress(platform, None, video[0])
    if "youtu.be" in address and parts:
        return PostAddress(platform, None, parts[0])
    for index, part in enumerate(parts[:-1]):
        if part.casefold() in POST_PLACES:
            named = index > 0 and parts[index - 1].casefold() not in PREFIXES
            return PostAddress(platform, parts[index - 1].removeprefix("@") if named else None, parts[index + 1])
    return None


def _host(address: str) -> tuple[str | None, list[str], str]:
    text = address.strip()
    try:
        split = urlsplit(text if "://" in text else f"https://{text}")
        host = (split.hostname or "").casefold()
    except ValueError:
        return None, [], ""
    for name in (host, host.partition(".")[2]):
        if name in HOSTS:
            return HOSTS[name], [unquote(part) for part in split.path.split("/") if part], split.query
    return None, [], ""
