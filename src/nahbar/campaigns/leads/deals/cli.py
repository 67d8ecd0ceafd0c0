"""The command `nahbar leads deals`."""

from __future__ import annotations

from pathlib import Path

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.clock import iso_time


@click.command("deals")
@click.option("--from", "from_", default="", metavar="DAY", help="The first day, as 2026-10-01.")
@click.option("--to", default="", metavar="DAY", help="The last day.")
@click.option("--campaign", default="", help="The key of a campaign, as links carry it.")
@click.option("--creator", default="", help="platform/handle")
@click.option("--code", default="", help="A coupon code.")
@click.option("--channel", default="", help="A channel, such as instagram.")
@click.option("--came-from", default="", help="The host of the page before the shop, such as mydealz.de.")
@click.option("--country", default="", help="Where it went, as DE.")
@click.option("--by", default="", help="What decided who is credited: click, link, code, said or none.")
@click.option("--refunded", default="", help="yes or no: whether something was given back.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@workspace_option
@json_option
def deals(from_: str, limit: int, workspace: Path, as_json: bool, **filters: str) -> None:
    """List deals, the newest first, with who is credited, and what was given back of them up to now."""
    from nahbar.campaigns.leads.deals.as_json import deals_json
    from nahbar.campaigns.leads.deals.reading import read_filters
    from nahbar.campaigns.leads.deals.service import list_deals

    given = read_filters({"from": from_, **filters})
    with open_house_here(workspace) as house:
        found = list_deals(house, given, "-at", 0, limit)
    if as_json:
        print_json(deals_json(found))
        return
    for one in found.deals:
        sender = found.senders.get(one.creator_id or 0)
        back = f" (given back {one.refunded_cents / 100:.2f})" if one.refunded_cents else ""
        who = f"{sender.label if sender else '-'}  {one.by or 'not known'}"
        click.echo(f"{one.id:>6} {iso_time(one.at)} {one.value_cents / 100:>12.2f} {one.currency}{back}  {who}")
    for total in found.sums:
        sums = f"{total.value_cents / 100:.2f} {total.currency}, given back {total.refunded_cents / 100:.2f}"
        click.echo(f"{total.deals} deals: {sums}")
    click.echo(f"{len(found.deals)} of {found.total}")
