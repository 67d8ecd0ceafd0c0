"""Commands that find creators: search, with saved searches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nahbar.kernel.cli import FiniteRange, json_option, open_house_here, print_json, progress_bar, workspace_option

if TYPE_CHECKING:
    from nahbar.creators.search.hits import Found
    from nahbar.creators.service.finding.searching import Question

WHO = "command line"
SHOWN_POST = 100


@click.command("search")
@click.argument("text", required=False, default="")
@click.option("--like", default="", metavar="PLATFORM/HANDLE", help="Creators like this one, instead of a text.")
@click.option("--by", type=click.Choice(["both", "words", "meaning"]), default="both", show_default=True)
@click.option("--platform", help="On this platform only.")
@click.option("--language", help="The creator's language, as imported.")
@click.option("--country", help="The creator's country, as imported.")
@click.option("--verdict", help="no sign, look closer, strong signs, cannot tell")
@click.option("--from", "followers_from", type=click.IntRange(0), help="At least so many followers.")
@click.option("--to", "followers_to", type=click.IntRange(0), help="At most so many followers.")
@click.option("--percentile", type=FiniteRange(0, 1), help="Engagement above this share of creators of like size.")
@click.option("--paid", type=FiniteRange(0, 1), help="At most this share of paid posts.")
@click.option("--price", type=FiniteRange(0), help="At most this price, in the currency that most prices have.")
@click.option("--posted-since", metavar="DATE", help="With a post since this day.")
@click.option("--sort", default="fit", show_default=True, help="A figure; a leading - turns it round.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--save", metavar="NAME", help="Keep the search under this name.")
@workspace_option
@json_option
def search_command(workspace: Path, as_json: bool, limit: int, save: str | None, **given: Any) -> None:
    """Find creators: TEXT in German or English over names, profiles, captions, hashtags and comments.

    Every hit says why it was found and shows the post that fits best. Without a text all creators that pass the
    filters are listed.
    """
    from nahbar.creators.search.as_json import found_json
    from nahbar.creators.service.finding.saved_searches import save_search
    from nahbar.creators.service.finding.searching import search

    question = _question(given)
    with open_house_here(workspace) as house, progress_bar("Search index", 1.0) as shown:
        found = search(house, question, 0, limit, lambda done, total: shown(done / max(total, 1)))
        if save is not None:
            save_search(house, save, question, WHO)
    if as_json:
        print_json(found_json(found))
    else:
        _print(found)


def _question(given: dict[str, Any]) -> Question:
    from nahbar.creators.service.finding.searching import Question, filters_given

    names = ("platform", "language", "country", "verdict", "followers_from", "followers_to", "posted_since")
    filters = filters_given(
        **{name: given[name] for name in names},
        percentile_from=given["percentile"],
        paid_to=given["paid"],
        price_to=given["price"],
    )
    return Question(given["text"], given["like"], given["by"], filters, given["sort"])


def _print(found: Found) -> None:
    for hit in found.hits:
        followers = "-" if hit.followers is None else f"{hit.followers:,}"
        click.echo(f"{hit.platform + '/' + hit.handle:40} {followers:>14}  {hit.verdict or 'not vetted yet'}")
        if hit.reasons:
            click.echo("    " + "; ".join(reason.render() for reason in hit.reasons))
        if hit.post is not None:
            text = " ".join(hit.post.text.split())
            click.echo(f"    {hit.post.post_id}: {text[:SHOWN_POST]}{'…' if len(text) > SHOWN_POST else ''}")
    click.echo(f"{len(found.hits)} of {found.total}, among {found.creators} creators")


@click.command("saved-searches")
@click.option("--look", type=int, metavar="ID", help="Show who is new in this search; after that they are not.")
@click.option("--drop", type=int, metavar="ID", help="Forget this search.")
@workspace_option
@json_option
def saved(look: int | None, drop: int | None, workspace: Path, as_json: bool) -> None:
    """List saved searches with how many creators each finds and how many of them are new."""
    from nahbar.creators.service.finding import saved_searches

    with open_house_here(workspace) as house:
        if drop is not None:
            saved_searches.drop_search(house, drop)
        if look is not None:
            shown = saved_searches.look_at_search(house, look)
            names = [f"{hit.platform}/{hit.handle}" for hit in shown.new]
            click.echo("\n".join(names)) if not as_json else print_json({"new": names})
            return
        found = saved_searches.list_searches(house)
    if as_json:
        print_json([{"id": one.id, "name": one.name, "found": one.found, "new": one.new} for one in found])
        return
    for one in found:
        click.echo(f"{one.id:>4}  {one.name:40} {one.found:>6} found, {one.new} new")
