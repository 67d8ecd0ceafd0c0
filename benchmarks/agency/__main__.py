"""python -m benchmarks.agency FOLDER SEED HONEST BOUGHT"""

import sys
from pathlib import Path

from benchmarks.agency import write_agency

write_agency(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:5]))
