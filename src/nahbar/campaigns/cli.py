"""Commands on campaigns: thin, each calls one use case."""

from __future__ import annotations

from pathlib import Path

import click

from nahbar.campaigns.numbers.cli import numbers
from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option

WHO = "command line"
MOST_LINES = 10_000


@click.group()
def campaigns() -> None:
    """Campaigns: what is agreed with whom."""
    from nahbar.campaigns.leads.plugging import plug_in

    plug_in()


campaigns.add_command(numbers)


@campaigns.command("create")
@click.argument("name")
@click.option("--goal", required=True, help="awareness, launch, ugc, leads or community.")
@click.option("--law", default="de", show_default=True, help="Whose labels: de, at, ch, uk or us.")
@click.option("--audience", default="", help="Whom it should reach, in your own words.")
@click.option("--starts", default="", metavar="DAY", help="The first day, as 2026-11-30.")
@click.option("--ends", default="", metavar="DAY", help="The last day.")
@click.option("--budget", default="", help="The budget, as 5000 or 5.000,50.")
@click.option("--currency", default="", help="Three letters, by default the currency of the workspace.")
@click.option("--formats", default="", help="With commas: product test,giveaway.")
@click.option("--kpi", "kpis", multiple=True, metavar="NAME=TARGET", help='A target, as "qualified leads=40".')
@click.option("--creator", "creators", multiple=True, metavar="PLATFORM/HANDLE", help="Put on the shortlist at once.")
@workspace_option
@json_option
def create(kpis: tuple[str, ...], creators: tuple[str, ...], workspace: Path, as_json: bool, **given: str) -> None:
    """Make a campaign and print its number."""
    from nahbar.campaigns.agree.service.campaigns import campaign_json, campaign_page, create_campaign
    from nahbar.campaigns.agree.service.collaborations import add_creators, check_creators

    with open_house_here(workspace) as house:
        check_creators(house, creators)
        made = create_campaign(house, {**given, **_targets(kpis)}, WHO)
        number = made if isinstance(made, int) else _refuse(made)
        if creators:
            add_creators(house, number, creators, WHO)
        page = campaign_page(house, number)
    if as_json:
        print_json(campaign_json(page))
        return
    click.echo(f"Campaign {number}: {page.campaign.plan.name}, {len(page.cards)} on the shortlist.")


def _refuse(made: object) -> int:
    from nahbar.campaigns.agree.reading import Read

    if isinstance(made, Read):
        made.sure()
    raise TypeError("a campaign is made or refused")


def _targets(kpis: tuple[str, ...]) -> dict[str, str]:
    from nahbar.campaigns.agree.contracts import KPIS
    from nahbar.campaigns.agree.reading import kpi_field
    from nahbar.kernel.errors import BadInput
    from nahbar.kernel.messages import msg

    found = {}
    for text in kpis:
        name, sign, target = text.partition("=")
        if not sign or name.strip() not in KPIS:
            raise BadInput(
                msg("“{text}” is no target.", text=text),
                msg("Write NAME=TARGET with one of: {names:raw}.", names=", ".join(KPIS)),
                kind="kpi",
            )
        found[kpi_field(name.strip())] = target.strip()
    return found


@campaigns.command("list")
@click.option("--state", default="", help="Only those in preparation (draft), running or closed.")
@workspace_option
@json_option
def list_all(state: str, workspace: Path, as_json: bool) -> None:
    """List the campaigns, the newest start first."""
    from nahbar.campaigns.agree.service.campaigns import campaign_lines, known_state, line_json

    with open_house_here(workspace) as house:
        filters = {"state": known_state(state)} if state else {}
        total, lines = campaign_lines(house, filters, "-starts", MOST_LINES, 0)
    if as_json:
        print_json({"total": total, "campaigns": [line_json(line) for line in lines]})
        return
    for line in lines:
        click.echo(f"{line.id:5} {line.state:8} {line.collaborations:3} creators  {line.name} ({line.key})")
    click.echo(f"{total} campaigns")


