"""The page of a month's report, and the same as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Response, Router, get

from nahbar.kernel.clock import day_of, iso_day, now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.web.listing import csv_answer
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.earned.comparing import TITLES
from nahbar.worth.earned_posts import names_of
from nahbar.worth.report.gathering import first_month, report_of
from nahbar.worth.report.months import last_month, neighbours
from nahbar.worth.report.rows import HEADER, cells, rows_behind, rows_path
from nahbar.worth.report.showing import TYPES, report_file, report_values

PATH = "/worth/report"


def _month(request: PageRequest) -> str:
    return request.query_params.get("month") or last_month(day_of(now()))


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_report(request: PageRequest, house: Here) -> Response[str]:
    """Show the report of a month, by default of the last one that is over."""
    report = report_of(house, _month(request), request.user.name)
    earlier, later = neighbours(report.month)
    values = report_values(report, house.language(request.user.language))
    if report.month <= first_month(house):
        # Before it there are empty months without end.
        earlier = ""
    return page(request, "worth/report.html", values | {"earlier": earlier, "later": later})


@get(PATH + "/file", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def report_as_file(request: PageRequest, house: Here) -> Response[bytes]:
    """Return the report of a month as a file: html, pdf or json."""
    form = request.query_params.get("format", "pdf")
    if form not in TYPES:
        raise BadInput(
            msg("There is no report as “{form}”.", form=form[:20]), msg("Choose html, pdf or json."), kind="format"
        )
    report = report_of(house, _month(request), request.user.name)
    name = f"report-{report.month}-{request.user.language}.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(report_file(house, report, form, request.user.language), media_type=TYPES[form], headers=headers)


@get(PATH + "/rows", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_rows(request: PageRequest, house: Here) -> Response[Any]:
    """Show the rows behind a figure of a month, with the query; `format=csv` exports them."""
    given = request.query_params
    behind = rows_behind(house, _month(request), given.get("figure", "deals"), given.get("by", ""), given.get("of", ""))
    if given.get("format") == "csv":
        return csv_answer(f"{behind.figure}-{behind.month}", HEADER, [cells(one) for one in behind.rows])
    days = f"from={iso_day(behind.first)}&to={iso_day(behind.last)}"
    if behind.of:
        days += "&" + urlencode({behind.by: behind.of})
    leads = f"/campaigns/leads?{'qualified=yes&' if behind.figure == 'qualified_leads' else ''}{days}"
    deals = f"/campaigns/leads/deals?{days}"
    values = {"behind": behind, "leads_path": leads, "deals_path": deals, "titles": TITLES, "rows_path": rows_path}
    values["creators"] = names_of(house, (one.creator for one in behind.rows if one.creator))
    return page(request, "worth/report_rows.html", values)


router = Router("/", route_handlers=[show_report, report_as_file, show_rows])
