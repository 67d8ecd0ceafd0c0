"""Pages of one collaboration: terms, steps, deliverables, drafts, posts, the creator's link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.agree.contracts import DELIVERABLES, MEDIA
from nahbar.campaigns.agree.reading import read_deliverable, read_terms, terms_fields
from nahbar.campaigns.agree.seams import tracking_of
from nahbar.campaigns.agree.service import collaborations as steps
from nahbar.campaigns.agree.service import guests, work
from nahbar.campaigns.agree.service.collaborations import Actor
from nahbar.campaigns.agree.states import steps_from
from nahbar.campaigns.links.slugs import LONGEST_SLUG
from nahbar.campaigns.links.tagging import tag
from nahbar.campaigns.payouts.service import due, unpaid
from nahbar.campaigns.web.asking import in_thread, refused, sent, shown, site_of
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import BadInput, Conflict, NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.pages import Here, PageRequest, flash

PATH = "/campaigns/collaborations/{collaboration_id:int}"
DEFAULT_DAYS = 60
EDITOR = {"role": "editor"}


def _actor(request: PageRequest) -> Actor:
    return Actor("brand", request.user.name)


def _page(request: PageRequest, house: House, collaboration_id: int, **forms: Form) -> Response[str]:
    found = steps.collaboration_page(house, collaboration_id)
    one = found.card.collaboration
    terms = forms.get("terms") or Form(terms_fields(one.terms))
    possible = [step for step in steps_from(one.state, "brand") if step.name not in ("invite", "change terms")]
    values: dict[str, Any] = {
        "found": found,
        "one": one,
        "creator": found.card.creator,
        "steps": possible,
        "undo": steps.step_to_undo(found),
        "terms": terms,
        "media": MEDIA,
        "chosen": {part.strip() for part in terms["rights_media"].split(",")},
        "kinds": DELIVERABLES,
        "post_kinds": work.POST_KINDS,
        "due": due(house, collaboration_id),
        "money_open": unpaid(house, one) if "pay" in {step.name for step in possible} else None,
        "tracking": tracking_of(house, one),
        "site": site_of(request, house),
        "to_track": _to_track(found),
        "made": request.session.pop("guest_link", "") if request.session else "",
        "now": now(),
        "today": day_of(now()),
    }
    for name, fallback in (
        ("owed", {}),
        ("draft", {}),
        ("post", {}),
        ("days", {"days": str(DEFAULT_DAYS)}),
        ("note", {}),
    ):
        values[f"{name}_form"] = forms.get(name) or Form(fallback)
    failed = any(form.problems for form in forms.values())
    return shown(request, "collaboration.html", values, status=422 if failed else 200)


def _to_track(found: steps.CollaborationPage) -> str:
    """Return what the forms of a new link and a new code begin with, as a query."""
    creator = found.card.creator
    slug = tag(creator.handle).replace(".", "-").strip("-_")[:LONGEST_SLUG]
    return urlencode({"creator": creator.label.lower(), "campaign": found.campaign_key, "slug": slug})


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[str]:
    """Show everything on one collaboration."""
    return _page(request, house, collaboration_id)


async def _tried(
    request: PageRequest,
    house: House,
    collaboration_id: int,
    form: tuple[str, Form, str],
    done: Callable[..., Any],
    *given: Any,
) -> Response[Any]:
    """Do what a form asks for; when its text cannot be used, show the page with the reason beside the field."""
    name, shown_form, fallback = form
    try:
        await in_thread(done, house, *given)
    except (BadInput, Conflict) as error:
        if isinstance(error, Conflict) and error.kind not in shown_form.values:
            raise
        shown_form.refuse(error, fallback)
        return await in_thread(_page, request, house, collaboration_id, **{name: shown_form})
    return _back(request, collaboration_id)


def _board(request: PageRequest) -> str:
    """Return the board that a form was sent from, "" where it was another page."""
    target = request.query_params.get("back", "")
    return f"/campaigns/{target}" if target.isascii() and target.isdigit() and len(target) < 12 else ""


def _back(request: PageRequest, collaboration_id: int) -> Redirect:
    board = _board(request)
    where = f"{board}?moved={collaboration_id}" if board else f"/campaigns/collaborations/{collaboration_id}"
    return Redirect(where, status_code=303)


@post(PATH + "/step", opt=EDITOR, status_code=303, include_in_schema=False)
async def take(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Take a step."""
    form = await sent(request)
    given = (collaboration_id, form["step"], _actor(request), form["note"])
    try:
        return await _tried(request, house, collaboration_id, ("note", form, "note"), steps.take_step, *given)
    except Conflict as error:
        if not _board(request):
            raise
        # Who moved a card stays on the board, and reads there why it is where it was.
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "careful")
        return Redirect(_board(request), status_code=303)


