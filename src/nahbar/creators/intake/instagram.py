"""Instagram's "download your information" ZIP in JSON, in its older and newer folder layouts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nahbar.creators.intake.addresses import handle_key, normal_handle, profile_of
from nahbar.creators.intake.columns import folded
from nahbar.creators.intake.handover import (
    Export,
    Followed,
    OwnComment,
    as_records,
    dicts,
    entries,
    one_record,
    repaired,
)
from nahbar.creators.intake.instagram_audience import audience_shares
from nahbar.creators.intake.record_types import CreatorRecord
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import DEFAULT, Limits, open_archive
from nahbar.kernel.tabular.values import Unreadable, parse_count

PLATFORM = "instagram"
INSIGHTS = "past_instagram_insights/"
FILES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"(?:^|/){pattern}$", re.IGNORECASE)
    for name, pattern in {
        "followers": r"followers(?:_\d+)?\.json",
        "following": r"following(?:_\d+)?\.json",
        "posts": r"posts(?:_\d+)?\.json",
        "reels": r"reels(?:_\d+)?\.json",
        "igtv": r"igtv_videos(?:_\d+)?\.json",
        "stories": r"stories(?:_\d+)?\.json",
        "comments": r"(?:post_comments|reels_comments)(?:_\d+)?\.json",
        "insights": r"past_instagram_insights/(?:posts|reels|videos|stories)(?:_\d+)?\.json",
        "audience": r"past_instagram_insights/audience_insights\.json",
        "profile": r"personal_information\.json",
    }.items()
}
WEB_PAGES = re.compile(r"(?:followers(?:_\d+)?|following|posts(?:_\d+)?|start_here|index)\.html$", re.IGNORECASE)
# Figures of the insights by their folded names, English and German.
METRICS = {
    "likes": ("likes", "gefaelltmir", "gefaelltmirangaben"),
    "comments": ("comments", "kommentare"),
    "shares": ("shares", "geteilteinhalte", "geteilt", "teilungen", "malgeteilt"),
    "saves": ("saves", "saved", "gespeichert", "speicherungen", "gespeicherteinhalte"),
    "views": ("views", "aufrufe", "videoviews", "videoaufrufe", "plays", "wiedergaben"),
    "impressions": ("impressions", "impressionen"),
    "accounts_reached": ("accountsreached", "erreichtekonten", "reach", "reichweite"),
}
COLUMNS = ("likes", "comments", "shares", "saves", "views")
EXTRA = ("impressions", "accounts_reached")
VIDEO_ENDINGS = (".mp4", ".mov", ".webm")
# The platform's own number of a medium closes the file name; 15 digits and more are told from dates and sizes.
MEDIA_NUMBER = re.compile(r"(\d{15,})(?=\.\w+$|$)")
CAPTION_LABELS = frozenset(("caption", "bildunterschrift", "title", "titel", "beschreibung", "description"))
JSON_AGAIN = msg("Request the export again and choose JSON as its format (and the whole period).")


def read_instagram_export(path: Path, handle: str, *, now: int, limits: Limits = DEFAULT) -> Export:
    """Read a creator's export; `handle` is theirs, `now` seconds since 1970-01-01T00:00Z.

    Likes and comments of posts are in the insights of professional accounts only and unknown elsewhere, never zero.
    Comments in this export are those that the creator wrote under others' posts.
    Raises BadInput when it is no such export, its HTML variant, unsafe or damaged.
    """
    reader = _Reader(path, normal_handle(handle), now, limits)
    with open_archive(path, limits) as archive:
        reader.check(archive.names)
    creator, note = reader.creator()
    return Export(
        PLATFORM,
        reader.handle,
        creator,
        reader.followers,
        reader.following,
        reader.posts,
        reader.own_comments,
        reader.insights,
        (*reader.notes, *note),
    )


class _Reader:
    """One export; every pass opens the archive again and holds one entry at a time."""

    def __init__(self, path: Path, handle: str, now: int, limits: Limits) -> None:
        self.path = path
        self.handle = handle
        self.now = now
        self.limits = limits
        self.base = {"platform": PLATFORM, "handle": handle}
        self.notes: list[Message] = []

    def check(self, names: tuple[str, ...]) -> None:
        found = {kind for kind, pattern in FILES.items() if any(pattern.search(name) for name in names)}
        if not found & {"followers", "following", "posts", "reels", "profile", "insights"}:
            where = self.path.name
            if any(WEB_PAGES.search(name) for name in names):
                message = msg("{file} is the HTML variant of an Instagram export, made for reading only.", file=where)
                raise BadInput(message, JSON_AGAIN, "wrong-format")
            message = msg("{file} holds none of the files of an Instagram export.", file=where)
            raise BadInput(message, JSON_AGAIN, "wrong-format")
        if "followers" not in found:
            self.notes.append(msg("The export holds no list of followers."))
        if "insights" not in found:
            self.notes.append(msg("The export holds no insights: likes and comments of the posts stay unknown."))

    def entries(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield the entries of one kind of file that can be read, numbered files in their order."""
        yield from (entry for entry in self.listed(kind) if entry is not None)

    def listed(self, kind: str) -> Iterator[dict[str, Any] | None]:
        """Yield all entries of one kind of file; what is no object comes as None."""
        with open_archive(self.path, self.limits) as archive:
            for name in sorted((name for name in archive.names if _is(kind, name)), key=_numbered):
                yield from entries(archive.read(name), self.path.name, name)

    def followers(self) -> Iterator[Any]:
        return as_records("followers", (self._follower(entry) for entry in self.listed("followers")), self.now)

    def _follower(self, entry: dict[str, Any] | None) -> dict[str, Any] | None:
        if entry is None:
            return None
        name, since = _account(entry)
        return {**self.base, "follower": name, "followed_at": since}

    def following(self) -> Iterator[Followed]:
        for entry in self.entries("following"):
            name, since = _account(entry)
            if name:
                yield Followed(PLATFORM, self.handle, name, handle_key(name), since)

    def posts(self) -> Iterator[Any]:
        figures = dict(self._insights())
        return as_records("posts", self._post_rows(figures), self.now, EXTRA)

    def _post_rows(self, figures: Mapping[str, dict[str, int]]) -> Iterator[dict[str, Any] | None]:
        taken: Counter[str] = Counter()
        for kind in ("posts", "reels", "igtv", "stories"):
            for entry in self.listed(kind):
                if entry is None:
                    yield None
                    continue
                row = {**self.base, **_post(entry, kind)}
                known = figures.get(f"uri:{row['media_path']}") or figures.get(f"time:{row['posted_at']}") or {}
                taken[row["post_id"]] += 1
                repeat = taken[row["post_id"]]
                suffix = f"-{repeat}" if repeat > 1 else ""
                yield {**row, **known, "post_id": f"{row['post_id']}{suffix}"}

    def _insights(self) -> Iterator[tuple[str, dict[str, int]]]:
        """Yield the figures of posts under the address and the time of their picture."""
        for entry in self.entries("insights"):
            figures = _figures(entry.get("string_map_data"))
            for medium in _objects(entry.get("media_map_data")):
                if medium.get("uri"):
                    yield f"uri:{medium['uri']}", figures
                if medium.get("creation_timestamp"):
                    yield f"time:{medium['creation_timestamp']}", figures
            for item in _objects(entry.get("string_map_data")):
                if item.get("timestamp"):
                    yield f"time:{item['timestamp']}", figures

    def own_comments(self) -> Iterator[OwnComment]:
        for entry in self.entries("comments"):
            fields = _by_name(entry.get("string_map_data"))
            text = _value(fields, "comment", "kommentar")
            time = next((item.get("timestamp") for item in fields.values() if item.get("timestamp")), None)
            if text and isinstance(time, int):
                owner = _value(fields, "mediaowner", "medieninhaber", "medieninhaberin", "besitzerdesmediums")
                yield OwnComment(PLATFORM, self.handle, time, text, owner)

    def insights(self) -> Iterator[Any]:
        return as_records("insights", self._audience_rows(), self.now)

    def _audience_rows(self) -> Iterator[dict[str, Any] | None]:
        for entry in self.listed("audience"):
            if entry is None:
                yield None
                continue
            for row in audience_shares(_by_name(entry.get("string_map_data")), self.now):
                yield {**self.base, **row}

    def creator(self) -> tuple[CreatorRecord | None, list[Message]]:
        """Return the profile; followers from the insights, else as many as the list holds."""
        profile = self._profile()
        notes: list[Message] = []
        followers = self._followers_stated()
        if followers is None:
            followers = sum(1 for _ in self.entries("followers")) or None
            notes.append(msg("The number of followers is the length of the list in the export; it is too small when "
                             "the export covers only a period."))  # fmt: skip
        if followers is None:
            return None, []
        fields = {**self.base, **profile, "followers": followers, "observed_at": None}
        record = one_record("creators", fields, self.now)
        return (record if isinstance(record, CreatorRecord) else None), notes

    def _profile(self) -> dict[str, str | None]:
        for entry in self.entries("profile"):
            fields = _by_name(entry.get("string_map_data"))
            bio = _value(fields, "bio", "steckbrief", "biografie")
            return {"name": _value(fields, "name"), "bio": bio, "url": f"https://www.instagram.com/{self.handle}/"}
        return {}

    def _followers_stated(self) -> int | None:
        for entry in self.entries("audience"):
            fields = _by_name(entry.get("string_map_data"))
            stated = _count(_value(fields, "followers", "follower", "followerinnen"))
            if stated is not None:
                return stated
        return None


