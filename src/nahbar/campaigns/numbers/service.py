"""The numbers of a campaign put together, and the links by which guests may read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.agree.contracts import Collaboration
from nahbar.campaigns.agree.seams import deals_of
from nahbar.campaigns.agree.service.campaigns import CampaignPage, campaign_of, campaign_page
from nahbar.campaigns.agree.states import AT_WORK
from nahbar.campaigns.links.service.counting import count_all
from nahbar.campaigns.numbers import figuring, tallying
from nahbar.campaigns.numbers.comparing import compared, said_of, said_of_variants
from nahbar.campaigns.numbers.contracts import Line, Numbers, Spent, Sums
from nahbar.campaigns.numbers.pacing import paces, time_share
from nahbar.campaigns.numbers.reducing import Reduced, reduce_campaign
from nahbar.campaigns.numbers.splitting import compared_targets, said_of_targets
from nahbar.campaigns.payouts.earning import share_of
from nahbar.campaigns.payouts.service import FEE_STATES
from nahbar.kernel.access import record
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.guests import GuestLink, find_link, list_links, make_link, revoke_link
from nahbar.kernel.house import House

PURPOSE = "numbers"
# Another process may count the clicks that wait; the page does not wait for it longer.
COUNT_SECONDS = 1.0
SPENDING = (*AT_WORK, "paid")


@dataclass(frozen=True, slots=True)
class _People:
    """The creators of a campaign by "platform/handle": labels, pages, what they cost, whom they reach."""

    labels: Mapping[str, str]
    paths: Mapping[str, str]
    spent: Mapping[str, Spent]
    reach: Mapping[str, int]


def numbers_of(house: House, campaign_id: int) -> Numbers:
    """Return everything that is known of what a campaign cost and brought up to now; raises NotFound."""
    found = campaign_page(house, campaign_id)
    count_all(house, COUNT_SECONDS)
    return put_together(found, _people(house, found), reduce_campaign(house, found.campaign.key), now())


def _people(house: House, found: CampaignPage) -> _People:
    cards = {card.creator.label.lower(): card for card in found.cards}
    spending = {key: card.collaboration for key, card in cards.items() if card.collaboration.state in SPENDING}
    currency = found.campaign.plan.currency
    return _People(
        labels={key: card.creator.name or card.creator.label for key, card in cards.items()},
        paths={key: f"/campaigns/collaborations/{card.collaboration.id}" for key, card in cards.items()},
        spent={key: Spent(one.terms.fee_cents, _shared(house, one, currency)) for key, one in spending.items()},
        reach={
            key: card.creator.followers or 0
            for key, card in cards.items()
            if card.collaboration.state in FEE_STATES and card.creator.followers
        },
    )


def _shared(house: House, one: Collaboration, currency: str) -> int:
    """Return what a creator's share of the deals less refunds comes to, paid, due, or still held."""
    if not one.terms.share_bp:
        return 0
    once = {deal.id: deal for deal in deals_of(house, one) if deal.currency == currency}.values()
    return sum(share_of(max(0, deal.amount_cents - deal.refunded_cents), one.terms.share_bp) for deal in once)


def put_together(found: CampaignPage, people: _People, reduced: Reduced, at: int) -> Numbers:
    """Return the numbers of what was read. Pure."""
    campaign, today = found.campaign, day_of(at)
    plan = campaign.plan

    def tally(key: tallying.Key) -> Mapping[str, Sums]:
        return tallying.tally(reduced.sums, reduced.qualified, key, plan.currency)

    sums = tally(tallying.everything).get("all", Sums())
    spent = Spent(
        sum(one.fixed_cents for one in people.spent.values()), sum(one.shared_cents for one in people.spent.values())
    )
    total = figuring.total_line(sums, spent, sum(people.reach.values()))
    creators = {**{key: Sums() for key in people.spent}, **tally(tallying.by_creator)}
    lines = _with_paths(figuring.lines(creators, sums.deals, people.labels, people.spent, people.reach), people)
    pairs = compared(tally(tallying.by_variant_and_creator))
    splits = compared_targets(reduced.targets)
    days = (plan.starts_day, plan.ends_day, today)
    return Numbers(
        campaign_id=campaign.id,
        key=campaign.key,
        name=plan.name,
        currency=plan.currency,
        at=at,
        today=today,
        starts_day=plan.starts_day,
        ends_day=plan.ends_day,
        total=total,
        creators=lines,
        posts=_posts(tally(tallying.by_post), sums, people),
        variants=_variants(tally(tallying.by_variant), sums),
        compared=pairs,
        said=[*said_of(lines), *said_of_variants(pairs), *said_of_targets(reduced.targets, splits)],
        pacing=paces(plan.kpis, plan.budget_cents, total, _posted(found), reduced.days, reduced.qualified, days),
        time_share=time_share(*days),
        others=tallying.other_money(reduced.sums, plan.currency),
        targets=reduced.targets,
        splits=splits,
    )


def _posted(found: CampaignPage) -> int:
    return sum(card.collaboration.state in FEE_STATES for card in found.cards)


def _with_paths(lines: Sequence[Line], people: _People) -> Sequence[Line]:
    return [Line(one.name, one.label, one.sums, one.figures, people.paths.get(one.name, "")) for one in lines]


def _posts(groups: Mapping[str, Sums], everybody: Sums, people: _People) -> Sequence[Line]:
    """Return the lines of posts; nothing where no post is named anywhere."""
    if not any(groups):
        return []
    labels = {}
    for key in groups:
        creator, _, post = key.partition("\n")
        labels[key] = f"{post} · {people.labels.get(creator, creator)}" if creator else post
    return figuring.lines(groups, everybody.deals, labels)


def _variants(groups: Mapping[str, Sums], everybody: Sums) -> Sequence[Line]:
    return figuring.lines(groups, everybody.deals, {}) if any(groups) else []


def subject(campaign_id: int) -> str:
    """Return how guest links and the audit log name a campaign's numbers."""
    return f"numbers:{campaign_id}"


def share(house: House, campaign_id: int, days: int, who: str) -> str:
    """Make a link by which guests read the numbers of a campaign, and return its path; raises NotFound, BadInput."""
    with house.store.write() as connection:
        campaign_of(connection, campaign_id)
        return f"/numbers/{make_link(connection, PURPOSE, subject(campaign_id), days, who, now())}"


def revoke(house: House, campaign_id: int, link_id: int, who: str) -> None:
    """Make a guest link useless; raises NotFound."""
    with house.store.write() as connection:
        revoke_link(connection, link_id, subject(campaign_id), who, now())


def shared_links(house: House, campaign_id: int) -> Sequence[GuestLink]:
    """Return the guest links to a campaign's numbers, newest first."""
    with house.store.read() as connection:
        return list_links(connection, subject(campaign_id))


def shared_numbers(house: House, secret: str, *, again: bool = False) -> tuple[GuestLink, Numbers]:
    """Return the numbers that a guest link opens; raises NotFound. Each opening is logged, a page's refresh is not."""
    if again:
        with house.store.read() as connection:
            link = _opened(connection, secret)
    else:
        with house.store.write() as connection:
            link = _opened(connection, secret)
            record(connection, link.name, "guest.open", link.subject, now())
    return link, numbers_of(house, int(link.subject.partition(":")[2]))


def _opened(connection: sa.Connection, secret: str) -> GuestLink:
    return find_link(connection, secret, PURPOSE, now())
