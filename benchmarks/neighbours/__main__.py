"""python -m benchmarks.neighbours FOLDER SEED HONEST BOUGHT"""

import sys
from pathlib import Path

from benchmarks.neighbours import write_neighbours

write_neighbours(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
