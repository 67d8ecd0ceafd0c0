"""The house rules that tools can hold: arrows, sizes, portable SQL, no machine's address in the project."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nahbar.kernel.portable import DIALECTS, NotPortableError, transpiled

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
QUERIES = sorted((ROOT / "src").rglob("sql/*.sql"))
LONGEST_FUNCTION, LONGEST_FILE = 60, 400


def test_arrows_point_down_only():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def functions():
    return [
        (path, node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_functions_and_files_are_short(functions):
    lengths = sorted(node.end_lineno - node.lineno + 1 for _, node in functions)
    long = [f"{path.name}:{n.name}" for path, n in functions if n.end_lineno - n.lineno + 1 > LONGEST_FUNCTION]
    assert long == []
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[int(len(lengths) * 0.95)] <= 40
    assert [path.name for path in SOURCES if path.read_text().count("\n") > LONGEST_FILE] == []


def test_public_names_are_explained(functions):
    bare = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path, node in functions
        if not node.name.startswith("_") and node.col_offset == 0 and not ast.get_docstring(node)
    ]
    assert not bare, "\n".join(bare)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_reduction_can_be_said_on_a_cluster(path, dialect):
    assert "SELECT" in transpiled(path.read_text(encoding="utf-8"), dialect)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_reduction_says_first_what_a_row_is(path):
    assert path.read_text(encoding="utf-8").startswith("-- One row: ")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM posts POSITIONAL JOIN comments",
        "SELECT a FROM posts ASOF JOIN comments ON posts.a >= comments.a",
        "SELECT DISTINCT ON (a) a, b FROM posts",
        "SELECT a FROM posts WHERE a SIMILAR TO 'x'",
        "SELECT a[1:2] FROM posts",
        "SELECT list_transform(a, x -> x + 1) FROM posts",
        "SELECT regexp_extract(a, 'x') FROM posts",
        "SELECT * FROM posts QUALIFY row_number() OVER (ORDER BY a) = 1",
    ],
)
def test_a_query_that_a_cluster_cannot_say_is_refused(query):
    with pytest.raises(NotPortableError):
        transpiled(query, "spark")


def test_no_address_of_a_machine_is_in_the_project():
    if shutil.which("git") is None:
        pytest.skip("git is not installed: nothing to list")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: nothing to list")
    bad = re.compile("|".join(("file:" + "///", "/" + "work/", "/" + "root/", "index" + "-url", "find" + "-links")))
    found = []
    for name in listed.stdout.split("\n"):
        path = ROOT / name
        if (
            path.is_file()
            and path.suffix in (".py", ".md", ".toml", ".lock", ".txt", ".html", "")
            and "vendor" not in name
        ):
            found += [name] if bad.search(path.read_text(encoding="utf-8", errors="ignore")) else []
    assert found == []