def _objects(mapping: object) -> Iterator[dict[str, Any]]:
    if isinstance(mapping, dict):
        yield from (value for value in mapping.values() if isinstance(value, dict))


def _is(kind: str, name: str) -> bool:
    inside = INSIGHTS in name.casefold()
    return FILES[kind].search(name) is not None and inside == (kind in ("insights", "audience"))


def _numbered(name: str) -> tuple[int, str]:
    number = re.search(r"_(\d+)\.json$", name)
    return (int(number[1]) if number else 0, name)


def _account(entry: dict[str, Any]) -> tuple[str | None, int | None]:
    """Return the handle and the time of a list entry; newer files write the handle in the title."""
    item = next(dicts(entry.get("string_list_data")), {})
    address = str(item.get("href") or "")
    profile = profile_of(address) if address else None
    name = item.get("value") or entry.get("title") or (profile.handle if profile else None)
    time = item.get("timestamp")
    return (repaired(str(name)) if name else None), (time if isinstance(time, int) and time > 0 else None)


def _post(entry: dict[str, Any], kind: str) -> dict[str, Any]:
    media = list(dicts(entry.get("media"))) or ([entry] if "uri" in entry else [])
    first = media[0] if media else {}
    uri = str(first.get("uri") or "")
    time = entry.get("creation_timestamp") or first.get("creation_timestamp") or entry.get("timestamp")
    number = MEDIA_NUMBER.search(uri)
    text = entry.get("title") or first.get("title") or _caption(entry)
    return {
        "post_id": number[1] if number else f"at-{time}",
        "posted_at": time,
        "text": repaired(str(text)) if text else None,
        "kind": _kind(kind, media, uri),
        "media_path": uri or None,
    }


