"""Credit of path files: exactness on a public data set, and speed beside ChannelAttribution's markov_model.

ChannelAttribution (GPL) is no part of nahbar: name a Python that has it in NAHBAR_CHANNELATTRIBUTION to measure it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.data import data_folder

CHANNELS = (
    "instagram", "tiktok", "youtube", "newsletter", "search", "display",
    "affiliate", "podcast", "direct", "referral", "pinterest", "facebook",
)  # fmt: skip
# Mean length 4.5 steps and one path in ten converting, as in the public file of the same package (4.3 steps).
STOP_CHANCE, LONGEST, CONVERTING = 0.22, 40, 0.1
MILLION = 1_000_000
ALPHA_EXACT = 5345
REFERENCE = """
import sys, time
import pandas as pd, ChannelAttribution as ca
started = time.perf_counter()
data = pd.read_csv(sys.argv[1])
ca.markov_model(data, "path", "conversions", var_value="value", var_null="null", flg_pro=False, verbose=False)
print("seconds", time.perf_counter() - started)
"""
MEASURED = """
import resource, runpy, sys
try:
    runpy.run_module("nahbar.app.cli", run_name="__main__")
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def write_paths(path: Path, rows: int, seed: int = 20261122) -> None:
    """Write single journeys over twelve channels, each a row."""
    rng = np.random.default_rng(seed)
    with path.open("w", encoding="utf-8") as out:
        out.write("path,conversions,value,null\n")
        for start in range(0, rows, MILLION // 4):
            n = min(MILLION // 4, rows - start)
            length = np.minimum(rng.geometric(STOP_CHANCE, n), LONGEST)
            steps = iter(np.array(CHANNELS)[rng.integers(0, len(CHANNELS), length.sum())].tolist())
            converted = rng.random(n) < CONVERTING
            value = np.round(rng.gamma(2.0, 30.0, n), 2)
            for size, yes, worth in zip(length.tolist(), converted.tolist(), value.tolist(), strict=True):
                ending = f"1,{worth},0" if yes else "0,0,1"
                out.write(f"{' > '.join(next(steps) for _ in range(size))},{ending}\n")


def ours(path: Path, *options: str) -> tuple[dict, float, float]:
    """Return the answer, the seconds of the whole process with its start, and its peak memory in MB."""
    command = [sys.executable, "-c", MEASURED, "worth", "attribution", "--paths", str(path), "--json", *options]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    return json.loads(done.stdout), seconds, int(done.stderr.split()[-1]) / 1000


def reference(path: Path) -> float | None:
    """Return the seconds that ChannelAttribution takes to read and to model, None where it is not there."""
    python = os.environ.get("NAHBAR_CHANNELATTRIBUTION")
    if not python:
        return None
    done = subprocess.run([python, "-c", REFERENCE, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout.rpartition("seconds")[2])


def _line(what: str, figure: str, target: str) -> None:
    print(f"{what:58} {figure:>22}   {target}", flush=True)


def _exactness() -> None:
    folder = data_folder()
    path = folder / "paths" / "path_data.csv.gz" if folder else None
    if path is None or not path.exists():
        _line("conversions of alpha by exact removal effect", "not measured here", f"{ALPHA_EXACT}")
        return
    for order in ("1", "2", "3"):
        answer, seconds, _ = ours(path, "--order", order)
        alpha = next(one for one in answer["models"]["markov"] if one["channel"] == "alpha")
        figure = f"{alpha['conversions']:,.1f} in {seconds:.1f} s"
        _line(f"conversions of alpha, order {order}", figure, f"{ALPHA_EXACT} exactly" if order == "1" else "-")


def _million(folder: Path) -> None:
    path = folder / "million.csv"
    write_paths(path, MILLION)
    # Turn by turn, so that a busy moment of the machine does not meet one of them only.
    rounds = [(reference(path), ours(path)[1], ours(path, "--model", "markov")[1]) for _ in range(3)]
    every, markov = (min(times[k] for times in rounds) for k in (1, 2))
    known = [times[0] for times in rounds if times[0] is not None]
    them = min(known, default=None)
    _line(
        "1M paths, ChannelAttribution, reading and model", f"{them:.2f} s" if them else "not measured here", "5 to 6 s"
    )
    for name, seconds in (("all seven models", every), ("Markov alone", markov)):
        ratio = f"{seconds:.2f} s, {them / seconds:.1f}x" if them else f"{seconds:.2f} s"
        _line(f"1M paths, nahbar, whole process, {name}, best of 3", ratio, "4x faster")


def main() -> None:
    """Print exactness and speed beside their targets."""
    _line("what", "measured", "target")
    _exactness()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _million(folder)
        path = folder / "ten_million.csv"
        write_paths(path, 10 * MILLION)
        _, seconds, memory = ours(path)
        _line("10M paths, nahbar, whole process, all seven models", f"{seconds:.1f} s", "under 15 s")
        _line("10M paths, peak memory", f"{memory:,.0f} MB", "under 1,000 MB")


if __name__ == "__main__":
    main()
