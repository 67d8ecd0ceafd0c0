"""Counts, decimals, percentages, times and yes/no as exports write them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.kernel.tabular.values import (
    NumberStyle,
    Unreadable,
    guess_number_style,
    parse_bool,
    parse_count,
    parse_day,
    parse_decimal,
    parse_percent,
    parse_time,
    read_time,
)


def outcome(parse, cell):
    """Return what a parser says: the value, or the reason against it; any other error is a failure."""
    try:
        return parse(cell)
    except Unreadable as error:
        return error.reason.render()


COUNTS = {
    "12.345": 12_345,
    "12,345": 12_345,
    "1.234.567": 1_234_567,
    "1,5 Mio.": 1_500_000,
    "1.5M": 1_500_000,
    "60.3M": 60_300_000,
    "2,1 Tsd.": 2_100,
    "12k": 12_000,
    "1 234": 1_234,
    "1\u202f234": 1_234,
    "1\u00a0234": 1_234,
    "1'234": 1_234,
    "1’234": 1_234,
    "30.0": 30,
    "477900000.00": 477_900_000,
    "1.000": 1_000,
    "≈ 1.200": 1_200,
    "1,00,000": 100_000,
    "1.234,00": 1_234,
    "1.234M": 1_234_000,
    "-5": -5,
    "+7": 7,
    "2 Mrd.": 2_000_000_000,
    "4.5e6": 4_500_000,
}


@pytest.mark.parametrize(("text", "count"), COUNTS.items())
def test_counts(text, count):
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["", " ", "-", "–", "≈", "n/a", "N/A", "k.A.", "NaN", None, float("nan")])
def test_unknown_is_none_never_zero(text):
    assert parse_count(text) is None


@pytest.mark.parametrize(
    "text", ["1.5", "0.500", "abc", "12..3", "1.2.3", "1,2.3,4", "12 people", True, 2.5, "9" * 60, "--5", "1e999"]
)
def test_no_counts(text):
    with pytest.raises(Unreadable) as caught:
        parse_count(text)
    assert caught.value.reason.render()


def test_the_style_of_the_column_wins_over_thousands():
    with pytest.raises(Unreadable):
        parse_count("12.345", NumberStyle.POINT)
    assert parse_count("12.345", NumberStyle.COMMA) == 12_345


@given(st.integers(0, 10**15), st.sampled_from([".", ",", " ", "'", "\u202f"]))
def test_grouped_counts_are_read_back(number, separator):
    assert parse_count(f"{number:,}".replace(",", separator)) == number


@given(st.integers(0, 2**53 - 1))
def test_counts_written_as_floats_are_read_back(number):
    assert parse_count(float(number)) == number
    assert parse_count(f"{number}.0") == number


@given(st.text(max_size=20))
def test_any_text_is_a_count_unknown_or_refused(text):
    assert isinstance(outcome(parse_count, text), int | str | None)


def test_decimals_by_the_style_of_their_column():
    assert parse_decimal("1.234", guess_number_style(["0,5", "1.234"])) == 1_234
    assert parse_decimal("1.234", guess_number_style(["0.5", "1.234"])) == Decimal("1.234")
    assert parse_decimal("1.234,56") == Decimal("1234.56")
    assert parse_decimal(0.1) == Decimal("0.1")
    with pytest.raises(Unreadable):
        parse_decimal("1,234")


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["1.234", "5.678"], None),
        (["1.234,5"], NumberStyle.COMMA),
        (["1.234.567"], NumberStyle.COMMA),
        (["1,234,567"], NumberStyle.POINT),
        (["1,5", "2.5"], None),
        (["3,4 %"], NumberStyle.COMMA),
        ([12, None, ""], None),
    ],
)
def test_number_style_of_a_column(cells, style):
    assert guess_number_style(cells) is style


def test_percentages():
    assert parse_percent("3,4 %") == Decimal("0.034")
    assert parse_percent("3.4%") == Decimal("0.034")
    assert parse_percent("0.034") == Decimal("0.034")
    assert parse_percent("3.4", bare="percent") == Decimal("0.034")
    assert parse_percent("n/a") is None


SECONDS = 1_720_706_553  # 2024-07-11T14:02:33Z
TIMES = {
    "2024-07-11T14:02:33Z": SECONDS,
    "2024-07-11T16:02:33+02:00": SECONDS,
    "2024-07-11 14:02:33": SECONDS,
    "2024-07-11 14:02:33 UTC": SECONDS,
    "11.07.2024 14:02": SECONDS - 33,
    "11.7.24": SECONDS - 50_553,
    "2024-07-11": SECONDS - 50_553,
    "20240711": SECONDS - 50_553,
    str(SECONDS): SECONDS,
    f"{SECONDS}000": SECONDS,
    SECONDS: SECONDS,
    SECONDS * 1_000: SECONDS,
    float(SECONDS): SECONDS,
    "11. Juli 2024": SECONDS - 50_553,
    "Jul 11, 2024 2:02 PM": SECONDS - 33,
    "11.07.2024, 14:02 Uhr": SECONDS - 33,
    45_484: SECONDS - 50_553,
    "2024-07-11T14:02:33.900Z": SECONDS,
    "13/07/2024": SECONDS - 50_553 + 2 * 86_400,
}


@pytest.mark.parametrize(("cell", "seconds"), TIMES.items())
def test_times(cell, seconds):
    assert parse_time(cell) == seconds


@pytest.mark.parametrize(
    "cell", ["31.02.2024", "07/11/2024", "yesterday", "2024-13-01", "11.07.2024 25:00", -5, "2024-W03", True, "1e10"]
)
def test_no_times(cell):
    with pytest.raises(Unreadable):
        parse_time(cell)


def test_slashes_need_the_order_of_the_column():
    assert parse_time("07/11/2024", day_first=False) == SECONDS - 50_553
    assert parse_day("11/07/2024", day_first=True) == 19_915


def test_naive_times_say_so():
    assert read_time("2024-07-11 14:02").naive
    assert not read_time("2024-07-11T14:02Z").naive
    assert read_time(datetime(2024, 7, 11)).naive
    assert read_time("2024-07-11").day_only


def test_a_day_is_the_day_as_written():
    assert parse_day("2024-07-11T23:30:00-05:00") == 19_915
    assert parse_day("11.07.2024") == 19_915
    assert parse_day(datetime(2024, 7, 11, 23, tzinfo=UTC)) == 19_915
    assert parse_day("n/a") is None


moments = st.datetimes(datetime(2004, 1, 1), datetime(2068, 12, 31))


@given(moments, st.integers(-14 * 60, 14 * 60))
def test_iso_times_are_read_back(moment, offset):
    exact = moment.replace(microsecond=0, tzinfo=UTC) - timedelta(minutes=offset)
    local = (
        moment.replace(microsecond=0).isoformat()
        + f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    )
    assert parse_time(local) == int(exact.timestamp())


@given(moments)
def test_german_times_are_read_back(moment):
    minute = moment.replace(second=0, microsecond=0)
    assert parse_time(minute.strftime("%d.%m.%Y %H:%M")) == int(minute.replace(tzinfo=UTC).timestamp())
    assert parse_day(minute.strftime("%d.%m.%y")) == minute.toordinal() - 719_163


@given(st.text(max_size=25))
def test_any_text_is_a_time_unknown_or_refused(text):
    assert isinstance(outcome(parse_time, text), int | str | None)


def test_yes_and_no():
    assert all(parse_bool(cell) is True for cell in ["yes", "Ja", "true", "1", 1, "wahr", "x", True, 1.0])
    assert all(parse_bool(cell) is False for cell in ["no", "Nein", "FALSE", "0", 0, "falsch", False])
    assert all(parse_bool(cell) is None for cell in ["", None, "n/a", "-"])
    with pytest.raises(Unreadable):
        parse_bool("maybe")
