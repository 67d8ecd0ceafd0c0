"""The page on which the brand says what it stands for, and its calls in the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.datastructures import UploadFile
from litestar.params import JSONBody
from litestar.response import Redirect

from nahbar.creators.fit.brand import MOST_COLOURS, MOST_IMAGES, check_brand
from nahbar.creators.fit.contracts import Brand, Persona
from nahbar.creators.fit.palette import to_hex
from nahbar.creators.pictures.fit_profile import draw_palette
from nahbar.creators.service.brand.profile import add_image, drop_images, read_brand, save_brand
from nahbar.creators.service.imports import uploads
from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, flash, page
from nahbar.kernel.web.troubles import ERROR_ANSWERS

LISTED = ("genders", "countries", "cities", "languages")
LINED = ("interests", "values", "topics", "banned")
FREE_COLOURS = 3
NEW_COLOUR = "#c8a27c"


@get("/brand", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_brand(request: PageRequest, house: Here) -> Response[str]:
    """Show the brand profile, to be edited by those who may."""
    return _shown(request, house, Form(_fields(read_brand(house).brand)))


def _shown(request: PageRequest, house: House, form: Form) -> Response[str]:
    kept = read_brand(house)
    palettes = [draw_palette([(to_hex(row[:3]), row[3]) for row in image.palette]) for image in kept.brand.images]
    values = {
        "form": form,
        "kept": kept,
        "colours": _slots(form),
        "images": list(zip(kept.brand.images, palettes, strict=True)),
        "room": len(kept.brand.images) < MOST_IMAGES,
    }
    return page(request, "creators/brand.html", values, status=422 if form.problems else 200)


def _fields(brand: Brand) -> dict[str, str]:
    persona = brand.persona
    ages = {name: "" if (age := getattr(persona, name)) is None else str(age) for name in ("age_from", "age_to")}
    listed = {name: ", ".join(getattr(persona, name)) for name in LISTED}
    lined = {name: "\n".join(getattr(brand if name in ("topics", "banned") else persona, name)) for name in LINED}
    colours = {f"colour-{k}": colour for k, colour in enumerate(brand.palette)}
    used = {f"use-{k}": "1" for k in range(len(brand.palette))}
    return {**ages, **listed, **lined, "tone": brand.tone, "texts": "\n\n".join(brand.texts), **colours, **used}


def _slots(form: Form) -> list[tuple[int, str, bool]]:
    """Return (number, colour, whether it is used) of each colour field: those that are used and some that are free."""
    filled = [(form[f"colour-{k}"] or NEW_COLOUR, bool(form[f"use-{k}"])) for k in range(MOST_COLOURS)]
    last = max((k + 1 for k, (_, used) in enumerate(filled) if used), default=0)
    shown = filled[: min(MOST_COLOURS, max(FREE_COLOURS, last + 1))]
    return [(k, colour, used) for k, (colour, used) in enumerate(shown)]


def _brand(form: Form) -> tuple[Brand, list[BadInput]]:
    wrong: list[BadInput] = []
    listed = {name: form[name].replace(";", ",").split(",") for name in LISTED}
    lined = {name: form[name].splitlines() for name in LINED}
    persona = Persona(
        age_from=_age(form, "age_from", wrong),
        age_to=_age(form, "age_to", wrong),
        **listed,
        interests=lined["interests"],
        values=lined["values"],
    )
    texts = ["\n".join(part.splitlines()) for part in form["texts"].replace("\r\n", "\n").split("\n\n")]
    palette = [form[f"colour-{k}"] for k in range(MOST_COLOURS) if form[f"use-{k}"]]
    return Brand(persona, lined["topics"], lined["banned"], form["tone"], texts, palette), wrong


def _age(form: Form, name: str, wrong: list[BadInput]) -> int | None:
    text = form[name]
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text)
    wrong.append(BadInput(msg("“{text}” is no age.", text=text[:20]), msg("Write years from 0 to 100."), kind=name))
    return None


@post("/brand", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def change_brand(request: PageRequest, house: Here) -> Response[Any]:
    """Keep the profile; what is wrong stands beside its field."""
    form = read_form(await request.form())
    return await uploads.in_thread(_change, request, house, form)


def _change(request: PageRequest, house: House, form: Form) -> Response[Any]:
    brand, wrong = _brand(form)
    brand = msgspec.structs.replace(brand, images=read_brand(house).brand.images)
    wrong += check_brand(brand)[1] if wrong else save_brand(house, brand, request.user.name)[1]
    if wrong:
        for error in wrong:
            form.refuse(error, error.kind)
        return _shown(request, house, form)
    flash(request, msg("The brand profile is kept. All creators are compared with it from now on."))
    return Redirect("/brand", status_code=303)


@post("/brand/images", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def hand_in_image(request: PageRequest, house: Here) -> Response[Any]:
    """Measure a sample image and keep the measures."""
    file = (await request.form()).get("image")
    content = await file.read() if isinstance(file, UploadFile) else b""
    try:
        await uploads.in_thread(add_image, house, content, request.user.name)
    except NahbarError as error:
        form = Form(_fields((await uploads.in_thread(read_brand, house)).brand))
        form.refuse(error, "image")
        form.problems.setdefault("image", error.message)
        return await uploads.in_thread(_shown, request, house, form)
    flash(request, msg("The picture is measured; its colours are kept, the picture is not."))
    return Redirect("/brand#images", status_code=303)


@post("/brand/images/forget", opt={"role": "editor"}, status_code=303, sync_to_thread=True, include_in_schema=False)
def forget_images(request: PageRequest, house: Here) -> Response[Any]:
    """Forget the measures of all sample images."""
    drop_images(house, request.user.name)
    return Redirect("/brand#images", status_code=303)


@get("/api/brand", opt={"scope": "creators:read"}, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["creators"])
def brand_api(house: Here) -> dict[str, Any]:
    """Return the brand profile and its version; version 0 is the empty one."""
    return brand_json(house)


@put("/api/brand", opt={"scope": "creators:write"}, responses=ERROR_ANSWERS, sync_to_thread=True, tags=["creators"])
def change_brand_api(request: Request[Any, Any, Any], house: Here, data: JSONBody[dict[str, Any]]) -> dict[str, Any]:
    """Keep a whole brand profile, in the form in which it is returned."""
    try:
        brand = msgspec.convert(_given(data), Brand)
    except msgspec.ValidationError as error:
        problem = msg("This is no brand profile: {reason}", reason=str(error))
        raise BadInput(problem, msg("Compare with what GET /api/brand returns."), kind="bad-brand") from error
    _, wrong = save_brand(house, brand, request.user.name)
    if wrong:
        raise wrong[0]
    return brand_json(house)


def _given(data: Mapping[str, Any]) -> Any:
    return data.get("brand", data)


def brand_json(house: House) -> dict[str, Any]:
    """Return the profile as plain values."""
    kept = read_brand(house)
    return {"version": kept.version, "brand": msgspec.to_builtins(kept.brand)}


router = Router(
    "/", route_handlers=[show_brand, change_brand, hand_in_image, forget_images, brand_api, change_brand_api]
)
