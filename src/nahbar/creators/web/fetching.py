"""The form that fetches a creator from an open network."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, post
from litestar.response import Redirect

from nahbar.creators.bluesky.pages import Wanted
from nahbar.creators.service import background
from nahbar.creators.service.bluesky.calling import Patience
from nahbar.creators.service.bluesky.fetching import Options, begin_fetch
from nahbar.creators.service.imports.uploads import in_thread
from nahbar.creators.web.imports import data_page
from nahbar.kernel.errors import NahbarError
from nahbar.kernel.web.forms import read_form
from nahbar.kernel.web.pages import Here, PageRequest

# A person waits for the answer: the profile is asked for once, the rest goes on in the background.
HURRIED = Patience(tries=1)


@post("/data/fetch", opt={"role": "editor"}, status_code=303, include_in_schema=False)
async def fetch(request: PageRequest, house: Here) -> Response[Any]:
    """Ask for the profile, then fetch the rest in the background; what is wrong with the handle stands beside it."""
    form = read_form(await request.form())
    wanted = Wanted(replies=bool(form["replies"]), followers=bool(form["followers"]))
    try:
        import_id = await in_thread(begin_fetch, house, form["handle"], Options(wanted), request.user.name, HURRIED)
        await in_thread(background.start_import, house, import_id)
    except NahbarError as error:
        form.refuse(error, "handle")
        return await in_thread(data_page, request, house, form, error.status)
    return Redirect(f"/data/imports/{import_id}?started=1", status_code=303)


router = Router("/", route_handlers=[fetch])
