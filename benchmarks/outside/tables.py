"""The rows of the tables and of truth.jsonl."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from benchmarks.outside.base import base, deals
from benchmarks.outside.batch import Batch, joined
from benchmarks.outside.calendar import DAYS, END, clock, iso
from benchmarks.outside.captions import caption
from benchmarks.outside.deals import Base, Deal
from benchmarks.outside.dice import Ints, Quick, log_uniform, mix, stream
from benchmarks.outside.export import outside_words, rows_of
from benchmarks.outside.talk import MOST
from benchmarks.outside.watch import Watch, shown, stand_still, watch
from benchmarks.outside.world import World

HEADS = {
    "creators": "platform,handle,name,bio,url,followers,following,posts,created_at,country,language,category,"
    "is_business,is_verified,observed_at",
    "followers-daily": "platform,handle,date,followers",
    "posts": "platform,handle,post_id,posted_at,text,kind,url,likes,comments,shares,saves,views,paid_label",
    "comments": "platform,post_id,comment_id,author,written_at,text,in_reply_to,likes",
}
SITES = ("https://www.instagram.com", "https://www.tiktok.com", "https://www.youtube.com")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass
class Finished:
    """A creator as observed: honest figures plus what was bought. talk: comments of the latest posts, by post."""

    built: Base
    seen: Watch
    deals: list[Deal]
    followers: Ints
    likes: Ints
    views: Ints
    comments: Ints
    talk: dict[int, Batch]


def finish(world: World, index: int, buying: bool = True) -> Finished:
    """Creator `index`; with `buying` false, the same creator without any purchase."""
    seen = watch(stream(world.seed, 7, index), world.people[index], world.stories[index])
    built = base(world, index, seen)
    bought = deals(world, built) if buying else []
    n = len(built.made.days)
    first = n - len(built.talk)
    parts = {first + place: [rows] for place, rows in enumerate(built.talk)}
    done = Finished(
        built,
        seen,
        bought,
        built.followers.copy(),
        built.counts.likes.copy(),
        built.counts.views.copy(),
        built.said.copy(),
        {},
    )
    for deal in bought:
        done.followers += deal.fans
        done.likes += deal.likes
        done.views += deal.views
        for post, rows in deal.talk:
            done.comments[post] += len(rows)
            if post in parts:
                parts[post].append(_thinned(rows, int(built.counts.comments[post])))
    # Nobody can like what counts no view: sellers' accounts at least open the post.
    done.views = np.where(done.views >= 0, np.maximum(done.views, done.likes), -1)
    done.talk = {post: _together(rows) for post, rows in parts.items()}
    return done


def _thinned(rows: Batch, number: int) -> Batch:
    """Where only a part of the audience's comments was made, the same part of the others."""
    if number <= MOST:
        return rows
    keep = (rows.parent < 0) & (rows.words % 10_000 < 10_000 * MOST // number)
    names = ("seconds", "likes", "group", "who", "tone", "words", "parent")
    return Batch(*(getattr(rows, name)[keep] for name in names))


def _together(parts: list[Batch]) -> Batch:
    return parts[0] if len(parts) == 1 else joined(parts)


def post_id(world: World, index: int, second: int) -> str:
    """An identifier such as platforms give."""
    q = Quick(mix(world.seed, 31, index, second))
    if world.people[index].platform == 1:
        return str(7_000_000_000_000_000_000 + q.next() % 10**18)
    return "".join(q.pick(LETTERS) for _ in range(11))


def _url(world: World, index: int, post: str = "") -> str:
    who = world.people[index]
    page = f"{SITES[who.platform]}/{'' if who.platform == 0 else '@'}{who.handle}"
    if not post:
        return page
    if who.platform == 0:
        return f"{SITES[0]}/p/{post}/"
    return f"{page}/video/{post}" if who.platform == 1 else f"{SITES[2]}/watch?v={post}"


def creator_row(world: World, done: Finished) -> list[object]:
    """The row of creators.csv."""
    who, seen = done.built.person, done.seen
    rng = stream(world.seed, 10, who.index)
    older = max(0, who.age - DAYS) * who.pace * float(rng.uniform(0.3, 1.0))
    total = int(len(done.built.made.days) + older)
    following = int(log_uniform(rng, 20, 2500))
    bio = f"{who.topic.name} | {who.country}" if rng.random() < 0.8 else ""
    return [
        world.platforms[who.platform].name,
        who.handle,
        who.name,
        bio,
        _url(world, who.index),
        shown(int(done.followers[-1]), seen.style),
        following if who.platform != 2 else "",
        total,
        iso(DAYS - who.age) if seen.dated else "",
        who.country,
        who.language,
        who.topic.name,
        str(who.business).lower(),
        str(who.verified).lower(),
        clock(END),
    ]


def follower_rows(world: World, done: Finished) -> list[tuple[str, str, str, str]]:
    """The rows of followers-daily.csv."""
    if not done.seen.series:
        return []
    who = done.built.person
    values = stand_still(done.seen, done.followers)
    name = world.platforms[who.platform].name
    return [(name, who.handle, iso(day), shown(int(values[day]), done.seen.style)) for day in done.seen.seen.tolist()]


def _notes(done: Finished) -> dict[int, str]:
    """Which caption each post has to carry, by place: special posts, and events told in the next post."""
    made = done.built.made
    out = {place: mark.tag for place, mark in enumerate(made.specials) if mark is not None}
    for day, tag in sorted(done.built.story.notes.items()):
        place = int(np.searchsorted(made.days, day))
        if place < len(made.days) and made.days[place] < day + 12:
            out.setdefault(place, tag)
    return out


def _kind(video: int, platform: int, q: Quick) -> str:
    if video:
        return "video"
    return "carousel" if platform == 1 or q.chance(0.4) else "photo"


def post_rows(world: World, done: Finished) -> list[list[object]]:
    """The rows of posts.csv, oldest first."""
    who, made, counts = done.built.person, done.built.made, done.built.counts
    notes = _notes(done)
    outside = {int(d): outside_words(world, who.index, int(d)) for d in (0, DAYS - 1)}
    style = done.seen.style if done.seen.style == "short" else "exact"
    out: list[list[object]] = []
    for place, second in enumerate(made.seconds.tolist()):
        q = Quick(mix(world.seed, 32, who.index, second))
        words = outside[0 if int(made.days[place]) < done.built.story.turn < DAYS else DAYS - 1]
        tag = notes.get(place, "")
        if not tag and q.chance(who.labels):
            tag = "paid"
        post = post_id(world, who.index, second)
        likes = -1 if who.hides_likes else int(done.likes[place])
        out.append(
            [
                world.platforms[who.platform].name,
                who.handle,
                post,
                clock(second),
                caption(q, who.language, tag, words),
                _kind(int(made.video[place]), who.platform, q),
                _url(world, who.index, post),
                shown(likes, style),
                shown(int(done.comments[place]), style),
                shown(int(counts.shares[place]), style),
                shown(int(counts.saves[place]), style),
                shown(int(done.views[place]), style),
                str(tag == "paid" and q.chance(0.7)).lower(),
            ]
        )
    return out


def comment_rows(world: World, done: Finished) -> list[tuple[Any, ...]]:
    """The rows of comments.csv."""
    who, made = done.built.person, done.built.made
    limits = world.platforms[who.platform].export
    out: list[tuple[Any, ...]] = []
    words = {day: outside_words(world, who.index, day) for day in (0, DAYS - 1)}
    for place, rows in sorted(done.talk.items()):
        post = post_id(world, who.index, int(made.seconds[place]))
        early = int(made.days[place]) < done.built.story.turn < DAYS
        out.extend(rows_of(world, who.index, post, rows, limits, words[0 if early else DAYS - 1]))
    return out


def truth(world: World, done: Finished) -> dict[str, object]:
    """The object of truth.jsonl."""
    who, bought = done.built.person, done.deals
    size: dict[str, float] = {}
    for deal in bought:
        size.update(deal.size)
    facts: dict[str, object] = {
        "base": done.built.story.kind,
        "series": done.seen.series,
        "comments": done.seen.comments,
        "style": done.seen.style,
        "known_days": who.known,
        **done.built.story.facts,
    }
    if bought:
        facts["purchases"] = [{"question": d.question, "way": d.way, **d.facts} for d in bought]
    return {
        "platform": world.platforms[who.platform].name,
        "handle": who.handle,
        "bought": bool(bought),
        "kind": bought[0].way if bought else done.built.story.kind,
        "question": bought[0].question if bought else "",
        "size": size,
        "days": [[iso(day), span] for deal in bought for day, span in deal.days],
        "facts": facts,
    }


def write_tables(world: World, folder: Path) -> None:
    """All tables and the truth, creator by creator."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, TextIO] = {
        kind: (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") for kind in HEADS
    }
    try:
        with (folder / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as told:
            _write(world, files, told)
    finally:
        for file in files.values():
            file.close()


def _write(world: World, files: dict[str, TextIO], told: TextIO) -> None:
    out = {kind: csv.writer(file, lineterminator="\n") for kind, file in files.items()}
    for kind, head in HEADS.items():
        out[kind].writerow(head.split(","))
    for index in range(len(world.people)):
        done = finish(world, index)
        out["creators"].writerow(creator_row(world, done))
        out["followers-daily"].writerows(follower_rows(world, done))
        out["posts"].writerows(post_rows(world, done))
        out["comments"].writerows(comment_rows(world, done))
        told.write(json.dumps(truth(world, done), ensure_ascii=False) + "\n")