@campaigns.command("show")
@click.argument("campaign", type=int)
@workspace_option
@json_option
def show(campaign: int, workspace: Path, as_json: bool) -> None:
    """Show a campaign and how far each creator is."""
    from nahbar.campaigns.agree.service.campaigns import campaign_json, campaign_page

    with open_house_here(workspace) as house:
        found = campaign_json(campaign_page(house, campaign))
    if as_json:
        print_json(found)
        return
    click.echo(f"{found['name']} ({found['state']}), goal {found['goal']}, law {found['law']}")
    click.echo(f"{found['starts'] or '?'} to {found['ends'] or '?'}")
    for one in found["collaborations"]:
        late = f", {one['late']} late" if one["late"] else ""
        click.echo(f"{one['id']:5} {one['state']:15} {one['creator']}{late}")


@campaigns.command("add")
@click.argument("campaign", type=int)
@click.argument("creators", nargs=-1, required=True, metavar="PLATFORM/HANDLE...")
@workspace_option
@json_option
def add(campaign: int, creators: tuple[str, ...], workspace: Path, as_json: bool) -> None:
    """Put creators on the shortlist of a campaign; those who are in it already are left alone."""
    from nahbar.campaigns.agree.service.collaborations import add_creators

    with open_house_here(workspace) as house:
        added = add_creators(house, campaign, creators, WHO)
    if as_json:
        print_json({"campaign": campaign, "collaborations": list(added)})
        return
    click.echo(f"{len(added)} added.")


@campaigns.command("step")
@click.argument("collaboration", type=int)
@click.argument("step")
@click.option("--note", default="", help="A reason, where the step needs one.")
@workspace_option
@json_option
def step(collaboration: int, step: str, note: str, workspace: Path, as_json: bool) -> None:
    """Take a step of a collaboration for the brand (or "undo" the last one); exit 4 with what is possible instead."""
    from nahbar.campaigns.agree.service.collaborations import Actor, take_step, undo_step

    with open_house_here(workspace) as house:
        actor = Actor("brand", WHO)
        done = (
            undo_step(house, collaboration, actor)
            if step == "undo"
            else take_step(house, collaboration, step, actor, note)
        )
    if as_json:
        print_json({"collaboration": done.id, "state": done.state})
        return
    click.echo(f"Collaboration {done.id} is {done.state}.")


@campaigns.command("brief")
@click.argument("campaign", type=int)
@click.option("--language", default="de", show_default=True, help="de or en.")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file.")
@workspace_option
@json_option
def brief(campaign: int, language: str, pdf: Path | None, workspace: Path, as_json: bool) -> None:
    """Show the newest version of a brief, or the filled template as version 0."""
    from nahbar.campaigns.agree.service.campaigns import campaign_page
    from nahbar.campaigns.brief.service import brief_pdf, current_brief

    with open_house_here(workspace) as house:
        found = current_brief(house, campaign, language)
        if pdf is not None:
            pdf.write_bytes(brief_pdf(house, found, campaign_page(house, campaign).campaign.plan.name))
    if as_json:
        print_json({"campaign": campaign, "language": language, "version": found.version, "parts": dict(found.parts)})
        return
    for name, text in found.parts.items():
        if text:
            click.echo(f"{name}\n{text}\n")


@campaigns.command("close")
@click.argument("campaign", type=int)
@workspace_option
@json_option
def close(campaign: int, workspace: Path, as_json: bool) -> None:
    """Close a campaign; work and payments that are under way go on."""
    from nahbar.campaigns.agree.service.campaigns import move_campaign

    with open_house_here(workspace) as house:
        done = move_campaign(house, campaign, "close", WHO)
    if as_json:
        print_json({"id": done.id, "state": done.state})
        return
    click.echo(f"Campaign {done.id} is closed.")
