"""The page of attribution: a path file goes in, models come out side by side, and nothing is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from markupsafe import Markup

from nahbar.kernel.clock import read_day
from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.attribution.answering import most_credited
from nahbar.worth.attribution.contracts import WORDS, Attribution, Options
from nahbar.worth.attribution.effects import Calibration, calibrated, read_effects
from nahbar.worth.attribution.journeys import BY
from nahbar.worth.attribution.picture import draw_attribution
from nahbar.worth.attribution.recorded import Asked
from nahbar.worth.attribution.registered import Registered, credit_and_effects
from nahbar.worth.attribution.service import attribute_file

PATH = "/worth/attribution"
PICTURE = msg("Deals credited by each model, with 95% intervals")
MODEL_NAMES = {
    "first": msg("First touch"),
    "last": msg("Last touch"),
    "linear": msg("Linear"),
    "time_decay": msg("Time decay"),
    "position": msg("Position"),
    "markov": msg("Markov"),
    "shapley": msg("Shapley"),
    "self_reported": msg("As they say"),
    "coupon_code": msg("By code"),
}
MEASURED = msg("Measured effect")


BY_NAMES = {
    "channel": msg("Channel"),
    "creator": msg("Creator"),
    "post": msg("Post"),
    "campaign": msg("Campaign"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: credit of the workspace or of a file, or why there is none."""

    found: Attribution | None = None
    calibration: Calibration | None = None
    trouble: NahbarError | None = None
    from_file: bool = False
    registered: Registered | None = None


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_attribution(request: PageRequest, house: Here) -> Response[str]:
    """Show the credit of the workspace's own deals, for the period and the names that the address asks for."""
    asked = Form({name: request.query_params.get(name, "") for name in ("from", "to", "by")})
    try:
        shown = _recorded(house, _read_asked(asked), request.user.name)
    except NahbarError as error:
        shown = Shown(trouble=error)
    return _page(request, house, Form(), asked, shown)


def _recorded(house: House, asked: Asked, who: str) -> Shown:
    found, known = credit_and_effects(house, asked, Options(alike=True), who)
    calibration = calibrated(found, known.effects) if known.effects else None
    return Shown(found, calibration, registered=known)


def _read_asked(form: Form) -> Asked:
    until = _day(form["to"])
    by = form["by"] if form["by"] in BY else BY[0]
    return Asked(_day(form["from"]), None if until is None else until + 1, by)


def _day(text: str) -> int | None:
    try:
        return read_day(text) if text else None
    except ValueError as error:
        raise BadInput(
            msg("“{text}” is no day.", text=text[:20]), msg("Write it as 2026-10-31."), kind="day"
        ) from error


@post(PATH, opt={"role": "viewer"}, status_code=200, include_in_schema=False)
async def attribute(request: PageRequest, house: Here) -> Response[str]:
    """Show all models on the paths that were dropped or pasted; what is wrong with them stands beside the field."""
    data = await request.form()
    form, file = read_form(data), data.get("file")
    # The form cuts long texts, and half a table would be read as a whole one.
    pasted = str(data.get("paths") or "").encode()
    dropped = await file.read() if isinstance(file, UploadFile) else b""
    shown: Response[str] = await to_thread.run_sync(_answer, request, house, form, dropped or pasted)
    return shown


def _answer(request: PageRequest, house: House, form: Form, content: bytes) -> Response[str]:
    shown, field = Shown(), "file"
    try:
        with tempfile.TemporaryDirectory(prefix="nahbar-") as folder:
            options = Options(alike=bool(form["effects"]))
            found = attribute_file(_written(Path(folder) / "paths", content), options, house.engine)
            shown = Shown(found, from_file=True)
            if form["effects"]:
                field = "effects"
                effects = read_effects(_written(Path(folder) / "effects", form["effects"].encode()))
                shown = Shown(found, calibrated(found, effects), from_file=True)
    except NahbarError as error:
        form.refuse(error, field)
    return _page(request, house, form, Form(), shown)


def _written(path: Path, content: bytes) -> Path:
    if not content.strip():
        raise BadInput(
            msg("There are no paths yet."),
            msg("Drop a file, or paste its lines with the header."),
            kind="no-file-given",
        )
    path.write_bytes(content)
    return path


def _page(request: PageRequest, house: House, form: Form, asked: Form, shown: Shown) -> Response[str]:
    language = house.language(request.user.language)
    names = {model: language.message(said) for model, said in (MODEL_NAMES | {"measured": MEASURED}).items()}
    values: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "shown": shown,
        "found": shown.found,
        "calibration": shown.calibration,
        "names": names,
        "by_names": BY_NAMES,
        "picture": _drawn(language, shown, names),
        "caption": PICTURE,
        "answer": None if shown.found is None else most_credited(language, shown.found),
        "credit_words": WORDS,
    }
    return page(request, "worth/attribution.html", values, status=422 if form.problems else 200)


def _drawn(language: Language, shown: Shown, names: Mapping[str, str]) -> Markup | None:
    if shown.found is None:
        return None
    return draw_attribution(language, shown.found, shown.calibration, names, language.message(PICTURE))


router = Router("/", route_handlers=[show_attribution, attribute])
