"""Days and seconds: day 0 is the first day that can matter, the last one is 2026-09-30. All times are UTC."""

from datetime import UTC, date, datetime, timedelta

import numpy as np

from benchmarks.outside.dice import Floats, Ints

LAST = date(2026, 9, 30)
DAYS = 1000
FIRST = LAST - timedelta(days=DAYS - 1)
DAY = 86_400
EPOCH = (FIRST - date(1970, 1, 1)).days * DAY
END = EPOCH + DAYS * DAY - 1


def iso(day: int) -> str:
    """The date of a day number."""
    return (FIRST + timedelta(days=day)).isoformat()


def clock(second: int) -> str:
    """ISO 8601 with offset for seconds since 1970."""
    return datetime.fromtimestamp(second, tz=UTC).isoformat()


def weekdays() -> Ints:
    """Monday 0 to Sunday 6, for every day."""
    return (np.arange(DAYS, dtype=np.int64) + FIRST.weekday()) % 7


def year_days() -> Ints:
    """Day of the year (1 to 366), for every day."""
    return np.array([(FIRST + timedelta(days=d)).timetuple().tm_yday for d in range(DAYS)], dtype=np.int64)


def around_year(peak: int) -> Floats:
    """A yearly wave between -1 and 1 with its top on day `peak` of the year."""
    wave: Floats = np.cos(2 * np.pi * (year_days() - peak) / 365.25)
    return wave


def is_summer(second: int) -> bool:
    """Whether clocks are on summer time, roughly."""
    return 88 <= datetime.fromtimestamp(second, tz=UTC).timetuple().tm_yday <= 298
