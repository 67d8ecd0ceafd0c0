"""Commands that fetch creators from open networks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, progress_bar, workspace_option

if TYPE_CHECKING:
    from nahbar.creators.service.imports.importing import Outcome

WHO = "command line"


@click.command("fetch")
@click.argument("names", nargs=-1, required=True, metavar="bluesky/HANDLE...")
@click.option("--posts", type=click.IntRange(0, 10_000), default=100, show_default=True, help="The newest N posts.")
@click.option("--replies", is_flag=True, help="The replies to these posts too, a request for each post that has any.")
@click.option("--followers", is_flag=True, help="The list of followers too, kept as keyed hashes.")
@click.option("--service", default="", metavar="URL", help="Another service, instead of the setting bluesky.service.")
@workspace_option
@json_option
def fetch(
    names: tuple[str, ...], posts: int, replies: bool, followers: bool, service: str, workspace: Path, as_json: bool
) -> None:
    """Fetch creators from Bluesky: profile, posts with their counts, and on request replies and followers.

    No account is needed. What was fetched can be undone like an import. After a failure run it again: it goes on
    where it stopped.
    """
    from nahbar.creators.bluesky.pages import Wanted
    from nahbar.creators.cli import outcomes_json, print_outcome
    from nahbar.creators.service.bluesky.fetching import Options, fetch_bluesky
    from nahbar.creators.service.finding.indexing import update_index

    options = Options(Wanted(posts, replies, followers), service)
    outcomes: list[tuple[Path, Outcome]] = []
    try:
        with open_house_here(workspace) as house:
            for name in names:
                with progress_bar(name, 1.0) as shown:
                    outcome = fetch_bluesky(house, name, options, WHO, lambda done, total: shown(done / max(total, 1)))
                outcomes.append((Path(name), outcome))
                if not as_json:
                    print_outcome(*outcomes[-1])
            update_index(house)
    finally:
        # What was fetched before a creator that failed is in place, and is reported.
        if as_json and outcomes:
            print_json(outcomes_json(outcomes))
