"""The command line as a script calls it: in this process for speed, in a process of its own where that matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nahbar.app.cli import nahbar
from nahbar.kernel.cli import run

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, as strict JSON: NaN and Infinity are no JSON."""
        return strict_json(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The error of a command with --json: on standard error alone, in its one shape, on one line."""
        assert self.out == ""
        assert self.err.count("\n") == 1
        body = strict_json(self.err)
        assert set(body) == {"error"}
        assert set(body["error"]) == {"kind", "message", "remedy"}
        assert all(body["error"].values())
        return body["error"]


def strict_json(text: str) -> Any:
    """Parse JSON as strict programs do."""

    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


class CommandLine:
    """Runs `nahbar ARGS` with its exit code, output and errors."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *args: object) -> Done:
        self.monkeypatch.setattr(sys, "argv", ["nahbar", *map(str, args)])
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(nahbar)
        said = self.capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that can import the project."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **more}


def command(*args: object) -> list[str]:
    """Return the words that start the command line in a process of its own."""
    return [sys.executable, "-m", "nahbar.app.cli", *map(str, args)]


def in_own_process(*args: object, **more: str) -> Done:
    """Run a command in a process of its own."""
    ended = subprocess.run(command(*args), env=environment(**more), capture_output=True, text=True, check=False)
    return Done(ended.returncode, ended.stdout, ended.stderr)
