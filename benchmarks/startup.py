"""CPU time of a fresh process until the command line has answered, beside a Python that does nothing."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

RUNS = 15
TARGET_MS = 150.0
COMMAND = (sys.executable, "-m", "nahbar.app.cli")
CASES = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "nahbar --help": (*COMMAND, "--help"),
    "nahbar --version": (*COMMAND, "--version"),
    "nahbar creators --help": (*COMMAND, "creators", "--help"),
}


def cpu_ms(words: tuple[str, ...]) -> float:
    """Return the user and system time of one process in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1_000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    """Print the median and the range of each command; the target is for `--help`."""
    print(f"{'process':26}{'median':>10}{'least':>10}{'most':>10}   target")
    for name, words in CASES.items():
        cpu_ms(words)
        times = [cpu_ms(words) for _ in range(RUNS)]
        target = f"under {TARGET_MS:.0f} ms" if name == "nahbar --help" else "-"
        figures = "".join(f"{value:>7.0f} ms" for value in (statistics.median(times), min(times), max(times)))
        print(f"{name:26}{figures}   {target}")


if __name__ == "__main__":
    main()
