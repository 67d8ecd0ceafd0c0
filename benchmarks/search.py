"""Speed, memory and recall of the search among many creators.

    python -m benchmarks.search [CREATORS]

Makes creators with composed profiles (German and English, about one distinct text for eight creators, as short
profiles repeat), imports them through the command line, which also builds the index, and asks 200 questions by words
with a filter and 200 by meaning. Targets for 1 million creators on two cores and 4 GB: import in minutes, 95 of 100
questions by words under 50 ms and by meaning under 100 ms, at least .95 of the nearest ten that brute force finds.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.vetting import nahbar_command, peak_megabytes
from nahbar.app.rooms import PACKAGES
from nahbar.creators.search.asking import nearest
from nahbar.creators.search.facts import Filters
from nahbar.creators.service.finding.indexing import Index, current_index
from nahbar.creators.service.finding.searching import Question, search
from nahbar.kernel.house import House, open_house
from nahbar.language.meaning import encode

SEED = 20_261_121
DEFAULT_CREATORS = 20_000
QUESTIONS = 200
ABOUT = (
    "Kinderbücher", "Krimis", "vegane Rezepte", "Brot backen", "Wandern", "Rennrad", "Kaffee", "Tee", "Yoga",
    "Möbel restaurieren", "Balkongarten", "Hunde erziehen", "Katzen", "Brettspiele", "Videospiele", "Nähen", "Stricken",
    "nachhaltige Mode", "Vintage", "Make-up", "Haarpflege", "Reisen mit dem Zug", "Camping", "Klettern", "Schwimmen",
    "Fotografie", "Aquarell", "Töpfern", "Jazz", "Theater", "Kino", "Steuern", "Geldanlage", "Elternsein",
    "children's books", "crime novels", "gluten free baking", "trail running", "house plants", "home office",
    "board games", "retro computers", "woodworking", "street photography", "minimalism", "sailing", "beekeeping",
)  # fmt: skip
WHERE = (
    "Köln", "Hamburg", "Wien", "Zürich", "Leipzig", "Graz", "Berlin", "München", "Bern", "Dresden", "am Bodensee",
    "in den Alpen", "an der Nordsee", "auf dem Land", "in London", "in Dublin", "unterwegs",
)  # fmt: skip
HOW = (
    "jeden Tag", "mit Humor", "für Anfänger", "mit drei Kindern", "aus Leidenschaft", "ehrlich getestet", "in Ruhe",
    "seit zehn Jahren", "mit kleinem Budget", "every Sunday", "for busy people", "slow and simple", "ohne Filter",
)  # fmt: skip
NAMES = ("Lea", "Mia", "Jonas", "Müller", "Özge", "Tom", "Anna", "Schäfer", "Nora", "Ben", "Yusuf", "Weiß", "Ida")


def main() -> None:
    """Print the table."""
    creators = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else DEFAULT_CREATORS
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        texts = write_creators(root / "creators.csv", creators)
        workspace = root / "workspace"
        nahbar_command("init", str(workspace))
        print(f"{creators:,} creators, {texts:,} distinct profile texts\n")
        started = time.perf_counter()
        nahbar_command("import", "creators", str(root / "creators.csv"), "--workspace", str(workspace))
        seconds = time.perf_counter() - started
        print(f"import with the index: {seconds:.0f} s, {peak_megabytes():.0f} MB at most   (minutes; 4 GB)")
        measure(open_house(workspace, PACKAGES))


def write_creators(path: Path, creators: int) -> int:
    """Write the table and return the number of distinct profile texts."""
    rng = np.random.default_rng(SEED)
    texts = max(1, creators // 8)
    about = [_profile(rng) for _ in range(texts)]
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(("platform", "handle", "name", "bio", "followers", "country", "language"))
        for k in range(creators):
            name = f"{rng.choice(NAMES)} {rng.choice(NAMES)}"
            size = int(10 ** rng.uniform(3, 6))
            country = ("DE", "AT", "CH", "GB")[k % 4]
            row = (f"konto{k}", name, about[int(rng.integers(texts))], size, country, "en" if k % 4 == 3 else "de")
            writer.writerow((("instagram", "tiktok", "youtube")[k % 3], *row))
    return len(set(about))


def _profile(rng: np.random.Generator) -> str:
    one, other = rng.choice(ABOUT, 2, replace=False)
    return f"{one} und {other}, {rng.choice(HOW)}. {rng.choice(WHERE)}, {rng.choice(HOW)}"


def measure(house: House) -> None:
    """Print speed and recall on a workspace that is indexed."""
    rng = np.random.default_rng(SEED + 1)
    started = time.perf_counter()
    index = current_index(house)
    print(f"opening the index: {time.perf_counter() - started:.1f} s")
    encode(["warm"])
    words = [f"{rng.choice(ABOUT)} {rng.choice(WHERE).split()[-1]}" for _ in range(QUESTIONS)]
    filters = Filters(country="DE", followers_from=5_000, followers_to=200_000)
    asked = [Question(one, by="words", filters=filters) for one in words]
    _row("by words, filtered", _times(lambda one: search(house, one, 0, 20), asked), 50)
    meant = [f"{rng.choice(ABOUT)} {rng.choice(HOW)}" for _ in range(QUESTIONS)]
    _row(
        "by meaning", _times(lambda one: search(house, one, 0, 20), [Question(one, by="meaning") for one in meant]), 100
    )
    _row(
        "by both, filtered",
        _times(lambda one: search(house, one, 0, 20), [Question(one, filters=filters) for one in meant]),
        150,
    )
    print(f"recall of the nearest ten: {recall(index, meant[:50]):.3f}   (.95)")
    print(f"memory of the asking process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB   (4 GB)")


def _times(ask: Callable[[Question], object], asked: Sequence[Question]) -> list[float]:
    ask(asked[0])
    found = []
    for one in asked:
        started = time.perf_counter()
        ask(one)
        found.append(1000 * (time.perf_counter() - started))
    return found


def _row(name: str, milliseconds: Sequence[float], target: int) -> None:
    median, late = np.percentile(milliseconds, [50, 95])
    print(f"{name:24} median {median:5.0f} ms, 95 of 100 under {late:5.0f} ms   ({target} ms)")


def recall(index: Index, questions: Sequence[str]) -> float:
    """Return the share of the nearest ten of brute force that the index finds; equally near ones count as found."""
    kept = index.segments[0].passages
    found = 0
    for query in encode(questions):
        # Block by block: a million whole vectors at once would not fit beside the index.
        blocks = range(0, len(kept.vectors), 50_000)
        cosines = np.concatenate([kept.vectors[at : at + 50_000].astype(np.float32) @ query for at in blocks])
        cosines = cosines[kept.wholes]
        tenth = np.sort(cosines)[-10]
        _, near = nearest(index.segments[0], query, None, 10)
        found += int(np.count_nonzero(near[:10] >= tenth - 1e-5))
    return found / (10 * len(questions))


if __name__ == "__main__":
    main()
