"""A creator made whole: posts, followers and comments first, the purchases on top."""

import numpy as np
from numpy.random import Generator

from benchmarks.outside import echo, fans, rings
from benchmarks.outside.batch import Batch
from benchmarks.outside.calendar import DAYS
from benchmarks.outside.counts import Counts, all_counts
from benchmarks.outside.deals import Base, Deal
from benchmarks.outside.dice import Ints, pick, stream
from benchmarks.outside.growth import followers
from benchmarks.outside.schedule import Schedule, schedule
from benchmarks.outside.story import Story
from benchmarks.outside.talk import Scene, organic
from benchmarks.outside.watch import Watch
from benchmarks.outside.world import World


def _fetched(made: Schedule, seen: Watch, most: int) -> Schedule:
    return made.kept(made.days >= DAYS - seen.back).latest(most)


def _beyond(rng: Generator, number: Ints, friends: int, zeal: float, replies: float) -> Ints:
    """Comments by friends and in reply, for posts whose comments nobody fetched."""
    circle = rng.binomial(friends, min(zeal, 0.97), size=len(number)) if friends else np.zeros(len(number))
    own = rng.binomial(np.minimum(number, 50), min(1.0, replies * 0.65))
    return (circle + own + rng.poisson(0.035 * number)).astype(np.int64)


def base(world: World, index: int, seen: Watch) -> Base:
    """The honest creator `index`, the same whether or not they buy."""
    who, story = world.people[index], world.stories[index]
    market = world.platforms[who.platform]
    rng = stream(world.seed, 3, index)
    full = schedule(rng, who, story, market)
    held = followers(rng, who, story, full, market)
    made = _fetched(full, seen, market.export.posts)
    counts = all_counts(rng, who, story, made, held)
    _friends_like(stream(world.seed, 11, index), counts, story)
    said = counts.comments + _beyond(rng, counts.comments, story.friends, story.zeal, who.replies)
    talk: list[Batch] = []
    n = len(made.days)
    covered = range(max(0, n - market.export.covers), n) if seen.comments else range(0)
    for post in covered:
        number = int(counts.comments[post])
        liked = int(counts.likes[post])
        scene = Scene(int(made.seconds[post]), int(made.days[post]), number, liked, made.specials[post])
        rows = organic(stream(world.seed, 6, index, n - post), who, story, scene, world.peers[index])
        talk.append(rows)
        said[post] = len(rows) + max(0, number - min(number, 3000))
    return Base(who, story, made, counts, held, talk, said)


def _friends_like(rng: Generator, counts: Counts, story: Story) -> None:
    """Who is of the creator's circle mostly likes, too."""
    likes = rng.binomial(story.friends, min(0.95, story.zeal + 0.15), size=len(counts.likes))
    counts.likes += likes
    counts.views += np.where(counts.views >= 0, likes, 0)


def _deal(rng: Generator, world: World, built: Base, way: str) -> Deal:
    if way in rings.WAYS:
        return rings.join_ring(rng, built, world.rings[built.person.index])
    if way in fans.WAYS:
        return fans.buy_followers(rng, built, way, world.platforms[built.person.platform])
    if not echo.possible(built, way):
        way = pick(rng, [other for other in echo.WAYS if echo.possible(built, other)])
    return echo.buy_echo(rng, built, way, world.seed)


def deals(world: World, built: Base) -> list[Deal]:
    """What the creator bought."""
    index = built.person.index
    return [_deal(stream(world.seed, 9, index, turn), world, built, way) for turn, way in enumerate(world.buys[index])]
