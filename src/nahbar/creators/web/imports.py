"""Pages of imports: drop a file, match its columns, see what would be refused, import, undo."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, Router, get, post, put
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.creators.contracts import ImportRun
from nahbar.creators.intake import EXPORTS, KINDS, READ_AS, Choice
from nahbar.creators.service import background
from nahbar.creators.service.bluesky.fetching import KIND
from nahbar.creators.service.imports import importing, uploads
from nahbar.creators.service.imports.other_kinds import other_kinds
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, fragment, page
from nahbar.kernel.web.troubles import describe

COLUMN_FIELD = "column-"


@get("/data", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_data(request: PageRequest, house: Here) -> Response[str]:
    """Show the imports so far and where to drop a file."""
    return data_page(request, house, Form())


def data_page(request: PageRequest, house: House, form: Form, status: int = 200) -> Response[str]:
    """Answer with the page of imports; `form` is what was typed to fetch a creator."""
    values = {"runs": importing.list_imports(house), "kinds": [*KINDS, *EXPORTS, *other_kinds()], "form": form}
    return page(request, "creators/data.html", values, status=status)


@put("/data/upload", opt={"role": "editor"}, status_code=201, request_max_body_size=None, include_in_schema=False)
async def upload(request: PageRequest, house: Here) -> Response[str]:
    """Take a file of any size; the answer names the page on which its columns are matched."""
    query = request.query_params
    choice = Choice(platform=query.get("platform", "").strip(), handle=query.get("handle", "").strip())
    name = query.get("name", "upload")
    try:
        import_id = await uploads.receive_upload(
            house, query.get("kind", ""), name, choice, request.user.name, request.stream()
        )
    except (NahbarError, OSError) as error:
        # The script that sends the file shows what is answered as it stands: a page would be shown as its source.
        _, message, remedy, status = describe(error)
        language = house.language(request.user.language)
        text = f"{language.message(message)} {language.message(remedy)}"
        return Response(text, status_code=status, media_type="text/plain; charset=utf-8")
    return Response("", headers={"x-location": f"/data/imports/{import_id}"}, status_code=201)


@get("/data/imports/{import_id:int}", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_import(request: PageRequest, house: Here, import_id: FromPath[int]) -> Response[str]:
    """Show one import: what would happen, how far it is, or what it did."""
    run, refusals = importing.get_import(house, import_id)
    progress = background.import_progress(house, import_id)
    # Right after the start the import is under way, but not yet marked so.
    startable = run.state in ("uploaded", "failed", "stopped")
    running = run.state == "running" or (startable and background.is_under_way(house, run))
    values: dict[str, Any] = {"run": run, "refusals": refusals, "running": running, "reached": progress.reached()}
    fetched = run.kind == KIND
    if run.state == "uploaded" and not running and not fetched:
        values["preview"] = seen = uploads.preview_import(house, run)
        # The table of columns says as what each header was read.
        values["notes"] = [note for note in seen.notes if note.text != READ_AS.text]
        values["choice"] = msgspec.convert(run.options, Choice)
        values["other"] = other_kinds().get(run.kind)
        values["spec"] = KINDS.get(run.kind) or values["other"]
        return page(request, "creators/import_preview.html", values)
    values["other"] = other_kinds().get(run.kind)
    open_still = run.state in ("failed", "stopped") and uploads.upload_path(house, import_id) is not None
    values["again"] = open_still or (fetched and run.options and run.state in ("uploaded", "failed"))
    return page(request, "creators/import_result.html", values)


@get("/data/imports/{import_id:int}/progress", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_progress(request: PageRequest, house: Here, import_id: FromPath[int]) -> Response[str]:
    """Show how far an import is; when it has ended the whole page is loaded anew."""
    run, _ = importing.get_import(house, import_id)
    answer = fragment(
        request,
        "creators/import_progress.html",
        {"run": run, "reached": background.import_progress(house, import_id).reached()},
    )
    if not background.is_under_way(house, run):
        answer.headers["HX-Refresh"] = "true"
    return answer


@post("/data/imports/{import_id:int}/columns", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def choose_columns(request: PageRequest, house: Here, import_id: FromPath[int]) -> Response[Any]:
    """Keep which header means which column, and look again."""
    form = read_form(await request.form())
    columns = {
        name.removeprefix(COLUMN_FIELD): value.strip()
        for name, value in form.values.items()
        if name.startswith(COLUMN_FIELD)
    }
    choice = Choice(platform=form["platform"], handle=form["handle"], columns=columns)
    await uploads.in_thread(uploads.change_choice, house, import_id, choice)
    if form["then"] == "import":
        return await uploads.in_thread(_start, request, house, import_id)
    return Redirect(f"/data/imports/{import_id}", status_code=303)


@post(
    "/data/imports/{import_id:int}/run",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def run(request: PageRequest, house: Here, import_id: FromPath[int]) -> Response[Any]:
    """Start the import, for a file without columns to match or one that failed before."""
    return _start(request, house, import_id)


def _start(request: PageRequest, house: House, import_id: int) -> Response[Any]:
    try:
        background.start_import(house, import_id)
    except NahbarError as error:
        flash(request, error.message, "bad")
    return Redirect(f"/data/imports/{import_id}?started=1", status_code=303)


@post(
    "/data/imports/{import_id:int}/cancel",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def cancel(house: Here, import_id: FromPath[int]) -> Response[Any]:
    """Stop a running import; nothing of it is kept."""
    background.import_progress(house, import_id).cancel()
    return Redirect(f"/data/imports/{import_id}", status_code=303)


@post(
    "/data/imports/{import_id:int}/discard",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def discard(request: PageRequest, house: Here, import_id: FromPath[int]) -> Response[Any]:
    """Forget an upload, unless it is being imported."""
    run, _ = importing.get_import(house, import_id)
    if run.state == "running" or background.is_under_way(house, run):
        flash(request, msg("This file is being imported. Cancel the import first."), "careful")
        return Redirect(f"/data/imports/{import_id}", status_code=303)
    uploads.discard_import(house, import_id)
    flash(request, msg("The file was thrown away; nothing was imported from it."))
    return Redirect("/data", status_code=303)


@post(
    "/data/imports/{import_id:int}/undo",
    opt={"role": "editor"},
    status_code=303,
    sync_to_thread=True,
    include_in_schema=False,
)
def undo(request: PageRequest, house: Here, import_id: FromPath[int]) -> Response[Any]:
    """Take an import back."""
    try:
        done: ImportRun = importing.undo_import(house, import_id)
        with house.store.write() as connection:
            record(connection, request.user.name, "import.undo", str(import_id), now())
        flash(
            request,
            msg("Undone: {new} {new|row|rows} removed, {changed} restored.", new=done.new, changed=done.changed),
        )
    except NahbarError as error:
        flash(request, error.message, "bad")
        flash(request, error.remedy, "careful")
    return Redirect(f"/data/imports/{import_id}", status_code=303)


router = Router(
    "/", route_handlers=[show_data, upload, show_import, show_progress, choose_columns, run, cancel, discard, undo]
)
