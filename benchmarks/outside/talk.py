"""Comments that people write of their own accord, and the creator's answers."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.outside.batch import FRIEND, ONCE, PEER, REGULAR, SELF, SPAMMER, TONE, Batch, batch, joined, lags
from benchmarks.outside.calendar import DAY, END, is_summer
from benchmarks.outside.dice import Floats, Ints, chance, counts
from benchmarks.outside.people import Person
from benchmarks.outside.story import Special, Story

# Seconds: median and spread of the quick part, median of the slow part, share of the slow part.
WAITS = ((9000.0, 1.5, 3.0 * DAY, 0.12), (30000.0, 1.5, 6.0 * DAY, 0.3), (36000.0, 1.6, 30.0 * DAY, 0.35))
# More arrays than this for one post would change nothing in what is exported.
MOST = 3000
TOPIC_CROWD = 1 << 40


@dataclass(frozen=True)
class Scene:
    """One post as those see it who comment. number: its comments by the audience; liked: its likes."""

    second: int
    day: int
    number: int
    liked: int
    special: Special | None


def waits(rng: Generator, platform: int, n: int, limit: float) -> Floats:
    """Seconds from post to comment, for `n` comments, none above `limit`."""
    median, sd, slow, share = WAITS[platform]
    late = rng.random(n) < share
    return np.where(late, lags(rng, n, slow, 1.6, limit), lags(rng, n, median, sd, limit))


def awake(rng: Generator, person: Person, scene: Scene, wait: Floats) -> Ints:
    """Times of comments: most of those that fall into the audience's night are moved to other hours."""
    shift = (person.zone + int(is_summer(scene.second))) * 3600
    seconds = scene.second + 5 + wait.astype(np.int64)
    for _ in range(2):
        hour = (seconds + shift) % DAY // 3600
        asleep = (hour >= 1) & (hour < 6) & (rng.random(len(wait)) < 0.7)
        again = waits(rng, person.platform, int(asleep.sum()), END - scene.second - 5.0)
        seconds[asleep] = scene.second + 5 + again.astype(np.int64)
    return np.minimum(seconds, END)


