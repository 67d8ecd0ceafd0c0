"""What no process of nahbar loads, although it may be installed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType


class _Absent:
    """A finder of modules that answers for pandas as if it were not installed."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError("nahbar leaves pandas out", name=fullname)


def leave_out_pandas() -> None:
    """Keep pyarrow from loading pandas into this process; call it where a process begins, never in a library.

    Nothing here uses pandas, but pyarrow loads it at its first conversion wherever it is installed: 0.4 s of
    processor time and 54 MB.
    """
    sys.meta_path.insert(0, _Absent())
