"""Run with `python -m benchmarks.exposure FOLDER SEED HONEST BOUGHT`."""

import sys
from pathlib import Path

from benchmarks.exposure import write_exposure

folder, seed, honest, bought = sys.argv[1:5]
write_exposure(Path(folder), int(seed), int(honest), int(bought))
