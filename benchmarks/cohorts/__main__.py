"""python -m benchmarks.cohorts FOLDER SEED HONEST BOUGHT"""

import sys
from pathlib import Path

from benchmarks.cohorts import write_cohorts

write_cohorts(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:5]))
