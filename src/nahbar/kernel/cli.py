"""The command line's shell: workspace, `--json`, progress, and errors as one line with the remedy.

Rooms are imported only when one of their commands runs, so that `--help` stays quick.
"""

from __future__ import annotations

import contextlib
import importlib
import math
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from nahbar.kernel.errors import BadInput, NahbarError, Unavailable, disk_trouble
from nahbar.kernel.messages import msg

if TYPE_CHECKING:
    from nahbar.kernel.house import House
    from nahbar.kernel.store import Store
    from nahbar.kernel.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])

# What shells report for a program that Ctrl-C ended.
ABORTED = 130
OTHERS = 0o077
DEBUG_VARIABLE = "NAHBAR_DEBUG"
REASON_CHARS = 300
# What is left of the end of a name that is too long: posts of one creator differ there.
END_CHARS = 9


class FiniteRange(click.FloatRange):
    """A range of numbers without "nan", which lies outside of no bound, and without "inf"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number, or fail with the words of click."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


class LazyGroup(click.Group):
    """A group whose commands are named as `module:attribute` with their one line of help, and imported when used."""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a reader's work, not of the alphabet."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command `cmd_name`."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.lazy[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        rows = [(name, text) for name, (_, text) in self.lazy.items()]
        rows += [(name, command.get_short_help_str()) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse what was typed; this is where `--help` prints."""
        with _reader_may_go():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _reader_may_go():
            return super().invoke(ctx)


class _ReaderGone(Exception):
    """Whoever read our output has seen enough."""


@contextlib.contextmanager
def _reader_may_go() -> Iterator[None]:
    # Left to click, the exit code would be 1: "the answer is no".
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGone from error


def workspace_option(command: Command) -> Command:
    """Add `--workspace DIR`; the command receives the folder as `workspace: Path`."""
    return click.option(
        "--workspace",
        envvar="NAHBAR_WORKSPACE",
        type=click.Path(path_type=Path),
        default=Path(),
        help="The workspace folder; by default the current one.",
    )(command)


def json_option(command: Command) -> Command:
    """Add `--json`; the command receives `as_json: bool`."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(command)


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[tuple[Workspace, Store]]:
    """Open a workspace and its store, bringing the schema up to date first."""
    from nahbar.kernel.store import open_store
    from nahbar.kernel.upgrade import upgrade_store
    from nahbar.kernel.workspace import open_workspace

    workspace = open_workspace(folder)
    store = open_store(workspace)
    try:
        upgrade_store(workspace, store)
        yield workspace, store
    finally:
        store.close()


@contextlib.contextmanager
def open_house_here(folder: Path) -> Iterator[House]:
    """Open everything that a use case needs; closed when the command ends."""
    from nahbar.kernel.house import open_house

    house = open_house(folder, ())
    try:
        yield house
    finally:
        house.close()


def named_headers(named: tuple[str, ...]) -> dict[str, str]:
    """Return column by header from `--map "Header=column"` options; raises BadInput for one that names no column."""
    pairs = {}
    for text in named:
        header, sign, column = text.rpartition("=")
        if not sign or not header:
            raise BadInput(
                msg("--map {text:raw} names no column.", text=text),
                msg('Write it as --map "Header=column".'),
                kind="map",
            )
        pairs[header.strip()] = column.strip()
    return pairs


def squeezed(name: str, chars: int) -> str:
    """Return a name of at most `chars` signs: of a longer one the beginning and the end."""
    return name if len(name) <= chars else f"{name[: chars - END_CHARS - 1]}…{name[-END_CHARS:]}"


def print_json(value: Any) -> None:
    """Print one JSON value on a line of its own."""
    import msgspec

    click.echo(msgspec.json.encode(value).decode())


@contextlib.contextmanager
def progress_bar(title: str, total: float) -> Iterator[Callable[[float], None]]:
    """Show a bar on standard error while the work runs; silent when that is not a terminal.

    Yields a function that takes what is done so far, in the unit of `total`.
    """
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=total)
        yield lambda done: progress.update(task, completed=done)


def run(command: click.Command) -> None:
    """Run the command line and exit with the code of formats.md; no traceback for anything foreseen."""
    as_json = "--json" in sys.argv
    # What this program and its servers write is for whoever runs them: records, keys, backups, reports.
    os.umask(OTHERS)
    try:
        result = command.main(standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except click.Abort:
        sys.exit(ABORTED)
    except _ReaderGone:
        _drop_output()
        sys.exit(0)
    except Exception as error:
        if DEBUG_VARIABLE in os.environ and not isinstance(error, NahbarError):
            raise
        try:
            sys.stdout.flush()
        except OSError:
            _drop_output()
        _fail(_explained(error), as_json)


def _drop_output() -> None:
    # Python would flush once more at exit, complain, and end with a code of its own (120).
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _explained(error: Exception) -> NahbarError:
    if isinstance(error, NahbarError):
        return error
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        hint = f"{context.command_path} --help" if context else "nahbar --help"
        return BadInput(msg("{text:raw}", text=error.format_message()), msg("See: {hint:raw}", hint=hint))
    if isinstance(error, OSError):
        return _system_trouble(error)
    return Unavailable(
        msg("Something unforeseen happened: {reason:raw}.", reason=f"{type(error).__name__} {error}"[:REASON_CHARS]),
        msg("Set {variable:raw}=1 and run it again to see where; please report that.", variable=DEBUG_VARIABLE),
        kind="unforeseen",
    )


def _system_trouble(error: OSError) -> NahbarError:
    where = f" ({error.filename})" if error.filename else ""
    return disk_trouble(error) or Unavailable(
        msg("The system refused: {reason:raw}{where:raw}.", reason=error.strerror or str(error), where=where),
        msg("Check the path, the rights and the free space, then try again."),
        kind="system",
    )


def _fail(error: NahbarError, as_json: bool) -> None:
    if as_json:
        import msgspec

        body = {"error": {"kind": error.kind, "message": error.message.render(), "remedy": error.remedy.render()}}
        click.echo(msgspec.json.encode(body).decode(), err=True)
    else:
        click.echo(error.one_line(), err=True)
    sys.exit(error.exit_code)
