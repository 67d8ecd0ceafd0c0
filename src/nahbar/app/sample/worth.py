"""What the sample brand's posts earned: links to single posts, people who were asked, regular customers.

Likes and deals are drawn apart: within a creator a post with twice the likes brings a tenth more deals, so that the
pages have something small to find and much that they cannot tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nahbar.app.sample.experiments import add_experiments, reader
from nahbar.app.sample.owner import OWNER_EMAIL
from nahbar.kernel.clock import now
from nahbar.kernel.house import House

if TYPE_CHECKING:
    from nahbar.campaigns.leads.contracts import NewDeal, NewLead
    from nahbar.kernel.touchpoints import Touchpoint

SEED = 20_261_123
DAY = 86_400
SHOP = "https://lesezeichen.example/stoebern"
# Deals a post of a creator brings on average: some with many likes bring few, and the other way round.
EARNERS = {
    "instagram/mareike.liest": 2.6,
    "instagram/kleine.dorfbuecherei.ohl": 1.9,
    "instagram/wortwaerts.hannah": 1.4,
    "instagram/stadtblatt.nora": 1.1,
    "instagram/papierhafen.jette": 0.9,
    "instagram/teestube.magnolie": 0.2,
    "tiktok/vorlesepapa.jan": 1.2,
    "tiktok/satzzeichen.oemer": 0.8,
    "tiktok/booktoast.ellie": 0.4,
    "youtube/the.quiet.colophon": 1.0,
}
POSTS_EACH = 7
# Twice the likes of the creator's usual: 2^0.14, a tenth more deals.
ELASTICITY, SCATTER = 0.14, 1.2
LEADS_A_DEAL = 1.7
CUSTOMERS, VISITORS, READERS = 150, 260, 600
# A visit a week before is usual; one in three ever asks for something.
ASKING, ASKING_DAYS = 0.34, 9.0
REACTING = 0.22


def add_worth(house: House) -> None:
    """Add links to posts with what came by them, people with consent from visit to lead, and regular customers."""
    from nahbar.campaigns.leads.service.recording import record_deals, record_leads
    from nahbar.kernel.journal.appending import append

    leads, deals = _by_posts(house)
    asked = list(_people())
    with house.store.write() as connection:
        append(connection, [point for points, _ in asked for point in points], now())
    record_leads(house, [*leads, *(lead for _, lead in asked if lead is not None)], OWNER_EMAIL)
    record_deals(house, [*deals, *_orders()], OWNER_EMAIL)
    customers = [_customer(number) for number in range(CUSTOMERS)]
    visitors = [_person("visitor", number) for number in range(VISITORS)]
    readers = [reader(number) for number in range(READERS)]
    add_experiments(house, list(dict.fromkeys([*visitors, *customers, *readers])), customers)


def _posts(house: House) -> dict[str, list[dict[str, Any]]]:
    from nahbar.creators import posts_with_counts

    with house.store.read() as connection:
        rows = posts_with_counts(connection).to_pylist()
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in EARNERS}
    for row in sorted(rows, key=lambda one: -one["posted_at"]):
        mine = found.get(f"{row['platform']}/{row['handle']}")
        if mine is not None and len(mine) < POSTS_EACH and row["likes"]:
            mine.append(row)
    return found


def _by_posts(house: House) -> tuple[list[NewLead], list[NewDeal]]:
    from nahbar.campaigns.leads.contracts import NewDeal, NewLead, Traces
    from nahbar.campaigns.links.service.keeping import add_link

    rng = np.random.default_rng(SEED)
    leads: list[NewLead] = []
    deals: list[NewDeal] = []
    for creator, posts in _posts(house).items():
        usual = float(np.mean([np.log(post["likes"]) for post in posts])) if posts else 0.0
        for number, post in enumerate(posts):
            slug = f"{creator.partition('/')[2].replace('.', '-')}-{number + 1}"
            add_link(house, {"slug": slug, "target": SHOP, "creator": creator, "post": post["post"]}, OWNER_EMAIL)
            mean = (
                EARNERS[creator] * np.exp(ELASTICITY * (np.log(post["likes"]) - usual)) * rng.gamma(SCATTER) / SCATTER
            )
            for k, at in enumerate(_times(rng, post["posted_at"], int(rng.poisson(mean * LEADS_A_DEAL)))):
                good = None if rng.random() < 0.2 else bool(rng.random() < 0.7)
                stage = "new" if good is None else "qualified" if good else "lost"
                said = Traces(link=slug)
                leads.append(NewLead(f"w-{slug}-lead-{k}", at, "form", said, qualified=good, stage=stage))
            for k, at in enumerate(_times(rng, post["posted_at"], int(rng.poisson(mean)))):
                cents = int(np.round(rng.lognormal(3.3, 0.5), 1) * 100)
                deals.append(NewDeal(f"w-{slug}-deal-{k}", at, cents, "EUR", Traces(link=slug)))
    return leads, deals


def _times(rng: np.random.Generator, posted_at: int, n: int) -> list[int]:
    """Return seconds in the days after a post; what would lie in the future has not come yet."""
    return [at for at in sorted((posted_at + rng.exponential(6.0 * DAY, n)).astype(int).tolist()) if at < now()]


def _person(kind: str, number: int) -> str:
    return hashlib.blake2b(f"sample {kind} {number}".encode(), digest_size=16).hexdigest()


def _customer(number: int) -> str:
    """Return the pseudonym of a regular customer; some visited or reacted before."""
    return _person("visitor" if number < VISITORS // 5 else "customer", number)


def _people() -> Iterator[tuple[Sequence[Touchpoint], NewLead | None]]:
    """Yield people who agreed to be recognised: their visits, what they wrote or liked in public, and their lead."""
    from nahbar.campaigns.leads.contracts import NewLead
    from nahbar.kernel.touchpoints import Touchpoint

    rng = np.random.default_rng(SEED + 1)
    for number in range(VISITORS):
        who, creator = _person("visitor", number), str(rng.choice(list(EARNERS)))
        first = int(now() - rng.uniform(0, 120) * DAY)
        shared: dict[str, Any] = {"person": who, "consent": True}
        points = [Touchpoint(id=f"{who}-v", time=first * 1_000_000, kind="visit", creator=creator, **shared)]
        reacts, asks = rng.random() < REACTING, rng.random() < ASKING
        came = int(first + rng.weibull(0.9) * ASKING_DAYS * DAY)
        channel, later = str(rng.choice(["like", "like", "comment"])), int(first + rng.uniform(0.1, 5) * DAY)
        if reacts and later < now():
            moment = later * 1_000_000
            points.append(
                Touchpoint(id=f"{who}-r", time=moment, kind="reply", channel=channel, creator=creator, **shared)
            )
        lead = None
        if asks and came < now():
            # Half of them answer the form's question whether they ever reacted in public.
            said = {"reagiert": "ja" if reacts else "nein"} if rng.random() < 0.5 else {}
            shared = {"person": who, "consent": True, "source_said": creator, "answers": said}
            lead = NewLead(f"w-{who}-lead", came, "form", stage="new", **shared)
        yield points, lead


def _orders() -> Iterator[NewDeal]:
    """Yield orders of regular customers, some of whom visited or reacted before."""
    from nahbar.campaigns.leads.contracts import NewDeal

    rng = np.random.default_rng(SEED + 2)
    for number in range(CUSTOMERS):
        who = _customer(number)
        rate, leaving, level = rng.gamma(0.7, 1 / 5.0), rng.beta(0.9, 2.6), 1 / rng.gamma(4.0, 1 / 16.0)
        at, k = now() / DAY - float(rng.uniform(20, 420)), 0
        while at < now() / DAY:
            cents = max(300, int(rng.gamma(6.0, level) * 100))
            yield NewDeal(f"w-{who}-order-{k}", int(at * DAY), cents, "EUR", person=who)
            if rng.random() < leaving:
                break
            at, k = at + 7 * float(rng.exponential(1 / max(rate, 1e-3))), k + 1
