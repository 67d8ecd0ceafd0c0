"""Pages of payouts: statements made and settled, and the file for the bank."""

from __future__ import annotations

import datetime as dt
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.agree.service.collaborations import collaboration_page
from nahbar.campaigns.payouts import service
from nahbar.campaigns.payouts.statement import HEADER, rows_of
from nahbar.campaigns.payouts.transfer import CURRENCY
from nahbar.campaigns.web.asking import in_thread, pdf_answer, sent, shown
from nahbar.kernel.clock import date_of, iso_day, now
from nahbar.kernel.errors import BadInput, Conflict, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable, parse_day
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.listing import csv_answer
from nahbar.kernel.web.pages import Here, PageRequest, flash

XML = "application/xml"
DAY_SECONDS = 86_400


def _page(request: PageRequest, house: House, form: Form | None = None) -> Response[str]:
    waiting, settled = service.waiting(house)
    tomorrow = iso_day(now() // DAY_SECONDS + 1)
    values = {"waiting": waiting, "settled": settled, "form": form or Form({"day": tomorrow})}
    can = [one for one in waiting if one.account and one.payout.currency == CURRENCY]
    values |= {"ready": sum(one.filed_at is None for one in can), "filed": sum(one.filed_at is not None for one in can)}
    return shown(request, "payouts.html", values, status=422 if form and form.problems else 200)


@get("/campaigns/payouts", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show(request: PageRequest, house: Here) -> Response[str]:
    """Show what waits to be paid and what was."""
    return _page(request, house)


@post(
    "/campaigns/collaborations/{collaboration_id:int}/statement",
    opt={"role": "editor"},
    status_code=303,
    include_in_schema=False,
)
async def make(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Make a statement of what is due."""
    try:
        await in_thread(service.make_statement, house, collaboration_id, request.user.name)
    except Conflict as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "careful")
        return Redirect(f"/campaigns/collaborations/{collaboration_id}", status_code=303)
    return Redirect("/campaigns/payouts", status_code=303)


@post(
    "/campaigns/collaborations/{collaboration_id:int}/account",
    opt={"role": "editor"},
    status_code=303,
    include_in_schema=False,
)
async def account(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Keep where the money goes, when the creator told the brand."""
    form = await sent(request)
    found = await in_thread(collaboration_page, house, collaboration_id)
    given = (found.card.collaboration, form["holder"], form["iban"], request.user.name)
    try:
        await in_thread(service.keep_account, house, *given)
    except BadInput as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "careful")
    return Redirect(f"/campaigns/collaborations/{collaboration_id}", status_code=303)


@post("/campaigns/payouts/{payout_id:int}", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def settle(request: PageRequest, house: Here, payout_id: FromPath[int]) -> Response[Any]:
    """Note that a statement was paid, or void it."""
    form = await sent(request)
    await in_thread(service.settle_statement, house, payout_id, form["state"], request.user.name)
    return Redirect("/campaigns/payouts", status_code=303)


@get("/campaigns/payouts/{payout_id:int}/paper", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def paper(request: PageRequest, house: Here, payout_id: FromPath[int]) -> Response[bytes]:
    """Return a statement as PDF."""
    payout, content = service.statement_pdf(house, payout_id, request.user.language)
    return pdf_answer(content, f"statement-{payout.number}")


@get("/campaigns/payouts/{payout_id:int}/table", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def table(house: Here, payout_id: FromPath[int]) -> Response[str]:
    """Return a statement as CSV."""
    with house.store.read() as connection:
        payout = service.payout_of(connection, payout_id)
    return csv_answer(f"statement-{payout.number}", HEADER, rows_of(payout))


@post("/campaigns/payouts/file", opt={"role": "owner"}, status_code=200, include_in_schema=False)
async def bank_file(request: PageRequest, house: Here) -> Response[Any]:
    """Return a SEPA file of the open statements; nothing is paid by it before somebody hands it to the bank."""
    form = await sent(request)
    try:
        day = _day(form["day"])
        given = (form["holder"], form["iban"], day, request.user.name)
        content, _ = await in_thread(service.bank_file, house, *given, again=form["again"] == "yes")
    except NahbarError as error:
        form.refuse(error, "again" if error.kind == "again" else "iban")
        return await in_thread(_page, request, house, form)
    headers = {"Content-Disposition": f'attachment; filename="transfers-{day}.xml"'}
    return Response(content, media_type=XML, headers=headers)


def _day(text: str) -> dt.date:
    try:
        day = parse_day(text, day_first=True) if text else None
    except Unreadable:
        day = None
    if day is None or not 0 < day < 60_000:
        raise BadInput(msg("It is not said when the bank should carry it out."), msg("Choose a day."), kind="day")
    return date_of(day)


router = Router("/", route_handlers=[show, make, account, settle, paper, table, bank_file])
