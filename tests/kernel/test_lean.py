"""What no process of nahbar loads."""

from __future__ import annotations

import subprocess
import sys

CONVERT = """
import sys
from nahbar.kernel.lean import leave_out_pandas
leave_out_pandas()
import pyarrow as pa
print(pa.array([1.0, None]).to_numpy(zero_copy_only=False), "pandas" in sys.modules)
"""


def test_arrow_converts_without_pandas_also_where_it_is_installed():
    done = subprocess.run([sys.executable, "-c", CONVERT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[", "1.", "nan]", "False"]