def _kind(kind: str, media: list[dict[str, Any]], uri: str) -> str:
    if kind == "stories":
        return "story"
    if kind in ("reels", "igtv"):
        return "video"
    if len(media) > 1:
        return "carousel"
    if not media:
        return "text"
    return "video" if uri.casefold().endswith(VIDEO_ENDINGS) else "photo"


def _caption(entry: dict[str, Any]) -> str | None:
    for item in dicts(entry.get("label_values")):
        if folded(repaired(str(item.get("label", "")))) in CAPTION_LABELS and item.get("value"):
            return str(item["value"])
    return None


def _by_name(fields: object) -> dict[str, dict[str, Any]]:
    """Return the fields of an entry by their folded names, which are repaired like every text."""
    if not isinstance(fields, dict):
        return {}
    return {folded(repaired(str(key))): value for key, value in fields.items() if isinstance(value, dict)}


def _value(fields: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        item = fields.get(name)
        if isinstance(item, dict) and item.get("value"):
            return repaired(str(item["value"]))
    return None


def _figures(fields: object) -> dict[str, int]:
    """Return the known figures of one post; "--" and absent ones stay unknown."""
    by_name = _by_name(fields)
    # Those of reels carry the name of the platform: "Instagram Likes".
    by_name |= {name.removeprefix(PLATFORM): item for name, item in by_name.items() if name.startswith(PLATFORM)}
    found = {metric: _count(_value(by_name, *names)) for metric, names in METRICS.items()}
    return {metric: count for metric, count in found.items() if count is not None}


def _count(text: str | None) -> int | None:
    try:
        return None if text is None or set(text) <= {"-", "–"} else parse_count(text)
    except Unreadable:
        return None
