"""Run with `python -m benchmarks.sellers FOLDER SEED HONEST BOUGHT`."""

import sys
from pathlib import Path

from benchmarks.sellers import write_sellers

folder, seed, honest, bought = sys.argv[1:5]
write_sellers(Path(folder), int(seed), int(honest), int(bought))
