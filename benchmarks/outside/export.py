"""The comments of one post as an export holds them: capped, in words, with names."""

from functools import lru_cache

import numpy as np

from benchmarks.outside import batch as b
from benchmarks.outside.calendar import clock
from benchmarks.outside.dice import Ints, mix
from benchmarks.outside.market import Export
from benchmarks.outside.names import podder, spammer, viewer, worker
from benchmarks.outside.talk import TOPIC_CROWD
from benchmarks.outside.texts import comment
from benchmarks.outside.topics import TOPICS
from benchmarks.outside.world import World

Row = tuple[str, str, str, str, str, str, str, int]


@lru_cache(maxsize=200_000)
def _viewer(code: int, language: str) -> str:
    return viewer(code, language)


def author(world: World, index: int, group: int, who: int) -> str:
    """The account that wrote a comment under a post of creator `index`."""
    person = world.people[index]
    seed = world.seed
    if group == b.SELF:
        return person.handle
    if group == b.PEER:
        return world.people[who].handle
    if group in (b.WORKER, b.WORKER_ABROAD):
        return worker(mix(seed, 21, person.platform, who), who // 100_000 % 10)
    if group == b.PODDER:
        return podder(mix(seed, 22, who), person.language)
    if group == b.SPAMMER:
        return spammer(mix(seed, 23, person.platform, who))
    if who >= TOPIC_CROWD:
        number = TOPICS.index(person.topic)
        return _viewer(mix(seed, 24, person.platform, number, who), person.language)
    return _viewer(mix(seed, 25 + group, index, who), person.language)


def kept(rows: b.Batch, order: str, cap: int) -> Ints:
    """Indices of what the export holds, oldest first: `cap` comments, and the answers to them."""
    top = np.flatnonzero(rows.parent < 0)
    if len(top) > cap:
        by = rows.likes[top] if order == "top" else rows.seconds[top]
        top = top[np.argsort(by, kind="stable")[-cap:]]
    chosen = np.zeros(len(rows), dtype=bool)
    chosen[top] = True
    reply = rows.parent >= 0
    chosen[reply] = chosen[rows.parent[reply]]
    index = np.flatnonzero(chosen)
    return index[np.argsort(rows.seconds[index], kind="stable")].astype(np.int64)


def outside_words(world: World, index: int, day: int) -> dict[str, tuple[str, ...]]:
    """Words that belong to a creator: topic, brands, names of followers, the creator's own name."""
    person = world.people[index]
    topic = world.topic(index, day)
    users = tuple("@" + author(world, index, b.REGULAR, n) for n in range(min(60, person.fan_pool)))
    return {
        "things": topic.de if person.language == "de" else topic.en,
        "brand": topic.brands,
        "code": (person.name.split()[0].upper() + "15",),
        "name": (person.name.split()[0], person.name.split()[0].lower()),
        "user": users,
        "user2": tuple("@" + author(world, index, b.ONCE, n) for n in range(40)),
    }


def rows_of(
    world: World, index: int, post: str, rows: b.Batch, limits: Export, words: dict[str, tuple[str, ...]]
) -> list[Row]:
    """Rows of the comments table for one post."""
    person = world.people[index]
    ids: dict[int, str] = {}
    here = mix(world.seed, int.from_bytes(post[:8].encode()), int.from_bytes(post[-8:].encode()))
    out: list[Row] = []
    platform = world.platforms[person.platform].name
    for place in kept(rows, limits.order, limits.cap).tolist():
        tone = b.TONES[int(rows.tone[place])]
        group, seed = int(rows.group[place]), int(rows.words[place])
        away = group == b.WORKER_ABROAD or (group in (b.ONCE, b.REGULAR) and seed % 1000 < 600 * person.foreign)
        language = ("de" if person.language == "en" else "en") if away else person.language
        if group == b.WORKER_ABROAD or (language == "de" and person.language == "en"):
            language = "en"
        ids[place] = f"c{mix(here + place):016x}"
        parent = ids.get(int(rows.parent[place]), "") if rows.parent[place] >= 0 else ""
        text = comment(seed, tone, language, _matching(words, world, index, language))
        name = author(world, index, group, int(rows.who[place]))
        out.append(
            (platform, post, ids[place], name, clock(int(rows.seconds[place])), text, parent, int(rows.likes[place]))
        )
    return out


def _matching(words: dict[str, tuple[str, ...]], world: World, index: int, language: str) -> dict[str, tuple[str, ...]]:
    """The creator's words for a comment in another language than their own."""
    person = world.people[index]
    if language == person.language:
        return words
    return {**words, "things": person.topic.en if language == "en" else person.topic.de}
