"""The audience as Instagram's insights state it: shares by age, gender, country and city, in English and German."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nahbar.creators.intake.columns import folded
from nahbar.creators.intake.handover import repaired

# How the name of a field tells what it divides by; ages are also stated for each gender, which is left out.
_LISTS = (
    ("country", re.compile(r"(?:percentage.*bycountry|prozent.*nachland)$")),
    ("city", re.compile(r"(?:percentage.*bycity|prozent.*nach(?:stadt|ort|staedten|orten))$")),
    ("age", re.compile(r"(?:percentage.*byageforallgenders|prozent.*nachalter.*allegeschlechter)$")),
)
_GENDERS = (
    ("female", re.compile(r"(?:totalfollowerpercentageforwomen|prozent.*weiblichenfollower.*insgesamt)$")),
    ("male", re.compile(r"(?:totalfollowerpercentageformen|prozent.*maennlichenfollower.*insgesamt)$")),
)
# "Canada: 69.5%, United States: 10.5%"; "Deutschland: 84,5%, Schweiz: 5,1%".
_ENTRY = re.compile(r"\s*(?P<value>[^:]+?)\s*:\s*(?P<share>\d+(?:[.,]\d+)?)\s*%(?:,|$)")
_SHARE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%\s*$")
_PERIODS = ("daterange", "zeitraum")
# "Oct 2 - Dec 30", "9. Juli - 6. Okt.": the last day of the period, without its year.
_DAY = re.compile(r"(?P<month>[^\W\d]{3,9})\.?\s+(?P<day>\d{1,2})(?!\.)|(?P<tag>\d{1,2})\.\s*(?P<monat>[^\W\d]{3,9})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_GERMAN_MONTHS = {"mae": "mar", "mai": "may", "okt": "oct", "dez": "dec"}


def audience_shares(fields: Mapping[str, Any], now: int) -> Iterator[dict[str, Any]]:
    """Yield `dimension`, `value`, `share` ("69.5%") and `observed_at` of what is stated, from fields by folded name.

    The date is the end of the period that is stated, which has no year: the newest such day up to `now`.
    """
    told = {name: repaired(str(item["value"])) for name, item in fields.items() if item.get("value")}
    observed_at = next((_end(told[name], now) for name in _PERIODS if name in told), now)
    for name, text in told.items():
        for dimension, value, share in _stated(name, text):
            yield {"dimension": dimension, "value": value, "share": share, "observed_at": observed_at}


def _stated(name: str, text: str) -> Iterator[tuple[str, str, str]]:
    for dimension, pattern in _LISTS:
        if pattern.search(name):
            yield from ((dimension, one["value"], f"{one['share']}%") for one in _ENTRY.finditer(text))
    for gender, pattern in _GENDERS:
        share = _SHARE.match(text) if pattern.search(name) else None
        if share:
            yield "gender", gender, f"{share[1]}%"


def _end(period: str, now: int) -> int:
    days = list(_DAY.finditer(period))
    if not days:
        return now
    month = folded(days[-1]["month"] or days[-1]["monat"])[:3]
    month = _GERMAN_MONTHS.get(month, month)
    today = dt.datetime.fromtimestamp(now, dt.UTC)
    for year in (today.year, today.year - 1):
        try:
            day = int(days[-1]["day"] or days[-1]["tag"])
            end = dt.datetime(year, _MONTHS.index(month) + 1, day, tzinfo=dt.UTC)
        except ValueError:
            continue
        if end <= today:
            return int(end.timestamp())
    return now
