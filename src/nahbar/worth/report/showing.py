"""A report in the form that was asked for: values for the templates, one file of HTML, PDF, JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

import msgspec
from markupsafe import Markup

from nahbar.kernel.house import House
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import render
from nahbar.worth.earned.contracts import CREDIT
from nahbar.worth.report import paper, picture, saying
from nahbar.worth.report.as_json import report_json
from nahbar.worth.report.contracts import Report
from nahbar.worth.report.rows import rows_path

TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}
MOST_LINES = 10
# The fonts lie on the server; a file that stands alone takes those of the machine that shows it.
_FONTS = re.compile(r"@font-face \{[^}]*\}\n?")


def report_values(report: Report, language: Language, base: str = "", *, linked: bool = True) -> dict[str, Any]:
    """Return what the templates of a report need; `base` stands before every address."""
    period = report.period
    month = language.date(period.middle, "LLLL yyyy")
    return {
        "report": report,
        "period": period,
        "title": msg("What did {month:raw} earn?", month=month),
        "headline": saying.headline(report, language),
        "partial": paper.PARTIAL,
        "no_address": paper.NO_ADDRESS,
        "titles": {
            "did": paper.DID,
            "earned": paper.EARNED,
            "learned": paper.LEARNED,
            "untold": paper.UNTOLD,
            "next": paper.NEXT,
        },
        "words": saying,
        "did": list(saying.done_words(report)),
        "credit_words": CREDIT,
        "credit_path": saying.credit_path(period),
        "columns": paper.COLUMNS,
        "most": MOST_LINES,
        "captions": {"counts": picture.COUNTS, "creators": picture.CREATORS},
        "counted": picture.as_svg(language, picture.count_marks(period, language), language.message(picture.COUNTS)),
        "drawn": picture.as_svg(language, picture.creator_marks(period), language.message(picture.CREATORS)),
        "foot": saying.foot(report),
        "rows_path": rows_path,
        "amount_of": saying.amount_of,
        "range_of": saying.range_of,
        "base": base,
        "linked": linked,
    }


def report_file(house: House, report: Report, form: str, code: str) -> bytes:
    """Return a report as the file "html", "pdf" or "json" in the language `code`."""
    makers: Mapping[str, Callable[[House, Report, Language], bytes]] = {"html": _html, "pdf": _pdf, "json": _json}
    return makers[form](house, report, house.language(code))


def _html(house: House, report: Report, language: Language) -> bytes:
    address = house.workspace.settings.web.address.rstrip("/")
    sheet = resources.files("nahbar.kernel.web").joinpath("static", "nahbar.css").read_text(encoding="utf-8")
    style = Markup(_FONTS.sub("", sheet))  # noqa: S704 -- our own style sheet
    values = report_values(report, language, address, linked=bool(address))
    return render(house, "worth/report_file.html", language.code, values | {"style": style}).encode()


def _pdf(house: House, report: Report, language: Language) -> bytes:
    return paper.report_pdf(report, language, house.workspace.settings.web.address.rstrip("/"))


def _json(house: House, report: Report, language: Language) -> bytes:
    del house
    return msgspec.json.encode(report_json(report, language)) + b"\n"
