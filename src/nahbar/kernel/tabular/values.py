"""Cells read as counts, decimals, percentages, times, days and yes/no; pure.

A column whose number style is decidable only from the whole column ("1.234" beside "0,5") is read with
`guess_number_style` of its first cells: pass the answer as `style` to `parse_decimal`, `parse_percent`, `parse_count`.
"""

from nahbar.kernel.tabular.numbers import (
    NumberStyle,
    guess_number_style,
    parse_bool,
    parse_count,
    parse_decimal,
    parse_percent,
)
from nahbar.kernel.tabular.times import Moment, parse_day, parse_time, read_time
from nahbar.kernel.tabular.unreadable import BLANKS, Unreadable, is_blank, quoted

__all__ = [
    "BLANKS",
    "Moment",
    "NumberStyle",
    "Unreadable",
    "guess_number_style",
    "is_blank",
    "parse_bool",
    "parse_count",
    "parse_day",
    "parse_decimal",
    "parse_percent",
    "parse_time",
    "quoted",
    "read_time",
]
