"""Speed and memory of vetting on a large workspace, and of one creator's page.

    python -m benchmarks.vetting [CREATORS]

Makes creators with 50 posts and 500 comments each in the import formats, imports them through the command line, vets
them all in a fresh process and asks the server's own handler for single pages. Target: 10,000 creators with 500,000
posts and 5 million comments in under 90 s on two cores in constant memory; a page in under 300 ms.
"""

from __future__ import annotations

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nahbar.app.rooms import PACKAGES
from nahbar.app.web import assemble
from nahbar.kernel.access import add_account
from nahbar.kernel.house import open_house

SEED = 20_261_121
POSTS, COMMENTS, DAYS = 50, 500, 60
START, DAY = 1_760_000_000, 86_400
DEFAULT_CREATORS = 1_000
PAGES = 20
WORDS = (
    "das", "Buch", "hat", "mich", "so", "berührt", "dass", "ich", "gleich", "weiterlesen", "musste", "und", "meine",
    "Schwester", "auch", "what", "a", "lovely", "corner", "of", "the", "shop", "I", "will", "visit", "next", "week",
    "mit", "meinem", "Sohn", "der", "gerade", "lesen", "lernt", "danke", "für", "den", "Tipp",
)  # fmt: skip


def main() -> None:
    """Print the table."""
    creators = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else DEFAULT_CREATORS
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_tables(root, creators)
        workspace = root / "workspace"
        nahbar_command("init", str(workspace))
        print(f"{creators:,} creators, {creators * POSTS:,} posts, {creators * COMMENTS:,} comments\n")
        print(f"{'work':44}{'seconds':>9}{'peak MB':>9}   target")
        for kind in ("creators", "followers-daily", "posts", "comments"):
            _row(f"import {kind}", *_timed("import", kind, str(root / f"{kind}.csv"), "--workspace", str(workspace)))
        seconds, peak = _timed("creators", "vet", "--all", "--workspace", str(workspace))
        target = f"{90 * creators / 10_000:.0f} s (90 s for 10,000)"
        _row("vet --all (two processes, peak of the largest)", seconds, peak, target)
        _pages(workspace, creators)


def _row(name: str, seconds: float, peak: float, target: str = "") -> None:
    print(f"{name:44}{seconds:9.1f}{peak:9.0f}   {target}", flush=True)


def nahbar_command(*arguments: str) -> None:
    """Run the command line; ends the benchmark when it fails."""
    command = Path(sys.executable).with_name("nahbar")
    done = subprocess.run([command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)


def _timed(*arguments: str) -> tuple[float, float]:
    """Return seconds and the peak memory in MB of the largest process so far."""
    started = time.perf_counter()
    nahbar_command(*arguments)
    return time.perf_counter() - started, peak_megabytes()


def peak_megabytes() -> float:
    """Return the most memory that one of the commands run so far has used."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _pages(workspace: Path, creators: int) -> None:
    from litestar.testing import TestClient

    house = open_house(workspace, PACKAGES)
    with house.store.write() as connection:
        add_account(connection, "bench@example.org", "a sentence for it", "owner", START)
    with TestClient(assemble(house), base_url="http://bench.local") as client:
        client.get("/sign-in")
        token = client.cookies["csrf"]
        form = {"_csrf_token": token, "email": "bench@example.org", "password": "a sentence for it", "next": "/"}
        client.post("/sign-in", data=form)
        client.get("/creators/instagram/bench0")
        times = []
        for k in range(1, 1 + min(PAGES, creators - 1)):
            started = time.perf_counter()
            answer = client.get(f"/creators/instagram/bench{k}")
            times.append(1000 * (time.perf_counter() - started))
            assert answer.status_code == 200, answer.text[:200]
    print(f"{'one page, median and slowest of ' + str(len(times)):44}", end="")
    print(f"{statistics.median(times):6.0f} ms, {max(times):.0f} ms   300 ms")


def write_tables(folder: Path, creators: int) -> None:
    """Write creators, followers-daily, posts and comments as CSV."""
    rng = np.random.default_rng(SEED)
    size = np.round(10 ** rng.uniform(3, 6, creators)).astype(int)
    _write(
        folder / "creators.csv",
        ("platform", "handle", "followers"),
        (("instagram", f"bench{k}", n) for k, n in enumerate(size)),
    )
    _write(folder / "followers-daily.csv", ("platform", "handle", "date", "followers"), _days(rng, size))
    _write(
        folder / "posts.csv",
        ("platform", "handle", "post_id", "posted_at", "text", "likes", "comments"),
        _posts(rng, size),
    )
    header = ("platform", "post_id", "comment_id", "author", "written_at", "text")
    _write(folder / "comments.csv", header, _comments(rng, creators))


def _write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        writer.writerows(rows)


def _days(rng: np.random.Generator, size: np.ndarray) -> Iterator[tuple[object, ...]]:
    for k, followers in enumerate(size):
        grown = followers + np.cumsum(rng.poisson(followers * 0.0004 + 0.5, DAYS))
        for day in range(DAYS):
            yield (
                "instagram",
                f"bench{k}",
                np.datetime_as_string(np.datetime64(START + day * DAY, "s"), "D"),
                grown[day],
            )


def _posts(rng: np.random.Generator, size: np.ndarray) -> Iterator[tuple[object, ...]]:
    for k, followers in enumerate(size):
        likes = rng.poisson(rng.gamma(4, followers * 0.02 / 4, POSTS))
        for post in range(POSTS):
            at = START + post * DAY
            yield (
                "instagram",
                f"bench{k}",
                f"b{k}-{post}",
                at,
                "Ein neues Buch im Laden",
                likes[post],
                likes[post] // 40,
            )


def _comments(rng: np.random.Generator, creators: int) -> Iterator[tuple[object, ...]]:
    number = 0
    for k in range(creators):
        authors = rng.zipf(1.6, COMMENTS) % 5_000
        delays = rng.exponential(20_000, COMMENTS).astype(int)
        words = rng.integers(0, len(WORDS), (COMMENTS, 9))
        for c in range(COMMENTS):
            post = c % POSTS
            text = " ".join(WORDS[w] for w in words[c])
            number += 1
            yield (
                "instagram",
                f"b{k}-{post}",
                f"c{number}",
                f"u{k % 97}_{authors[c]}",
                START + post * DAY + delays[c],
                text,
            )


if __name__ == "__main__":
    main()
