"""From what is known of a creator to rows: what the collector shows, hides, rounds and cuts off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.trials.files import DAY, END, Ints, Row, date_of, moment
from benchmarks.trials.posting import Posts
from benchmarks.trials.traits import Identity, Shown
from benchmarks.trials.words import Dice, Subject, Voice, comment_text


@dataclass(frozen=True)
class Slot:
    """A comment before it is written."""

    at: int
    author: str
    voice: Voice
    kind: str = ""
    text: str = ""
    answers: bool = False
    likes: int = 0


def rounded(value: int, digits: int) -> int:
    """The leading digits only, cut as platforms cut them."""
    unit = 10 ** max(0, len(str(value)) - digits)
    return int(value // unit * unit)


def daily_rows(who: Identity, shown: Shown, days: Ints, followers: Ints) -> list[Row]:
    """The followers of each day that the collector has; `days` names the day whose figure it shows."""
    n = len(followers)
    return [
        (who.platform, who.handle, date_of(n, i), rounded(int(followers[source]), shown.digits))
        for i, source in enumerate(days.tolist())
        if source >= 0
    ]


def profile_row(rng: np.random.Generator, who: Identity, posts: Posts, older: int, followers: int) -> Row:
    """The line of creators.csv."""
    following = int(min(7_500, np.exp(rng.normal(6.2, 0.9))))
    born = END - len(posts.at) * 3600 - int(rng.integers(760, 4_000)) * DAY
    shown = following if who.platform != "youtube" else ""
    return (who.platform, who.handle, who.name, who.bio, followers, shown, len(posts.at) + older, moment(born),
            who.country, who.language, who.topic, moment(END))  # fmt: skip


def post_rows(who: Identity, shown: Shown, posts: Posts, ids: list[str], told: list[tuple[str, bool]]) -> list[Row]:
    """The lines of posts.csv; `told` has the text of each post, and whether it was paid for."""
    rows: list[Row] = []
    photo = ("photo", "carousel")
    name = {"instagram": "reel", "tiktok": "video", "youtube": "video"}[who.platform]
    for i, at in enumerate(posts.at.tolist()):
        text, paid = told[i]
        kind = name if posts.film[i] else photo[at % 3 == 0]
        label = str(paid).lower() if shown.labels else ""
        head = (who.platform, who.handle, ids[i], moment(at), text, kind, int(posts.likes[i]), int(posts.comments[i]))
        more = (int(posts.shares[i]) if shown.shares else "", int(posts.saves[i]) if shown.saves else "")
        rows.append((*head, *more, int(posts.views[i]) if posts.film[i] else "", label))
    return rows


def kept(rng: np.random.Generator, shown: Shown, when: Ints) -> Ints:
    """The places of the comments that the collector keeps, in order of time."""
    order = np.argsort(when, kind="stable")
    if len(order) <= shown.limit:
        return order
    if shown.mode == "first":
        return order[: shown.limit]
    if shown.mode == "some":
        return order[np.sort(rng.choice(len(order), shown.limit, replace=False))]
    return order[-shown.limit :]


def comment_rows(dice: Dice, who: Identity, post_id: str, subject: Subject, slots: list[Slot], liked: int) -> list[Row]:
    """The lines of comments.csv for one post that `liked` people liked; the slots are in order of time."""
    rows: list[Row] = []
    for i, slot in enumerate(slots):
        text = slot.text or comment_text(dice, slot.voice, subject, slot.kind)
        parent = f"{post_id}-c{i - 1 - dice.below(min(i, 6))}" if slot.answers and i else ""
        rows.append((who.platform, post_id, f"{post_id}-c{i}", slot.author, moment(slot.at), text, parent,
                     min(slot.likes, liked // 4)))  # fmt: skip
    return rows
