"""Commands that choose whom to book: portfolio, and the sketches of audiences that creators hand over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nahbar.kernel.cli import FiniteRange, json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

if TYPE_CHECKING:
    from nahbar.creators.portfolio.contracts import Portfolio, Wish

WHO = "command line"
SHOWN_REASONS = 10
file_path = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("portfolio")
@click.option("--budget", required=True, help="What may be spent, in the currency of the prices.")
@click.option("--prices", type=file_path, help="Columns platform, handle, price, currency; else those imported.")
@click.option("--platform", default="", help="The platform of all prices, where the file has no such column.")
@click.option("--currency", default="", help="Which of the imported prices count, where there are several currencies.")
@click.option("--goal", type=click.Choice(["people", "engaged", "persona"]), default="people", show_default=True)
@click.option("--max-creators", type=click.IntRange(1), help="Book at most so many.")
@click.option("--min-niches", type=click.IntRange(0), default=0, help="From at least so many different niches.")
@click.option("--max-share", type=FiniteRange(0, 100, min_open=True), help="None above this percentage of the budget.")
@click.option("--careful", is_flag=True, help="Quality over quantity: only creators whose vetting found no sign.")
@click.option("--estimate-prices", is_flag=True, help="Estimate missing prices from those of like size.")
@click.option("--per-thousand", default="", metavar="AMOUNT", help="Missing prices: so much for 1,000 followers.")
@click.option("--persona-language", default="", metavar="CODE", help="The persona's language, as in de.")
@click.option("--persona-topic", "topics", multiple=True, help="A topic of the persona; may be repeated.")
@workspace_option
@json_option
def portfolio_command(prices: Path | None, platform: str, workspace: Path, as_json: bool, **given: Any) -> None:
    """Choose the creators who together reach most people for a budget, each person counted once.

    The reach has an interval, an upper bound on any choice stands beside it, and whoever is passed over is named with
    the reason.
    """
    from nahbar.creators.portfolio.as_json import portfolio_json
    from nahbar.creators.service.choosing.portfolio import choose_portfolio
    from nahbar.creators.service.choosing.pricing import prices_given, read_prices

    wish = _wish(given)
    ways = {"estimate": given["estimate_prices"], "per_thousand": given["per_thousand"]}
    with open_house_here(workspace) as house:
        listed = read_prices(house, prices, platform) if prices else None
        found = choose_portfolio(house, wish, prices_given(house, wish.currency, listed, **ways), vet=True)
    if as_json:
        print_json(portfolio_json(found))
    else:
        _print(found)


def _wish(given: dict[str, Any]) -> Wish:
    from nahbar.creators.intake import read_budget
    from nahbar.creators.portfolio.contracts import Wish

    if given["goal"] == "persona" and not (given["persona_language"] or given["topics"]):
        raise BadInput(
            msg("The goal “persona” needs a persona."),
            msg("Name it with --persona-language or --persona-topic."),
            kind="usage",
        )
    share = given["max_share"]
    cents, currency = read_budget(given["budget"], given["currency"])
    return Wish(
        budget_cents=cents,
        currency=currency,
        goal=given["goal"],
        most=given["max_creators"],
        niches=given["min_niches"],
        largest_share=1.0 if share is None else share / 100,
        careful=given["careful"],
        persona_language=given["persona_language"],
        persona_topics=given["topics"],
    )


def _print(found: Portfolio) -> None:
    code = found.wish.currency
    low, high = found.interval.low, found.interval.high
    least, most = found.cost_interval
    around = f" ({least / 100:,.0f} to {most / 100:,.0f})" if most > least else ""
    click.echo(f"{len(found.booked)} creators for {found.cost_cents / 100:,.2f} {code}{around}")
    click.echo(f"{found.expected:,.0f} people, each counted once ({low:,.0f} to {high:,.0f}); any choice at most "
               f"{found.upper_bound:,.0f}")  # fmt: skip
    rate = "-" if found.by_engagement is None else f"{found.by_engagement:,.0f}"
    click.echo(f"by followers alone {found.by_followers:,.0f}, by engagement rate alone {rate}")
    for one in found.booked:
        price = f"{one.candidate.price_cents / 100:,.2f}"
        estimated = " (estimated)" if one.candidate.estimate else ""
        click.echo(f"  {one.candidate.label:40} {price:>12} {code}{estimated}  adds {one.adds:,.0f}")
    if found.passed_over:
        click.echo("passed over:")
    for over in found.passed_over[:SHOWN_REASONS]:
        click.echo(f"  {over.candidate.label}: {over.reason.render()}")
    if len(found.passed_over) > SHOWN_REASONS:
        click.echo(f"  and {len(found.passed_over) - SHOWN_REASONS} more; --json names all.")
    for said in (*found.method, *found.notes):
        click.echo(said.render(), err=True)


@click.command("sketch")
@click.argument("file", type=file_path)
@click.option("--platform", default="instagram", show_default=True, help="Where the followers are.")
@click.option("--handle", default="", help="Whose followers they are; by default the name of the file.")
@click.option("--salt", default="", help="The salt that the brand sent.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write; by default beside FILE.")
@workspace_option
@json_option
def sketch_command(
    file: Path, platform: str, handle: str, salt: str, out: Path | None, workspace: Path, as_json: bool
) -> None:
    """Make a sketch of the followers in FILE, a platform's export or a list of handles; no handle leaves.

    A creator runs this on their own machine and hands over the small file that it writes. In a workspace the salt is
    that of the workspace.
    """
    import msgspec

    from nahbar.creators.service.choosing.sketching import sketch_file

    made = sketch_file(file, platform, handle or file.name.split(".")[0], salt or _salt_here(workspace))
    target = out or file.with_name(f"{made.file.handle}.sketch")
    content = msgspec.json.encode(made.file)
    target.write_bytes(content)
    done = {"file": str(target), "platform": made.file.platform, "handle": made.file.handle, "bytes": len(content)}
    if as_json:
        print_json({**done, "followers": made.followers, "refused": made.refused, "salt_name": made.file.salt_name})
        return
    click.echo(
        f"{target}: {made.followers:,} followers of {made.file.platform}/{made.file.handle}, {len(content):,} bytes"
    )


def _salt_here(workspace: Path) -> str:
    from nahbar.creators.service.choosing.sketching import workspace_salt
    from nahbar.kernel.settings import SETTINGS_FILE

    if not (workspace / SETTINGS_FILE).is_file():
        raise BadInput(
            msg("A sketch needs the salt of the brand that asks for it."),
            msg("Give it with --salt; the brand sees it with: nahbar creators sketch-salt"),
            kind="salt",
        )
    with open_house_here(workspace) as house:
        return workspace_salt(house)


@click.command("sketch-salt")
@workspace_option
@json_option
def salt_command(workspace: Path, as_json: bool) -> None:
    """Show the salt to send to the creators who are asked for a sketch; keep it between them and you."""
    from nahbar.creators.service.choosing.sketching import salt_name

    salt = _salt_here(workspace)
    if as_json:
        print_json({"salt": salt, "salt_name": salt_name(salt)})
    else:
        click.echo(salt)


@click.command("add-sketch")
@click.argument("files", nargs=-1, required=True, type=file_path, metavar="FILE...")
@workspace_option
@json_option
def add_command(files: tuple[Path, ...], workspace: Path, as_json: bool) -> None:
    """Keep sketches that creators handed over; a newer one takes the place of an older one."""
    from nahbar.creators.service.choosing.sketching import add_sketch

    with open_house_here(workspace) as house:
        added = [add_sketch(house, file, WHO) for file in files]
    if as_json:
        print_json([{"platform": one.platform, "handle": one.handle, "followers": round(one.size)} for one in added])
        return
    for one in added:
        click.echo(f"{one.platform}/{one.handle}: {one.size:,.0f} followers")


@click.command("drop-sketch")
@click.argument("name", metavar="PLATFORM/HANDLE")
@workspace_option
@json_option
def drop_command(name: str, workspace: Path, as_json: bool) -> None:
    """Forget the sketch of a creator."""
    from nahbar.creators.service.choosing.sketching import drop_sketch

    with open_house_here(workspace) as house:
        drop_sketch(house, name)
    print_json({"dropped": name}) if as_json else click.echo(f"Forgotten: {name}")
