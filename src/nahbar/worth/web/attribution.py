"""The page of attribution: a path file goes in, models come out side by side, and nothing is kept."""

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
from nahbar.worth.attribution.contracts import WORDS, Attribution, Options
from nahbar.worth.attribution.effects import Calibration, calibrated, read_effects
from nahbar.worth.attribution.picture import draw_attribution
from nahbar.worth.attribution.service import attribute_file

PATH = "/worth/attribution"
PICTURE = msg("Conversions credited to each channel, by model, with 95 % intervals")
MODEL_NAMES = {
    "first": msg("First touch"),
    "last": msg("Last touch"),
    "linear": msg("Linear"),
    "time_decay": msg("Time decay"),
    "position": msg("Position"),
    "markov": msg("Markov"),
    "shapley": msg("Shapley"),
}
MEASURED = msg("Measured effect")


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_attribution(request: PageRequest, house: Here) -> Response[str]:
    """Show the form."""
    return _page(request, house, Form(), None, None)


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
    found, calibration, field = None, None, "file"
    try:
        with tempfile.TemporaryDirectory(prefix="nahbar-") as folder:
            found = attribute_file(_written(Path(folder) / "paths", content), Options(), house.engine)
            if form["effects"]:
                field = "effects"
                effects = read_effects(_written(Path(folder) / "effects", form["effects"].encode()))
                calibration = calibrated(found, effects)
    except NahbarError as error:
        form.refuse(error, field)
    return _page(request, house, form, found, calibration)


def _written(path: Path, content: bytes) -> Path:
    if not content.strip():
        raise BadInput(
            msg("There are no paths yet."),
            msg("Drop a file, or paste its lines with the header."),
            kind="no-file-given",
        )
    path.write_bytes(content)
    return path


def _page(
    request: PageRequest, house: House, form: Form, found: Attribution | None, calibration: Calibration | None
) -> Response[str]:
    language = house.language(request.user.language)
    names = {model: language.message(said) for model, said in (MODEL_NAMES | {"measured": MEASURED}).items()}
    picture = draw_attribution(language, found, calibration, names, language.message(PICTURE)) if found else None
    values: dict[str, Any] = {
        "form": form,
        "found": found,
        "calibration": calibration,
        "names": names,
        "picture": picture,
        "caption": PICTURE,
        "credit_words": WORDS,
    }
    return page(request, "worth/attribution.html", values, status=422 if form.problems else 200)


router = Router("/", route_handlers=[show_attribution, attribute])
