"""The API of the creators room: what the screens show, as JSON, for programs with a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get, post
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromPath, FromQuery, QueryParameter

from nahbar.creators.contracts import CreatorLine, ImportRun
from nahbar.creators.intake import Choice
from nahbar.creators.service import lists
from nahbar.creators.service.audits.marking import mark_from_upload
from nahbar.creators.service.imports import uploads
from nahbar.creators.service.imports.importing import list_imports, run_import, undo_import
from nahbar.creators.service.imports.other_kinds import other_kinds
from nahbar.creators.service.reports.vetting import report_json
from nahbar.creators.vetting.as_json import audit_json
from nahbar.kernel.clock import iso_time
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import Here
from nahbar.kernel.web.troubles import ERROR_ANSWERS

READ, WRITE = {"scope": "creators:read"}, {"scope": "creators:write"}
MOST_ROWS = 500

Limit = Annotated[int, QueryParameter(ge=1, le=MOST_ROWS, description="Rows in one answer.")]
Offset = Annotated[int, QueryParameter(ge=0, le=2**40, description="Rows before the first one.")]


class CreatorsPage(msgspec.Struct, frozen=True):
    """One page of the list; `total` counts all creators that pass the filters."""

    total: int
    creators: list[CreatorLine]


class Imported(msgspec.Struct, frozen=True, rename={"import_id": "import"}):
    """What an import did; refusals beyond the first thousand are counted only."""

    import_id: int
    read: int
    new: int
    changed: int
    same: int
    refused: int
    refusals: list[dict[str, Any]]
    notes: list[str]


class ImportLine(msgspec.Struct, frozen=True):
    """An import in the list; `created_at` is ISO 8601 with its offset."""

    id: int
    kind: str
    file: str
    state: str
    created_at: str
    new: int
    changed: int
    same: int
    refused: int


class CheckedFollowers(msgspec.Struct, frozen=True):
    """How many followers were marked, how many of them as fake, and the audit of the list with all marks."""

    marked: int
    fake: int
    followers_audit: dict[str, Any]


@get("/creators", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["creators"])
def list_creators(
    house: Here,
    q: FromQuery[str] = "",
    platform: FromQuery[str] = "",
    verdict: FromQuery[str] = "",
    sort: FromQuery[str] = "-followers",
    limit: Limit = 50,
    offset: Offset = 0,
) -> CreatorsPage:
    """List creators with the short form of their vetting."""
    filters = lists.filters_of(q, platform, verdict)
    found, total = lists.page_of_creators(house, filters, lists.sort_column(sort), offset, limit)
    return CreatorsPage(total, list(found))


@get(
    "/creators/{platform:str}/{handle:str}/vetting",
    opt=READ,
    responses=ERROR_ANSWERS,
    sync_to_thread=True,
    tags=["creators"],
)
def vet(house: Here, platform: FromPath[str], handle: FromPath[str]) -> dict[str, Any]:
    """Vet a creator: the report of `nahbar creators vet --json`."""
    return report_json(house, f"{platform}/{handle}")


@get("/imports", opt=READ, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["imports"])
def imports(house: Here) -> list[ImportLine]:
    """List the newest imports."""
    return [_line(run) for run in list_imports(house)]


def _line(run: ImportRun) -> ImportLine:
    made = iso_time(run.created_at) or ""
    return ImportLine(run.id, run.kind, run.file, run.state, made, run.new, run.changed, run.same, run.refused)


@dataclass
class Upload(Operation):
    """The description of an operation whose body is a file."""

    def __post_init__(self) -> None:
        file = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        media = {"application/octet-stream": OpenAPIMediaType(schema=file)}
        self.request_body = RequestBody(content=media, required=True, description="The table as it lies on the disk.")


@post(
    "/imports",
    opt=WRITE,
    responses=ERROR_ANSWERS,
    status_code=201,
    request_max_body_size=None,
    operation_class=Upload,
    tags=["imports"],
)
async def import_table(
    request: Request[Any, Any, Any],
    house: Here,
    kind: FromQuery[str],
    name: FromQuery[str] = "upload.csv",
    platform: FromQuery[str] = "",
    handle: FromQuery[str] = "",
    guess: FromQuery[bool] = False,
    strict: FromQuery[bool] = False,
) -> Imported:
    """Import the table in the body (any format that the command line takes); answers when it is done."""
    if kind in other_kinds():
        # This scope reaches creators and what they made, not leads and deals.
        raise BadInput(
            msg("Tables of the kind “{kind}” are not taken here.", kind=kind),
            msg("Drop them on the page Data, or use: nahbar import {kind} FILE", kind=kind),
            kind="kind",
        )
    choice = Choice(platform=platform, handle=handle, guess=guess, strict=strict)
    import_id = await uploads.receive_upload(house, kind, name, choice, request.user.name, request.stream())
    path = uploads.upload_path(house, import_id)
    try:
        outcome = await uploads.in_thread(run_import, house, import_id, path)
    finally:
        uploads.drop_upload(house, import_id)
    refusals = [{"row": one.row, "column": one.column, "reason": one.reason.render()} for one in outcome.refusals]
    counts = {field: getattr(outcome, field) for field in ("read", "new", "changed", "same", "refused")}
    return Imported(import_id, **counts, refusals=refusals, notes=[note.render() for note in outcome.notes])


@post(
    "/imports/{import_id:int}/undo",
    opt=WRITE,
    responses=ERROR_ANSWERS,
    status_code=200,
    sync_to_thread=True,
    tags=["imports"],
)
def undo(house: Here, import_id: FromPath[int]) -> dict[str, Any]:
    """Take an import back."""
    run = undo_import(house, import_id)
    return {"import": run.id, "state": "undone"}


@post(
    "/creators/{platform:str}/{handle:str}/followers/checked",
    opt=WRITE,
    responses=ERROR_ANSWERS,
    status_code=200,
    operation_class=Upload,
    tags=["creators"],
)
async def mark_followers(
    request: Request[Any, Any, Any],
    house: Here,
    platform: FromPath[str],
    handle: FromPath[str],
    name: FromQuery[str] = "checked.csv",
) -> CheckedFollowers:
    """Mark followers that a person checked (columns follower, is_fake); answers with the audit that rests on them."""
    body = await request.body()
    who = request.user.name
    done = await uploads.in_thread(mark_from_upload, house, f"{platform}/{handle}", name, body, who)
    return CheckedFollowers(done.marked, done.fake, audit_json(done.audit) or {})


router = Router("/api", route_handlers=[list_creators, vet, imports, import_table, undo, mark_followers])
