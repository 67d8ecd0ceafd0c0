"""Purchases: each breaks one link between exposure and what comes of it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.exposure.crowd import Extra
from benchmarks.exposure.records import HIDDEN, Floats, Ints, Posts, Profile
from benchmarks.exposure.speech import Dice, Tone, emoji, handle, phrase, remark
from benchmarks.exposure.ways import chosen_posts, size_of

NEWEST = 50


@dataclass(frozen=True)
class Deal:
    """One purchase as it is told in the truth."""

    way: str
    size: float
    told: dict[str, Any]
    days: list[tuple[int, int]]


def usual(counts: Ints) -> float:
    """The usual count of a post, where it is known."""
    known = counts[counts != HIDDEN]
    return max(float(np.median(known)), 1.0) if len(known) else 1.0


def buy_followers(dice: Dice, way: str, real: Floats) -> tuple[Deal, Floats]:
    """Accounts that follow without being shown anything; returns how many there are each day."""
    days, size = len(real), size_of(dice, way)
    if way != "followers_drip" and dice.chance(0.15):
        total = size * real[0]
        told = {"way": way, "amount": int(total), "before_known_days": True}
        return Deal(way, size, told, []), _staying(dice, days, total, 0, 1)
    starts, length = _starts(dice, way, days)
    total = size * real[max(starts[0] - 1, 0)]
    dead = sum((_staying(dice, days, total / len(starts), day, length) for day in starts), np.zeros(days))
    return Deal(way, size, {"way": way, "amount": int(total)}, [(day, length) for day in starts]), dead


def _starts(dice: Dice, way: str, days: int) -> tuple[list[int], int]:
    if way == "followers_once":
        return [int(days * (0.1 + 0.8 * dice.roll()))], int(dice.between(1, 5))
    if way == "followers_packs":
        length, count = int(dice.between(1, 4)), 2 + int(5 * dice.roll())
        gap = max(length + 3, int(0.8 * days / count * dice.between(0.3, 1)))
        first = 4 + int(dice.roll() * max(days - gap * count - 6, 1))
        return [day for k in range(count) if (day := first + k * gap) < days - length], length
    length = int(dice.between(18, 0.7 * days))
    return [3 + int(dice.roll() * (days - length - 4))], length


def _staying(dice: Dice, days: int, total: float, start: int, length: int) -> Floats:
    pace = dice.rng.gamma(dice.between(2, 60), 1.0, length)
    arrived = np.zeros(days)
    arrived[start : start + length] = (total * pace / pace.sum())[: days - start]
    stay, half = 1 - 0.6 * dice.roll() ** 2, dice.between(6, 120)
    remains = stay + (1 - stay) * 0.5 ** (np.arange(days) / half)
    followed: Floats = np.convolve(arrived, remains)[:days]
    return followed


def _amounts(dice: Dice, middle: float, counts: Ints) -> Ints:
    if dice.chance(0.35):
        return np.round(middle / usual(counts) * counts * dice.rng.uniform(0.8, 1.2, len(counts))).astype(np.int64)
    step = 10 ** max(int(np.log10(max(middle, 10))) - 1, 0)
    ordered = max(round(middle / step), 1) * step
    delivered: Floats = ordered * dice.rng.uniform(0.97, 1.08, len(counts))
    return np.round(delivered).astype(np.int64)


def buy_likes(dice: Dice, way: str, posts: Posts, days: int) -> tuple[Deal, Posts]:
    """Likes of people who did not see the post."""
    which, size = chosen_posts(dice, way, posts.at, days), size_of(dice, way)
    added = np.zeros(len(posts.at), dtype=np.int64)
    added[which] = _amounts(dice, size * usual(posts.likes), posts.likes[which])
    likes = posts.likes + added
    enough = (likes / (0.45 + 0.45 * dice.roll())).astype(np.int64) + 1
    raised = (posts.views != HIDDEN) & (added > 0) & (posts.views < enough)
    told = {"way": way, "amount": int(added.sum()), "posts": len(which)}
    return Deal(way, size, told, []), replace(posts, likes=likes, views=np.where(raised, enough, posts.views))


def buy_views(dice: Dice, way: str, posts: Posts, days: int) -> tuple[Deal, Posts]:
    """Views that nothing follows from."""
    which, size = chosen_posts(dice, way, posts.at, days), size_of(dice, way)
    known = np.flatnonzero(posts.views != HIDDEN)
    which = np.intersect1d(which, known) if len(np.intersect1d(which, known)) > 2 else known
    views = posts.views.copy()
    if len(which):
        views[which] += _amounts(dice, size * usual(posts.views), posts.views[which])
    told = {"way": way, "amount": int((views - posts.views).sum()), "posts": len(which)}
    return Deal(way, size, told, []), replace(posts, views=views)


def comment_posts(dice: Dice, posts: Posts, share: float) -> list[int]:
    """Posts that get ordered comments; the newest ones are among them."""
    first = 0 if dice.chance(0.4) else int(len(posts.at) * 0.7 * dice.roll())
    return [i for i in range(len(posts.at)) if (i >= first and dice.chance(share)) or i == len(posts.at) - 5]


def with_comments(posts: Posts, added: dict[int, int], liked: float) -> Posts:
    """Count ordered comments, and likes of those who wrote them."""
    comments, likes = posts.comments.copy(), posts.likes.copy()
    for i, count in added.items():
        comments[i] += count
        likes[i] += round(liked * count)
    views = np.where(posts.views == HIDDEN, HIDDEN, np.maximum(posts.views, likes))
    return replace(posts, comments=comments, likes=likes, views=views)


def buy_comments(dice: Dice, profile: Profile, posts: Posts, last: float) -> tuple[Deal, Posts, dict[int, list[Extra]]]:
    """Packs of comments by accounts that nobody showed the post."""
    size = size_of(dice, "comment_pack")
    pack = int(np.clip(round(size * usual(posts.comments)), 4, 400))
    custom, chosen = dice.chance(0.35), comment_posts(dice, posts, 0.3 + 0.7 * dice.roll())
    tone = Tone(0.35, 0.5, 0.1, 0.03, 0.1, 0.3, 0.1)
    writers = [handle(dice, "en") for _ in range(pack * 3)]
    wait, spell = dice.between(0.01, 0.6), dice.between(0.01, 0.8)
    extras: dict[int, list[Extra]] = {}
    counts = {i: max(1, round(pack * (0.9 + 0.2 * dice.roll()))) for i in chosen}
    for i in [i for i in chosen if i >= len(posts.at) - NEWEST]:
        extras[i] = []
        for _ in range(counts[i]):
            about = (profile.language, posts.topics[i], posts.things[i], profile.first)
            text = remark(dice, tone, *about) if custom else phrase(dice, profile.language, "paid")
            extras[i].append(Extra(dice.pick(writers), posts.at[i] + wait + spell * dice.roll(), text))
        extras[i] = [extra for extra in extras[i] if extra.at < last]
        counts[i] = len(extras[i])
    told = {"way": "comment_pack", "amount": sum(counts.values()), "posts": len(chosen), "custom": custom}
    return Deal("comment_pack", pack / usual(posts.comments), told, []), with_comments(posts, counts, 0.0), extras


def join_ring(dice: Dice, profile: Profile, posts: Posts, last: float) -> tuple[Deal, Posts, dict[int, list[Extra]]]:
    """A ring whose members come by agreement soon after the post."""
    wanted = size_of(dice, "ring") * usual(posts.comments)
    keen = 0.45 + 0.5 * dice.roll()
    members = [handle(dice, profile.language) for _ in range(int(np.clip(wanted / keen, 5, 60)))]
    first = 0 if dice.chance(0.5) else int(0.6 * dice.roll() * len(posts.at))
    hours, extras, counts = dice.between(0.2, 6), {}, {}
    for i in range(first, len(posts.at)):
        present = [name for name in members if dice.chance(keen)]
        counts[i] = len(present)
        if i >= len(posts.at) - NEWEST:
            moments = [posts.at[i] + 0.001 - np.log(1 - dice.roll()) * hours / 24 for _ in present]
            written = [
                Extra(name, at, _kind_words(dice, profile, posts, i)) for name, at in zip(present, moments, strict=True)
            ]
            extras[i] = [extra for extra in written if extra.at < last]
            counts[i] = len(extras[i])
    told = {"way": "ring", "amount": sum(counts.values()), "posts": len(counts), "members": len(members)}
    return (
        Deal("ring", keen * len(members) / usual(posts.comments), told, []),
        with_comments(posts, counts, 1.0),
        extras,
    )


def _kind_words(dice: Dice, profile: Profile, posts: Posts, i: int) -> str:
    if dice.chance(0.55):
        tone = Tone(0.1, 0.6, 0.02, 0.04, 0.0, 0.7, 0.15)
        return remark(dice, tone, profile.language, posts.topics[i], posts.things[i], profile.first)
    return phrase(dice, profile.language, "pod") + dice.pick(("", "", " ", "!")) + emoji(dice) * int(3 * dice.roll())
