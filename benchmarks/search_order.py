"""Order of the hits of the search on a judged collection, beside plain BM25 and the encoder's cosine alone.

    python -m benchmarks.search_order [worst] [bare]

Imports the creators of `tests/data/search` through the command line and asks every judged question as `creators search`
does. Prints nDCG of the first ten (Järvelin and Kekäläinen 2002; gains 2^grade - 1) and the share of ideal creators
among the first three (of three, or of as many as there are), for questions to tune on and those held out. Intervals:
bootstrap over topics, because questions on one topic share their creators. `worst` lists the questions to tune on that
do worst; those held out are not listed. `bare` leaves the profiles empty: invented profiles say more plainly than many
real ones what an account is about.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.vetting import nahbar_command
from nahbar.app.rooms import PACKAGES
from nahbar.creators.service.finding.searching import Question, Way, search
from nahbar.kernel.house import House, open_house
from nahbar.language.meaning import encode
from nahbar.language.words import STOP_WORDS, words

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "search"
SEED, RESAMPLED = 20_261_122, 4_000
DEPTH, FIRST, IDEAL = 10, 3, 3
NEWEST, DAY = 1_793_000_000, 86_400
HALVES = ("tune", "held out")
WORST = 10

Row = dict[str, Any]
Ask = Callable[[str], list[str]]
Floats = npt.NDArray[np.float64]


class Judged(NamedTuple):
    """A question with its topic, its half and the grade of every creator that is at least 1."""

    text: str
    topic: str
    kind: str
    half: str
    grades: Mapping[str, int]


def main() -> None:
    """Print the table."""
    creators, questions = read_rows("creators.jsonl"), judged_questions()
    if "bare" in sys.argv[1:]:
        creators = [{**one, "bio": "", "category": ""} for one in creators]
    print(f"{len(creators)} invented creators, {len(questions)} questions, judged by one author\n")
    with tempfile.TemporaryDirectory() as folder:
        house = imported(Path(folder), creators)
        ways = answering(house, creators)
        answers = {name: [ask(one.text) for one in questions] for name, ask in ways.items()}
    for half in HALVES:
        _table(half, questions, answers)
    if "worst" in sys.argv[1:]:
        _worst(questions, answers["nahbar, by default"])


def read_rows(name: str) -> list[Row]:
    """Return the rows of a file of the collection."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def judged_questions() -> list[Judged]:
    """Return the questions; of the topics in alphabetical order the first, third, fifth ... are to tune on."""
    rows = read_rows("queries.jsonl")
    half = {topic: HALVES[place % 2] for place, topic in enumerate(sorted({one["topic"] for one in rows}))}
    return [Judged(one["query"], one["topic"], one["kind"], half[one["topic"]], one["grades"]) for one in rows]


def imported(root: Path, creators: Sequence[Row]) -> House:
    """Return a workspace into which the collection was imported as a user would."""
    tables = {"creators": _creator_rows(creators), "posts": _post_rows(creators), "comments": _comment_rows(creators)}
    nahbar_command("init", str(root / "workspace"))
    for kind, rows in tables.items():
        with (root / f"{kind}.csv").open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        nahbar_command("import", kind, str(root / f"{kind}.csv"), "--workspace", str(root / "workspace"))
    return open_house(root / "workspace", PACKAGES)


def _creator_rows(creators: Sequence[Row]) -> list[Row]:
    names = ("platform", "handle", "name", "bio", "category", "country", "language")
    return [{**{name: one[name] for name in names}, "followers": 5_000 + 10 * k} for k, one in enumerate(creators)]


def _post_rows(creators: Sequence[Row]) -> list[Row]:
    return [
        {
            "platform": one["platform"],
            "handle": one["handle"],
            "post_id": f"{one['handle']}-{k}",
            "posted_at": NEWEST - 4 * DAY * k,
            "text": text,
        }
        for one in creators
        for k, text in enumerate(one["posts"])
    ]


def _comment_rows(creators: Sequence[Row]) -> list[Row]:
    return [
        {
            "platform": one["platform"],
            "post_id": f"{one['handle']}-{k}",
            "comment_id": f"{one['handle']}-c{k}",
            "author": f"{one['handle']}.reader{k}",
            "written_at": NEWEST - 4 * DAY * k + 3_600,
            "text": text,
        }
        for one in creators
        for k, text in enumerate(one["comments"])
    ]


