"""The one place where nahbar asks what time it is."""

from __future__ import annotations

import time

SECONDS_A_DAY = 86_400


def now() -> int:
    """Return the current time as seconds since 1970-01-01T00:00Z."""
    return int(time.time())


def day_of(seconds: int) -> int:
    """Return the day number since 1970-01-01 (UTC) that holds this second."""
    return seconds // SECONDS_A_DAY
