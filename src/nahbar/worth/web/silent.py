"""The page of silent people: bounds first, then their way to a lead, then what young posts still bring."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get

from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.earned_posts import names_of, openings
from nahbar.worth.silence.contracts import WORDS
from nahbar.worth.silence.picture import draw_way
from nahbar.worth.silence.service import silence_of

PATH = "/worth/silent"
PICTURE = msg("Silent people who became a lead, by days since their first contact")
DAYS = msg("Days since the first contact")
BY = {
    "click": msg("a click that was recognised"),
    "link": msg("a link"),
    "code": msg("a code"),
    "said": msg("what they said themselves"),
    "": msg("nothing"),
}


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_silent(request: PageRequest, house: Here) -> Response[str]:
    """Show how much comes from silent people."""
    found, language = silence_of(house), house.language(request.user.language)
    picture = None
    if found.way.cure is not None:
        picture = draw_way(language, found.way, language.message(DAYS), language.message(PICTURE))
    values: dict[str, Any] = {
        "found": found,
        "picture": picture,
        "caption": PICTURE,
        "ways_known": BY,
        "silent_words": WORDS,
        "openings": openings(house, [(one.creator, one.post) for one in found.young]),
        "creators": names_of(house, (one.creator for one in found.young)),
    }
    return page(request, "worth/silent.html", values)


router = Router("/", route_handlers=[show_silent])
