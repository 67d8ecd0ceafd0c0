"""Commands of the fit: creators beside the brand, the brand profile, and who speaks of a theme from their own life."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, progress_bar, workspace_option
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

if TYPE_CHECKING:
    from nahbar.creators.fit.contracts import Dimension, Fit

WHO = "command line"


@click.command("fit")
@click.argument("name", required=False, metavar="PLATFORM/HANDLE")
@click.option("--all", "everybody", is_flag=True, help="Everybody; with --json one line a creator.")
@click.option("--sort", default="-topics", show_default=True, help="With --all: a dimension; a leading - turns it.")
@workspace_option
@json_option
def fit_command(name: str | None, everybody: bool, sort: str, workspace: Path, as_json: bool) -> None:
    """Set creators beside the brand profile: audience, topics, values, tone, look, safety, each with its interval."""
    if (name is None) != everybody:
        raise BadInput(msg("Name one creator, or say --all."), msg("See: nahbar creators fit --help"), kind="usage")
    from nahbar.creators.fit.as_json import fit_json
    from nahbar.creators.service.brand.fitting import fit_creator

    if name is None:
        _everybody(workspace, sort, as_json)
        return
    with open_house_here(workspace) as house:
        fit = fit_creator(house, name)
    if as_json:
        print_json(fit_json(fit, whole=True))
    else:
        _print(fit)


def _everybody(workspace: Path, sort: str, as_json: bool) -> None:
    import json

    from nahbar.creators.fit.as_json import fit_json
    from nahbar.creators.fit.order import sorted_fits
    from nahbar.creators.service.brand.fitting import fit_all

    with open_house_here(workspace) as house, progress_bar("Fit", 1.0) as shown:
        found = fit_all(house, lambda done, total: shown(done / max(total, 1)))
    for fit in sorted_fits(found.fits, sort):
        if as_json:
            click.echo(json.dumps(fit_json(fit), ensure_ascii=False))
        else:
            values = "  ".join(f"{name} {_short(one)}" for name, one in fit.dimensions.items())
            click.echo(f"{fit.platform + '/' + fit.handle:40} {values}")
    if not as_json:
        click.echo(f"{len(found.fits)} of {found.creators}")


def _short(one: Dimension) -> str:
    return "  - " if one.value is None else f"{one.value:4.0%}"


def _print(fit: Fit) -> None:
    click.echo(fit.sentence.render())
    for name, one in fit.dimensions.items():
        value = "cannot tell yet" if one.value is None else f"{one.value:.0%} ({one.low:.0%} to {one.high:.0%})"
        click.echo(f"{name:10} {value:24} {one.coverage.render()}")
    quoted = (("for", (*fit.topics_for, *fit.values_for)), ("against", (*fit.topics_against, *fit.values_against)))
    for side, posts in quoted:
        for post in posts:
            click.echo(f"  {side:8} {post.nearest}: {post.text} ({post.post_id})")
    for finding in fit.findings:
        click.echo(f"  {finding.kind:8} {finding.word}: {finding.quote} ({finding.post_id})")


@click.command("speakers")
@click.argument("theme")
@workspace_option
@json_option
def speakers(theme: str, workspace: Path, as_json: bool) -> None:
    """Find who speaks of a sensitive THEME in their own words, with quotes; nothing of it is kept."""
    from nahbar.creators.service.brand.themes import find_speakers

    with open_house_here(workspace) as house:
        found = find_speakers(house, theme)
    if as_json:
        names = ("quote", "cosine", "post_id", "url", "posted_at")
        rows = [
            {
                "platform": one.platform,
                "handle": one.handle,
                "quotes": [{name: getattr(quote, name) for name in names} for quote in one.quotes],
            }
            for one in found.found
        ]
        print_json({"read": found.read, "speakers": rows})
        return
    for one in found.found:
        click.echo(f"{one.platform}/{one.handle}")
        for quote in one.quotes:
            click.echo(f"    “{quote.quote}” ({quote.post_id})")
    click.echo(f"{len(found.found)} of {found.read} creators that were read")


@click.group()
def brand() -> None:
    """Say what the brand stands for: persona, topics, texts, colours."""


@brand.command("show")
@workspace_option
@json_option
def show(workspace: Path, as_json: bool) -> None:
    """Show the brand profile."""
    import msgspec

    from nahbar.creators.service.brand.profile import read_brand

    with open_house_here(workspace) as house:
        kept = read_brand(house)
    plain = msgspec.to_builtins(kept.brand)
    if as_json:
        print_json(plain)
        return
    persona = plain.pop("persona")
    for name, value in {**persona, **plain}.items():
        if value not in (None, "", []):
            shown = "\n             ".join(map(str, value)) if isinstance(value, list) else value
            click.echo(f"{name:12} {shown}" if name != "images" else f"{name:12} {len(value)} measured")
    click.echo(f"version      {kept.version}")


@brand.command("set")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@workspace_option
@json_option
def set_brand(file: Path, workspace: Path, as_json: bool) -> None:
    """Keep the whole brand profile of FILE (TOML or JSON, in the form that `brand show --json` prints)."""
    from nahbar.creators.service.brand.profile import brand_from_file, save_brand

    given = brand_from_file(file)
    with open_house_here(workspace) as house:
        kept, wrong = save_brand(house, given, WHO)
    if wrong:
        raise wrong[0]
    if as_json:
        print_json({"version": kept.version})
    else:
        click.echo(f"Kept as version {kept.version}.")
