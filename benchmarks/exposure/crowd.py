"""The people who comment, and which of their comments a collector got hold of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.exposure.records import EVENING, Comment, Floats, Posts, Profile
from benchmarks.exposure.speech import TOPICS, Dice, Tone, draw_tone, entry, handle, remark, reply

SCENES = 60


@dataclass(frozen=True)
class Extra:
    """A comment that somebody ordered."""

    author: str
    at: float
    text: str


@dataclass(frozen=True)
class Crowd:
    """Who comments at a creator, how they write and how fast."""

    tone: Tone
    fans: list[str]
    fan_share: float
    scene_share: float
    early: list[str]
    hours: float
    slow: float
    answers: float
    talk: float


@dataclass(frozen=True)
class Collector:
    """How comments were collected: of how many newest posts, how many each, from which end."""

    posts: int
    each: int
    mode: str


def draw_crowd(dice: Dice, profile: Profile, usual: float, case: str) -> Crowd:
    """A crowd that fits the usual number of comments."""
    loyal, emoji = case == "loyal community", case == "emoji fans"
    size = int(min(4000, max(6, (usual + 4) * dice.between(1.5, 25) / (3 if loyal else 1))))
    language = profile.language
    friends = 3 + int(dice.roll() * 9) if case == "early friends" else int(4 * dice.roll() ** 2)
    return Crowd(
        draw_tone(dice, 0.6 if emoji else 0.0),
        [handle(dice, language if dice.chance(0.9) else "en") for _ in range(size)],
        0.65 + 0.3 * dice.roll() if loyal else 0.05 + 0.75 * dice.roll(),
        0.1 * dice.roll(),
        [handle(dice, language) for _ in range(friends)],
        dice.between(0.6, 14) * (2.5 if profile.platform == "youtube" else 1),
        0.9 + 0.9 * dice.roll(),
        0.5 * dice.roll() ** 2 if dice.chance(0.7) else 0.0,
        0.2 * dice.roll(),
    )


def draw_collector(dice: Dice, needed: bool) -> Collector:
    """A collector; where comments were bought, some are always there."""
    if not needed and dice.chance(0.08):
        return Collector(0, 0, "missing")
    posts = int(dice.between(8, 50))
    each = int(dice.between(15, 1300 / posts + 16))
    return Collector(posts, each, dice.pick(("all", "first", "newest", "newest")))


class Talk:
    """Builds the collected comments of one creator."""

    def __init__(self, dice: Dice, profile: Profile, crowd: Crowd, last: float) -> None:
        self.dice, self.profile, self.crowd, self.last = dice, profile, crowd, last
        weights = (np.arange(len(crowd.fans)) + 2.0) ** -0.8
        self._steps = np.cumsum(weights / weights.sum())

    def collect(self, posts: Posts, extras: dict[int, list[Extra]], collector: Collector) -> list[Comment]:
        """The comments of the newest posts as the collector got them."""
        found: list[Comment] = []
        for i in range(max(0, len(posts.at) - collector.posts), len(posts.at)):
            found += self._of_post(i, posts, extras.get(i, []), collector)
        return found

    def _of_post(self, i: int, posts: Posts, extras: list[Extra], collector: Collector) -> list[Comment]:
        own = int(posts.comments[i]) - len(extras)
        friends = [name for name in self.crowd.early if self.dice.chance(0.75)][:own]
        times = np.concatenate([self._early(posts.at[i], len(friends)), self._times(posts.at[i], own - len(friends))])
        at = np.concatenate([times, np.array([extra.at for extra in extras])])
        order = np.argsort(at, kind="stable")
        found = []
        for number in self._kept(len(order), collector):
            which = int(order[number])
            moment = float(at[which])
            if which >= own:
                found.append(self._ordered(i, number, extras[which - own]))
            else:
                found.append(self._comment(i, number, posts, moment, friends[which] if which < len(friends) else ""))
        return found

    def _ordered(self, i: int, number: int, extra: Extra) -> Comment:
        likes = 1 + int(2 * self.dice.roll()) if self.dice.chance(0.2) else 0
        return Comment(i, number, extra.author, extra.at, extra.text, -1, likes)

    def _kept(self, count: int, collector: Collector) -> Sequence[int]:
        if collector.mode == "newest":
            return range(max(0, count - collector.each), count)
        return range(min(count, collector.each if collector.mode == "first" else 3 * collector.each))

    def _early(self, posted: float, count: int) -> Floats:
        return np.minimum(posted + self.dice.rng.gamma(2.0, 6.0, count) / 1440 + 0.0003, self.last)

    def _times(self, posted: float, count: int) -> Floats:
        after = self.dice.rng.lognormal(np.log(self.crowd.hours / 24), self.crowd.slow, count) + 0.0002
        room = max(self.last - posted, 0.001)
        late = after > room
        after[late] = room * self.dice.rng.random(int(late.sum()))
        night = ((posted + after) % 1 < 0.2) & (self.dice.rng.random(count) < 0.6)
        return np.minimum(posted + after + 0.25 * night, self.last)

    def _comment(self, i: int, number: int, posts: Posts, at: float, friend: str) -> Comment:
        dice, who, crowd = self.dice, self.profile, self.crowd
        likes = int(dice.roll() ** -0.7) - 1 if dice.chance(0.4) else 0
        likes = min(likes, int(posts.likes[i]) // 20)
        if number and not friend and dice.chance(crowd.answers):
            return Comment(i, number, who.handle, at, self._answer(i, posts), self._parent(number), likes)
        answers = self._parent(number) if number and not friend and dice.chance(crowd.talk) else -1
        if answers >= 0 and dice.chance(0.6):
            return Comment(i, number, self._author(), at, self._answer(i, posts), answers, likes)
        return Comment(i, number, friend or self._author(), at, self._text(i, posts), answers, likes)

    def _answer(self, i: int, posts: Posts) -> str:
        who = self.profile
        return reply(self.dice, self.crowd.tone, who.language, posts.topics[i], posts.things[i], who.first)

    def _parent(self, number: int) -> int:
        return int(number * (1 - self.dice.roll() ** 2))

    def _text(self, i: int, posts: Posts) -> str:
        dice, who = self.dice, self.profile
        if posts.texts[i].startswith(("GIVEAWAY", "Gewinnspiel")) and dice.chance(0.8):
            return entry(dice, who.language)
        return remark(dice, self.crowd.tone, who.language, posts.topics[i], posts.things[i], who.first)

    def _author(self) -> str:
        dice, crowd = self.dice, self.crowd
        if dice.chance(crowd.fan_share):
            return crowd.fans[min(int(np.searchsorted(self._steps, dice.roll())), len(crowd.fans) - 1)]
        if dice.chance(crowd.scene_share):
            scene = TOPICS.index(self.profile.topic) * SCENES + int(SCENES * dice.roll())
            return f"{self.profile.topic}{('fan', 'freak', '_hq', 'daily', '.love', 'lab')[scene % 6]}{scene * 7}"
        return handle(dice, self.profile.language if dice.chance(0.85) else "en")


def evening(days: int) -> float:
    """The moment of observation in days since the first midnight."""
    return days - 1 + EVENING
