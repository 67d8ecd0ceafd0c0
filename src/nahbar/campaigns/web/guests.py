"""The creator's page: one collaboration, opened by a link, without an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from nahbar.campaigns.agree.service import guests
from nahbar.campaigns.agree.service.work import POST_KINDS
from nahbar.campaigns.brief.contracts import LISTS, PARTS, lines_of
from nahbar.campaigns.brief.rows import newest_version
from nahbar.campaigns.brief.service import brief_pdf
from nahbar.campaigns.payouts.service import keep_account, statement_pdf
from nahbar.campaigns.web.asking import in_thread, pdf_answer, sent, shown, site_of
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import NahbarError, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.i18n import LANGUAGES
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.pages import Here, PageRequest, flash
from nahbar.kernel.web.visitor import LANGUAGE_COOKIE, speaking

PATH = "/collaboration/{secret:str}"
OPEN = {"open": True}
# The address is the key: it must not travel to other sites or into search engines.
SECRET = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


def _page(request: PageRequest, house: House, secret: str, **forms: Form) -> Response[str]:
    chosen = request.cookies.get(LANGUAGE_COOKIE) in LANGUAGES
    guest = guests.guest_page(house, secret, request.user.language, own_first=not chosen)
    speaking(request, guest.language)
    with house.store.read() as connection:
        seen = newest_version(connection, guest.campaign.id)
    parts = guest.brief.parts if guest.brief else {}
    values: dict[str, Any] = {
        "guest": guest,
        "one": guest.collaboration,
        "plan": guest.campaign.plan,
        "terms": guest.collaboration.terms,
        "secret": secret,
        "site": site_of(request, house),
        "seen_brief": seen,
        "points": {name: lines_of(parts, name) for name in PARTS},
        "lists": LISTS,
        "post_kinds": POST_KINDS,
        "today": day_of(now()),
        **{f"{name}_form": forms.get(name) or Form() for name in ("answer", "draft", "post", "account")},
    }
    failed = any(form.problems for form in forms.values())
    answer = shown(request, "guest.html", values, status=422 if failed else 200)
    answer.headers.update(SECRET)
    return answer


@get(PATH, opt=OPEN, sync_to_thread=True, include_in_schema=False)
def show(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[str]:
    """Show a creator their collaboration."""
    return _page(request, house, secret)


def _speak(request: PageRequest, house: House, secret: str) -> None:
    """Speak the creator's own language, unless they chose another one here."""
    if request.cookies.get(LANGUAGE_COOKIE) not in LANGUAGES:
        speaking(request, guests.language_of_guest(house, secret) or request.user.language)


async def _done(
    request: PageRequest,
    house: House,
    secret: str,
    form: tuple[str, Form, str],
    thanks: Message | None,
    work: Callable[..., Any],
    *given: Any,
) -> Response[Any]:
    name, shown_form, fallback = form
    try:
        await in_thread(work, house, *given)
    except NahbarError as error:
        if error.status == NotFound.status:
            raise
        shown_form.refuse(error, fallback)
        return await in_thread(_page, request, house, secret, **{name: shown_form})
    if thanks is not None:
        await in_thread(_speak, request, house, secret)
        flash(request, thanks)
    return Redirect(f"/collaboration/{quote(secret)}", status_code=303)


@post(PATH + "/answer", opt=OPEN, status_code=303, include_in_schema=False)
async def give_answer(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[Any]:
    """Accept or decline."""
    form = await sent(request)
    said = (form["terms"], form["brief"])
    versions = [int(text) if text.isdecimal() and len(text) < 9 else -1 for text in said]
    given = (secret, form["step"], form["reason"], *versions)
    thanks = msg("Thank you. The brand sees your answer.")
    return await _done(request, house, secret, ("answer", form, "reason"), thanks, guests.answer, *given)


@post(PATH + "/draft", opt=OPEN, status_code=303, include_in_schema=False)
async def give_draft(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[Any]:
    """Hand in a draft; what was found in it stands on the page then."""
    form = await sent(request)
    given = (secret, form.values.get("text", ""), form["kind"])
    thanks = msg("Your draft is in. Below stands what we found in it.")
    return await _done(request, house, secret, ("draft", form, "text"), thanks, guests.hand_in, *given)


@post(PATH + "/post", opt=OPEN, status_code=303, include_in_schema=False)
async def give_post(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[Any]:
    """Hand in the address of a post."""
    form = await sent(request)
    owed = int(form["deliverable"]) if form["deliverable"].isascii() and form["deliverable"].isdecimal() else 0
    given = (secret, form["url"], form.values.get("text", ""), form["kind"], owed)
    thanks = msg("Thank you. Your post is noted.")
    return await _done(request, house, secret, ("post", form, "url"), thanks, guests.publish, *given)


def _account(house: House, secret: str, holder: str, iban: str) -> None:
    one, actor = guests.creator_of_guest(house, secret, "guest.account")
    keep_account(house, one, holder, iban, actor.who)


@post(PATH + "/account", opt=OPEN, status_code=303, include_in_schema=False)
async def give_account(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[Any]:
    """Say where the money should go."""
    form = await sent(request)
    thanks = msg("Thank you. Your account is kept until you were paid.")
    given = (secret, form["holder"], form["iban"])
    return await _done(request, house, secret, ("account", form, "iban"), thanks, _account, *given)


@get(PATH + "/brief", opt=OPEN, sync_to_thread=True, include_in_schema=False)
def paper(request: PageRequest, house: Here, secret: FromPath[str]) -> Response[bytes]:
    """Return the brief as PDF."""
    _speak(request, house, secret)
    brief, campaign = guests.guest_brief(house, secret, request.user.language)
    answer = pdf_answer(brief_pdf(house, brief, campaign), "brief")
    answer.headers.update(SECRET)
    return answer


@get(PATH + "/statement/{payout_id:int}", opt=OPEN, sync_to_thread=True, include_in_schema=False)
def statement(request: PageRequest, house: Here, secret: FromPath[str], payout_id: FromPath[int]) -> Response[bytes]:
    """Return one of the creator's own statements as PDF."""
    _speak(request, house, secret)
    one, _ = guests.creator_of_guest(house, secret, "guest.statement")
    payout, content = statement_pdf(house, payout_id, request.user.language, only=one.id)
    answer = pdf_answer(content, f"statement-{payout.number}")
    answer.headers.update(SECRET)
    return answer


router = Router("/", route_handlers=[show, give_answer, give_draft, give_post, give_account, paper, statement])
