"""`python -m benchmarks.outside FOLDER SEED HONEST BOUGHT`."""

import sys
from pathlib import Path

from benchmarks.outside import write_outside


def main(arguments: list[str]) -> int:
    """Write one file of creators; 2 when the arguments do not fit."""
    if len(arguments) != 4 or not all(number.isdecimal() for number in arguments[1:]):
        print("usage: python -m benchmarks.outside FOLDER SEED HONEST BOUGHT", file=sys.stderr)
        return 2
    seed, honest, bought = (int(number) for number in arguments[1:])
    write_outside(Path(arguments[0]), seed, honest, bought)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
