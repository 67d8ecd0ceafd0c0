"""Times and days as exports write them; a time without a zone is UTC and says so."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular.contracts import Cell
from nahbar.kernel.tabular.unreadable import Unreadable, is_blank, quoted

DAY_SECONDS = 86_400
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
# Excel counts days from here; serials of 2000 to 2099 are taken as dates, since as seconds they are 1 January 1970.
EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
EXCEL_SERIALS = range(36_526, 73_051)
# Seconds from 1973 to 5138 have 9 to 11 digits, and no unit's plausible range touches the next one's.
MILLISECONDS_FROM, MICROSECONDS_FROM, NANOSECONDS_FROM = 10**11, 10**14, 10**17
LAST_SECOND = 253_402_300_799
# Two-digit years up to this are of this century, as in POSIX strptime.
LAST_SHORT_YEAR = 68

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan januar january jänner", "feb februar february", "mar mär mrz märz march maerz", "apr april", "may mai",
         "jun juni june", "jul juli july", "aug august", "sep sept september", "oct okt oktober october",
         "nov november", "dec dez dezember december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
CLOCK = (
    r"(?:(?:,|T|\s+um|\s+at)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*Uhr)?)?"
)
PATTERNS = tuple(
    re.compile(date_part + CLOCK + r"$", re.IGNORECASE)
    for date_part in (
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})",
        r"(?P<first>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.?\s+(?P<name>[^\W\d]+)\.?,?\s+(?P<year>\d{4})",
        r"(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
    )
)


class Moment(NamedTuple):
    """A time: seconds since 1970-01-01T00:00Z, and whether the cell left the zone or the time of day open."""

    seconds: int
    naive: bool
    day_only: bool


def parse_time(value: Cell, *, day_first: bool | None = None) -> int | None:
    """Return seconds since 1970-01-01T00:00Z, None where the cell says unknown; see `read_time`."""
    moment = read_time(value, day_first=day_first)
    return None if moment is None else moment.seconds


def read_time(value: Cell, *, day_first: bool | None = None) -> Moment | None:
    """Read ISO 8601, German and English dates, seconds, milliseconds or microseconds, Excel dates and serials.

    A time without a zone is taken as UTC (`naive`). "3/4/2024" is refused unless `day_first` says which part is the
    day; "25/12/2024" needs no help. Fractions of a second are cut off. Raises Unreadable.
    """
    if isinstance(value, str):
        return _read_text(value, day_first)
    if value is None:
        return None
    if isinstance(value, datetime):
        return _of(value)
    if isinstance(value, bool):
        raise Unreadable(msg("{value} is not a time.", value=quoted(value)))
    return None if isinstance(value, float) and math.isnan(value) else _of_number(value, value)


def parse_day(value: Cell, *, day_first: bool | None = None) -> int | None:
    """Return days since 1970-01-01 as written (the zone of a full time is not applied), None where unknown."""
    if isinstance(value, str) and (written := _iso(value.strip())) is not None:
        return written.toordinal() - EPOCH_ORDINAL
    if isinstance(value, datetime):
        return value.toordinal() - EPOCH_ORDINAL
    moment = read_time(value, day_first=day_first)
    return None if moment is None else moment.seconds // DAY_SECONDS


def _of(moment: datetime, day_only: bool = False) -> Moment:
    naive = moment.tzinfo is None
    exact = moment.replace(tzinfo=UTC) if naive else moment
    return Moment(math.floor(exact.timestamp()), naive, day_only)


def _of_number(number: int | float, value: Cell) -> Moment:
    if not math.isfinite(number) or number < 0:
        raise Unreadable(msg("{value} is not a time.", value=quoted(value)))
    if int(number) in EXCEL_SERIALS:
        return _of((EXCEL_EPOCH + timedelta(days=number)).replace(tzinfo=None), day_only=float(number).is_integer())
    for start, unit in ((NANOSECONDS_FROM, 10**9), (MICROSECONDS_FROM, 10**6), (MILLISECONDS_FROM, 10**3)):
        if number >= start:
            number = number // unit
            break
    if number > LAST_SECOND:
        raise Unreadable(msg("{value} is not a time.", value=quoted(value)))
    return Moment(int(number), False, False)


def _read_text(value: str, day_first: bool | None) -> Moment | None:
    text = value.strip()
    if (moment := _iso(text)) is not None:
        return _of(moment, day_only=len(text) <= len("2024-07-11"))
    if is_blank(text):
        return None
    if text.replace(".", "", 1).isdigit() and text.isascii() and len(text) <= 20 and text.count(".") * 2 <= 2:
        return _of_number(float(text) if "." in text else int(text), value)
    for zone in (" UTC", " GMT", " Z"):
        if text.upper().endswith(zone):
            inner = _read_text(text[: -len(zone)], day_first)
            return inner and inner._replace(naive=False)
    for pattern in PATTERNS:
        if match := pattern.match(text):
            return _of(_from_parts(value, match.groupdict(), day_first), day_only=match["hour"] is None)
    raise Unreadable(msg("{value} is not a time that can be read.", value=quoted(value)))


def _iso(text: str) -> datetime | None:
    # All digits: only eight of them are a date, the rest are seconds or milliseconds. ISO weeks stay out.
    if len(text) < 8 or (text.isdigit() and (len(text) != 8 or not "19" <= text[:2] <= "20")) or "W" in text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_parts(value: str, parts: dict[str, str | None], day_first: bool | None) -> datetime:
    year, month, day = int(parts["year"] or 0), parts.get("month"), parts.get("day")
    if parts.get("first"):
        day, month = _ordered(value, str(parts["first"]), str(parts["other"]), day_first)
    if parts.get("name"):
        month = str(MONTHS.get(str(parts["name"]).casefold(), 0))
    if len(parts["year"] or "") == 2:
        year += 2000 if year <= LAST_SHORT_YEAR else 1900
    try:
        return datetime(year, int(month or 0), int(day or 0), *_clock(parts))  # naive on purpose
    except ValueError as error:
        raise Unreadable(_no_such_time(value)) from error


def _no_such_time(value: str) -> Message:
    return msg("{value} is not a date and time that exists.", value=quoted(value))


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int]:
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or "").casefold()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(parts.get("minute") or 0), int(parts.get("second") or 0)


def _ordered(value: str, first: str, other: str, day_first: bool | None) -> tuple[str, str]:
    """Return (day, month) of a date with slashes or hyphens."""
    if int(first) > 12:
        return first, other
    if int(other) > 12:
        return other, first
    if day_first is None and first != other:
        reason = msg("{value} can be read in two ways: day first or month first.", value=quoted(value))
        raise Unreadable(reason)
    return (other, first) if day_first is False else (first, other)
