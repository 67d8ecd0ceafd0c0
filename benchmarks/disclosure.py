"""Advertising disclosure on labelled posts: label spans, verdicts, false "missing", by law and by trap."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import data_folder
from nahbar.creators.disclosure import Disclosure, PostText, judge
from nahbar.measure.proportion import wilson_interval

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "disclosure"
# Files of texts that strangers wrote, none of them a creator's post: name, column, how many rows.
STRANGERS = (
    ("emotion/brighter_deu_train.csv.gz", "text", None),
    ("emotion/brighter_eng_train.csv.gz", "text", None),
    ("emotion/germeval2021_train.csv.gz", "comment_text", None),
    ("emotion/flausch_train/comments.csv.gz", "comment", 8_000),
)
# Posts by other hands: folder, verdicts right when the rules had never met them.
# All but blind_last were mended on since; the hands of the last seven had not seen the code, the last four
# are a fourth to a seventh.
BLIND = (
    ("blind_first", "232 of 252"),
    ("blind_second", "78 of 87 (73 before the first was mended)"),
    ("blind_gifts", "22 of 40, then 22 of 38 (20 and 21 before)"),
    ("blind_last", "53 of 56 (51 before), looked at once, nothing mended since"),
    ("blind_third", "91 of 95; label spans .956 exact and overlapping; false missing 0 of 44"),
    ("blind_fourth", "63 of 77; label spans .866 exact and overlapping; false missing 0 of 30"),
    ("blind_fifth", "82 of 94; label spans .873 exact and overlapping; false missing 0 of 44"),
    ("blind_sixth", "119 of 139; label spans .913 exact and overlapping; false missing 0 of 73"),
    ("blind_seventh", "131 of 147; label spans .894 exact, .927 overlapping; false missing 0 of 65"),
    ("blind_eighth", "98 of 114; label spans .947 exact and overlapping; false missing 0 of 58"),
    ("blind_ninth", "93 of 155 (91 by its author); label spans .697 exact and overlapping; false missing 0 of 49"),
    (
        "blind_tenth",
        "108 of 154, 116 after the mending of blind_ninth; label spans .792, .855; false missing 0 of 48",
    ),
    (
        "blind_eleventh",
        "101 of 126, 105 after the mending of blind_ninth; label spans .902, .911; false missing 0 of 46",
    ),
)
# Posts of our own beside them, written to be hard: folder, what the rules made of them at first. All were mended on.
OWN = (
    ("near_misses", "86 of 99, private posts that look like gifts, pay or labels; false missing 6 of 99"),
    ("told", "87 of 92, after the mending of the last three blind sets; false missing 0 of 51"),
    ("near_misses_second", "60 of 77, private posts, labels talked about and tagged friends; false missing 12 of 77"),
    ("told_second", "30 of 53, after the mending of those; missing found 2 of 22; false missing 1 of 25"),
    ("near_misses_third", "33 of 45, before the mending of blind_sixth; false missing 0 of 45"),
    ("told_third", "2 of 24, before the mending of blind_sixth; missing found 0 of 4"),
    ("after_third", "22 of 30, after the mending of blind_sixth (9 before); false missing 1 of 16"),
    ("near_misses_fourth", "76 of 81, before the mending of blind_seventh; false missing 2 of 65"),
    ("told_fourth", "6 of 32, before the mending of blind_seventh; missing found 1 of 4"),
    ("after_fourth", "31 of 35, after the mending of blind_seventh (19 before); false missing 0 of 18 (1 before)"),
    ("near_misses_fifth", "64 of 73, before the mending of blind_eighth; false missing 0 of 66"),
    ("told_fifth", "3 of 16, before the mending of blind_eighth; missing found 2 of 10"),
    ("after_fifth", "21 of 33, after the mending of blind_eighth (21 before); false missing 6 of 21 (0 before)"),
    ("after_fifth_second", "15 of 28, after the mending of those (20 before); false missing 7 of 21 (1 before)"),
    ("after_fifth_third", "9 of 22, after the mending of those (15 before); false missing 5 of 20 (3 before)"),
    ("near_misses_sixth", "94 of 102, before the mending of blind_ninth; false missing 3 of 102"),
    ("near_misses_seventh", "41 of 42, before the mending of blind_tenth and blind_eleventh; false missing 0 of 42"),
    ("told_sixth", "4 of 42, before the mending of blind_ninth; label spans .174"),
    ("after_sixth", "18 of 42, after the mending of blind_ninth (17 before); false missing 1 of 17 (1 before)"),
    ("after_sixth_second", "25 of 48, after the mending of that (17 before); false missing 0 of 16"),
    ("after_sixth_third", "16 of 44, after the mending of those (14 before); false missing 0 of 13"),
)
TARGET_F1, TARGET_VERDICTS, TARGET_FALSE_MISSING = 0.98, 0.93, 0.02
Judged = tuple[dict[str, Any], Disclosure]


def read_posts(split: str) -> list[dict[str, Any]]:
    """Return the labelled posts of a folder: "development", "held_out" or one of `BLIND` or `OWN`."""
    files = sorted((FOLDER / split).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def judged_posts(split: str) -> list[Judged]:
    """Return every labelled post with its judgement."""
    known = {"yes": True, "no": False, "": None}
    return [
        (one, judge(PostText(one["text"], one["kind"], one["paid_label"], known[one["compensated"]]), one["law"]))
        for one in read_posts(split)
    ]


def span_f1(judged: Sequence[Judged], *, exact: bool) -> float:
    """Return F1 of the label spans, matched exactly or by overlap; 1 where no label is wanted and none was found."""
    hits = found = wanted = 0
    for one, answer in judged:
        gold = one["label"]
        wanted += gold is not None
        found += answer.label is not None
        if gold is not None and answer.label is not None:
            start, end = answer.label.start, answer.label.end
            same = (start, end) == (gold["start"], gold["end"])
            hits += same if exact else start < gold["end"] and gold["start"] < end
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def _interval(judged: Sequence[Judged], *, exact: bool) -> tuple[float, float]:
    draw = np.random.default_rng(7)
    drawn = [[judged[i] for i in draw.integers(0, len(judged), len(judged))] for _ in range(500)]
    low, high = np.quantile([span_f1(sample, exact=exact) for sample in drawn], [0.025, 0.975])
    return float(low), float(high)


def _rates(judged: Sequence[Judged]) -> Iterator[str]:
    labelled = any(one["label"] for one, _ in judged)
    for exact in (True, False) if labelled else ():
        low, high = _interval(judged, exact=exact)
        name = "label spans, exact, F1" if exact else "label spans, overlap, F1"
        yield f"  {name:34} {span_f1(judged, exact=exact):.3f} [{low:.3f}, {high:.3f}]   target {TARGET_F1:.2f}"
    right = sum(one["verdict"] == answer.verdict for one, answer in judged)
    low, high = wilson_interval(right, len(judged))
    yield f"  {'verdicts right':34} {right / len(judged):.3f} [{low:.3f}, {high:.3f}]   target {TARGET_VERDICTS:.2f}"
    yield from _false_missing(judged)


def _false_missing(judged: Sequence[Judged]) -> Iterator[str]:
    private = [answer for one, answer in judged if one["commercial"] == "no"]
    if not private:
        return
    wrong = sum(answer.verdict == "missing" for answer in private)
    low, high = wilson_interval(wrong, len(private))
    figure = f"{wrong / len(private):.3f} [{low:.3f}, {high:.3f}]"
    yield f"  {'false missing, not commercial':34} {figure}   target {TARGET_FALSE_MISSING}"


def _by(judged: Sequence[Judged], column: str) -> str:
    hits: dict[str, Counter[bool]] = defaultdict(Counter)
    for one, answer in judged:
        hits[one[column]][one["verdict"] == answer.verdict] += 1
    return ", ".join(f"{name} {count[True]}/{count.total()}" for name, count in sorted(hits.items()))


def strangers_texts(folder: Path) -> Iterator[str]:
    """Yield comments of strangers, in German and English, from the measuring data."""
    for name, column, most in STRANGERS:
        with gzip.open(folder / name, "rt", encoding="utf-8", newline="") as file:
            for row in itertools.islice(csv.DictReader(file), most):
                yield row[column]


def _print_strangers() -> None:
    folder = data_folder()
    if folder is None:
        print("\nComments of strangers: not measured, the data folder is not there (see benchmarks/data.py)")
        return
    verdicts = Counter(judge(PostText(text), "de").verdict for text in strangers_texts(folder))
    print(f"\nComments of strangers, none of them a post: {verdicts.total():,}, called missing: {verdicts['missing']}")
    print("  (patterns were narrowed on them after the first look: no independent figure)")


def main() -> None:
    """Print the figures of both splits beside their targets; `--wrong` lists what the development topics get wrong."""
    for split in ("development", "held_out"):
        if split == "held_out" and "--development" in sys.argv:
            continue
        judged = judged_posts(split)
        print(f"Advertising disclosure, {split} topics: {len(judged)} posts")
        print("\n".join(_rates(judged)))
        for column in ("law", "verdict", "trap"):
            print(f"  verdicts right by {column}: {_by(judged, column)}")
        if split == "development" and "--wrong" in sys.argv:
            _print_wrong(judged)
    _print_blind()
    _print_own()
    _print_strangers()


def _print_blind() -> None:
    for folder, first in BLIND:
        judged = judged_posts(folder)
        print(f"\nPosts by another hand, {folder}: {len(judged)} posts; verdicts right at the first look: {first}")
        print("\n".join(_rates(judged)))
        print(f"  verdicts right by verdict: {_by(judged, 'verdict')}")


def _print_own() -> None:
    for folder, first in OWN:
        judged = judged_posts(folder)
        print(f"\nHard posts of our own, {folder}: {len(judged)} posts; verdicts right at first: {first}")
        print("\n".join(_rates(judged)))
        print(f"  verdicts right by verdict: {_by(judged, 'verdict')}")


def _print_wrong(judged: Sequence[Judged]) -> None:
    for one, answer in judged:
        gold = one["label"]
        span = answer.label and {"text": answer.label.text, "start": answer.label.start, "end": answer.label.end}
        if one["verdict"] != answer.verdict or span != gold:
            print(f"- {one['law']} {one['kind']} {one['compensated']} {one['trap']}: {one['text'][:170]!r}")
            print(f"    wanted {one['verdict']} {gold}")
            print(f"    found  {answer.verdict} {span} p={answer.commercial:.2f} {[s.name for s in answer.signs]}")


if __name__ == "__main__":
    main()
