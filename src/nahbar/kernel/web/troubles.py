"""Turns errors into answers: one JSON shape under /api, a page with the remedy elsewhere, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    NotAuthorizedException,
    NotFoundException,
    PermissionDeniedException,
    TooManyRequestsException,
    ValidationException,
)
from litestar.openapi.datastructures import ResponseSpec
from litestar.response import Redirect

from nahbar.kernel.errors import NahbarError, NotAllowed, disk_trouble
from nahbar.kernel.errors import NotFound as NothingThere
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.pages import HTML, page, render
from nahbar.kernel.web.visitor import API_PREFIX, NobodyYet, SignInFirst, preferred_language

RETRY_SECONDS = 60

log = logging.getLogger("nahbar.web")


class Trouble(msgspec.Struct, frozen=True):
    """What went wrong: an id that programs can rely on, what happened, and what to do."""

    kind: str
    message: str
    remedy: str


class ErrorAnswer(msgspec.Struct, frozen=True):
    """The one shape of errors of the API."""

    error: Trouble


# The statuses that any operation of the API may answer with, for its description.
ERROR_ANSWERS: Mapping[int, ResponseSpec] = {
    status: ResponseSpec(ErrorAnswer, generate_examples=False, description=text)
    for status, text in {
        400: "The request, or the data in it, cannot be used.",
        401: "The token is missing or unknown.",
        403: "The token lacks the scope.",
        404: "There is nothing by that name.",
        409: "Something else holds it, or has it already.",
        503: "A part is missing, busy or full.",
    }.items()
}


def answer_trouble(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer any exception that a handler, a guard or the router raised."""
    api = request.url.path.startswith(f"{API_PREFIX}/")
    if "hx-request" in request.headers and isinstance(error, (SignInFirst, NobodyYet, NothingThere)):
        # A piece of an open page was asked for: a whole other page must not stand within it, so that one loads anew.
        return Response("", status_code=describe(error)[3], media_type=HTML, headers={"HX-Refresh": "true"})
    if not api and isinstance(error, SignInFirst):
        # Only what is looked at can be gone back to.
        asked = request.url.query if request.method == "GET" else ""
        wanted = f"{request.url.path}?{asked}" if asked else request.url.path
        return Redirect(f"/sign-in?next={quote(wanted)}", status_code=303)
    if not api and isinstance(error, NobodyYet):
        return Redirect("/welcome", status_code=303)
    kind, message, remedy, status = describe(error)
    if status == 500:
        log.error("unforeseen error at %s %s", request.method, request.url.path, exc_info=error)
    headers: dict[str, str] = dict(getattr(error, "headers", None) or {})
    if isinstance(error, TooManyRequestsException):
        # What every client knows, beside the newer fields that Litestar sets.
        headers["Retry-After"] = headers.get("RateLimit-Reset", str(RETRY_SECONDS))
    if api:
        body = ErrorAnswer(Trouble(kind, message.render(), remedy.render()))
        return Response(body, status_code=status, media_type="application/json", headers=headers)
    return _error_page(request, message, remedy, status, headers)


def _error_page(
    request: Request[Any, Any, Any], message: Message, remedy: Message, status: int, headers: dict[str, str]
) -> Response[str]:
    values = {"message": message, "remedy": remedy, "status": status}
    known = {"user", "session"} <= set(request.scope)
    if known:
        answer = page(request, "kernel/error.html", values, status=status)
        answer.headers.update(headers)
        return answer
    # The error came before the visitor was known (an unknown path, a refused form): a page without the frame.
    house: House = request.app.state.house
    text = render(house, "kernel/bare_error.html", preferred_language(request, house), values)
    return Response(text, status_code=status, media_type=HTML, headers=headers)


def describe(error: Exception) -> tuple[str, Message, Message, int]:
    """Return kind, message, remedy and HTTP status of an error."""
    error = disk_trouble(error) or error
    if isinstance(error, NahbarError):
        return error.kind, error.message, error.remedy, error.status
    if isinstance(error, NotFoundException):
        return NothingThere.default_kind, msg("There is no such page."), msg("Check the address."), 404
    if isinstance(error, TooManyRequestsException):
        wait = msg("Wait a minute, then try again.")
        return "too-many-requests", msg("That was too often in a short time."), wait, 429
    if isinstance(error, NotAuthorizedException):
        return (
            "no-token",
            msg("This address needs a valid API token."),
            msg("Send it as: Authorization: Bearer TOKEN. Make one under Settings."),
            401,
        )
    if isinstance(error, PermissionDeniedException):
        stale = msg("This form has expired, or it came from another site.")
        return NotAllowed.default_kind, stale, msg("Load the page again and send the form once more."), 403
    if isinstance(error, ValidationException):
        return "bad-input", msg("The request is not valid: {why:raw}.", why=_reasons(error)), msg("Correct it."), 400
    if isinstance(error, HTTPException) and error.status_code == 413:
        return "too-large", msg("What was sent is larger than is taken here."), msg("Send a smaller file."), 413
    if isinstance(error, HTTPException) and error.status_code == 400:
        # A body that cannot be read, as JSON that breaks off.
        return "bad-input", msg("The request is not valid: {why:raw}.", why=error.detail), msg("Correct it."), 400
    if isinstance(error, HTTPException):
        text = msg("The request was refused: {why:raw}.", why=error.detail)
        return "http", text, msg("Check the address and the method."), error.status_code
    return (
        "unforeseen",
        msg("Something went wrong on our side. What was saved before is safe."),
        msg("Try again. If it happens again, the server's log names the cause."),
        500,
    )


def _reasons(error: ValidationException) -> str:
    extra: Any = error.extra or []
    parts = [f"{one.get('key', '')}: {_said(one)}" for one in extra if isinstance(one, dict)]
    return "; ".join(parts) or error.detail


def _said(one: dict[str, Any]) -> str:
    # What Litestar says where a body was expected and none came.
    return "the request has no body" if one.get("message") == "'data'" else str(one.get("message", ""))
