"""Pages of advertising disclosure: the posts of one creator, and a draft before it is posted."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody

from nahbar.creators.disclosure import FINDINGS, LAWS, SUGGESTED, VERDICTS, Disclosure, check_disclosure
from nahbar.creators.disclosure.as_json import as_json
from nahbar.creators.service.disclosing import disclosure_page, known_law
from nahbar.kernel.messages import Message
from nahbar.kernel.web.forms import Form, read_form
from nahbar.kernel.web.pages import Here, PageRequest, fragment, page
from nahbar.kernel.web.troubles import ERROR_ANSWERS

MOST_CHARACTERS = 20_000
POST_KINDS = ("photo", "video", "carousel", "story", "text")
GIVEN = {"yes": True, "no": False}


class Draft(msgspec.Struct, frozen=True):
    """A text before it is posted; `compensated` is left out or null where nobody knows."""

    text: Annotated[str, msgspec.Meta(max_length=MOST_CHARACTERS)]
    law: str = "de"
    kind: str = ""
    paid_label: bool = False
    compensated: bool | None = None


@get("/disclosure", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_draft(request: PageRequest) -> Response[str]:
    """Show the form for a draft."""
    return page(request, "creators/draft.html", _shown(Form({"law": "de"}), None))


@post("/disclosure", opt={"role": "viewer"}, status_code=200, include_in_schema=False)
async def check_draft(request: PageRequest) -> Response[str]:
    """Judge the draft: as a part of the page for htmx, as a whole page without."""
    form = read_form(await request.form())
    text, law = form.values.get("text", "")[:MOST_CHARACTERS], known_law(form["law"] or "de")
    kind = form["kind"] if form["kind"] in POST_KINDS else ""
    given = GIVEN.get(form["compensated"])
    judged = check_disclosure(text, law, kind, paid_label=form["paid_label"] == "yes", compensated=given)
    values = _shown(form, judged if text.strip() else None)
    if "hx-request" in request.headers:
        return fragment(request, "creators/draft_verdict.html", values)
    return page(request, "creators/draft.html", values)


def _shown(form: Form, judged: Disclosure | None) -> dict[str, Any]:
    text = form.values.get("text", "")[:MOST_CHARACTERS]
    return {
        "form": form,
        "text": text,
        "judged": judged,
        "law": form["law"],
        "laws": LAWS,
        "kinds": POST_KINDS,
        "suggested": SUGGESTED.get(form["law"], ""),
    }


@get(
    "/creators/{platform:str}/{handle:str}/disclosure",
    opt={"role": "viewer"},
    sync_to_thread=True,
    include_in_schema=False,
)
def show_posts(request: PageRequest, house: Here, platform: FromPath[str], handle: FromPath[str]) -> Response[str]:
    """Show the posts of one creator with their verdicts."""
    shown = disclosure_page(house, f"{platform}/{handle}", request.query_params.get("law", ""))
    verdict = request.query_params.get("verdict", "")
    posts = [one for one in shown.posts if verdict in ("", one.judged.verdict)]
    # What to talk about stands first; the rest as it was posted.
    posts.sort(key=lambda one: FINDINGS.index(one.judged.verdict) if one.judged.verdict in FINDINGS else len(FINDINGS))
    values = {"shown": shown, "posts": posts, "verdict": verdict, "order": VERDICTS, "laws": LAWS}
    return page(request, "creators/disclosure.html", values)


@post(
    "/disclosure/check",
    opt={"scope": "creators:read"},
    responses=ERROR_ANSWERS,
    status_code=200,
    sync_to_thread=True,
    tags=["creators"],
)
def check(data: JSONBody[Draft]) -> dict[str, Any]:
    """Judge a draft: one entry of `nahbar creators disclosure --json`, for the post "draft"."""
    law = known_law(data.law)
    judged = check_disclosure(data.text, law, data.kind, paid_label=data.paid_label, compensated=data.compensated)
    return as_json("draft", judged, Message.render)


router = Router("/", route_handlers=[show_draft, check_draft, show_posts])
api = Router("/api", route_handlers=[check])
