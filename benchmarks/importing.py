"""How fast a comments CSV is read and validated, and how much memory that takes, beside readers that check nothing.

Run `python -m benchmarks.importing [MEGABYTES]`; the default is a file of 200 MB in a temporary folder.
"""

from __future__ import annotations

import csv
import gc
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow.csv as arrow_csv

from nahbar.creators.intake import KINDS, Refusal, assess, compile_rows
from nahbar.creators.intake.columns import guess_columns
from nahbar.kernel.tabular import open_table

MEGABYTE = 1_000_000
DEFAULT_MEGABYTES = 200
NOW = 1_790_000_000
# The task's floor: validated comment rows a second on one core.
TARGET_ROWS = 60_000
# Reading must not grow with the file; the libraries alone take about 100 MB.
TARGET_GROWTH_MB = 50
TEXTS = (
    "So schön, danke für den Tipp 😍",
    "Where is the jacket from?",
    '"Genau" mein Humor, ich habe es gleich weitergeschickt, zweimal',
    "Nice pic",
    "Ich war letzte Woche dort\nund es war noch voller als auf dem Bild",
)


def generate(path: Path, megabytes: int) -> int:
    """Write comments until the file has the size; return how many."""
    rows = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("platform", "post_id", "comment_id", "author", "written_at", "text", "in_reply_to", "likes"))
        while file.tell() < megabytes * MEGABYTE:
            writer.writerows(_comments(rows, 20_000))
            rows += 20_000
    return rows


def _comments(start: int, count: int) -> Iterator[tuple[str, ...]]:
    for number in range(start, start + count):
        when = f"2024-07-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:33Z"
        ids = f"C{number % 997}", str(17_900_000_000_000_000 + number), f"fan_{number % 50_003}"
        yield ("instagram", *ids, when, TEXTS[number % len(TEXTS)], "", str(number % 50))


def validated(path: Path) -> int:
    """Read and validate every row; return how many records came out."""
    table = open_table(path)
    kind = KINDS["comments"]
    sample = list(islice(table.rows(), 200))
    guesses = guess_columns(table.headers, kind, sample)
    read = compile_rows(kind, table.headers, guesses, {}, now=NOW, assessment=assess(kind, guesses, sample))
    return sum(not isinstance(read(row), Refusal) for row in table.rows())


def only_rows(path: Path) -> int:
    """Read the rows without validating them."""
    return sum(1 for _ in open_table(path).rows())


def plain_reader(path: Path) -> int:
    """Reference: csv.reader, unchecked."""
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def arrow_reader(path: Path) -> int:
    """Reference: pyarrow's streaming reader on one core, unchecked."""
    options = arrow_csv.ReadOptions(use_threads=False)
    parsing = arrow_csv.ParseOptions(newlines_in_values=True)
    with arrow_csv.open_csv(path, read_options=options, parse_options=parsing) as reader:
        return sum(int(batch.num_rows) for batch in reader)


def _measure(work: Callable[[Path], int], path: Path, answer: multiprocessing.Queue[tuple[int, float, float]]) -> None:
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    rows = work(path)
    seconds = time.perf_counter() - started
    growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    answer.put((rows, seconds, growth))


def measured(work: Callable[[Path], int], path: Path) -> tuple[int, float, float]:
    """Run in a fresh process, so that the memory high-water is its own; return rows, seconds, growth in MB."""
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[tuple[int, float, float]] = context.Queue()
    process = context.Process(target=_measure, args=(work, path, answer))
    process.start()
    result = answer.get()
    process.join()
    return result


def main() -> None:
    """Print rows a second and memory beside the references and the targets."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else DEFAULT_MEGABYTES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "comments.csv"
        written = generate(path, megabytes)
        print(f"comments CSV of {path.stat().st_size / MEGABYTE:.0f} MB, {written:,} rows, one core")
        print(f"{'':34}{'rows/s':>12}{'MB/s':>8}{'memory growth MB':>18}  target")
        goals = {validated: f"{TARGET_ROWS:,} rows/s, {TARGET_GROWTH_MB} MB", only_rows: f"{TARGET_GROWTH_MB} MB"}
        for work in (validated, only_rows, plain_reader, arrow_reader):
            rows, seconds, growth = measured(work, path)
            name = (work.__doc__ or "").split(";")[0].rstrip(".")
            missing = "" if rows == written else f"  ONLY {rows:,} ROWS"
            speed = f"{rows / seconds:>12,.0f}{path.stat().st_size / MEGABYTE / seconds:>8.0f}{growth:>18.0f}"
            print(f"{name:34}{speed}  {goals.get(work, 'reference')}{missing}")


if __name__ == "__main__":
    main()
