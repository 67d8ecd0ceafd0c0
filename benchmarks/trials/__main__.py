"""python -m benchmarks.trials FOLDER SEED HONEST BOUGHT"""

import sys
from pathlib import Path

from benchmarks.trials import write_trials

write_trials(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
