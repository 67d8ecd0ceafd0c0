"""The one place where nahbar asks what time it is."""

from __future__ import annotations

import datetime as dt
import time

SECONDS_A_DAY = 86_400
MICROS_A_DAY = SECONDS_A_DAY * 1_000_000
MONTHS_A_YEAR = 12


def now() -> int:
    """Return the current time as seconds since 1970-01-01T00:00Z."""
    return int(time.time())


def now_micros() -> int:
    """Return the current time as microseconds since 1970-01-01T00:00Z, as touchpoints carry it."""
    return time.time_ns() // 1_000


def iso_time(seconds: int | None) -> str | None:
    """Return a moment as ISO 8601 with its offset, as programs are handed it; None where it is unknown."""
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


def day_number(date: dt.date) -> int:
    """Return a date as its day number since 1970-01-01."""
    return (date - dt.date(1970, 1, 1)).days


def read_day(text: str) -> int:
    """Return an ISO 8601 date as its day number since 1970-01-01; ValueError where it is none."""
    return day_number(dt.date.fromisoformat(text))


def date_of(day: int) -> dt.date:
    """Return a day number since 1970-01-01 as a date."""
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)


def months_on(date: dt.date, months: int) -> dt.date:
    """Return the first day of the month that lies `months` months (also negative) from that of `date`."""
    index = date.year * MONTHS_A_YEAR + date.month - 1 + months
    return dt.date(index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1, 1)


def iso_day(day: int) -> str:
    """Return a day number since 1970-01-01 as an ISO 8601 date."""
    return date_of(day).isoformat()


def day_of(seconds: int) -> int:
    """Return the day number since 1970-01-01 (UTC) that holds this second."""
    return seconds // SECONDS_A_DAY