def hearts(rng: Generator, seconds: Ints, scene: Scene) -> Ints:
    """Likes of comments: mostly none; early ones gather more."""
    n = len(seconds)
    early = 1 / (1 + (seconds - scene.second) / 20_000)
    size = 0.03 * (scene.liked + 20) ** 0.45 * (0.3 + early)
    likes = (size * (rng.random(n) ** -0.8 - 1)).astype(np.int64)
    capped: Ints = np.minimum(likes, scene.liked // 3)
    return capped


def _tones(rng: Generator, person: Person, scene: Scene, draw: Floats) -> Ints:
    n = len(draw)
    names = ("emoji", "foreign", "short", "say", "ask", "tell", "tag", "nag", "moment")
    calm = 1 - person.emoji
    film = 0.1 if person.platform == 2 else 0.005
    plain = np.array([0.0, person.foreign * 0.4, 0.3, 0.28, 0.13, 0.14, 0.07, 0.03, film])
    weights = np.concatenate([[person.emoji], calm * plain[1:] / float(plain[1:].sum())])
    codes = np.array([TONE[name] for name in names], dtype=np.int64)
    tone = codes[np.searchsorted(np.cumsum(weights)[:-1], draw)]
    if scene.special is not None and scene.special.tone:
        share = {"entry": 0.8, "answer": 0.55, "newcomer": 0.35, "welcome": 0.5, "press": 0.25}[scene.special.tone]
        tone = np.where(rng.random(n) < share, TONE[scene.special.tone], tone)
    return tone.astype(np.int64)


def _speakers(rng: Generator, person: Person, scene: Scene, n: int) -> tuple[Ints, Ints]:
    """Groups and numbers: regulars (a few of them most of the time, slowly changing), else anyone."""
    # An entry for a draw of lots brings strangers; so does a post that went far.
    drawn = scene.special is not None and scene.special.comments > 3
    regular = rng.random(n) < person.fans * (0.3 if drawn else 1.0)
    drift = scene.day // 30 * max(1, person.fan_pool // 60)
    fan = (person.fan_pool * rng.random(n) ** 2.2).astype(np.int64) + drift
    anyone = rng.integers(0, max(300, int(person.size * 0.6)), size=n)
    crowd = TOPIC_CROWD + rng.integers(0, 30_000, size=n)
    once = np.where(rng.random(n) < 0.08, crowd, anyone)
    return np.where(regular, REGULAR, ONCE), np.where(regular, fan, once)


def audience(rng: Generator, person: Person, story: Story, scene: Scene, n: int) -> Batch:
    """`n` comments by the audience, unasked advertisers among them."""
    wait = waits(rng, person.platform, n, END - scene.second - 5.0)
    group, who = _speakers(rng, person, scene, n)
    if story.early:
        keen = (group == REGULAR) & (rng.random(n) < 0.6)
        wait = np.where(keen, lags(rng, n, 900.0, 1.2, END - scene.second - 5.0), wait)
    seconds = awake(rng, person, scene, wait)
    # Regulars have their way of talking, and a few always write the very same.
    same = (group == REGULAR) & (rng.random(n) < 0.5)
    tone = _tones(rng, person, scene, np.where(same, who * 0.6180339887 % 1.0, rng.random(n)))
    spam = rng.random(n) < person.spam
    group = np.where(spam, SPAMMER, group)
    who = np.where(spam, rng.integers(0, 400, size=n), who)
    tone = np.where(spam, TONE["spam"], tone)
    likes = np.where(spam, 0, hearts(rng, seconds, scene))
    out = batch(rng, seconds, likes, group, who, tone)
    fixed = same & ~spam & (who % 9 == 4)
    out.words = np.where(fixed, 1_000_003 * (who + 1) + person.index, out.words)
    return out


def circle(rng: Generator, person: Person, story: Story, scene: Scene) -> Batch:
    """Friends of the creator, each with some chance."""
    ease = 0.5 + (np.arange(story.friends) * 0.618 % 1.0)
    there = np.flatnonzero(rng.random(story.friends) < np.minimum(story.zeal * ease, 0.97))
    n = len(there)
    wait = lags(rng, n, 1500.0 if story.early else 9000.0, 1.5, END - scene.second - 5.0)
    seconds = awake(rng, person, scene, wait)
    tone = np.where(rng.random(n) < 0.7, TONE["friend"], TONE["short"])
    return batch(rng, seconds, hearts(rng, seconds, scene), FRIEND, there.astype(np.int64), tone)


def peers(rng: Generator, person: Person, scene: Scene, known: list[tuple[int, float]]) -> Batch:
    """Creators of the same file who are on good terms with this one; (index, share of posts) each."""
    there = np.array([index for index, share in known if chance(rng, share)], dtype=np.int64)
    seconds = awake(rng, person, scene, waits(rng, person.platform, len(there), END - scene.second - 5.0))
    tone = np.where(rng.random(len(there)) < 0.5, TONE["say"], TONE["short"])
    return batch(rng, seconds, hearts(rng, seconds, scene), PEER, there, tone)


def answers(rng: Generator, person: Person, top: Batch, share: float) -> Batch:
    """The creator's replies to some of the first comments, and a few of other people."""
    n = len(top)
    rank = np.argsort(np.argsort(top.seconds, kind="stable"), kind="stable")
    own = np.flatnonzero((rng.random(n) < share) & (rank < 50) & (top.group != SPAMMER))
    thread = np.flatnonzero(rng.random(n) < 0.035)
    parent = np.concatenate([own, thread]).astype(np.int64)
    group = np.concatenate([np.full(len(own), SELF), np.full(len(thread), ONCE)]).astype(np.int64)
    who = rng.integers(0, max(300, int(person.size * 0.6)), size=len(parent))
    wait = lags(rng, len(parent), 5400.0, 1.6, 40.0 * DAY)
    seconds = top.seconds[parent] + 20 + wait.astype(np.int64)
    tone = np.where(group == SELF, TONE["reply"], TONE["say"])
    out = batch(rng, seconds, counts(rng, np.full(len(parent), 0.4), 1.5), group, who, tone)
    out.parent = parent
    return out


def organic(rng: Generator, person: Person, story: Story, scene: Scene, known: list[tuple[int, float]]) -> Batch:
    """All comments of one post that nobody paid or arranged for (at most MOST by the audience)."""
    parts = [
        audience(rng, person, story, scene, min(scene.number, MOST)),
        circle(rng, person, story, scene),
        peers(rng, person, scene, known),
    ]
    top = joined(parts)
    mood = person.replies * float(rng.uniform(0.3, 1.0))
    replies = answers(rng, person, top, mood)
    both = joined([top, replies])
    both.parent = np.concatenate([top.parent, replies.parent])
    return both
