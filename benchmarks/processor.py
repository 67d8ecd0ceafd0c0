"""Processor time of a server, which tells more than its pace where other programs run on the same cores."""

from __future__ import annotations

import os
from pathlib import Path


def processor_seconds(process: int) -> float:
    """Return the processor time that a process and its children, where they live, have used so far."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if process in (int(fields[1]), int(stat.parent.name)):
            total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")
