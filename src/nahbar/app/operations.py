"""Commands on a whole workspace: init, demo, serve, backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nahbar.app.serving import check_port, serve_workspace
from nahbar.kernel.cli import json_option, opened, print_json, workspace_option

if TYPE_CHECKING:
    from nahbar.kernel.workspace import Workspace

DEFAULT_PORT = 8700


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="nahbar", help="The name of the brand.")
@click.option("--language", type=click.Choice(["de", "en"]), default="de", show_default=True)
@json_option
def init(folder: Path, name: str, language: str, as_json: bool) -> None:
    """Make a new workspace in FOLDER."""
    from nahbar.kernel.settings import Settings
    from nahbar.kernel.workspace import create_workspace

    workspace = create_workspace(folder, Settings(name=name, language=language))
    _prepare(workspace)
    if as_json:
        print_json({"workspace": str(folder)})
    else:
        click.echo(f"Made {folder}. Serve it with: nahbar serve --workspace {folder}")


def _prepare(workspace: Workspace) -> None:
    """Bring the store of a new workspace up to date."""
    from nahbar.kernel.store import open_store
    from nahbar.kernel.upgrade import upgrade_store

    store = open_store(workspace)
    try:
        upgrade_store(workspace, store)
    finally:
        store.close()


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default="demo")
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only make the workspace.")
@json_option
def demo(folder: Path, port: int, no_serve: bool, as_json: bool) -> None:
    """Make a workspace with the sample brand in FOLDER (once) and serve it on this machine."""
    from nahbar.app.sample import OWNER_EMAIL, OWNER_PASSWORD, ensure_sample

    if not no_serve:
        check_port("127.0.0.1", port)
    made = ensure_sample(folder)
    if no_serve:
        if as_json:
            print_json({"workspace": str(folder), "made": made, "email": OWNER_EMAIL, "password": OWNER_PASSWORD})
        else:
            click.echo(f"{'Made' if made else 'Kept'} {folder}.")
        return
    click.echo(f"\n  nahbar with the sample brand:  http://127.0.0.1:{port}/")
    click.echo(f"  Sign in: {OWNER_EMAIL}   Password: {OWNER_PASSWORD}\n")
    serve_workspace(folder, "127.0.0.1", port, 1)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="Processes; by default web.workers.")
@workspace_option
def serve(host: str, port: int, workers: int | None, workspace: Path) -> None:
    """Serve the web application."""
    from nahbar.kernel.workspace import SESSIONS_KEY, open_workspace

    place = open_workspace(workspace)
    check_port(host, port)
    with opened(workspace):
        # Said here in one line; the servers' processes would each say it with a traceback.
        place.key(SESSIONS_KEY)
        click.echo(f"nahbar: http://{host}:{port}/")
    serve_workspace(workspace, host, port, workers or place.settings.web.workers)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Replace FILE where there is one, once the new backup is whole.")
@workspace_option
@json_option
def backup(file: Path, overwrite: bool, workspace: Path, as_json: bool) -> None:
    """Write a backup of the workspace to FILE (.tar.gz)."""
    from nahbar.kernel.backup import write_backup
    from nahbar.kernel.errors import Conflict
    from nahbar.kernel.messages import msg

    if file.exists() and not overwrite:
        # It may be the only good backup, and this the wrong workspace.
        raise Conflict(
            msg("{file} is there already.", file=str(file)),
            msg("Name another file, or add --overwrite. Nothing was changed."),
            kind="file-exists",
        )
    with opened(workspace) as (place, store):
        write_backup(place, store, file)
    size = file.stat().st_size
    if as_json:
        print_json({"file": str(file), "bytes": size})
    else:
        click.echo(f"Wrote {file} ({size / 1e6:.1f} MB).")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def restore(file: Path, folder: Path, as_json: bool) -> None:
    """Make the workspace FOLDER from the backup FILE; every file is verified first."""
    from nahbar.app.restoring import restore_workspace

    elsewhere = restore_workspace(file, folder)
    if as_json:
        print_json({"workspace": str(folder)})
        return
    click.echo(f"Restored to {folder}; every checksum fits.")
    if elsewhere:
        click.echo("Its records are in the database of NAHBAR_STORE_URL: set store.url in its nahbar.toml to that one.")


@click.command()
@workspace_option
@json_option
def doctor(workspace: Path, as_json: bool) -> int:
    """Check every invariant of the workspace; exit 1 when something is wrong."""
    from nahbar.app.doctor import examine

    findings = examine(workspace)
    bad = [one for one in findings if not one.fine]
    if as_json:
        print_json({"checks": [one.as_json() for one in findings], "fine": not bad})
    else:
        for one in findings:
            click.echo(f"{'ok  ' if one.fine else 'BAD '} {one.name}: {one.text}")
    return 1 if bad else 0
