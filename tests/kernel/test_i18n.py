"""Language: complete catalogues, and figures, dates and sentences as readers of German and English write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.app.rooms import PACKAGES
from nahbar.kernel.i18n import DEFAULT_LANGUAGE, LANGUAGES, UNKNOWN, Language, language_for, load_catalogue
from nahbar.kernel.messages import Message
from tools.translations import CATALOGUES, problems

NAN, INFINITY = float("nan"), float("inf")
DAY = 19_785  # 2024-03-03
SPACE = "\u00a0"

COMPACT_DE = {
    999: "999",
    9_999: "9.999",
    12_345: "12.345",
    123_456: "123.456",
    1_500_000: f"1,5{SPACE}Mio.",
    123_456_789: f"123{SPACE}Mio.",
    2_000_000_000: f"2{SPACE}Mrd.",
}
COMPACT_EN = {999: "999", 9_999: "9,999", 12_345: "12.3K", 123_456: "123K", 1_500_000: "1.5M", 123_456_789: "123M"}
PERCENT_DE = {
    0.0: "0",
    0.0049: "0,49",
    0.023: "2,3",
    0.5: "50,0",
    0.9994: "99,9",
    0.9999: "100",
    1.0: "100",
    -0.023: "-2,3",
}
PERCENT_EN = {0.0: "0%", 0.0049: "0.49%", 0.023: "2.3%", 0.5: "50.0%", 1.0: "100%"}


@pytest.fixture(scope="module")
def german() -> Language:
    return Language("de", PACKAGES)


@pytest.fixture(scope="module")
def english() -> Language:
    return Language("en", PACKAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", CATALOGUES)
def test_a_catalogue_is_complete_and_keeps_the_places(package, language):
    assert list(problems(package, language)) == []


def test_rooms_say_the_same_text_alike_in_german():
    said: dict[object, set[object]] = {}
    for package in PACKAGES:
        for entry in load_catalogue(package, "de"):
            if entry.id:
                said.setdefault(entry.id, set()).add(entry.string)
    assert [text for text, forms in said.items() if len(forms) > 1] == []


def german_texts() -> list[str]:
    """Return every German sentence, each plural form by itself."""
    entries = [entry for package in PACKAGES for entry in load_catalogue(package, "de") if entry.id]
    return [text for one in entries for text in ((one.string,) if isinstance(one.string, str) else one.string)]


def test_german_texts_use_german_quotation_marks():
    assert [text for text in german_texts() if "”" in text or text.count("„") != text.count("“")] == []


def test_german_texts_do_without_exclamation_marks():
    assert [text for text in german_texts() if "!" in text] == []


def test_german_texts_part_figure_and_percent_sign_with_a_no_break_space():
    assert [text for text in german_texts() if re.search(r"\d ?%", text)] == []


def test_a_plural_takes_its_form_by_the_count(german):
    forms = [german.ngettext("%(num)s post", "%(num)s posts", n) for n in (0, 1, 2)]
    assert forms == ["%(num)s Beiträge", "%(num)s Beitrag", "%(num)s Beiträge"]


def test_a_text_that_no_catalogue_knows_stays_english(german):
    assert german.gettext("A text that nobody wrote") == "A text that nobody wrote"
    assert german.ngettext("%(num)s thing", "%(num)s things", 2) == "%(num)s things"


def test_an_unknown_language_falls_back_to_the_default():
    assert language_for("xx", PACKAGES).code == DEFAULT_LANGUAGE


def test_whole_numbers_are_grouped(german, english):
    assert german.number(12_345) == "12.345"
    assert english.number(12_345) == "12,345"


def test_other_numbers_show_three_significant_digits(german, english):
    assert [german.number(value) for value in (3.14159, 0.01234, 1234.6)] == ["3,14", "0,0123", "1.235"]
    assert [english.number(value) for value in (3.14159, 0.01234, 1234.6)] == ["3.14", "0.0123", "1,235"]


def test_digits_can_be_asked_for(german):
    assert german.number(2, 1) == "2,0"
    assert german.percent(0.0234, 0) == f"2{SPACE}%"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_whole_number_can_be_read_back(value):
    for code, mark in (("de", "."), ("en", ",")):
        assert int(language_for(code, PACKAGES).number(value).replace(mark, "")) == value


@pytest.mark.parametrize(("value", "said"), COMPACT_DE.items())
def test_german_shortens_counts_from_a_million_on(german, value, said):
    assert german.compact(value) == said


@pytest.mark.parametrize(("value", "said"), COMPACT_EN.items())
def test_english_shortens_counts_from_ten_thousand_on(english, value, said):
    assert english.compact(value) == said


@pytest.mark.parametrize(("share", "said"), PERCENT_DE.items())
def test_a_german_percentage_has_a_comma_and_a_no_break_space(german, share, said):
    assert german.percent(share) == f"{said}{SPACE}%"


@pytest.mark.parametrize(("share", "said"), PERCENT_EN.items())
def test_an_english_percentage_has_a_point_and_no_space(english, share, said):
    assert english.percent(share) == said


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("form", ["number", "compact", "percent"])
@pytest.mark.parametrize("value", [None, NAN, INFINITY, -INFINITY])
def test_an_unknown_figure_is_a_dash(code, form, value):
    assert getattr(language_for(code, PACKAGES), form)(value) == UNKNOWN == "–"


def test_a_day_is_a_date_of_the_language(german, english):
    assert (german.date(DAY), english.date(DAY)) == ("03.03.2024", "3 Mar 2024")
    assert (german.day_month(DAY), english.day_month(DAY)) == ("3. März 24", "3 Mar 24")


def test_a_moment_is_told_in_its_zone(german, english):
    assert german.time(1_700_000_000, "Europe/Berlin") == "14.11.2023, 23:13"
    assert english.time(1_700_000_000, "UTC") == "14 Nov 2023, 22:13"


def test_an_unknown_day_or_moment_is_a_dash(german):
    assert (german.date(None), german.time(None)) == (UNKNOWN, UNKNOWN)


def test_money_carries_its_currency(german, english):
    assert german.money(Decimal("1234.5"), "EUR") == f"1.234,50{SPACE}€"
    assert english.money(Decimal("1234.5"), "EUR") == "€1,234.50"


def test_sizes_of_data_are_rounded_to_their_unit(german):
    assert [german.bytes(size) for size in (12, 1_500, 1_234_567)] == ["12 B", "1,5 kB", "1,23 MB"]


def test_languages_are_named_in_the_reader_s_language(german, english):
    assert (german.language_name("de"), english.language_name("de")) == ("Deutsch", "German")
    assert german.language_name("zz") == "zz"


def test_a_message_is_told_in_german_with_german_figures(german):
    rate = Message(
        "{share:percent} of the audited followers look fake (between {low:percent} and {high:percent})",
        {"share": 0.123, "low": 0.09, "high": 0.2},
    )
    assert german.message(rate) == (
        f"12,3{SPACE}% der geprüften Follower:innen wirken wie Fakes (zwischen 9,0{SPACE}% und 20,0{SPACE}%)"
    )


def test_a_message_is_told_in_german_with_german_dates_and_counts(german):
    counts = Message(
        "{n} daily follower counts from {start:date} to {end:date}", {"n": 1_200, "start": DAY, "end": DAY + 60}
    )
    assert german.message(counts) == "1.200 tägliche Followerzahlen vom 03.03.2024 bis zum 02.05.2024"


def test_raw_values_stay_as_they_are(german):
    assert (
        german.message(Message("There is no import {id:raw}.", {"id": 12_345})) == "Einen Import 12345 gibt es nicht."
    )


def test_an_unknown_value_in_a_message_is_a_dash(german):
    said = german.message(Message("There are {ratio} comments a hundred likes", {"ratio": NAN}))
    assert said == "Auf hundert Likes kommen – Kommentare"


def test_a_percent_sign_in_a_message_is_written_once(german):
    usual = Message("Fakes follow every large account without being asked; a share of 5 to 25 % is usual")
    assert german.message(usual).endswith(f"5 bis 25{SPACE}% ist üblich")


def test_a_value_that_looks_like_a_place_is_not_filled(german):
    said = german.message(Message("There is no creator “{name}”.", {"name": "{name:raw}"}))
    assert said == "Es gibt keine Creator:in „{name:raw}“."
