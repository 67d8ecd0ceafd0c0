"""The page of customers: the workspace's own, or those of a file that is dropped and not kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile

from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.customers.contracts import WORDS, Customers
from nahbar.worth.customers.picture import draw_check
from nahbar.worth.customers.service import customers_of_file, customers_of_house

PATH = "/worth/customers"
PICTURE = msg("Orders a customer in weeks that the model had not seen, beside what it expected")
NAMES = (msg("expected"), msg("seen"), msg("Repeats before"))
MOST_WEEKS = 1_000


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_customers(request: PageRequest, house: Here) -> Response[str]:
    """Show how the customers of the workspace will go on."""
    found, form = None, Form()
    try:
        found = customers_of_house(house)
    except NahbarError as error:
        form.refuse(error, "file")
    return _page(request, house, form, found)


@post(PATH, opt={"role": "viewer"}, status_code=200, include_in_schema=False)
async def forecast(request: PageRequest, house: Here) -> Response[str]:
    """Show how the customers of a file will go on; what is wrong with it stands beside the field."""
    data = await request.form()
    form, file = read_form(data), data.get("file")
    content = await file.read() if isinstance(file, UploadFile) else b""
    shown: Response[str] = await to_thread.run_sync(_answer, request, house, form, content)
    return shown


def _answer(request: PageRequest, house: House, form: Form, content: bytes) -> Response[str]:
    found = None
    try:
        weeks = _weeks(form["weeks"])
        if not content.strip():
            raise BadInput(
                msg("There is no file yet."), msg("Drop one with the columns customer, date, value."), kind="file"
            )
        with tempfile.TemporaryDirectory(prefix="nahbar-") as folder:
            path = Path(folder) / "orders"
            path.write_bytes(content)
            found = customers_of_file(path, weeks, engine=house.engine)
    except NahbarError as error:
        form.refuse(error, "file")
    return _page(request, house, form, found)


def _weeks(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_WEEKS):
        raise BadInput(
            msg("The weeks are no whole number from 1 to {n}.", n=MOST_WEEKS),
            msg("Write 39, or nothing."),
            kind="weeks",
        )
    return int(text)


def _page(request: PageRequest, house: House, form: Form, found: Customers | None) -> Response[str]:
    language = house.language(request.user.language)
    expected, seen, below = (language.message(one) for one in NAMES)
    picture = None
    if found is not None and found.check is not None:
        picture = draw_check(language, found.check, (expected, seen, below), language.message(PICTURE))
    values: dict[str, Any] = {
        "form": form,
        "found": found,
        "picture": picture,
        "caption": PICTURE,
        "forecast_words": WORDS,
    }
    return page(
        request, "worth/customers.html", values, status=422 if form.problems and request.method == "POST" else 200
    )


router = Router("/", route_handlers=[show_customers, forecast])
