"""Language: gettext catalogues of all rooms, and figures, dates and money as a reader of that language writes them."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Sequence
from decimal import Decimal
from importlib import resources
from io import BytesIO
from typing import Any

from babel import Locale, dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup

from nahbar.kernel.messages import Message, Plain
from nahbar.kernel.settings import LANGUAGES as LANGUAGES

DEFAULT_LANGUAGE = "de"
# English of the United Kingdom: day before month, as readers in Europe expect.
LOCALES = {"de": "de_DE", "en": "en_GB"}
UNKNOWN = "–"
# How platforms write themselves; the store keeps them in small letters.
PLATFORMS = {"tiktok": "TikTok", "youtube": "YouTube", "linkedin": "LinkedIn", "x": "X"} | {
    name.lower(): name for name in ("Bluesky", "Facebook", "Instagram", "Mastodon", "Pinterest", "Threads", "Twitch")
}


@functools.cache
def load_catalogue(package: str, language: str) -> Catalog:
    """Return the gettext catalogue `locale/LANGUAGE.po` of a room; an empty one when the room has none."""
    path = resources.files(package).joinpath("locale", f"{language}.po")
    if not path.is_file():
        return Catalog(locale=language)
    return read_po(BytesIO(path.read_bytes()), locale=language)


class Language:
    """Translates sentences and writes values for one language; made once per language and shared by all requests."""

    def __init__(self, code: str, packages: Sequence[str]) -> None:
        self.code = code
        self.locale = Locale.parse(LOCALES[code])
        self._texts: dict[str, str] = {}
        self._plurals: dict[tuple[str, str], Sequence[str]] = {}
        for package in packages:
            self._add(load_catalogue(package, code))

    def _add(self, catalogue: Catalog) -> None:
        for entry in catalogue:
            if not entry.id or not entry.string or entry.fuzzy:
                continue
            if isinstance(entry.id, tuple):
                self._plurals[entry.id] = entry.string
            else:
                self._texts[entry.id] = str(entry.string)

    def gettext(self, text: str) -> str:
        """Return `text` in this language; English texts are their own keys."""
        return self._texts.get(text, text)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form for `n` things; German and English have the same two forms."""
        forms = self._plurals.get((singular, plural), (singular, plural))
        return forms[0] if n == 1 else forms[1]

    def message(self, message: Message) -> str:
        """Return a rule's sentence in this language with its values formatted."""
        return message.render(self.gettext, self._formed)

    def _formed(self, value: Plain, spec: str) -> str:
        if spec == "raw" or isinstance(value, str):
            return str(value)
        if spec == "percent":
            return self.percent(float(value))
        if spec == "date":
            return self.date(int(value))
        return self.number(value)

    def number(self, value: float | None, digits: int | None = None) -> str:
        """Return a figure; without `digits` whole numbers stay whole and others get three significant digits."""
        if value is None or not math.isfinite(value):
            return UNKNOWN
        place = "0"
        if digits is None:
            # A figure that was rounded before, 0.9, is not given more digits than it has.
            place = "#"
            digits = 0 if float(value).is_integer() else max(0, 2 - math.floor(math.log10(abs(value) or 1)))
        pattern = "#,##0" + ("." + place * digits if digits else "")
        return str(numbers.format_decimal(value, format=pattern, locale=self.locale))

    def compact(self, value: float | None) -> str:
        """Return a count in short: 12.3K, 1,5 Mio."""
        if value is None or not math.isfinite(value):
            return UNKNOWN
        if abs(value) < 10_000:
            return self.number(round(value))
        if self.code == "de" and abs(value) < 1_000_000:
            return self.number(round(value))
        # Rounded first: 999,999 is 1M, not 1000K.
        value = float(f"{value:.3g}")
        digits = 1 if abs(value) < 10 ** (3 * int(math.log10(abs(value)) // 3) + 2) else 0
        return str(numbers.format_compact_decimal(value, fraction_digits=digits, locale=self.locale))

    def percent(self, share: float | None, digits: int | None = None) -> str:
        """Return a share of one as a percentage; two significant digits below ten percent, one digit above."""
        if share is None or not math.isfinite(share):
            return UNKNOWN
        if digits is None:
            size = abs(share) * 100
            digits = 0 if size == 0 or size >= 99.95 else 1 if size >= 0.95 else 2
        pattern = "0" + ("." + "0" * digits if digits else "")
        figure = numbers.format_decimal(share * 100, format=pattern, locale=self.locale)
        return f"{figure}\u00a0%" if self.code == "de" else f"{figure}%"

    def money(self, value: Decimal | float, currency: str, digits: int | None = None) -> str:
        """Return an amount of money with its currency; `digits` where hundredths would say more than is known."""
        if digits is None:
            return str(numbers.format_currency(value, currency, locale=self.locale))
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", f".{'0' * digits}".rstrip("."))
        return str(numbers.format_currency(value, currency, pattern, locale=self.locale, currency_digits=False))

    def date(self, day: int | None, form: str = "medium") -> str:
        """Return a day number since 1970-01-01 as a date."""
        if day is None:
            return UNKNOWN
        return str(dates.format_date(dt.date.fromordinal(day + _EPOCH), format=form, locale=self.locale))

    def day_month(self, day: int) -> str:
        """Return a day number as a short date for an axis: 3 Mar 24."""
        moment = dt.date.fromordinal(day + _EPOCH)
        return str(dates.format_date(moment, "d. MMM yy" if self.code == "de" else "d MMM yy", locale=self.locale))

    def time(self, seconds: int | None, zone: str = "UTC") -> str:
        """Return a moment (seconds since 1970) as date and time in `zone`."""
        if seconds is None:
            return UNKNOWN
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
        zone_info = dates.get_timezone(zone)
        day = dates.format_date(moment.astimezone(zone_info), "medium", locale=self.locale)
        return f"{day}, {dates.format_time(moment, 'short', tzinfo=zone_info, locale=self.locale)}"

    def bytes(self, size: int) -> str:
        """Return a size of data in kB, MB or GB."""
        for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
            if size >= factor:
                return f"{self.number(size / factor)} {unit}"
        return f"{size} B"

    def language_name(self, code: str) -> str:
        """Return the name of a language (ISO 639-1) in this language, or the code when it is unknown."""
        names: Any = self.locale.languages
        return str(names.get(code.lower(), code))

    def country_name(self, code: str) -> str:
        """Return the name of a country (ISO 3166) in this language; what is no code stays as it was written."""
        names: Any = self.locale.territories
        return str(names.get(code, code)) if len(code) == 2 else code

    def platform_name(self, code: str) -> str:
        """Return a platform as it writes itself."""
        return PLATFORMS.get(code, code.capitalize())

    def channel_name(self, code: str) -> str:
        """Return a channel: a platform as it writes itself, and any other as it was recorded."""
        return PLATFORMS.get(code, code)


_EPOCH = dt.date(1970, 1, 1).toordinal()


@functools.cache
def language_for(code: str, packages: tuple[str, ...]) -> Language:
    """Return the shared `Language`; an unknown code falls back to the default language."""
    return Language(code if code in LANGUAGES else DEFAULT_LANGUAGE, packages)


def marked(text: str, **values: object) -> Markup:
    """Return an HTML text with `{name}` places filled by escaped values."""
    return Markup(text).format(**values)  # noqa: S704 -- `text` is a literal of ours, the values are escaped
