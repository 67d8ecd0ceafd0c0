"""An agency's export of its own list: creators of very different kinds, each with the figures of their kind.

Posts that do well bring followers, silence brings none. What reaches the files went through tools that round, cache,
skip days, hide likes, cut comments and miss tables. Purchases are those that agencies have met, each with its story.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.agency.days import CASES, demand, follower_days, own_guests, post_figures, posting
from benchmarks.agency.export import Tool, daily_rows, draw_tools, exported, rounded
from benchmarks.agency.kinds import KINDS, Habits, draw_habits
from benchmarks.agency.purchases import QUOTA, STORIES, Account, buy
from benchmarks.cohorts.crowd import Crowd
from benchmarks.cohorts.deals import other_way
from benchmarks.cohorts.figures import fitted
from benchmarks.cohorts.profile import Person, creator_row, rows_of_posts
from benchmarks.cohorts.rows import DAY, Rng, Truth, World, day_name, write_worlds
from benchmarks.cohorts.words import creator_names, draw_voice
from benchmarks.deliveries import spans

POD = 5


@dataclass(frozen=True)
class Entry:
    """One line of the agency's list."""

    person: Person
    habits: Habits
    stories: tuple[str, ...]
    tool: Tool


def _stories(rng: Rng, story: str) -> tuple[str, ...]:
    if not story or rng.random() > 0.2:
        return (story,) if story else ()
    second = other_way(rng, STORIES[story], tuple(STORIES.values()))
    return story, next(name for name, way in STORIES.items() if way == second)


def _kind(rng: Rng, ways: set[str], story: str) -> int:
    names = [kind.name for kind in KINDS]
    if story == "label pushes a single":
        return names.index("musician")
    if story == "sponsored posts only":
        return int(rng.choice([at for at, kind in enumerate(KINDS) if kind.paid > 0.04]))
    if "ring" in ways and rng.random() < 0.5:
        return names.index("shop")
    return int(rng.integers(len(KINDS)))


def _list(seed: int, honest: int, bought: int) -> list[Entry]:
    rng, taken, entries = np.random.default_rng([seed, 11]), set[str](), []
    tools = draw_tools(rng, 9)
    pairs = [(CASES[at // 2 % len(CASES)] if at % 2 else "ordinary", "") for at in range(honest)]
    for story in [str(one) for _ in range(0, bought, len(QUOTA)) for one in rng.permutation(QUOTA)][:bought]:
        pairs.append((str(rng.choice(CASES)) if rng.random() < 0.5 else "ordinary", story))
    for index, at in enumerate(rng.permutation(len(pairs))):
        case, stories = pairs[int(at)][0], _stories(rng, pairs[int(at)][1])
        ways = {STORIES[story].split("_")[0] for story in stories}
        kind = KINDS[_kind(rng, ways, stories[0] if stories else "")]
        habits = draw_habits(rng, kind, case, "views" in ways, bool(ways & {"ring", "comment"}))
        language = str(rng.choice(["de", "en"], p=[0.6, 0.4]))
        names = creator_names(rng, kind.topic, language, taken)
        person = Person(index, habits.platform, *names, language, kind.topic)
        entries.append(Entry(person, habits, stories, tools[int(rng.integers(len(tools)))]))
    return entries


def _pod(entry: Entry, entries: list[Entry]) -> tuple[str, ...]:
    same = [
        other.person.handle
        for other in entries
        if "pod of local shops" in other.stories
        and (other.person.platform, other.person.language) == (entry.person.platform, entry.person.language)
    ]
    if entry.person.handle not in same:
        return ()
    place = same.index(entry.person.handle) // POD * POD
    return tuple(handle for handle in same[place : place + POD] if handle != entry.person.handle)


def _account(rng: Rng, entry: Entry, entries: list[Entry], seed: int) -> Account:
    habits, language = entry.habits, entry.person.language
    when = posting(rng, habits)
    luck = demand(rng, habits, when // DAY)
    followers = follower_days(rng, habits, when // DAY, luck)
    figures = fitted(post_figures(rng, habits, when, luck, followers))
    account = Account(followers, np.zeros_like(followers), figures, own_guests(rng, habits, figures, language), [])
    for story in entry.stories:
        account = buy(rng, story, account, habits, _pod(entry, entries), language, seed)
    return account


def _truth(entry: Entry, account: Account) -> Truth:
    days = entry.habits.days
    return Truth(
        bought=bool(entry.stories),
        kind=STORIES[entry.stories[0]] if entry.stories else entry.habits.case,
        days=[(day_name(first, days), span) for first, span in spans(account.arrivals)],
        size={deal.way: round(deal.size, 3) for deal in account.deals},
        facts={
            "case": entry.habits.case,
            "creator": entry.habits.kind.name,
            "purchases": [{"way": deal.way, **deal.more} for deal in account.deals],
        },
    )


def _world(entry: Entry, entries: list[Entry], seed: int) -> World:
    person, habits, tool = entry.person, entry.habits, entry.tool
    rng = np.random.default_rng([seed, 12, person.index])
    account = _account(rng, entry, entries, seed)
    voice = draw_voice(rng, habits.case == "emoji")
    fans = int(np.clip(habits.start * rng.uniform(0.03, 0.25), 50, 4000))
    loyal = rng.uniform(1, 2.4) + habits.kind.friends
    crowd = Crowd(voice, person.language, person.topic, fans, loyal, rng.uniform(1, 14), float(rng.beta(0.9, 6)))
    daily = daily_rows(rng, tool, habits.platform == "youtube", habits.case, account.followers, habits.event)
    figures, guests = account.figures, account.guests
    posts, comments = rows_of_posts(rng, person, habits.days, figures, guests, crowd, tool.shown, tool.sample)
    now = int(account.followers[-1])
    creator = creator_row(
        rng, person, rounded(now) if tool.rounds or habits.platform == "youtube" else now, len(posts), habits.days
    )
    return exported(rng, tool, World(creator, daily, posts, comments, _truth(entry, account)))


def write_agency(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write so many honest creators and so many who bought something; same arguments, same files."""
    entries = _list(seed, honest, bought)
    write_worlds(folder, (_world(entry, entries, seed) for entry in entries))
