"""Commands on tracking links: import, list, show, add, edit, pause, resume, qr; coupon codes stand beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nahbar.kernel.cli import LazyGroup, json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.clock import iso_time
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

if TYPE_CHECKING:
    from nahbar.campaigns.links.contracts import LinkPage
    from nahbar.campaigns.links.service.importing import Outcome

WHO = "command line"
SHOWN_REFUSALS = 20

LATER = {"codes": ("nahbar.campaigns.links.cli_codes:codes", "Coupon codes: made, listed, ended, checked for leaks.")}


@click.group(cls=LazyGroup, lazy=LATER)
def links() -> None:
    """Tracking links: where they lead, and who clicked."""


@links.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--strict", is_flag=True, help="Import nothing when a row is refused.")
@workspace_option
@json_option
def import_command(file: Path, strict: bool, workspace: Path, as_json: bool) -> None:
    """Import links from a table with the columns slug, target, creator, campaign, post, variant, expires_at.

    Rows that cannot be used are named with their number and do not stop the others; all others come in at once or not
    at all. The same file twice changes nothing.
    """
    from nahbar.campaigns.links.as_json import outcome_json
    from nahbar.campaigns.links.service.importing import import_links

    with open_house_here(workspace) as house:
        outcome = import_links(house, file, WHO, strict=strict)
    if as_json:
        print_json(outcome_json(str(file), outcome))
    else:
        _print_outcome(file, outcome)


def _print_outcome(file: Path, outcome: Outcome) -> None:
    for note in outcome.notes:
        click.echo(f"  {note.render()}", err=True)
    for one in outcome.refusals[:SHOWN_REFUSALS]:
        where = f"row {one.row}" + (f", {one.column}" if one.column else "")
        click.echo(f"  {file.name}, {where}: {one.reason.render()}", err=True)
    if outcome.refused > SHOWN_REFUSALS:
        click.echo(f"  ... and {outcome.refused - SHOWN_REFUSALS} more; --json lists the first 1,000.", err=True)
    click.echo(
        f"{file.name}: read {outcome.read}, new {outcome.new}, changed {outcome.changed}, same {outcome.same}, "
        f"refused {outcome.refused}."
    )


@links.command("list")
@click.option("--creator", default="", metavar="PLATFORM/HANDLE", help="Links of this creator only.")
@click.option("--campaign", default="", help="Links of this campaign only.")
@click.option("--state", default="", help="active, paused or expired")
@click.option("--sort", default="slug", show_default=True, help="A column; a leading - turns it round.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@workspace_option
@json_option
def list_command(
    creator: str, campaign: str, state: str, sort: str, limit: int, workspace: Path, as_json: bool
) -> None:
    """List links with their clicks."""
    from nahbar.campaigns.links.service.counting import count_all
    from nahbar.campaigns.links.service.looking import page_of_links

    given = {"creator": creator.lower(), "campaign": campaign, "state": state}
    with open_house_here(workspace) as house:
        count_all(house)
        lines, total = page_of_links(house, {name: value for name, value in given.items() if value}, sort, 0, limit)
    if as_json:
        print_json({"total": total, "links": lines})
        return
    for line in lines:
        counts = f"{line.people:>8,} people {line.bots:>8,} bots {line.repeats:>8,} repeats"
        click.echo(f"{line.slug:30} {line.state:8} {counts}  {line.target}")
    click.echo(f"{len(lines)} of {total}")


@links.command("show")
@click.argument("slug")
@workspace_option
@json_option
def show_command(slug: str, workspace: Path, as_json: bool) -> None:
    """Show one link: where it leads, its clicks up to now, its history."""
    from nahbar.campaigns.links.as_json import link_json
    from nahbar.campaigns.links.service.looking import link_page

    with open_house_here(workspace) as house:
        shown = link_page(house, slug)
    if as_json:
        print_json(link_json(shown))
    else:
        _print_link(shown)


def _print_link(shown: LinkPage) -> None:
    link, clicks = shown.link, shown.clicks
    click.echo(f"/l/{link.slug}  {shown.state}")
    for target, url in zip(link.targets, shown.tagged, strict=True):
        click.echo(f"  leads to {url}" + (f"  (weight {target.weight})" if len(link.targets) > 1 else ""))
    for name in ("creator", "campaign", "post", "variant"):
        if getattr(link, name):
            click.echo(f"  {name} {getattr(link, name)}")
    if link.expires_at is not None:
        click.echo(f"  until {iso_time(link.expires_at)}")
    click.echo(f"  clicks: {clicks.people:,} people, {clicks.bots:,} bots, {clicks.repeats:,} repeats")
    for one in shown.history:
        click.echo(f"  {iso_time(one.at)} {one.who}: {one.field} from “{one.before}” to “{one.after}”")


def _wish_options(command: Any) -> Any:
    for name, text in (
        ("expires_at", "When it ends: a day or a time."),
        ("variant", "The variant of the post."),
        ("post", "The post."),
        ("campaign", "The campaign."),
        ("creator", "The creator, as platform/handle."),
    ):
        command = click.option("--" + name.replace("_at", ""), name, default=None, help=text)(command)
    return command


@links.command("add")
@click.argument("slug")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@_wish_options
@workspace_option
@json_option
def add_command(slug: str, targets: tuple[str, ...], workspace: Path, as_json: bool, **given: str | None) -> None:
    """Add the link /l/SLUG to TARGET; several targets share the visitors, each "URL WEIGHT"."""
    from nahbar.campaigns.links.service.keeping import add_link

    texts = {name: value for name, value in given.items() if value is not None}
    with open_house_here(workspace) as house:
        add_link(house, {**texts, "slug": slug, "target": "\n".join(targets)}, WHO)
    _say(slug, workspace, as_json, "Added")


@links.command("edit")
@click.argument("slug")
@click.option("--target", "targets", multiple=True, help="Where it leads; repeat for a split, each URL WEIGHT.")
@_wish_options
@workspace_option
@json_option
def edit_command(slug: str, targets: tuple[str, ...], workspace: Path, as_json: bool, **given: str | None) -> None:
    """Change a link; what is not named stays. An empty text takes a value away."""
    from nahbar.campaigns.links.service.keeping import edit_link
    from nahbar.campaigns.links.service.looking import link_page
    from nahbar.campaigns.links.wishes import fields_of

    texts = {name: value for name, value in given.items() if value is not None}
    if targets:
        texts["target"] = "\n".join(targets)
    if not texts:
        raise BadInput(msg("Nothing to change was named."), msg("See: nahbar links edit --help"), kind="usage")
    with open_house_here(workspace) as house:
        before = fields_of(link_page(house, slug).link.wish, house.workspace.settings.timezone)
        edit_link(house, slug, {**before, **texts}, WHO)
    _say(slug, workspace, as_json, "Changed")


@links.command("pause")
@click.argument("slug")
@workspace_option
@json_option
def pause_command(slug: str, workspace: Path, as_json: bool) -> None:
    """Let a link lead nowhere until it is resumed; visitors see a friendly page."""
    from nahbar.campaigns.links.service.keeping import pause_link

    with open_house_here(workspace) as house:
        pause_link(house, slug, WHO)
    _say(slug, workspace, as_json, "Paused")


@links.command("resume")
@click.argument("slug")
@workspace_option
@json_option
def resume_command(slug: str, workspace: Path, as_json: bool) -> None:
    """Let a paused link lead to its target again."""
    from nahbar.campaigns.links.service.keeping import resume_link

    with open_house_here(workspace) as house:
        resume_link(house, slug, WHO)
    _say(slug, workspace, as_json, "Resumed")


def _say(slug: str, workspace: Path, as_json: bool, done: str) -> None:
    if not as_json:
        click.echo(f"{done}: /l/{slug.strip().lower()}")
        return
    from nahbar.campaigns.links.as_json import link_json
    from nahbar.campaigns.links.service.looking import link_page

    with open_house_here(workspace) as house:
        print_json(link_json(link_page(house, slug)))


@links.command("qr")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--address", default="", help="Where links stand, like https://go.example.org; default: links.domain.")
@workspace_option
@json_option
def qr_command(slug: str, file: Path, address: str, workspace: Path, as_json: bool) -> None:
    """Write the QR code of a link to FILE (.svg or .png)."""
    from nahbar.campaigns.links.qr import MEDIA, draw_qr
    from nahbar.campaigns.links.service.addresses import public_address
    from nahbar.campaigns.links.service.looking import link_page

    kind = file.suffix.lower().removeprefix(".")
    if kind not in MEDIA:
        raise BadInput(msg("A QR code is written as .svg or .png."), msg("Name the file so."), kind="usage")
    with open_house_here(workspace) as house:
        shown = public_address(house, link_page(house, slug).link.slug, address)
    file.write_bytes(draw_qr(shown, kind))
    print_json({"file": str(file), "address": shown}) if as_json else click.echo(f"{file}: {shown}")
