"""Writes a made-up roster: `python -m benchmarks.roster FOLDER SEED HONEST BOUGHT`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.roster import write_roster


def main() -> None:
    """Read the four arguments and write the files."""
    if len(sys.argv) != 5 or not all(word.isdecimal() for word in sys.argv[2:]):
        sys.exit("usage: python -m benchmarks.roster FOLDER SEED HONEST BOUGHT")
    seed, honest, bought = map(int, sys.argv[2:])
    write_roster(Path(sys.argv[1]), seed, honest, bought)


if __name__ == "__main__":
    main()
