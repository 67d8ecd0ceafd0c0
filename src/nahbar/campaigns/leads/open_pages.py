"""What is open to everybody: the script for the brand's page, and the data-protection text."""

from __future__ import annotations

from pathlib import Path

from litestar import Response, Router, get

from nahbar.campaigns.leads.service.noticing import notice_of
from nahbar.kernel.i18n import LANGUAGES
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.kernel.web.visitor import speaking

SCRIPT = (Path(__file__).parent / "t.js").read_bytes()
# Pages of the brand load it from another address.
SCRIPT_HEADERS = {
    "Cache-Control": "max-age=3600",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}


@get("/t.js", opt={"open": True, "exclude_from_csrf": True}, include_in_schema=False)
async def script() -> Response[bytes]:
    """Return the script for the brand's page."""
    return Response(SCRIPT, media_type="text/javascript", headers=SCRIPT_HEADERS)


@get("/privacy-notice", opt={"open": True}, sync_to_thread=True, include_in_schema=False)
def privacy_notice(request: PageRequest, house: Here) -> Response[str]:
    """Show the data-protection text, as a page or with `format=text` to copy."""
    wished = request.query_params.get("lang", "")
    if wished in LANGUAGES:
        speaking(request, wished)
    found, answers = notice_of(house)
    if request.query_params.get("format") == "text":
        said = house.language(request.user.language).message
        parts = [[said(one.title), *(said(text) for text in one.paragraphs)] for one in found]
        return Response("\n\n".join("\n".join(part) for part in parts) + "\n", media_type="text/plain; charset=utf-8")
    values = {"sections": found, "answers": answers, "shown_language": request.user.language}
    return page(request, "campaigns/notice.html", values)


router = Router("/", route_handlers=[script, privacy_notice])
