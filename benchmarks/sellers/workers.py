"""Accounts that comment for money or by agreement: a pool that serves many buyers, and pods with rules."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.exposure.buying import NEWEST, Deal, comment_posts, usual, with_comments
from benchmarks.exposure.crowd import Extra
from benchmarks.exposure.records import Posts, Profile
from benchmarks.exposure.speech import Dice, Tone, emoji, handle, read_words, remark
from benchmarks.exposure.ways import size_of
from benchmarks.sellers.catalogue import Service, choose, round_pack

WORDS = read_words(Path(__file__).with_name("words.txt"))
SPEAKING = Tone(0.25, 0.55, 0.04, 0.03, 0.0, 0.5, 0.25)
Made = tuple[Deal, Posts, dict[int, list[Extra]]]


@dataclass(frozen=True)
class Pod:
    """Creators who comment at each other: how soon, how surely, and whether short comments are allowed."""

    members: list[str]
    language: str
    minutes: float
    keen: float
    long: bool
    likes_too: bool


@dataclass(frozen=True)
class Market:
    """The worker accounts of every quality, and all pods."""

    workers: dict[str, list[str]]
    pods: list[Pod]


def open_market(dice: Dice, buyers: int) -> Market:
    """Hire the workers and found the pods."""
    hired = {"cheap": 400 + buyers, "good": 700 + 2 * buyers}
    workers = {
        quality: [handle(dice, "en" if dice.chance(0.6) else "de") for _ in range(count)]
        for quality, count in hired.items()
    }
    return Market(workers, [_pod(dice, "de" if i % 2 else "en") for i in range(8 + buyers // 12)])


def _pod(dice: Dice, language: str) -> Pod:
    members = [handle(dice, language) for _ in range(int(dice.between(6, 70)))]
    return Pod(members, language, dice.between(8, 400), 0.4 + 0.55 * dice.roll(), dice.chance(0.6), dice.chance(0.8))


def order_comments(dice: Dice, market: Market, profile: Profile, posts: Posts, last: float) -> Made:
    """Order a pack of comments for some posts or all."""
    service, middle = choose(dice, "comments"), usual(posts.comments)
    pack = round_pack(min(size_of(dice, "comment_pack") * middle, 500), service.least)
    team = _team(dice, market.workers[service.quality], pack)
    chosen = comment_posts(dice, posts, 0.25 + 0.75 * dice.roll())
    counts, extras = dict.fromkeys(chosen, pack), {}
    for i in [i for i in chosen if i >= len(posts.at) - NEWEST]:
        extras[i] = _pack(dice, service, profile, posts, i, team, pack, last)
        counts[i] = len(extras[i])
    told = {"way": "comment_pack", "service": service.name, "quality": service.quality, "custom": service.custom}
    told |= {"amount": sum(counts.values()), "pack": pack, "posts": len(chosen)}
    return Deal("comment_pack", pack / middle, told, []), with_comments(posts, counts, 0.0), extras


def _team(dice: Dice, workers: list[str], pack: int) -> list[str]:
    start, size = int(dice.roll() * len(workers)), min(len(workers), max(40, 3 * pack))
    return [workers[(start + k) % len(workers)] for k in range(size)]


def _pack(
    dice: Dice, service: Service, profile: Profile, posts: Posts, i: int, team: list[str], pack: int, last: float
) -> list[Extra]:
    start = posts.at[i] + service.delay_hours / 24 * (0.5 + dice.roll())
    chosen = dice.rng.permutation(len(team))[:pack].tolist()
    moments = start + np.cumsum(dice.rng.gamma(3.0, 1 / 3, pack)) / max(service.per_day, 2 * pack)
    written = zip(chosen, moments.tolist(), strict=False)
    return [Extra(team[k], at, _ordered(dice, service, profile, posts, i)) for k, at in written if at < last]


def _ordered(dice: Dice, service: Service, profile: Profile, posts: Posts, i: int) -> str:
    if service.custom:
        return remark(dice, SPEAKING, profile.language, posts.topics[i], posts.things[i], profile.first)
    foreign = service.name == "comments, random"
    text = dice.pick(WORDS["en" if foreign and dice.chance(0.7) else profile.language, service.quality, "random"])
    return text + emoji(dice) if dice.chance(0.15) else text


def pod_for(dice: Dice, market: Market, language: str) -> Pod:
    """A pod that speaks the creator's language."""
    return dice.pick([pod for pod in market.pods if pod.language == language])


def comment_in_pod(dice: Dice, pod: Pod, profile: Profile, posts: Posts, last: float) -> Made:
    """The others of the pod comment on every post since the creator joined."""
    others = [name for name in pod.members if name != profile.handle]
    middle, extras, counts = usual(posts.comments), {}, {}
    wanted = max(4.0, size_of(dice, "ring") * middle)
    keen = float(np.clip(wanted / len(others), min(0.25, pod.keen), pod.keen))
    first = 0 if dice.chance(0.5) else int(0.6 * dice.roll() * len(posts.at))
    for i in range(first, len(posts.at)):
        present = [name for name in others if dice.chance(keen)]
        counts[i] = len(present)
        if i >= len(posts.at) - NEWEST:
            extras[i] = _round(dice, pod, present, profile, posts, i, last)
            counts[i] = len(extras[i])
    told = {"way": "ring", "amount": sum(counts.values()), "posts": len(counts), "members": len(pod.members)}
    told |= {"minutes": round(pod.minutes), "long": pod.long}
    size = keen * len(others) / middle
    return Deal("ring", size, told, []), with_comments(posts, counts, float(pod.likes_too)), extras


def _round(
    dice: Dice, pod: Pod, present: list[str], profile: Profile, posts: Posts, i: int, last: float
) -> list[Extra]:
    moments = posts.at[i] + 0.0005 + dice.rng.gamma(1.5, pod.minutes / 1.5 / 1440, len(present))
    return [
        Extra(name, at, _friendly(dice, pod, profile, posts, i))
        for name, at in zip(present, moments.tolist(), strict=True)
        if at < last
    ]


def _friendly(dice: Dice, pod: Pod, profile: Profile, posts: Posts, i: int) -> str:
    if dice.chance(0.5):
        return remark(dice, SPEAKING, profile.language, posts.topics[i], posts.things[i], profile.first)
    sort = ("pod", "long") if pod.long or dice.chance(0.4) else ("good", "random")
    text = dice.pick(WORDS[(profile.language, *sort)]).replace("{n}", profile.first)
    return text + dice.pick(("", " ", "! ")) + emoji(dice) * int(3 * dice.roll())
