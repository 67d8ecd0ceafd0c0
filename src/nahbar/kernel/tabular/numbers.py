"""Counts, decimals, percentages and yes/no as exports write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Literal

from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.contracts import Cell
from nahbar.kernel.tabular.unreadable import Unreadable, is_blank, quoted


class NumberStyle(Enum):
    """Which sign separates the decimals of a column: `1,234.5` is POINT, `1.234,5` is COMMA."""

    POINT = "."
    COMMA = ","


SUFFIXES = {
    "": 1, "k": 10**3, "tsd": 10**3, "tausend": 10**3, "thousand": 10**3,
    "m": 10**6, "mio": 10**6, "mn": 10**6, "mln": 10**6, "million": 10**6, "millions": 10**6, "millionen": 10**6,
    "b": 10**9, "bn": 10**9, "billion": 10**9, "mrd": 10**9, "milliarde": 10**9, "milliarden": 10**9,
}  # fmt: skip
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’`´]+")
NUMBER = re.compile(r"^([+-]?)([\d.,]+)([a-z]*)\.?$")
GROUPED = re.compile(r"^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$")
INDIAN = re.compile(r"^[1-9]\d?(?:,\d{2})+,\d{3}$")
# More digits than any count in the world; keeps int() from quadratic work on hostile cells.
MAX_DIGITS = 40


def parse_count(value: Cell, style: NumberStyle | None = None) -> int | None:
    """Return a whole number, None where the cell says unknown.

    A separator in front of groups of three is a thousands separator ("12.345", "12,345"), unless `style` says that it
    is this column's decimal sign. With a suffix ("60.3M", "1,5 Mio.", "2,1 Tsd.") a lone separator is the decimal
    sign. "30.0" is 30; "1.5" is refused. Raises Unreadable.
    """
    if value.__class__ is str:
        text: str = value  # told by its class, which is faster than isinstance
        if text.isdigit() and text.isascii() and len(text) < MAX_DIGITS:
            return int(text)
        return _count_of(text, style)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float):
        return _whole_float(value)
    raise Unreadable(msg("{value} is not a count.", value=quoted(value)))


def _whole_float(value: float) -> int | None:
    if math.isnan(value):
        return None
    if math.isinf(value) or not value.is_integer():
        raise Unreadable(msg("{value} is not a whole number.", value=quoted(value)))
    return int(value)


def _count_of(text: str, style: NumberStyle | None) -> int | None:
    if is_blank(text):
        return None
    number = _exact(text, style, thousands_first=True)
    if number != number.to_integral_value():
        raise Unreadable(msg("{value} is not a whole number.", value=quoted(text)))
    return int(number)


def parse_decimal(value: Cell, style: NumberStyle | None = None) -> Decimal | None:
    """Return a decimal number, None where the cell says unknown.

    `style` is the decimal sign of the column, see `guess_number_style`. Without it "1,234" is refused, because it is
    1.234 in German and 1234 in English; "1.234" is read as programs write it. Raises Unreadable.
    """
    if value is None:
        return None
    if isinstance(value, bool) or (not isinstance(value, str | int | float)):
        raise Unreadable(msg("{value} is not a number.", value=quoted(value)))
    if isinstance(value, int | float):
        if isinstance(value, float) and math.isnan(value):
            return None
        return Decimal(repr(value)) if math.isfinite(value) else _not_a_number(value)
    return None if is_blank(value) else _exact(value, style, thousands_first=False)


def _not_a_number(value: object) -> Decimal:
    raise Unreadable(msg("{value} is not a number.", value=quoted(value)))


def _exact(text: str, style: NumberStyle | None, thousands_first: bool) -> Decimal:
    """Return the number that a cell writes, with its suffix multiplied in."""
    folded = SPACES.sub("", text).casefold().replace("\u2212", "-").lstrip("≈~")
    match = NUMBER.match(folded) if len(folded) <= MAX_DIGITS else None
    scale = SUFFIXES.get(match[3]) if match else None
    if match is None or scale is None:
        return _scientific(text, folded)
    digits = _with_point(text, match[2], style, thousands_first and scale == 1, scale > 1)
    try:
        number = Decimal(match[1] + digits) * scale
    except InvalidOperation as error:
        raise Unreadable(msg("{value} is not a number.", value=quoted(text))) from error
    return number


def _scientific(text: str, folded: str) -> Decimal:
    # "4.5e+06" is what programs write; its digits are exact only as far as they are written.
    if re.fullmatch(r"[+-]?\d+(\.\d+)?e[+-]?\d{1,2}", folded) and len(folded) <= MAX_DIGITS:
        return Decimal(folded)
    return _not_a_number(text)


def _with_point(text: str, digits: str, style: NumberStyle | None, thousands_first: bool, scaled: bool) -> str:
    """Return the digits with a point as the only separator, or raise Unreadable."""
    if digits.isdigit():
        return digits
    if style is not None:
        return _by_style(text, digits, style)
    if "." in digits and "," in digits:
        last = NumberStyle.POINT if digits.rfind(".") > digits.rfind(",") else NumberStyle.COMMA
        return _by_style(text, digits, last)
    if INDIAN.match(digits) or (thousands_first and GROUPED.match(digits)):
        return re.sub("[.,]", "", digits)
    if digits.count(".") + digits.count(",") > 1:
        return re.sub("[.,]", "", digits) if GROUPED.match(digits) else str(_not_a_number(text))
    if not thousands_first and not scaled and "," in digits and GROUPED.match(digits):
        raise Unreadable(msg("{value} can be read in two ways: with decimals or as thousands.", value=quoted(text)))
    return digits.replace(",", ".")


def _by_style(text: str, digits: str, style: NumberStyle) -> str:
    whole, _, fraction = digits.partition(style.value)
    group = "," if style is NumberStyle.POINT else "."
    if group in fraction or style.value in fraction:
        _not_a_number(text)
    if group in whole and not (GROUPED.match(whole) or INDIAN.match(whole)):
        _not_a_number(text)
    return f"{whole.replace(group, '') or '0'}.{fraction or '0'}"


def guess_number_style(cells: Iterable[Cell]) -> NumberStyle | None:
    """Return the decimal sign that a column uses, None when its cells do not tell or contradict each other.

    A cell tells when it has both separators, a separator not followed by three digits, a group that starts with
    zero ("0.125"), or a repeated separator (which then is the thousands sign). Meant for the first few hundred cells
    of a column: `1.234` alone cannot be decided, `1.234` beside `0,5` can.
    """
    found: set[NumberStyle] = set()
    for cell in cells:
        if isinstance(cell, str) and (match := NUMBER.match(SPACES.sub("", cell).casefold().rstrip("%"))):
            found.update(_evidence(match[2]))
    return found.pop() if len(found) == 1 else None


def _evidence(digits: str) -> set[NumberStyle]:
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return {NumberStyle.POINT if digits.rfind(".") > digits.rfind(",") else NumberStyle.COMMA}
    if points + commas == 0:
        return set()
    sign = NumberStyle.POINT if points else NumberStyle.COMMA
    if points + commas > 1:
        other = NumberStyle.COMMA if points else NumberStyle.POINT
        return {other} if GROUPED.match(digits) else set()
    return set() if GROUPED.match(digits) else {sign}


def parse_percent(
    value: Cell, style: NumberStyle | None = None, bare: Literal["percent", "fraction"] = "fraction"
) -> Decimal | None:
    """Return a share (0.034 for "3,4 %"); a cell without a percent sign is read as `bare` says. Raises Unreadable."""
    if isinstance(value, str) and value.strip().endswith(("%", "％", "Prozent", "percent")):
        stripped = re.sub(r"(%|％|Prozent|percent)\s*$", "", value.strip())
        # A percentage has no thousands to speak of, so a lone separator is the decimal sign.
        single = style or (NumberStyle.COMMA if "," in stripped and "." not in stripped else None)
        number = parse_decimal(stripped, single)
        return None if number is None else number / 100
    number = parse_decimal(value, style)
    return number if number is None or bare == "fraction" else number / 100


YES = frozenset(("yes", "y", "ja", "j", "true", "t", "1", "1.0", "wahr", "x", "✓", "✔", "on", "oui", "si", "sí"))
NO = frozenset(("no", "n", "nein", "false", "f", "0", "0.0", "falsch", "✗", "✘", "off", "non"))


def parse_bool(value: Cell) -> bool | None:
    """Return yes or no from English, German and program spellings, None where unknown. Raises Unreadable."""
    if value is None or isinstance(value, bool):
        return value
    text = str(value).strip().casefold()
    if text in YES:
        return True
    if text in NO:
        return False
    if text in ("", "nan") or is_blank(text):
        return None
    raise Unreadable(msg("{value} is neither yes nor no.", value=quoted(value)))
