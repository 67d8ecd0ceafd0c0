"""The pages of experiments: the registry, one experiment, a plan, and a file that somebody else's experiment left."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page
from nahbar.worth.experiments.contracts import Analysis, Design, Lift
from nahbar.worth.experiments.picture import draw_lifts
from nahbar.worth.experiments.plans import KINDS, Plan, read_plan, smallest_lift
from nahbar.worth.experiments.registry import list_experiments, plan_experiment, start_experiment, stop_experiment
from nahbar.worth.experiments.reporting import report_on
from nahbar.worth.experiments.service import analyse_file
from nahbar.worth.experiments.words import (
    CAUSE,
    OUTCOMES,
    TRAIT_WORDS,
    group_words,
    mismatch_words,
    size_words,
    verdict,
)

PATH = "/worth/experiments"
ONE = PATH + "/{name:str}"
PICTURE = msg("What each arm adds to the control: thick for one look, thin for every look (95%)")
STATES = {"draft": msg("Draft"), "running": msg("Running"), "stopped": msg("Stopped")}
ROOMS = {
    "gesture": msg("Gesture"),
    "moment": msg("Moment"),
    "link": msg("Link"),
    "mail": msg("Mail"),
    "other": msg("Other"),
}
UNITS = {"person": msg("People"), "creator": msg("Creators")}
METRICS = {
    "lead": msg("Left an inquiry"),
    "deal": msg("Bought"),
    "deal:value": msg("Value of what was bought, less refunds"),
    "click": msg("Clicked"),
    "visit": msg("Visited"),
    "reply": msg("Replied"),
    "refund": msg("Sent something back"),
    "lead:count": msg("Inquiries a person"),
    "deal:count": msg("Purchases a person"),
    "click:count": msg("Clicks a person"),
    "visit:count": msg("Visits a person"),
    "reply:count": msg("Replies a person"),
    "refund:count": msg("Refunds a person"),
}


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_experiments(request: PageRequest, house: Here) -> Response[str]:
    """Show all experiments."""
    values = {"experiments": list_experiments(house), "states": STATES, "metrics": METRICS, "rooms": ROOMS}
    return page(request, "worth/experiments.html", values)


@get(PATH + "/new", opt={"role": "editor"}, sync_to_thread=True, include_in_schema=False)
def show_plan(request: PageRequest, house: Here) -> Response[str]:
    """Show the form of a plan."""
    return _plan_page(request, house, Form({"variants": "control=1, gesture=1", "window_days": "14"}), None)


@post(PATH + "/new", opt={"role": "editor"}, status_code=200, include_in_schema=False)
async def make_plan(request: PageRequest, house: Here) -> Response[Any]:
    """Say what a plan needs, or register it."""
    data = await request.form()
    answer: Response[Any] = await to_thread.run_sync(_made, request, house, read_form(data), "keep" in data)
    return answer


def _made(request: PageRequest, house: House, form: Form, keep: bool) -> Response[Any]:
    try:
        plan = read_plan(form.values)
        if keep:
            plan_experiment(house, plan, request.user.name)
            return Redirect(f"{PATH}/{plan.name}", status_code=303)
    except NahbarError as error:
        form.refuse(error, "name")
        return _plan_page(request, house, form, None)
    return _plan_page(request, house, form, plan)


def _plan_page(request: PageRequest, house: House, form: Form, plan: Plan | None) -> Response[str]:
    values: dict[str, Any] = {"form": form, "plan": plan, "metrics": METRICS, "rooms": ROOMS, "units": UNITS}
    tells = None if plan is None else smallest_lift(form.values, plan)
    # Of a share, a lift is said in points of a hundred.
    share = plan is not None and plan.metric.text in KINDS
    size = None if tells is None else size_words(tells, share)
    values["tells"] = house.language(request.user.language).message(size) if isinstance(size, Message) else size
    return page(request, "worth/experiment_plan.html", values, status=422 if form.problems else 200)


@get(PATH + "/analyse", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_analyse(request: PageRequest, house: Here) -> Response[str]:
    """Show the form for a file."""
    return _analysis_page(request, house, Form(), None)


@post(PATH + "/analyse", opt={"role": "viewer"}, status_code=200, include_in_schema=False)
async def analyse(request: PageRequest, house: Here) -> Response[str]:
    """Show what a file says; what is wrong with it stands beside the field."""
    data = await request.form()
    form, file = read_form(data), data.get("file")
    dropped = await file.read() if isinstance(file, UploadFile) else b""
    pasted = str(data.get("rows") or "").encode()
    answer: Response[str] = await to_thread.run_sync(_analysed, request, house, form, dropped or pasted)
    return answer


def _analysed(request: PageRequest, house: House, form: Form, content: bytes) -> Response[str]:
    found = None
    try:
        if not content.strip():
            raise BadInput(msg("There are no rows yet."), msg("Drop a file, or paste its lines with the header."))
        design = _design(form)
        with tempfile.TemporaryDirectory(prefix="nahbar-") as folder:
            path = Path(folder) / "rows"
            path.write_bytes(content)
            found = analyse_file(path, design, house.engine)
    except NahbarError as error:
        form.refuse(error, "file")
    return _analysis_page(request, house, form, found)


def _design(form: Form) -> Design:
    planned = form["planned"]
    if planned and not (planned.isdecimal() and 2 <= int(planned) < 10**12):
        raise BadInput(msg("The planned size is a whole number of people, 2 or more."), msg("Correct it."), "planned")
    return Design(
        assignment=form["assignment"],
        control=form["control"],
        outcomes=_names(form["outcomes"]),
        covariates=_names(form["covariates"]),
        cluster=form["cluster"] or None,
        pair=form["pair"] or None,
        planned=int(planned) if planned else None,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in re.split(r"[,;\n]", text) if name.strip()))


def _analysis_page(request: PageRequest, house: House, form: Form, found: Analysis | None) -> Response[str]:
    values = {"form": form, "found": found, **_drawn(request, house, found.lifts if found else [], {}), "names": {}}
    if found is not None:
        values |= {"said": [verdict(one) for one in found.lifts], "mismatch": mismatch_words(found)}
    return page(request, "worth/experiment_file.html", values, status=422 if form.problems else 200)


@get(ONE, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_experiment(request: PageRequest, house: Here, name: FromPath[str]) -> Response[str]:
    """Show where an experiment stands; that somebody looked is kept."""
    report = report_on(house, name, request.user.name)
    values: dict[str, Any] = {"report": report, "plan": report.experiment.plan, "found": report.analysis}
    language = house.language(request.user.language)
    names = {text: language.message(said) for text, said in OUTCOMES.items()}
    values |= {
        "traits": TRAIT_WORDS,
        "states": STATES,
        "metrics": METRICS,
        "rooms": ROOMS,
        "units": UNITS,
        "names": names,
    }
    if report.analysis is not None:
        values["mismatch"] = mismatch_words(report.analysis)
        values |= {"grouped": [group_words(one) for one in report.analysis.by_group]}
    return page(request, "worth/experiment.html", values | _drawn(request, house, report.primary(), names))


@post(ONE + "/{step:str}", opt={"role": "editor"}, include_in_schema=False)
async def move_experiment(request: PageRequest, house: Here, name: FromPath[str], step: FromPath[str]) -> Redirect:
    """Start or stop an experiment."""
    form = read_form(await request.form())
    await to_thread.run_sync(_moved, request, house, (name, step), form["reason"])
    return Redirect(f"{PATH}/{name}", status_code=303)


def _moved(request: PageRequest, house: House, wanted: tuple[str, str], reason: str) -> None:
    name, step = wanted
    if step == "start":
        start_experiment(house, name, request.user.name)
        flash(request, msg("The experiment runs. Arms are drawn from now on."))
    elif step == "stop":
        stop_experiment(house, name, request.user.name, reason)
        flash(request, msg("The experiment is stopped. Nobody is drawn any more; what was learned stays."))
    else:
        raise BadInput(msg("There is no step “{name}”.", name=step[:40]), msg("Choose start or stop."))


def _drawn(request: PageRequest, house: House, lifts: Sequence[Lift], names: Mapping[str, str]) -> dict[str, Any]:
    language = house.language(request.user.language)
    picture = draw_lifts(language, lifts, language.message(PICTURE), names) if lifts else None
    return {"picture": picture, "caption": PICTURE, "cause": CAUSE}


router = Router(
    "/",
    route_handlers=[
        show_experiments,
        show_plan,
        make_plan,
        show_analyse,
        analyse,
        show_experiment,
        move_experiment,
    ],
)
