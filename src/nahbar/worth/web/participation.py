"""The page of taking part: bounds by channel beside what is believed, months in a table."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get

from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.participation.as_json import month_name
from nahbar.worth.participation.contracts import BELIEVED, WORDS
from nahbar.worth.participation.picture import draw_participation
from nahbar.worth.participation.service import participation_of

PATH = "/worth/participation"
PICTURE = msg("Of a creator's audience in a month, by channel")
PARTS = {"writing": msg("writes"), "reacting": msg("reacts"), "silent": msg("is silent")}
SHOWN_MONTHS = 36


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_participation(request: PageRequest, house: Here) -> Response[str]:
    """Show who writes, reacts and stays silent."""
    found, language = participation_of(house), house.language(request.user.language)
    told = [one for one in found.channels if one.shares is not None]
    names = {part: language.message(said) for part, said in PARTS.items()}
    largest = max(told, key=lambda one: one.audience, default=None)
    values: dict[str, Any] = {
        "found": found,
        "told": told,
        "largest": largest,
        "months": [one for one in found.months if one.shares is not None][:SHOWN_MONTHS],
        "month_name": month_name,
        "believed": BELIEVED,
        "picture": draw_participation(language, told, names, language.message(PICTURE)) if told else None,
        "caption": PICTURE,
        "bound_words": WORDS,
    }
    return page(request, "worth/participation.html", values)


router = Router("/", route_handlers=[show_participation])
