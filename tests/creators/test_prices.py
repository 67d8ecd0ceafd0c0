"""Prices as price lists write them, and their import with its undo."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from nahbar.creators.intake import Choice, currency_in, price_style, read_currency, read_price
from nahbar.creators.service.imports.importing import import_file, undo_import
from nahbar.creators.tables.schema import price
from nahbar.kernel.tabular.values import NumberStyle, Unreadable
from tests.conftest import both_engines
from tests.creators.tables import write_table

PLACE = {"platform": "instagram", "handle": "lese.fuchs"}


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("1.200,50 €", 120_050),
        ("EUR 1200.50", 120_050),
        ("€ 1.200", 120_000),
        ("1,200", 120_000),
        ("1.200,-", 120_000),
        ("900,– €", 90_000),
        ("CHF 900", 90_000),
        ("12,5", 1_250),
        (250, 25_000),
        (99.9, 9_990),
        ("-", None),
        ("", None),
    ],
)
def test_prices_are_read_as_they_are_written(cell, cents):
    assert read_price(None)(cell) == cents


@pytest.mark.parametrize("cell", ["free", "-5 €", "12.3456", "1e15"])
def test_what_is_no_price_is_refused(cell):
    with pytest.raises(Unreadable):
        read_price(None)(cell)


@pytest.mark.parametrize("cell", ["12.345,678", "1200,505"])
def test_a_third_decimal_is_named(cell):
    with pytest.raises(Unreadable) as refused:
        read_price(None)(cell)
    assert "two decimals" in refused.value.reason.render()


def test_the_column_tells_its_decimal_sign():
    style = price_style(["1.200 €", "999,90 €"])
    assert style is NumberStyle.COMMA
    assert read_price(style)("1.200 €") == 120_000


@pytest.mark.parametrize(
    ("cell", "code"), [("€", "EUR"), ("eur", "EUR"), ("Franken", "CHF"), ("USD", "USD"), ("n/a", None)]
)
def test_currencies_have_one_name(cell, code):
    assert read_currency(cell) == code


def test_a_price_can_name_its_currency():
    assert [currency_in(cell) for cell in ("1.200 €", "CHF 900", "250", 250)] == ["EUR", "CHF", None, None]


def test_a_word_is_no_currency():
    with pytest.raises(Unreadable):
        read_currency("per post")


def prices(house):
    with house.store.read() as connection:
        return [tuple(row) for row in connection.execute(sa.select(price.c.price_cents, price.c.currency))]


@both_engines
def test_a_price_is_imported_changed_and_taken_back(house, tmp_path):
    first = write_table(tmp_path / "a.csv", [{**PLACE, "Honorar": "450 €"}])
    import_file(house, "prices", first, Choice(guess=True), "alice")
    second = write_table(tmp_path / "b.csv", [{**PLACE, "price": 500, "currency": "EUR"}])
    changed = import_file(house, "prices", second, Choice(), "alice")
    assert (changed.changed, prices(house)) == (1, [(50_000, "EUR")])
    undo_import(house, changed.import_id)
    assert prices(house) == [(45_000, "EUR")]
    undo_import(house, changed.import_id - 1)
    assert prices(house) == []


def test_a_price_without_a_currency_is_refused_with_its_row(house, tmp_path):
    rows = [{**PLACE, "price": "450 €"}, {**PLACE, "price": "450"}]
    done = import_file(house, "prices", write_table(tmp_path / "a.csv", rows), Choice(), "alice")
    assert [(one.row, one.column) for one in done.refusals] == [(2, "currency")]
