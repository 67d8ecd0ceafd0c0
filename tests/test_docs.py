"""Documents that are checked: settings, commands, the API, the kinds of tables, and every link."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
import pytest

from nahbar.app.cli import nahbar
from nahbar.creators.intake import KINDS
from nahbar.kernel.settings import Settings
from tools import reference

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
# What stands within ticks or fences is text, not a link.
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def read(name):
    return (DOCS / name).read_text(encoding="utf-8")


def names_of(struct, prefix=""):
    for field in msgspec.structs.fields(struct):
        nested = isinstance(field.type, type) and issubclass(field.type, msgspec.Struct)
        if nested:
            yield from names_of(field.type, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", field.default


@pytest.mark.parametrize(("name", "default"), [*names_of(Settings)])
def test_every_setting_is_explained_with_its_default(name, default):
    rows = [line for line in read("operations.md").splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1
    shown = str(default).lower() if isinstance(default, bool) else str(default) or "empty"
    assert rows[0].split(" | ")[1] == shown


def test_every_variable_of_the_environment_is_explained():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    variables = set(re.findall(r'"(NAHBAR_[A-Z_]+)"', sources))
    assert variables
    assert [name for name in variables if f"`{name}" not in read("operations.md")] == []


@pytest.mark.parametrize(("name", "write"), [("commands.md", reference.commands), ("api.md", reference.api)])
def test_the_reference_is_what_the_code_says(name, write):
    assert read(name) == write().rstrip() + "\n", "run: make docs"


def commands(group, path=""):
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from commands(found, f"{path}{name} ")
        else:
            yield f"{path}{name}", found


@pytest.mark.parametrize(("name", "command"), [*commands(nahbar)])
def test_every_command_and_argument_says_what_it_is(name, command):
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [
        one.name for one in options if not (one.help or one.show_default or isinstance(one.type, click.Choice))
    ] == []


# Commands without --json, each with its reason.
WITHOUT_JSON = {"serve": "it runs until it is stopped and has no result"}


def test_every_command_with_a_result_prints_it_as_json():
    without = {name for name, command in commands(nahbar) if all(one.name != "as_json" for one in command.params)}
    assert without == set(WITHOUT_JSON)


@pytest.mark.parametrize("kind", [*KINDS.values()], ids=lambda kind: kind.name)
def test_every_kind_and_column_is_explained(kind):
    (row,) = [line for line in read("import.md").splitlines() if line.startswith(f"| {kind.name} |")]
    _, key, columns = (cell.strip() for cell in row.strip("|").split("|"))
    assert tuple(key.split(", ")) == tuple(kind.key)
    assert set(re.findall(r"`(\w+)`", columns)) == {column.name for column in kind.columns}
    assert set(re.findall(r"`(\w+)`\*", columns)) == set(kind.required)


def links(page):
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:|#", target):
            yield target.partition("#")[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_points_to_a_file(page):
    assert [target for target in links(page) if not (page.parent / target).exists()] == []
