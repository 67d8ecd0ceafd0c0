"""All creators of one file before anything is written: who they are, who buys what, who knows whom."""

from dataclasses import dataclass, field

from numpy.random import Generator

from benchmarks.outside import echo, fans, rings
from benchmarks.outside.dice import chance, log_uniform, pick, stream
from benchmarks.outside.kinds import HARD, draw_kind
from benchmarks.outside.market import Platform, platforms
from benchmarks.outside.people import Person, person
from benchmarks.outside.rings import Ring
from benchmarks.outside.story import Story, empty, life
from benchmarks.outside.topics import TOPICS, Topic

SHARES = (("followers", 0.45), ("engagement", 0.40), ("ring", 0.15))
WAYS = {"followers": fans.WAYS, "engagement": echo.WAYS, "ring": rings.WAYS}
# Rings are a habit of small and middle accounts.
RING_MOST = 150_000


@dataclass
class World:
    """A file. buys: by creator, the ways in the order of purchase; peers: by creator, (index, share of posts)."""

    seed: int
    platforms: tuple[Platform, ...]
    people: list[Person] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    before: list[Topic] = field(default_factory=list)
    buys: list[tuple[str, ...]] = field(default_factory=list)
    peers: list[list[tuple[int, float]]] = field(default_factory=list)
    rings: dict[int, Ring] = field(default_factory=dict)

    def topic(self, index: int, day: int) -> Topic:
        """What a creator is about on a day."""
        return self.before[index] if day < self.stories[index].turn < 1000 else self.people[index].topic


def world(seed: int, honest: int, bought: int) -> World:
    """The file with this seed; who a creator is does not depend on who buys."""
    made = World(seed, platforms(seed))
    for index in range(honest + bought):
        _settle(made, index)
    _roles(made, stream(seed, 4), bought)
    _friends(made, stream(seed, 5))
    _found_rings(made, stream(seed, 8))
    return made


def _settle(made: World, index: int) -> None:
    rng = stream(made.seed, 2, index)
    kind = draw_kind(rng)
    who = person(rng, index)
    story = empty(who, kind)
    life(rng, who, story)
    if kind in HARD:
        HARD[kind](rng, who, story)
    made.people.append(who)
    made.stories.append(story)
    made.before.append(pick(rng, TOPICS))


def _quotas(bought: int) -> dict[str, int]:
    followers = round(SHARES[0][1] * bought)
    ring = round(SHARES[2][1] * bought)
    return {"ring": ring, "followers": followers, "engagement": bought - followers - ring}


def _roles(made: World, rng: Generator, bought: int) -> None:
    """Buyers at random; those in rings among the smaller ones where there are any."""
    n = len(made.people)
    made.buys = [() for _ in range(n)]
    order = [int(i) for i in rng.permutation(n)][:bought]
    order.sort(key=lambda i: made.people[i].size > RING_MOST)
    quotas = _quotas(bought)
    rest = order[quotas["ring"] :]
    rest = [rest[int(i)] for i in rng.permutation(len(rest))]
    for index in order[: quotas["ring"]]:
        made.buys[index] = (pick(rng, WAYS["ring"]),)
    for place, index in enumerate(rest):
        question = "followers" if place < quotas["followers"] else "engagement"
        made.buys[index] = (pick(rng, WAYS[question]),)
    for index in order:
        if chance(rng, 0.15):
            family = made.buys[index][0].split("_")[0]
            others = [way for way in fans.WAYS + echo.WAYS if not way.startswith(family)]
            made.buys[index] += (pick(rng, others),)


def _friends(made: World, rng: Generator) -> None:
    """Some creators know others of the same platform and language and comment there now and then."""
    n = len(made.people)
    made.peers = [[] for _ in range(n)]
    rooms: dict[tuple[int, str], list[int]] = {}
    for who in made.people:
        rooms.setdefault((who.platform, who.language), []).append(who.index)
    for who in made.people:
        room = rooms[who.platform, who.language]
        for _ in range(int(rng.integers(1, 4)) if chance(rng, 0.3) else 0):
            other = pick(rng, room)
            share = log_uniform(rng, 0.01, 0.3)
            if other != who.index and all(other != known for known, _ in made.peers[who.index]):
                made.peers[who.index].append((other, share))
                if chance(rng, 0.6) and all(who.index != known for known, _ in made.peers[other]):
                    made.peers[other].append((who.index, share * float(rng.uniform(0.3, 1.2))))


def _found_rings(made: World, rng: Generator) -> None:
    """Ring buyers of one platform and language share a ring, one to five together."""
    rooms: dict[tuple[int, str, str], list[int]] = {}
    for who in made.people:
        ways = made.buys[who.index]
        if ways and ways[0] in rings.WAYS:
            rooms.setdefault((who.platform, who.language, ways[0]), []).append(who.index)
    number = 0
    for (_, _, way), members in sorted(rooms.items()):
        left = list(members)
        while left:
            size = int(rng.integers(1, 6))
            inside, left = tuple(left[:size]), left[size:]
            low, high = (40, 150) if way == "ring_rotating" else (9, 70)
            ring = Ring(number, way, int(log_uniform(rng, low, high)), inside)
            made.rings.update(dict.fromkeys(inside, ring))
            number += 1
