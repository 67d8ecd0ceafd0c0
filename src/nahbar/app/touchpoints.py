"""Commands on touchpoints: how many there are, sealing into the lake, compaction."""

from __future__ import annotations

from pathlib import Path

import click

from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.touchpoints import KINDS


@click.group()
def touchpoints() -> None:
    """Touchpoints: what happened between people and the brand."""


@touchpoints.command("count")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="Of one kind only.")
@click.option("--since", default="", metavar="TIME", help="Not before this time or day (ISO 8601, UTC without a zone).")
@workspace_option
@json_option
def count(kind: str | None, since: str, workspace: Path, as_json: bool) -> None:
    """Count touchpoints by their kind, sealed or not."""
    from nahbar.campaigns import count_all
    from nahbar.kernel.lake import count_by_kind

    with open_house_here(workspace) as house:
        # Clicks that were answered and lie in files are touchpoints already.
        count_all(house)
        found = count_by_kind(house, _micros(since))
    by_kind = {name: number for name, number in found.items() if kind in (None, name)}
    if as_json:
        print_json({"count": sum(by_kind.values()), "by_kind": by_kind})
        return
    for name, number in by_kind.items():
        click.echo(f"{name:10} {number:>14,}")
    click.echo(f"{'all':10} {sum(by_kind.values()):>14,}")


def _micros(since: str) -> int:
    from nahbar.kernel.journal.cells import read_micros
    from nahbar.kernel.tabular.values import Unreadable

    try:
        return (read_micros(since) if since else None) or 0
    except Unreadable as error:
        raise BadInput(
            error.reason, msg("Write --since as 2026-09-30 or 2026-09-30T12:00+02:00."), kind="since"
        ) from error


@touchpoints.command("seal")
@workspace_option
@json_option
def seal_command(workspace: Path, as_json: bool) -> None:
    """Bring the touchpoints of the journal to the lake."""
    from nahbar.kernel.lake import seal

    with open_house_here(workspace) as house:
        rows = seal(house)
    if as_json:
        print_json({"sealed": rows})
    else:
        click.echo(f"Sealed {rows:,} touchpoints.")


@touchpoints.command("compact")
@workspace_option
@json_option
def compact_command(workspace: Path, as_json: bool) -> None:
    """Put small files of the lake together, and drop what is older than touchpoints.retention_months."""
    from nahbar.kernel.lake import compact

    with open_house_here(workspace) as house:
        done = compact(house)
    if as_json:
        print_json(
            {
                "files_before": done.files_before,
                "files_after": done.files_after,
                "files_deleted": done.files_deleted,
                "kept_from": done.kept_from and done.kept_from.isoformat(),
            }
        )
        return
    click.echo(f"{done.files_before} files became {done.files_after}; {done.files_deleted} old ones were deleted.")
    if done.kept_from is not None:
        click.echo(f"Kept are touchpoints from {done.kept_from.isoformat()} on.")
