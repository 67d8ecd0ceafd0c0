"""What is said of a reaction: what goes along with it, what is credited to it, and what it causes, each apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message, msg
from nahbar.measure.rank_agreement import Agreement

SEED = 20_261_122
REACTIONS = ("like", "comment", "share", "save", "follower")
# Deals are told by thousands of reactions, as prices of advertising are.
PER = 1_000
# Younger posts still gather both, likes faster than deals.
LEAST_AGE_DAYS = 14
# Below these an association would be drawn from a handful of accidents.
LEAST_POSTS, LEAST_DEALS, LEAST_CREATORS = 10, 8, 3
WORDS = msg(
    "Association says what goes along with a reaction, credit says who was on the way, and only an experiment says "
    "what a reaction causes. The three are never mixed."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval; `high` is None where nothing bounds it."""

    value: float
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class OfGroup:
    """Deals per thousand reactions of one creator or platform, steadied by the others, and the plain sums."""

    name: str
    posts: int
    reactions: int
    deals: int
    rate: Figure


@dataclass(frozen=True, slots=True)
class Association:
    """What goes along with a reaction across posts.

    `rate` is deals per thousand of a typical creator, `doubled` how many times as many deals a post brings that has
    twice the reactions (None: creators' posts hardly differ), `explained` the share of what differs between posts.
    """

    posts: int
    reactions: int
    deals: int
    rate: Figure
    doubled: Figure | None
    explained: Figure
    agreement: Agreement | None
    platforms: Sequence[OfGroup]
    creators: Sequence[OfGroup]


@dataclass(frozen=True, slots=True)
class Credit:
    """Deals credited to a reaction on the ways of people who are known, and on how many deals' ways it stood."""

    deals: Figure
    on_the_way: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The experiment that would tell: posts (or creators) an arm, weeks at today's pace (None: no pace is known)."""

    units_an_arm: int
    weeks: float | None
    raised: float
    of_creators: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """Deals caused by a thousand reactions, as an experiment measured them; `name` and `title` if it is registered."""

    per_thousand: Figure
    name: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """The three answers for one reaction; what cannot be told is None and `why` holds the reason.

    `asking` says of registered experiments on it why they tell nothing yet; `agreement` how far posts rank alike by
    it and by deals.
    """

    name: str
    association: Association | None
    credit: Credit | None
    effect: Effect | None
    plan: Plan | None
    why: Sequence[Message]
    asking: Sequence[Message] = ()
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A post with its places by a reaction and by deals (1 is first; ties share the better place)."""

    creator: str
    post: str
    count: int
    deals: int
    qualified: int
    by_count: int
    by_deals: int


@dataclass(frozen=True, slots=True)
class Likes:
    """Everything on the worth of a like: posts that can be followed and are old enough, of all posts.

    Posts are ranked by likes, or by the one reaction that was asked for.
    """

    reactions: Sequence[Reaction]
    ranked: Sequence[Ranked]
    agreement: Agreement | None
    posts: int
    young: int
    all_posts: int
    deals: int
    known_deals: int
    notes: Sequence[Message]
