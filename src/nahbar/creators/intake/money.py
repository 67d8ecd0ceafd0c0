"""Cells that hold a price or name a currency; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular import Cell
from nahbar.kernel.tabular.values import (
    NumberStyle,
    Unreadable,
    guess_number_style,
    is_blank,
    parse_count,
    parse_decimal,
    quoted,
)

# What price lists write beside or instead of the code of ISO 4217.
CURRENCY_SIGNS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "dollar": "USD", "£": "GBP", "pound": "GBP",
    "fr": "CHF", "fr.": "CHF", "sfr": "CHF", "sfr.": "CHF", "franken": "CHF", "zł": "PLN", "kč": "CZK",
}  # fmt: skip
CODE = re.compile(r"^[A-Za-z]{3}$")
# What stands before and behind the figure: a sign, a code, the dash of "900,–".
AROUND = re.compile(r"^(?P<before>[^\d+\-.,]*)(?P<figure>[+-]?[\d.,].*?)(?P<behind>[.,]?[^\d]*)$", re.DOTALL)
DASHES = " \u00a0\u202f.,-–—"
GROUPS_OF_THREE = re.compile(r"^[+-]?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$")
# Above any fee; a larger figure is an id or a count of followers in the wrong column.
MOST_CENTS = 10**11
# No amount is longer with its spaces and its currency.
MOST_CHARACTERS = 80

Parser = Callable[[Cell], int | None]


def price_style(cells: Iterable[Cell]) -> NumberStyle | None:
    """Return the decimal sign of a column of prices, whose cells may carry the sign of a currency."""
    return guess_number_style(_figure(cell) if isinstance(cell, str) else cell for cell in cells)


def read_price(style: NumberStyle | None) -> Parser:
    """Return the reader of a column of prices: hundredths of the currency's unit. It raises Unreadable.

    A price has two decimals at most, so "1.200" and "1,200" alone are thousands.
    """

    def read(cell: Cell) -> int | None:
        figure = _figure(cell) if isinstance(cell, str) else cell
        if isinstance(figure, str) and style is None and GROUPS_OF_THREE.match(figure):
            return _checked(cell, 100 * (parse_count(figure) or 0))
        value = parse_decimal(figure, style)
        return None if value is None else _checked(cell, value * 100)

    return read


def _checked(cell: Cell, hundredths: object) -> int:
    cents = int(hundredths)  # type: ignore[call-overload]  # an int or a Decimal
    if cents != hundredths:
        raise Unreadable(msg("{value} has more than two decimals.", value=quoted(cell)))
    if cents < 0:
        raise Unreadable(msg("{value} is below zero.", value=quoted(cell)))
    if cents > MOST_CENTS:
        raise Unreadable(msg("{value} is larger than any price can be.", value=quoted(cell)))
    return int(cents)


def _figure(cell: str) -> str:
    match = AROUND.match(cell.strip())
    if match is None:
        return cell.strip()
    words = [match[side].strip(DASHES) for side in ("before", "behind")]
    # Another word, a suffix of size ("2,1 Tsd."), belongs to the figure.
    return match["figure"].strip() if all(not word or _code(word) for word in words) else cell.strip()


def _code(word: str) -> str | None:
    if known := CURRENCY_SIGNS.get(word.casefold()):
        return known
    return word if CODE.match(word) and word.isupper() else None


def currency_in(cell: Cell) -> str | None:
    """Return the currency that a price names ("1.200 €"), None where it names none."""
    match = AROUND.match(cell.strip()) if isinstance(cell, str) else None
    codes = [_code(match[side].strip(DASHES)) for side in ("before", "behind")] if match else []
    return next((code for code in codes if code), None)


def read_currency(cell: Cell) -> str | None:
    """Return a currency's code of ISO 4217. Raises Unreadable."""
    text = "" if cell is None else str(cell).strip()
    if is_blank(text):
        return None
    known = CURRENCY_SIGNS.get(text.casefold())
    if known is None and not CODE.match(text):
        raise Unreadable(msg("{value} is not a currency: write its three letters, as in EUR.", value=quoted(text)))
    return known or text.upper()


def read_budget(text: str, currency: str = "") -> tuple[int, str]:
    """Return a budget as a person or a program writes it, in hundredths, and its currency's code ("" for none).

    Raises BadInput, also for a budget that names another currency than `currency`.
    """
    try:
        code = read_currency(currency) or ""
    except Unreadable as error:
        raise BadInput(error.reason, msg("Name the currency of the prices that are here."), kind="currency") from error
    try:
        cents = read_price(None)(text[:MOST_CHARACTERS])
    except Unreadable:
        cents = None
    if not cents:
        raise BadInput(
            msg("“{text}” is no budget.", text=text[:MOST_CHARACTERS]),
            msg("Write it as 20000 or 20.000 €, up to {most}.", most=MOST_CENTS // 100),
            kind="budget",
        )
    named = currency_in(text)
    if named and code and named != code:
        raise BadInput(
            msg("The budget is in {named}, the prices asked for are in {code}.", named=named, code=code),
            msg("Name one currency; nahbar converts none."),
            kind="currency",
        )
    return cents, code or named or ""
