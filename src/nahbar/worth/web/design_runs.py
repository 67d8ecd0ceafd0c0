"""The pages of tables that are worked on: how far each is, and what it said; for whoever handed it in, for a day."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.listing import csv_answer
from nahbar.kernel.web.pages import Here, PageRequest, flash, fragment, page
from nahbar.worth.experiments.by_file.contracts import Answer, Bar, Line
from nahbar.worth.experiments.by_file.kinds import KINDS
from nahbar.worth.experiments.by_file.runs import Run, cancel_run, forget_run, get_run, scores_of
from nahbar.worth.experiments.picture import draw_lifts
from nahbar.worth.experiments.words import CAUSE
from nahbar.worth.web.designs import ONE, PATH

RUN = ONE + "/{run:str}"
PICTURE = msg("What it adds, with the interval for one look (95%)")
POOLED = msg("What each experiment adds: thin by itself, thick drawn towards the average (95%)")


@get(RUN, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_run(request: PageRequest, house: Here, run: FromPath[str]) -> Response[str]:
    """Show how far a table is, or what it said."""
    found = get_run(house, run, request.user.name)
    values = _values(found)
    if found.answer is not None:
        values |= _drawn(house.language(request.user.language), found.answer)
    return page(request, "worth/design_run.html", values)


@get(RUN + "/progress", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_progress(request: PageRequest, house: Here, run: FromPath[str]) -> Response[str]:
    """Show how far a table is; when it has ended the whole page is loaded anew."""
    found = get_run(house, run, request.user.name)
    answer = fragment(request, "worth/design_progress.html", _values(found))
    if not found.under_way:
        answer.headers["HX-Refresh"] = "true"
    return answer


@get(RUN + "/scores", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_scores(request: PageRequest, house: Here, run: FromPath[str]) -> Response[str]:
    """Return the scores of a table's rows as CSV."""
    rows = scores_of(house, run, request.user.name)
    return csv_answer("scores", ("row", "score"), [(row, f"{score:.6g}") for row, score in rows])


@post(RUN + "/cancel", opt={"role": "viewer"}, status_code=303, sync_to_thread=True, include_in_schema=False)
def cancel(request: PageRequest, house: Here, kind: FromPath[str], run: FromPath[str]) -> Response[Any]:
    """Stop the work on a table."""
    cancel_run(house, run, request.user.name)
    return Redirect(f"{PATH}/{kind}/{run}", status_code=303)


@post(RUN + "/forget", opt={"role": "viewer"}, status_code=303, sync_to_thread=True, include_in_schema=False)
def forget(request: PageRequest, house: Here, run: FromPath[str]) -> Response[Any]:
    """Remove what a table said."""
    forget_run(house, run, request.user.name)
    flash(request, msg("Removed."))
    return Redirect(PATH, status_code=303)


def _values(found: Run) -> dict[str, Any]:
    return {"run": found, "kind": KINDS[found.kind], "path": PATH, "cause": CAUSE}


def _drawn(language: Language, found: Answer) -> dict[str, Any]:
    pooled = any(one.own for one in found.lines)
    caption = POOLED if pooled else PICTURE
    bars = [_bar(language, one) for one in found.lines if one.interval is not None]
    picture = draw_lifts(language, bars, language.message(caption), {}) if bars else None
    return {"picture": picture, "caption": caption, "pooled": pooled}


def _bar(language: Language, one: Line) -> Bar:
    label = language.message(one.label) if isinstance(one.label, Message) else one.label
    thin = one.interval if one.own is None else one.own[1]
    return Bar(label, language.message(one.panel), one.figure, one.interval, thin, one.share)


router = Router("/", route_handlers=[show_run, show_progress, show_scores, cancel, forget])
