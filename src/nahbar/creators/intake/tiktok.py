"""TikTok's data export in JSON (user_data.json, user_data_tiktok.json), alone or in its ZIP, older and newer names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from nahbar.creators.intake.addresses import handle_key, normal_handle
from nahbar.creators.intake.handover import Export, Followed, OwnComment, as_records, decoded, one_record
from nahbar.creators.intake.record_types import CreatorRecord
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import DEFAULT, Limits, open_archive
from nahbar.kernel.tabular.values import Unreadable, parse_bool, parse_time

PLATFORM = "tiktok"
FILE = re.compile(r"(?:^|/)user_data(?:_tiktok)?(?:_\d+)?\.json$", re.IGNORECASE)
ROOTS = ("Your Activity", "Activity", "Profile And Settings", "Profile", "Video", "Post", "Comment")
# The sections under each root, newest name first; the lists keep their names.
FOLLOWERS = (("Follower", "Follower List"), ("FansList",))
FOLLOWING = (("Following", "Following List"), ("Following",))
VIDEOS = (("Posts", "Videos"), ("VideoList",))
COMMENTS = (("Comments",), ("CommentsList",))
PROFILE = (("Profile Info", "Profile Information"), ("ProfileMap",))
ACCOUNT_ROOTS = ("Profile And Settings", "Your Activity", "Activity", "Profile")
EXTRA = ("who_can_view", "content_disclosure", "ai_generated", "location")
VIDEO_NUMBER = re.compile(r"(?:/video/|/photo/|item_id=|video_id=)(\d{15,})")
VIDEO_OWNER = re.compile(r"/@([^/?]+)/(?:video|photo)/")
JSON_AGAIN = msg("Request the export again and choose JSON (machine-readable) as its format.")


def read_tiktok_export(path: Path, handle: str, *, now: int, limits: Limits = DEFAULT) -> Export:
    """Read a creator's export; `handle` is theirs, `now` seconds since 1970-01-01T00:00Z.

    The export states likes of videos, but no comments, shares or views: they stay unknown. Times are UTC.
    Comments in this export are those that the creator wrote. Raises BadInput when it is no such export, its TXT
    variant, unsafe or damaged.
    """
    reader = _Reader(_document(path, limits), path.name, normal_handle(handle), now)
    notes: list[Message] = [msg("The export states no views, shares and comments of the videos; they stay unknown.")]
    if not any(True for _ in reader.items(ACCOUNT_ROOTS, FOLLOWERS)):
        notes.append(msg("The export holds no list of followers."))
    return Export(
        PLATFORM,
        reader.handle,
        reader.creator(),
        reader.followers,
        reader.following,
        reader.posts,
        reader.own_comments,
        lambda: iter(()),
        tuple(notes),
    )


def _document(path: Path, limits: Limits) -> dict[str, msgspec.Raw]:
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if zipped:
        document = _from_archive(path, limits)
    elif path.stat().st_size > limits.entry_bytes:
        message = msg("{file} is larger than {n} bytes.", file=path.name, n=limits.entry_bytes)
        raise BadInput(message, msg("Request the export for a shorter period."), "too-large")
    else:
        document = _sections(path.read_bytes(), path, path.name)
    if not any(root in document for root in ROOTS):
        raise BadInput(
            msg("{file} holds none of the sections of a TikTok export.", file=path.name), JSON_AGAIN, "wrong-format"
        )
    return document


def _sections(content: bytes, path: Path, entry: str) -> dict[str, msgspec.Raw]:
    """Return the sections undecoded: what a person watched is most of the file and none of our business."""
    document = decoded(content, path.name, entry, dict[str, msgspec.Raw] | list[msgspec.Raw])
    return document if isinstance(document, dict) else {}


def _from_archive(path: Path, limits: Limits) -> dict[str, msgspec.Raw]:
    with open_archive(path, limits) as archive:
        names = [name for name in archive.names if FILE.search(name)]
        if not names:
            text = any(name.casefold().endswith((".txt", ".html")) for name in archive.names)
            message = (
                msg("{file} is the text variant of a TikTok export, made for reading only.", file=path.name)
                if text
                else msg("{file} holds no user_data.json of a TikTok export.", file=path.name)
            )
            raise BadInput(message, JSON_AGAIN, "wrong-format")
        merged: dict[str, msgspec.Raw] = {}
        for name in sorted(names):
            merged.update(_sections(archive.read(name), path, name))
        return merged


class _Reader:
    """One export, of which only the sections that are asked for are decoded."""

    def __init__(self, document: Mapping[str, msgspec.Raw], file: str, handle: str, now: int) -> None:
        self.document = document
        self.file = file
        self.handle = handle
        self.now = now
        self.base = {"platform": PLATFORM, "handle": handle}

    def sections(self, roots: tuple[str, ...], path: tuple[tuple[str, ...], ...]) -> Iterator[Any]:
        """Yield what lies under any of the roots at a path whose steps have alternative names."""
        found = [self.document[root] for root in roots if root in self.document]
        for names in path:
            places = [_inside(place) for place in found]
            found = [place[name] for place in places for name in names if name in place]
        for place in found:
            yield decoded(place, self.file, " / ".join(names[0] for names in path))

    def items(self, roots: tuple[str, ...], path: tuple[tuple[str, ...], ...]) -> Iterator[dict[str, Any]]:
        yield from (item for item in self.listed(roots, path) if item is not None)

    def listed(self, roots: tuple[str, ...], path: tuple[tuple[str, ...], ...]) -> Iterator[dict[str, Any] | None]:
        """Yield the items of a list; what is no object comes as None, so that it can be refused."""
        for section in self.sections(roots, path):
            for item in section if isinstance(section, list) else ():
                yield item if isinstance(item, dict) else None

    def followers(self) -> Iterator[Any]:
        rows = (
            None
            if item is None
            else {**self.base, "follower": _get(item, "UserName"), "followed_at": _get(item, "Date")}
            for item in self.listed(ACCOUNT_ROOTS, FOLLOWERS)
        )
        return as_records("followers", rows, self.now)

    def following(self) -> Iterator[Followed]:
        for item in self.items(ACCOUNT_ROOTS, FOLLOWING):
            name = _get(item, "UserName")
            if name:
                yield Followed(PLATFORM, self.handle, name, handle_key(name), _time(_get(item, "Date")))

    def posts(self) -> Iterator[Any]:
        return as_records("posts", self._post_rows(), self.now, EXTRA)

    def _post_rows(self) -> Iterator[dict[str, Any] | None]:
        taken: Counter[str] = Counter()
        for item in self.listed(("Post", "Video"), VIDEOS):
            if item is None:
                yield None
                continue
            row = {**self.base, **_post(item)}
            taken[row["post_id"]] += 1
            repeat = taken[row["post_id"]]
            yield {**row, "post_id": row["post_id"] + (f"-{repeat}" if repeat > 1 else "")}

    def own_comments(self) -> Iterator[OwnComment]:
        for item in self.items(("Comment", "Your Activity", "Activity"), COMMENTS):
            text, time = _get(item, "Comment"), _time(_get(item, "Date"))
            if text and time is not None:
                link = _get(item, "Url", "Link") or ""
                number, owner = VIDEO_NUMBER.search(link), VIDEO_OWNER.search(link)
                yield OwnComment(
                    PLATFORM, self.handle, time, text, owner[1] if owner else None, number[1] if number else None
                )

    def creator(self) -> CreatorRecord | None:
        profile = next((section for section in self.sections(ACCOUNT_ROOTS, PROFILE) if isinstance(section, dict)), {})
        followers = _get(profile, "followerCount", "followersCount")
        if followers is None:
            followers = str(sum(1 for _ in self.items(ACCOUNT_ROOTS, FOLLOWERS))) or None
        fields = {
            **self.base,
            "followers": None if followers == "0" and not profile else followers,
            "name": _get(profile, "displayName"),
            "bio": _get(profile, "bioDescription"),
            "following": _get(profile, "followingCount"),
            "country": _get(profile, "accountRegion"),
            "url": f"https://www.tiktok.com/@{self.handle}",
        }
        record = one_record("creators", fields, self.now)
        return record if isinstance(record, CreatorRecord) else None


def _inside(place: msgspec.Raw) -> dict[str, msgspec.Raw]:
    try:
        return msgspec.json.decode(place, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        # A section without content is written as null.
        return {}


def _get(item: Mapping[str, Any], *names: str) -> str | None:
    """Return a field whatever its case ("Date", "date"); nested, absent and empty ones are unknown."""
    folded = {key.casefold(): value for key, value in item.items()}
    for name in names:
        value = folded.get(name.casefold())
        if isinstance(value, str | int) and value != "":
            return str(value)
    return None


def _time(text: str | None) -> int | None:
    try:
        return parse_time(text)
    except Unreadable:
        return None


def _post(item: dict[str, Any]) -> dict[str, Any]:
    link, date = _get(item, "Link") or "", _get(item, "Date")
    number = VIDEO_NUMBER.search(link)
    disclosure = _get(item, "ContentDisclosure")
    return {
        "post_id": number[1] if number else f"at-{_time(date) or date}",
        "posted_at": date,
        "text": _get(item, "Title", "Description"),
        "kind": "carousel" if "/photo/" in link else "video",
        "url": link or None,
        "likes": _get(item, "Likes"),
        "paid_label": _paid(disclosure),
        "who_can_view": _get(item, "WhoCanView"),
        "content_disclosure": disclosure,
        "ai_generated": _get(item, "AIGeneratedContent"),
        "location": _get(item, "Location"),
    }


def _paid(disclosure: str | None) -> bool | None:
    try:
        return parse_bool(disclosure)
    except Unreadable:
        return None
