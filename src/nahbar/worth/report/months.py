"""A month as days, and the month before it. Pure."""

from __future__ import annotations

import datetime as dt
import re

from nahbar.kernel.clock import date_of, day_number, months_on
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def month_days(month: str, today: int) -> tuple[int, int, int]:
    """Return the first days of the month before, of `month` ("2026-10"), and of the one after.

    Of a month that is not over, the last of the three is the day after `today`. Raises BadInput for what is no month
    or has not begun.
    """
    found = _MONTH.fullmatch(month)
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1970:
        raise BadInput(msg("“{month}” is no month.", month=month[:20]), msg("Write it as 2026-10."), kind="month")
    first = dt.date(int(found[1]), int(found[2]), 1)
    since, middle, until = (day_number(one) for one in (months_on(first, -1), first, months_on(first, 1)))
    if middle > today:
        raise BadInput(
            msg("{month:raw} has not begun.", month=month), msg("Choose this month or an earlier one."), kind="month"
        )
    return since, middle, min(until, today + 1)


def month_of(day: int) -> str:
    """Return the month that a day is in."""
    return f"{date_of(day):%Y-%m}"


def last_month(today: int) -> str:
    """Return the month before the one that `today` is in."""
    return f"{months_on(date_of(today), -1):%Y-%m}"


def neighbours(month: str) -> tuple[str, str]:
    """Return the month before and the month after one that `month_days` has read."""
    first = dt.date.fromisoformat(f"{month}-01")
    return f"{months_on(first, -1):%Y-%m}", f"{months_on(first, 1):%Y-%m}"
