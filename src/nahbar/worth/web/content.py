"""The page of content: posts by deals and qualified leads; likes stand last."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get

from nahbar.kernel.clock import day_of
from nahbar.kernel.messages import msg
from nahbar.kernel.web.listing import csv_answer
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.content.contracts import WORDS, Piece
from nahbar.worth.content.picture import draw_content
from nahbar.worth.content.service import content_of
from nahbar.worth.earned_posts import names_of, openings

PATH = "/worth/content"
PICTURE = msg("Deals that such a post brings, with 95% intervals")
SHOWN = 50
HEADER = ("creator", "post", "deals", "brings_deals", "low", "high", "qualified_leads", "value_cents", "likes")


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_content(request: PageRequest, house: Here) -> Response[str]:
    """Show which posts earned; with `format=csv` all of them as a table."""
    found, language = content_of(house), house.language(request.user.language)
    if request.query_params.get("format") == "csv":
        rows = [_row(one) for one in found.pieces]
        return csv_answer("content", HEADER, rows)
    names = openings(house, [(one.creator, one.post) for one in found.pieces[:SHOWN]])
    picture = draw_content(language, found.pieces, names, language.message(PICTURE)) if found.pieces else None
    values: dict[str, Any] = {
        "found": found,
        "pieces": found.pieces[:SHOWN],
        "picture": picture,
        "caption": PICTURE,
        "credit_words": WORDS,
        "day_of": day_of,
        "openings": names,
        "creators": names_of(house, (one.creator for one in found.pieces[:SHOWN])),
    }
    return page(request, "worth/content.html", values)


def _row(one: Piece) -> tuple[object, ...]:
    brings = one.brings_deals
    deals = (one.creator, one.post, one.deals, brings.value, brings.low, brings.high)
    return (*deals, one.qualified, one.cents, one.likes)


router = Router("/", route_handlers=[show_content])
