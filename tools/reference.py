"""Writes the command and API reference in docs/ from the code itself.

python -m tools.reference            write docs/commands.md and docs/api.md
python -m tools.reference --check    exit 1 when they are not what the code says
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from nahbar.app.cli import nahbar
from nahbar.app.rooms import PACKAGES
from nahbar.app.web import assemble
from nahbar.kernel.house import open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace

DOCS = Path(__file__).resolve().parents[1] / "docs"
WRITTEN = "<!-- Written by `make docs` from the code; change it there. -->\n\n"


def commands() -> str:
    """Return the reference of the command line."""
    return WRITTEN + "# Commands\n\n" + _exit_codes() + "\n".join(_command("nahbar", nahbar))


def _exit_codes() -> str:
    return (
        "Exit codes: 0 done, 1 the answer is no, 2 wrong use or bad input, 3 not found, 4 conflict, "
        "5 a part is unavailable.\nErrors are one line on standard error with the remedy; with `--json`, "
        '`{"error": {"kind", "message", "remedy"}}`.\n\n'
    )


def _command(path: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    if isinstance(command, click.Group):
        if path != "nahbar":
            yield f"## `{path}`\n\n{command.help}\n"
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _command(f"{path} {name}", found)
        return
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## `{path} {usage}`\n\n{_paragraphs(command.help or '')}\n"
    options = [one for one in command.params if isinstance(one, click.Option)]
    if options:
        yield "| option | meaning |\n|---|---|"
        yield from (f"| `{_names(one)}` | {_meaning(one)} |" for one in options)
        yield ""


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _names(option: click.Option) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.make_metavar(click.Context(nahbar)).replace('|', '/')}"


def _meaning(option: click.Option) -> str:
    shown = option.default if option.show_default and not callable(option.default) else None
    return f"{option.help or ''}{f' Default: {shown}.' if shown is not None else ''}".strip() or "-"


def api() -> str:
    """Return the reference of the HTTP API."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace(Path(folder) / "w", Settings())
        house = open_house(workspace.folder, PACKAGES)
        schema: dict[str, Any] = assemble(house).openapi_schema.to_schema()
        house.close()
    parts = [WRITTEN, "# API\n\n", schema["info"]["description"], "\n\n"]
    parts.append(
        "Send a token with every request: `Authorization: Bearer TOKEN` (`nahbar token add NAME --scope S`).\n\n"
    )
    for path, item in sorted(schema["paths"].items()):
        for method, operation in item.items():
            if path.startswith("/api/"):
                parts.append(f"## `{method.upper()} {path}`\n\n{operation.get('description', '')}\n\n")
                parts += [_parameter(one) for one in operation.get("parameters", [])] + ["\n"]
    return "".join(parts)


def _parameter(one: dict[str, Any]) -> str:
    needed = "" if one.get("required") else ", optional"
    return f"- `{one['name']}` ({one['in']}{needed})\n"


def main() -> None:
    """Write or check the reference."""
    wrong = []
    for name, text in (("commands.md", commands()), ("api.md", api())):
        path = DOCS / name
        if "--check" not in sys.argv:
            path.write_text(text.rstrip() + "\n", encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text.rstrip() + "\n":
            wrong.append(name)
    if wrong:
        print(f"not what the code says: {', '.join(wrong)}; run: make docs")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
