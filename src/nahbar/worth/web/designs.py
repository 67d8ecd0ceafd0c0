"""The pages of other designs: a table is dropped, its columns are confirmed, and work on it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.kernel.errors import NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.listing import csv_answer
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.experiments.by_file.answering import prepare
from nahbar.worth.experiments.by_file.contracts import Choices, Glimpse, Kind
from nahbar.worth.experiments.by_file.examples import example
from nahbar.worth.experiments.by_file.glimpse import PASTED, as_file, glimpse
from nahbar.worth.experiments.by_file.guessing import arms, guess, value_of
from nahbar.worth.experiments.by_file.kinds import KINDS
from nahbar.worth.experiments.by_file.runs import list_runs, start_run
from nahbar.worth.experiments.words import CAUSE

PATH = "/worth/designs"
ONE = PATH + "/{kind:str}"


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form as it came: the text fields, the choices by role, the table, and whether its columns were confirmed."""

    form: Form
    chosen: Choices
    content: bytes
    name: str
    confirmed: bool


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_designs(request: PageRequest, house: Here) -> Response[str]:
    """Show which designs can be read from a table, and what the reader's own tables said."""
    values = {"kinds": KINDS, "path": PATH, "runs": list_runs(house, request.user.name)}
    return page(request, "worth/designs.html", values)


@get(ONE, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_design(request: PageRequest, kind: FromPath[str]) -> Response[str]:
    """Show what a design wants to know, and the form for its table."""
    return _shown(request, design_named(kind), Form(), None)


@get(ONE + "/example", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def example_table(request: PageRequest, house: Here, kind: FromPath[str]) -> Response[str]:
    """Return a made-up table of a design as CSV, with headers in the reader's language."""
    wanted, language = design_named(kind), house.language(request.user.language)
    headers, rows = example(wanted.name)
    cells = [[language.message(cell) if isinstance(cell, Message) else cell for cell in row] for row in rows]
    return csv_answer(f"nahbar-{wanted.name}", [language.message(one) for one in headers], cells)


@post(ONE, opt={"role": "viewer"}, status_code=303, include_in_schema=False)
async def read_design(request: PageRequest, house: Here, kind: FromPath[str]) -> Response[Any]:
    """Ask for the columns of a table that was dropped; once they are confirmed, lead to what it says."""
    wanted = design_named(kind)
    sent = await _sent(await request.form(), wanted)
    told: Response[Any] = await to_thread.run_sync(_told, request, house, wanted, sent)
    return told


def design_named(name: str) -> Kind:
    """Return a design; raises NotFound."""
    if name not in KINDS:
        raise NotFound(
            msg("There is no design “{name:raw}”.", name=name[:40]),
            msg("Choose one of: {names:raw}.", names=", ".join(KINDS)),
            kind="design",
        )
    return KINDS[name]


async def _sent(data: FormMultiDict, kind: Kind) -> _Sent:
    form, file = read_form(data), data.get("file")
    dropped = await file.read() if isinstance(file, UploadFile) else b""
    name = file.filename if isinstance(file, UploadFile) and dropped else form["named"]
    chosen = {role.name: [str(one) for one in data.getall(role.name, []) if str(one)] for role in kind.roles}
    # A table that is dropped anew has columns of its own.
    confirmed = "confirmed" in data and not dropped
    content = dropped or str(data.get("rows") or "").encode()
    return _Sent(form, chosen, content, name or PASTED, confirmed)


def _told(request: PageRequest, house: House, kind: Kind, sent: _Sent) -> Response[Any]:
    form = sent.form
    try:
        seen = glimpse(sent.content, sent.name, kind)
    except NahbarError as error:
        form.refuse(error, "file")
        return _shown(request, kind, form, None, pasted=sent.content)
    if not sent.confirmed:
        return _shown(request, kind, form, seen, guess(kind.name, seen))
    try:
        with as_file(seen.text.encode(), seen.file) as path:
            work = prepare(path, kind, sent.chosen)
        run = start_run(house, kind, (seen.file, seen.rows), request.user.name, work)
    except NahbarError as error:
        roles = {role.name for role in kind.roles}
        form.values = {**form.values, **dict.fromkeys(roles, "")}
        form.refuse(error, "columns")
        return _shown(request, kind, form, seen, sent.chosen)
    return Redirect(f"{PATH}/{kind.name}/{run}", status_code=303)


def _shown(
    request: PageRequest,
    kind: Kind,
    form: Form,
    seen: Glimpse | None,
    chosen: Choices | None = None,
    pasted: bytes = b"",
) -> Response[str]:
    values: dict[str, Any] = {"kind": kind, "form": form, "seen": seen, "chosen": chosen or {}, "path": PATH}
    values |= {"cause": CAUSE, "pasted": pasted.decode("utf-8", "replace") if _is_text(pasted) else ""}
    if seen is not None:
        values["arms"] = [
            (one, [(value_of(one.name, v), v) for v in one.values or ()]) for one in seen.columns if arms(one)
        ]
    return page(request, "worth/design.html", values, status=422 if form.problems else 200)


def _is_text(content: bytes) -> bool:
    return b"\0" not in content


router = Router("/", route_handlers=[show_designs, show_design, example_table, read_design])
