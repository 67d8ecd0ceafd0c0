"""A report as JSON: every figure with its interval, the month before, and the rows behind it."""

from __future__ import annotations

import math
import shlex
from collections.abc import Sequence
from typing import Any

from nahbar.kernel.clock import iso_day, iso_time
from nahbar.kernel.i18n import Language
from nahbar.measure.earned_sums import Interval
from nahbar.worth.earned.contracts import CREDIT, MONEY, Compared, Line, Told
from nahbar.worth.report.contracts import Report
from nahbar.worth.report.rows import rows_path
from nahbar.worth.report.saying import credit_path, done_words, headline

QUERIES = {"qualified_leads": "lead", "leads": "period_sums", "deals": "period_sums", "revenue": "period_sums"}


def report_json(report: Report, language: Language) -> dict[str, Any]:
    """Return a report as plain values; money is in whole units, sentences are in `language`."""
    period = report.period
    say = language.message
    return {
        "month": report.month,
        "from": iso_day(period.middle),
        "to": iso_day(period.until - 1),
        "partial": report.partial,
        "before": {"from": iso_day(period.since), "to": iso_day(period.middle - 1)},
        "made_at": iso_time(report.made_at),
        "brand": report.brand,
        "language": language.code,
        "currency": period.currency,
        "level": 0.95,
        "headline": say(headline(report, language)),
        "did": [_told(one, language) for one in done_words(report)],
        "earned": {name: _compared(one, report, language) for name, one in period.figures.items()},
        "other_currencies": [
            {"currency": one.currency, "deals": one.deals, "revenue": _units(one.revenue_cents),
             "refunds": _units(one.refunds_cents)} for one in period.others
        ],
        "creators": [_line(one, report, "creator") for one in period.creators],
        "contents": [_line(one) for one in period.contents],
        "campaigns": [_line(one, report, "campaign") for one in period.campaigns],
        "credit": {
            "words": say(CREDIT),
            "none": say(report.no_credit) if report.no_credit else None,
            "channels": [
                {"channel": one.channel, "deals": _plain(one.deals), "low": _plain(one.low), "high": _plain(one.high),
                 "least_of_models": _plain(one.least), "most_of_models": _plain(one.most)} for one in report.credit
            ],
            "rows": _rows(credit_path(period), "journey_touches", "nahbar worth attribution"
                          f" --from {iso_day(period.middle)} --to {iso_day(period.until - 1)}"),
        },
        "experiments": [
            {"name": one.name, "title": one.title, "running": one.running, "said": [say(each) for each in one.said],
             "rows": _rows(f"/worth/experiments/{one.name}", "experiment_units", f"nahbar worth experiment {one.name}")}
            for one in report.experiments
        ],
        "learned": [_told(one, language) for one in report.learned],
        "cannot_tell": [_told(one, language) for one in report.untold],
        "next": [_told(one, language) for one in report.next],
    }  # fmt: skip


def _told(one: Told, language: Language) -> dict[str, Any]:
    return {"said": language.message(one.said), "rows": _rows(one.path, one.rows)}


def _rows(page: str, query: str, command: str = "") -> dict[str, str]:
    return {"page": page, "query": query, **({"command": command} if command else {})}


def _compared(one: Compared, report: Report, language: Language) -> dict[str, Any]:
    rows = _figure_rows(report, one.name)
    return {
        **_interval(one.now, one.unit),
        "before": _interval(one.before, one.unit),
        "times_a_day": None if one.ratio is None else _interval(one.ratio, ""),
        "said": language.message(one.said),
        "rows": rows,
    }


def _figure_rows(report: Report, figure: str, by: str = "", of: str = "") -> dict[str, str]:
    page = rows_path(figure, report.period.middle, by, of)
    line = f" --{by} {shlex.quote(of)}" if by else ""
    return _rows(page, QUERIES[figure], f"nahbar worth report --month {report.month} --rows {figure}{line}")


def _line(one: Line, report: Report | None = None, by: str = "") -> dict[str, Any]:
    figures: dict[str, dict[str, Any]] = {
        name: _interval(each, MONEY if name == "revenue" else "") for name, each in one.figures.items()
    }
    if report is not None:
        for name, shown in figures.items():
            shown["rows"] = _figure_rows(report, name, by, one.name)
    before = {name: _units(each) if name == "revenue" else each for name, each in one.before.items()}
    name = one.name.replace("\n", " ")
    return {"name": name, "label": one.label, "clicks": one.clicks, **figures, "before": before,
            "rows": _rows(one.path, "period_sums")}  # fmt: skip


def _interval(one: Interval, unit: str) -> dict[str, Any]:
    values: Sequence[float | None] = (one.value, one.low, one.high)
    shown = [None if each is None else _units(each) if unit == MONEY else _plain(each) for each in values]
    return dict(zip(("value", "low", "high"), shown, strict=True))


def _units(cents: float) -> float:
    return round(cents / 100.0, 2)


def _plain(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None