@post(PATH + "/undo", opt=EDITOR, status_code=303, include_in_schema=False)
async def undo(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Undo the last step."""
    await in_thread(steps.undo_step, house, collaboration_id, _actor(request))
    return _back(request, collaboration_id)


@post(PATH + "/terms", opt=EDITOR, status_code=303, include_in_schema=False)
async def offer(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Offer other terms."""
    form = await sent(request, "rights_media")
    read = read_terms(form.values)
    if read.value is None:
        return await in_thread(_page, request, house, collaboration_id, terms=refused(form, read.problems))
    await in_thread(steps.offer_terms, house, collaboration_id, read.value, _actor(request))
    return _back(request, collaboration_id)


@post(PATH + "/deliverables", opt=EDITOR, status_code=303, include_in_schema=False)
async def owe(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Note something that the creator owes."""
    form = await sent(request)
    read = read_deliverable(form.values)
    if read.value is None:
        return await in_thread(_page, request, house, collaboration_id, owed=refused(form, read.problems))
    await in_thread(steps.add_deliverable, house, collaboration_id, read.value, request.user.name)
    return _back(request, collaboration_id)


@post(PATH + "/deliverables/{deliverable_id:int}", opt=EDITOR, status_code=303, include_in_schema=False)
async def settle(
    request: PageRequest, house: Here, collaboration_id: FromPath[int], deliverable_id: FromPath[int]
) -> Response[Any]:
    """Mark a deliverable as done or open, or drop it."""
    form = await sent(request)
    what = form["what"] if form["what"] in ("done", "drop") else "open"
    await in_thread(steps.settle_deliverable, house, collaboration_id, deliverable_id, what, request.user.name)
    return _back(request, collaboration_id)


@post(PATH + "/drafts", opt=EDITOR, status_code=303, include_in_schema=False)
async def hand_in(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Keep a draft that came by another way, and check it."""
    form = await sent(request)
    given = (collaboration_id, form.values.get("text", ""), form["kind"], _actor(request))
    return await _tried(request, house, collaboration_id, ("draft", form, "text"), work.hand_in_draft, *given)


@post(PATH + "/posts", opt=EDITOR, status_code=303, include_in_schema=False)
async def publish(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Note a post and check it."""
    form = await sent(request)
    owed = int(form["deliverable"]) if form["deliverable"].isascii() and form["deliverable"].isdigit() else 0
    given = (collaboration_id, form["url"], form.values.get("text", ""), form["kind"], _actor(request), owed)
    return await _tried(request, house, collaboration_id, ("post", form, "url"), work.note_post, *given)


@post(PATH + "/posts/{post_id:int}/check", opt=EDITOR, status_code=303, include_in_schema=False)
async def check_again(
    request: PageRequest, house: Here, collaboration_id: FromPath[int], post_id: FromPath[int]
) -> Response[Any]:
    """Check a post anew."""
    form = await sent(request)
    given = (collaboration_id, post_id, form.values.get("text", ""), _actor(request))
    try:
        await in_thread(work.check_again, house, *given)
    except BadInput as error:
        flash(request, msg("{what} {remedy}", what=error.message, remedy=error.remedy), "careful")
    return _back(request, collaboration_id)


@post(PATH + "/guests", opt=EDITOR, status_code=303, include_in_schema=False)
async def invite(request: PageRequest, house: Here, collaboration_id: FromPath[int]) -> Response[Any]:
    """Make the creator's link; its address is shown once."""
    form = await sent(request)
    days = int(form["days"]) if form["days"].isascii() and form["days"].isdigit() and len(form["days"]) < 4 else 0
    try:
        path = await in_thread(guests.invite, house, collaboration_id, days, _actor(request))
    except NahbarError as error:
        if error.status == NotFound.status:
            raise
        form.refuse(error, "days")
        return await in_thread(_page, request, house, collaboration_id, days=form)
    request.session["guest_link"] = site_of(request, house) + path
    return _back(request, collaboration_id)


@post(PATH + "/guests/{link_id:int}/revoke", opt=EDITOR, status_code=303, sync_to_thread=True, include_in_schema=False)
def revoke(request: PageRequest, house: Here, collaboration_id: FromPath[int], link_id: FromPath[int]) -> Response[Any]:
    """Make a link useless from now on."""
    guests.revoke(house, collaboration_id, link_id, request.user.name)
    return _back(request, collaboration_id)


router = Router(
    "/",
    route_handlers=[show, take, undo, offer, owe, settle, hand_in, publish, check_again, invite, revoke],
)
