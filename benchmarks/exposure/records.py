"""What is known of a creator, and how it is written down."""

import csv
import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
LAST = date(2026, 10, 31)
HIDDEN = -1
EVENING = 20.6 / 24
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
HEADS = {
    "creators": "platform,handle,name,bio,followers,following,posts,created_at,country,language,category,observed_at",
    "followers-daily": "platform,handle,date,followers",
    "posts": "platform,handle,post_id,posted_at,text,kind,likes,comments,shares,saves,views,paid_label",
    "comments": "platform,post_id,comment_id,author,written_at,text,in_reply_to,likes",
}


@dataclass(frozen=True)
class Profile:
    """Who the creator is."""

    platform: str
    handle: str
    name: str
    first: str
    bio: str
    following: int
    older_posts: int
    age_days: int
    country: str
    language: str
    topic: str


@dataclass(frozen=True)
class Posts:
    """All posts of the known days; `at` counts days since the first midnight."""

    at: Floats
    kinds: list[str]
    topics: list[str]
    things: list[str]
    texts: list[str]
    paid: list[bool]
    likes: Ints
    comments: Ints
    shares: Ints
    saves: Ints
    views: Ints


@dataclass(frozen=True)
class Comment:
    """One collected comment; `answers` is the number of the comment it answers, or -1."""

    post: int
    number: int
    author: str
    at: float
    text: str
    answers: int
    likes: int


@dataclass(frozen=True)
class Truth:
    """What really happened."""

    kind: str
    bought: bool = False
    days: list[tuple[int, int]] = field(default_factory=list)
    size: dict[str, float] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """Everything about one creator."""

    profile: Profile
    followers: Ints
    posts: Posts
    comments: list[Comment]
    truth: Truth

    def moment(self, at: float) -> str:
        """A point in days since the first midnight, as text."""
        start = datetime.combine(LAST, datetime.min.time()) - timedelta(days=len(self.followers) - 1)
        return (start + timedelta(seconds=round(at * 86400))).strftime("%Y-%m-%dT%H:%M:%SZ")


def _shown(number: int) -> str:
    return "" if number == HIDDEN else str(number)


def _post_id(platform: str, number: int, rng: np.random.Generator) -> str:
    if platform == "tiktok":
        return f"7{number:07d}{int(rng.integers(10**10, 10**11))}"
    drawn = "".join(LETTERS[i] for i in rng.integers(0, 64, 7))
    tail = LETTERS[number // 4096 % 64] + LETTERS[number // 64 % 64] + LETTERS[number % 64]
    return ("C" if platform == "instagram" else LETTERS[number // 262144 % 64]) + drawn + tail


class Writer:
    """Writes histories one after the other, so that only one is held at a time."""

    def __init__(self, folder: Path, stack: ExitStack, rng: np.random.Generator) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._rng = rng
        self._posts = 0
        self._files = {}
        for name, head in HEADS.items():
            file = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self._files[name] = csv.writer(file, lineterminator="\n")
            self._files[name].writerow(head.split(","))
        self._truth = stack.enter_context((folder / "truth.jsonl").open("w", encoding="utf-8", newline="\n"))

    def write(self, history: History) -> None:
        """Append one creator to all files."""
        self._creator(history)
        self._daily(history)
        self._comments(history, self._write_posts(history))
        self._tell(history)

    def _creator(self, history: History) -> None:
        who = history.profile
        known = history.followers[history.followers != HIDDEN]
        created = history.moment(len(history.followers) - who.age_days)
        row = [who.platform, who.handle, who.name, who.bio, int(known[-1]), who.following]
        row += [who.older_posts + len(history.posts.at), created, who.country, who.language, who.topic]
        self._files["creators"].writerow([*row, history.moment(len(history.followers) - 1 + EVENING)])

    def _daily(self, history: History) -> None:
        who = history.profile
        for day, count in enumerate(history.followers.tolist()):
            if count != HIDDEN:
                row = [who.platform, who.handle, history.moment(day)[:10], count]
                self._files["followers-daily"].writerow(row)

    def _write_posts(self, history: History) -> list[tuple[str, int]]:
        who, posts = history.profile, history.posts
        counts = (posts.likes, posts.comments, posts.shares, posts.saves, posts.views)
        ids = []
        for i, at in enumerate(posts.at.tolist()):
            self._posts += 1
            ids.append((_post_id(who.platform, self._posts, self._rng), self._posts))
            row = [who.platform, who.handle, ids[-1][0], history.moment(at), posts.texts[i], posts.kinds[i]]
            row += [_shown(int(column[i])) for column in counts]
            self._files["posts"].writerow([*row, "true" if posts.paid[i] else "false"])
        return ids

    def _comments(self, history: History, ids: list[tuple[str, int]]) -> None:
        for comment in history.comments:
            post_id, number = ids[comment.post]
            base = f"18{number:08d}"
            parent = f"{base}{comment.answers:06d}" if comment.answers >= 0 else ""
            row = [history.profile.platform, post_id, f"{base}{comment.number:06d}", comment.author]
            self._files["comments"].writerow([*row, history.moment(comment.at), comment.text, parent, comment.likes])

    def _tell(self, history: History) -> None:
        truth, who = history.truth, history.profile
        days = [[history.moment(day)[:10], length] for day, length in truth.days]
        told = {"platform": who.platform, "handle": who.handle, "bought": truth.bought, "kind": truth.kind}
        told |= {"days": days, "size": truth.size, "facts": truth.facts}
        self._truth.write(json.dumps(told, ensure_ascii=False) + "\n")


def write_all(folder: Path, histories: Iterable[History], seed: int) -> None:
    """Write all histories into the folder."""
    with ExitStack() as stack:
        writer = Writer(folder, stack, np.random.default_rng([seed, 9]))
        for history in histories:
            writer.write(history)
