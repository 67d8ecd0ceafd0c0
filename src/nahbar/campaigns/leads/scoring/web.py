"""The page of the score: whether there is one, what shows that it holds, and the open leads by it."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get

from nahbar.campaigns.leads.scoring.contracts import WORDS, Chance, Scoring
from nahbar.campaigns.leads.scoring.picture import draw_calibration
from nahbar.campaigns.leads.scoring.saying import reason_words
from nahbar.campaigns.leads.scoring.service import creators_named, named_leads, score_of
from nahbar.campaigns.leads.stages import STAGE_WORDS
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg
from nahbar.kernel.web.listing import Listing, read_listing, to_last_page
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.measure.score_refusal import NO_SKILL

PATH = "/campaigns/leads/score"
SORTS = ("chance", "came_at")
PICTURE = msg("How many leads became a deal, by the chance that was said without having seen them")
SEEN, SAID, BELOW = msg("became a deal"), msg("as said"), msg("Chance that was said")


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_score(request: PageRequest, house: Here) -> Response[Any]:
    """Show the open leads by their chance, or why there is no score."""
    found, language = score_of(house), house.language(request.user.language)
    listing = read_listing(request.query_params, SORTS, "-chance", ())
    if elsewhere := to_last_page(PATH, listing, len(found.chances)):
        return elsewhere
    shown = sorted_chances(found, listing)[listing.offset : listing.offset + listing.rows]
    values: dict[str, Any] = {
        "found": found,
        "listing": listing,
        "shown": shown,
        "leads": named_leads(house, [one.lead_id for one in shown]),
        "creators": creators_named(house, found),
        "reason_words": reason_words,
        "stages": STAGE_WORDS,
        "picture": _picture(language, found),
        "caption": PICTURE,
        "score_words": WORDS,
    }
    return page(request, "campaigns/lead_score.html", values)


def sorted_chances(found: Scoring, listing: Listing) -> list[Chance]:
    """Return the scored leads in the order of a listing; of equal ones the likelier first."""
    if listing.column == "came_at":
        return sorted(found.chances, key=lambda one: one.came_at, reverse=listing.descending)
    return list(found.chances) if listing.descending else list(reversed(found.chances))


def _picture(language: Language, found: Scoring) -> Any:
    # Without any skill all chances are the same, and one dot shows nothing.
    if found.checked is None or (found.refused is not None and found.refused.why == NO_SKILL):
        return None
    names = (language.message(SEEN), language.message(SAID), language.message(BELOW))
    return draw_calibration(language, found.checked.bands, names, language.message(PICTURE))


router = Router("/", route_handlers=[show_score])
