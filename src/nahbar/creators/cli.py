"""Commands of the creators room: list, show, vet, audit-followers, disclosure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nahbar.kernel.cli import (
    LazyGroup,
    json_option,
    named_headers,
    open_house_here,
    print_json,
    progress_bar,
    workspace_option,
)
from nahbar.kernel.clock import iso_time
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nahbar.creators.contracts import ImportRun, Interval
    from nahbar.creators.service.imports.importing import Outcome
    from nahbar.kernel.house import House
    from nahbar.kernel.importing import Imported

WHO = "command line"


def creators_importer(
    kind: str, platform: str, handle: str, headers: Mapping[str, str], guess: bool, strict: bool
) -> Callable[[House, Path, Callable[[float], None]], Outcome]:
    """Return the function that imports one file of a kind of this room."""
    from nahbar.creators.intake import Choice
    from nahbar.creators.service.imports.importing import import_file

    choice = Choice(platform, handle, headers, guess, strict)
    return lambda house, file, shown: import_file(house, kind, file, choice, WHO, lambda done, _: shown(done))


def update_search(house: House, kind: str) -> None:
    """Bring the search index up to date where an import of `kind` changes its texts."""
    from nahbar.creators.service.finding.indexing import CHANGES_TEXTS, update_index

    if kind in CHANGES_TEXTS:
        with progress_bar("Search index", 1.0) as shown:
            update_index(house, lambda done, total: shown(done / max(total, 1)))


def check_kind(kind: str, others: tuple[str, ...]) -> None:
    """Raise BadInput for a kind that neither this room nor `others` know."""
    from nahbar.creators.intake import EXPORTS, KINDS

    known = (*KINDS, *others, *EXPORTS)
    if kind not in known:
        raise BadInput(
            msg("There is no kind of table “{kind}”.", kind=kind),
            msg("Choose one of: {kinds}.", kinds=", ".join(known)),
            kind="unknown-kind",
        )


def outcomes_json(outcomes: Sequence[tuple[Path, Outcome | Imported]]) -> dict[str, Any]:
    """Return what several imports did, as `import --json` prints it."""
    counts = {
        name: sum(getattr(outcome, name) for _, outcome in outcomes)
        for name in ("read", "new", "changed", "same", "refused")
    }
    refusals = [
        {"file": str(file), "row": one.row, "column": one.column, "reason": one.reason.render()}
        for file, outcome in outcomes
        for one in outcome.refusals
    ]
    notes = [note.render() for _, outcome in outcomes for note in outcome.notes]
    numbers = [outcome.import_id for _, outcome in outcomes if outcome.import_id is not None]
    return {**counts, "refusals": refusals, "notes": notes, "imports": numbers}


def print_outcome(file: Path, outcome: Outcome | Imported) -> None:
    """Print what an import did, refused rows first."""
    for note in outcome.notes:
        click.echo(f"  {note.render()}", err=True)
    for one in outcome.refusals[:20]:
        where = f"row {one.row}" + (f", {one.column}" if one.column else "")
        click.echo(f"  {file.name}, {where}: {one.reason.render()}", err=True)
    if outcome.refused > 20:
        click.echo(f"  ... and {outcome.refused - 20} more; --json lists the first 1,000.", err=True)
    undo_with = f" Undo with: nahbar creators undo-import {outcome.import_id}" if outcome.import_id else ""
    click.echo(
        f"{file.name}: read {outcome.read}, new {outcome.new}, changed {outcome.changed}, same {outcome.same}, "
        f"refused {outcome.refused}.{undo_with}"
    )


LATER = {
    "fetch": ("nahbar.creators.cli_fetch:fetch", "Fetch creators from Bluesky, without an account."),
    "search": ("nahbar.creators.cli_search:search_command", "Find creators by words and by meaning, with filters."),
    "disclosure": ("nahbar.creators.cli_disclosure:disclosure", "Judge whether posts say that they are advertising."),
    "fit": ("nahbar.creators.cli_fit:fit_command", "Set creators beside the brand profile."),
    "speakers": ("nahbar.creators.cli_fit:speakers", "Find who speaks of a theme in their own words."),
    "saved-searches": ("nahbar.creators.cli_search:saved", "List saved searches and who is new in each."),
    "portfolio": ("nahbar.creators.cli_portfolio:portfolio_command", "Choose whom to book for a budget."),
    "sketch": ("nahbar.creators.cli_portfolio:sketch_command", "Make a sketch of followers to hand over."),
    "sketch-salt": ("nahbar.creators.cli_portfolio:salt_command", "Show the salt for sketches."),
    "add-sketch": ("nahbar.creators.cli_portfolio:add_command", "Keep sketches that creators handed over."),
    "drop-sketch": ("nahbar.creators.cli_portfolio:drop_command", "Forget the sketch of a creator."),
}


@click.group(cls=LazyGroup, lazy=LATER)
def creators() -> None:
    """Creators: who they are and what speaks for and against them."""


@creators.command("undo-import")
@click.argument("import_id", type=int)
@workspace_option
@json_option
def undo(import_id: int, workspace: Path, as_json: bool) -> None:
    """Take an import back: its rows go, what it overwrote returns."""
    from nahbar.creators.service.imports.importing import undo_import

    with open_house_here(workspace) as house:
        run = undo_import(house, import_id)
    if as_json:
        print_json({"import": run.id, "state": "undone"})
    else:
        click.echo(f"Undone: {run.kind} from {run.file} ({run.new} rows removed, {run.changed} restored).")


@creators.command("imports")
@workspace_option
@json_option
def imports(workspace: Path, as_json: bool) -> None:
    """List the newest imports, with what undo-import needs."""
    from nahbar.creators.service.imports.importing import list_imports

    with open_house_here(workspace) as house:
        found = list_imports(house)
    if as_json:
        print_json([_run_as_json(run) for run in found])
        return
    for run in found:
        said = f"new {run.new}, changed {run.changed}, same {run.same}, refused {run.refused}"
        if run.problem:
            said = run.problem[0].render()
        click.echo(f"{run.id:>5} {run.state:9} {run.kind:16} {iso_time(run.created_at)}  {run.file}: {said}")


def _run_as_json(run: ImportRun) -> dict[str, Any]:
    names = ("id", "kind", "file", "state", "who", "read", "new", "changed", "same", "refused")
    times = {name: iso_time(getattr(run, name)) for name in ("created_at", "finished_at")}
    problem = " ".join(sentence.render() for sentence in run.problem)
    return {**{name: getattr(run, name) for name in names}, **times, "problem": problem or None}


@creators.command("list")
@click.option("--platform", default="", help="Creators on this platform only.")
@click.option("--verdict", default="", help="no sign, look closer, strong signs, cannot tell, none")
@click.option("--sort", default="-followers", show_default=True, help="A column; a leading - turns it round.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@workspace_option
@json_option
def list_all(platform: str, verdict: str, sort: str, limit: int, workspace: Path, as_json: bool) -> None:
    """List creators with the short form of their vetting."""
    from nahbar.creators.service.lists import filters_of, page_of_creators, sort_column

    filters = filters_of(platform=platform, verdict=verdict)
    with open_house_here(workspace) as house:
        lines, total = page_of_creators(house, filters, sort_column(sort), 0, limit)
    if as_json:
        print_json({"total": total, "creators": lines})
        return
    for line in lines:
        rate = "-" if line.rate is None else f"{line.rate:.2%}"
        followers = "-" if line.followers is None else f"{line.followers:,}"
        name = f"{line.platform}/{line.handle}"
        click.echo(f"{name:40} {followers:>14} {rate:>8}  {line.verdict or 'not vetted yet'}")
    click.echo(f"{len(lines)} of {total}")


@creators.command("show")
@click.argument("name", metavar="PLATFORM/HANDLE")
@workspace_option
@json_option
def show(name: str, workspace: Path, as_json: bool) -> None:
    """Show what is known of a creator, and from how many rows."""
    from nahbar.creators.service.lists import show_creator

    with open_house_here(workspace) as house:
        shown = show_creator(house, name)
    if as_json:
        print_json(shown)
        return
    rows = shown.pop("rows")
    for key, value in {**shown, "known rows": ", ".join(f"{n} {kind}" for kind, n in rows.items())}.items():
        if value is not None:
            click.echo(f"{key:14} {value}")


@creators.command("vet")
@click.argument("name", required=False, metavar="PLATFORM/HANDLE")
@click.option("--all", "everybody", is_flag=True, help="Vet every creator; with --json one line a creator.")
@workspace_option
@json_option
def vet(name: str | None, everybody: bool, workspace: Path, as_json: bool) -> None:
    """Say who is genuine, with the rows it rests on, how sure it is and what would explain it innocently."""
    if (name is None) != everybody:
        raise BadInput(msg("Name one creator, or say --all."), msg("See: nahbar creators vet --help"), kind="usage")
    from nahbar.creators.report_text import print_report
    from nahbar.creators.service.reports.vetting import vet_all, vet_creator
    from nahbar.creators.vetting.as_json import as_json as report_json
    from nahbar.kernel.messages import Message

    with open_house_here(workspace) as house:
        if name is not None:
            vetting = vet_creator(house, name)
            if as_json:
                print_json(report_json(vetting, Message.render))
            else:
                print_report(vetting, click.echo)
            return
        _vet_everybody(vet_all, house, as_json)


def _vet_everybody(vet_all: Any, house: Any, as_json: bool) -> None:
    verdicts: dict[str, int] = {}
    with progress_bar("Vetting", 1.0) as shown:
        for report in vet_all(house, lambda done, total: shown(done / max(total, 1))):
            if as_json:
                click.echo(report.decode())
            verdict = _verdict_of(report)
            verdicts[verdict] = verdicts.get(verdict, 0) + 1
    if not as_json:
        for verdict, count in sorted(verdicts.items(), key=lambda pair: -pair[1]):
            click.echo(f"{verdict:14} {count}")


def _verdict_of(report: bytes) -> str:
    import msgspec

    return str(msgspec.json.decode(report)["authenticity"]["verdict"])


def _ends(interval: Interval) -> list[float]:
    return [interval.low, interval.high]


@creators.command("mark-followers")
@click.argument("name", metavar="PLATFORM/HANDLE")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@workspace_option
@json_option
def mark_followers(name: str, file: Path, workspace: Path, as_json: bool) -> None:
    """Mark followers of a list here that a person checked (FILE has the columns follower, is_fake)."""
    from nahbar.creators.service.audits.marking import mark_from_file
    from nahbar.creators.vetting.as_json import audit_json

    with open_house_here(workspace) as house:
        done = mark_from_file(house, name, file, WHO)
    if as_json:
        print_json({"marked": done.marked, "fake": done.fake, "followers_audit": audit_json(done.audit)})
        return
    low, high = done.audit.interval.low, done.audit.interval.high
    click.echo(f"Marked {done.marked} followers, {done.fake} of them as fake.")
    click.echo(f"{done.audit.share_fake:.1%} fake ({low:.1%} to {high:.1%}), n = {done.audit.n}")


@creators.command("audit-followers")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--audited", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Columns follower, is_fake."
)
@click.option("--map", "named", multiple=True, metavar="HEADER=COLUMN", help="Name the column of a header.")
@json_option
def audit_followers(file: Path, audited: Path | None, named: tuple[str, ...], as_json: bool) -> None:
    """Estimate the share of fake followers in a list of profiles; needs no workspace and keeps nothing."""
    from nahbar.creators.service.audits.follower_files import audit_file

    audit = audit_file(file, audited, named_headers(named))
    other = audit.same_odds
    if as_json:
        accounts = [
            {
                "follower": one.follower,
                "probability": round(one.probability, 4),
                "reasons": [reason.render() for reason in one.reasons],
            }
            for one in audit.accounts
        ]
        interval = _ends(audit.interval)
        share = None if audit.n == 0 else audit.share_fake
        head = {"n": audit.n, "share_fake": share, "interval": interval, "level": audit.interval.level}
        print_json(
            {
                **head,
                "accounts": accounts,
                "method": audit.method.render(),
                "audited": audit.audited,
                "fits": audit.fits,
                "same_odds": None if other is None else {"share": other.share, "interval": _ends(other.interval)},
            }
        )
        return
    click.echo(f"{audit.share_fake:.1%} fake ({audit.interval.low:.1%} to {audit.interval.high:.1%}), n = {audit.n}")
    click.echo(audit.method.render())
    click.echo(audit.coverage.render())
    if other is not None and other.message is not None:
        click.echo(other.message.render())