def answering(house: House, creators: Sequence[Row]) -> dict[str, Ask]:
    """Return every way of answering a question with handles, best first."""
    return {
        "plain BM25 (SQLite FTS5)": _plain(creators),
        "cosine alone": _cosine(creators),
        "nahbar, by words": _nahbar(house, "words"),
        "nahbar, by meaning": _nahbar(house, "meaning"),
        "nahbar, by default": _nahbar(house, "both"),
    }


def _nahbar(house: House, by: Way) -> Ask:
    return lambda text: [hit.handle for hit in search(house, Question(text, by=by), 0, DEPTH).hits]


def _texts(creator: Row) -> list[str]:
    names = ("name", "handle", "category", "bio")
    return [*(creator[name] for name in names), *creator["posts"], *creator["comments"]]


def _plain(creators: Sequence[Row]) -> Ask:
    """BM25 over all texts of a creator as one, words without case and accents, any word of the question."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table texts using fts5(handle unindexed, body, tokenize='unicode61')")
    base.executemany("insert into texts values (?, ?)", [(one["handle"], "\n".join(_texts(one))) for one in creators])

    def ask(text: str) -> list[str]:
        said = "".join(sign if sign.isalnum() else " " for sign in text).split()
        # Without the small words that nahbar leaves out too; "mit" would otherwise decide.
        wanted = [word for word in said if not STOP_WORDS.issuperset(words(word))]
        sought = " OR ".join(f'"{word}"' for word in wanted or said)
        if not sought:
            return []
        rows = base.execute(
            f"select handle from texts where texts match ? order by bm25(texts) limit {DEPTH}", [sought]
        )
        return [row[0] for row in rows]

    return ask


def _cosine(creators: Sequence[Row]) -> Ask:
    """Nearest by one vector a creator: category, profile and captions in a row."""
    vectors = encode([". ".join((one["category"], one["bio"], *one["posts"])) for one in creators])
    handles = [one["handle"] for one in creators]
    return lambda text: [handles[place] for place in np.argsort(-(vectors @ encode([text])[0]), kind="stable")[:DEPTH]]


def gain(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG of the first ten, 0 to 1."""
    best = sorted(grades.values(), reverse=True)
    return _discounted(grades.get(one, 0) for one in found[:DEPTH]) / _discounted(best[:DEPTH])


def _discounted(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / float(np.log2(place + 2)) for place, grade in enumerate(grades))


def ideal_share(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the share of ideal creators in the first three, of as many as fit there."""
    ideal = {one for one, grade in grades.items() if grade == IDEAL}
    return len(ideal & set(found[:FIRST])) / min(FIRST, len(ideal))


def interval(values: Floats, topics: Sequence[str]) -> tuple[float, float]:
    """Return 95 % limits of the mean: topics are drawn with all their questions."""
    _, place = np.unique(topics, return_inverse=True)
    sums, counts = np.bincount(place, weights=values), np.bincount(place)
    drawn = np.random.default_rng(SEED).integers(0, len(sums), (RESAMPLED, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def _table(half: str, questions: Sequence[Judged], answers: Mapping[str, Sequence[list[str]]]) -> None:
    chosen = [place for place, one in enumerate(questions) if one.half == half]
    topics = [questions[place].topic for place in chosen]
    gains = {
        name: np.array([gain(found[at], questions[at].grades) for at in chosen]) for name, found in answers.items()
    }
    print(f"{half}: {len(chosen)} questions on {len(set(topics))} topics")
    print(f"{'':28}{'nDCG of ten':>22}{'ideal in first 3':>22}{'nDCG less the default':>26}")
    for name, found in answers.items():
        shares = np.array([ideal_share(found[at], questions[at].grades) for at in chosen])
        less = _figure(gains[name] - gains["nahbar, by default"], topics, "+.3f")
        print(f"{name:28}{_figure(gains[name], topics)}{_figure(shares, topics)}    {less}")
    print()


def _figure(values: Floats, topics: Sequence[str], form: str = ".3f") -> str:
    low, high = interval(values, topics)
    return f"{values.mean():{form}} ({low:{form}} to {high:{form}})".rjust(22)


def _worst(questions: Sequence[Judged], answers: Sequence[list[str]]) -> None:
    tuned = [(gain(found, one.grades), one, found) for one, found in zip(questions, answers, strict=True)]
    for value, one, found in sorted((row for row in tuned if row[1].half == "tune"), key=lambda row: row[0])[:WORST]:
        print(f"{value:.2f} {one.text}: {', '.join(f'{handle} {one.grades.get(handle, 0)}' for handle in found[:6])}")
        missing = [handle for handle, grade in one.grades.items() if grade == IDEAL and handle not in found[:FIRST]]
        print(f"     ideal, not in the first three: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    main()
