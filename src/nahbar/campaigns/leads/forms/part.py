"""Lead forms on the socket: a raw ASGI application below /form/; no session, no cookie, open to pages of the brand."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

import msgspec
from litestar.types import Receive, Send

from nahbar.campaigns.collect.bodies import Gone, read_body
from nahbar.campaigns.collect.events import Refused
from nahbar.campaigns.leads.forms.answers import TRACES, read_answers
from nahbar.campaigns.leads.forms.design import FIELD_WORDS
from nahbar.campaigns.leads.forms.embedding import EMBED
from nahbar.campaigns.leads.forms.guarding import TRAP
from nahbar.campaigns.leads.service import forms
from nahbar.campaigns.links.pages import STYLE
from nahbar.campaigns.links.visitors import Salted
from nahbar.kernel.errors import NahbarError, Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.i18n import LANGUAGES
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.pages import render

LOOK = STYLE + (
    "label,legend{display:block;margin-top:1rem}input:not([type=checkbox]):not([type=radio]),textarea,select{"
    "font:inherit;width:100%;box-sizing:border-box;padding:.4rem;border:1px solid #8a8178;border-radius:6px;"
    "background:transparent;color:inherit}fieldset{border:0;padding:0;margin:1rem 0 0}fieldset label{margin:.2rem 0}"
    "button{font:inherit;margin-top:1.2rem;padding:.5rem 1.1rem;border:0;border-radius:6px;background:#8a3d20;"
    "color:#fff}.problem{color:#9c2a1d;margin:.2rem 0}body{margin-top:8vh}[hidden]{display:none}"
    "@media(prefers-color-scheme:dark){.problem{color:#ff9d8a}}"
)
STATUS = {forms.KEPT: 200, forms.AGAIN: 200, forms.WRONG: 422, forms.TOO_MANY: 429, forms.BUSY: 503}
MOST_FIELDS = 60
SHOWN = "shown"
RETRY_SECONDS = b"30"
_LATER = msg("This form cannot be opened just now. Please try again in a minute.")
_TITLES: Mapping[str, tuple[Message, Message]] = {
    forms.KEPT: (msg("Thank you."), msg("Your message is with us. We answer by e-mail.")),
    forms.AGAIN: (msg("One more click, please."), msg("It keeps programs out. Nothing that you wrote is lost.")),
    forms.WRONG: (msg("Something is still missing."), msg("It stands beside the fields. Nothing was sent yet.")),
    forms.TOO_MANY: (
        msg("A lot has come from your connection within the hour."),
        msg("Please try again later, or write to us by e-mail. Nothing was sent yet."),
    ),
    forms.BUSY: (
        msg("One moment, please."),
        msg("Your message could not be kept just now. Everything that you wrote is still here: send it once more."),
    ),
}


class FormsPart:
    """Answers GET and POST /form/KEY, and GET /form/KEY/embed.js."""

    prefix = "/form/"

    def __init__(self, house: House) -> None:
        self._house = house
        self._salted = Salted(house.workspace)
        self._proxies = frozenset(house.workspace.settings.links.proxies.split())
        style = base64.b64encode(hashlib.sha256(LOOK.encode()).digest()).decode()
        self._policy = (
            f"default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        )

    def start(self) -> None:
        """Open nothing: the store is."""

    def stop(self) -> None:
        """Close nothing."""

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            status, headers, body = await self._answer(scope, receive)
        except Gone:
            return
        except Refused as error:
            status, headers = error.status, [(b"content-type", b"application/json")]
            body = msgspec.json.encode({"error": {"field": error.field, "message": error.reason.render()}})
        except NahbarError as error:
            status, headers, body = error.status, self._html(), self._told(error, dict(scope["headers"]))
            headers += [(b"retry-after", RETRY_SECONDS)] if status == 503 else []
        # Pages of the brand send from their own address; no cookie says who it is.
        headers += [(b"access-control-allow-origin", b"*"), (b"content-length", str(len(body)).encode())]
        headers += [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _answer(self, scope: Any, receive: Receive) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        headers, method = dict(scope["headers"]), scope["method"]
        key, _, rest = scope["path"][len(self.prefix) :].strip("/").lower().partition("/")
        if method == "OPTIONS":
            return 204, [(b"access-control-allow-methods", b"GET, POST"), (b"access-control-max-age", b"86400")], b""
        if rest == "embed.js" and method == "GET":
            return 200, [(b"content-type", b"text/javascript"), (b"cache-control", b"max-age=3600")], EMBED
        if rest:
            raise Refused("path", msg("There is nothing at this address."), 404)
        query = _first(scope["query_string"])
        language = _language(query.get("lang", ""), headers, self._house.workspace.settings.language)
        form = await asyncio.to_thread(forms.open_form, self._house, key)
        if method in ("GET", "HEAD"):
            values = {name: query.get(field, "") for name, field in TRACES.items()}
            return 200, self._html(), self._page(form, language, SHOWN, {}, {}, values, part="part" in query)
        if method != "POST":
            raise Refused("method", msg("Forms are sent by POST."), 405)
        sent = _first(await read_body(receive, headers))
        return await self._taken(form, sent, scope, headers, language)

    async def _taken(
        self, form: forms.LeadForm, sent: Mapping[str, str], scope: Any, headers: Mapping[bytes, bytes], language: str
    ) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        asked_not_to = headers.get(b"dnt") == b"1" or headers.get(b"sec-gpc") == b"1"
        try:
            address = self._salted(self._address(scope, headers), time.time_ns() // 1_000) >> 1
            done = await asyncio.to_thread(forms.submit, self._house, form, sent, address, asked_not_to=asked_not_to)
        except Unavailable:
            # Whoever wrote gets their words back, to be sent once more.
            done = forms.Sent(forms.BUSY, read_answers(form.design, sent, asked_not_to=asked_not_to))
        part = sent.get("part") == "1"
        traces = {name: getattr(done.answers.traces, name) or "" for name in TRACES}
        texts = {**done.answers.texts, "consent": sent.get("consent", "")}
        # A sending that was busy keeps its token: should it have been kept all the same, it counts once.
        token = sent.get("token", "") if done.outcome == forms.BUSY else ""
        body = self._page(form, language, done.outcome, texts, done.answers.problems, traces, part=part, token=token)
        waits = {forms.TOO_MANY: b"3600", forms.BUSY: RETRY_SECONDS}.get(done.outcome)
        more = [(b"retry-after", waits)] if waits else []
        return STATUS[done.outcome], [*self._html(), *more], body

    def _told(self, error: NahbarError, headers: Mapping[bytes, bytes]) -> bytes:
        """Return a page for people that says what is wrong with the address itself."""
        language = _language("", headers, self._house.workspace.settings.language)
        # What an owner should do about a full disk is nothing to a visitor.
        busy = isinstance(error, Unavailable)
        message, remedy = (_TITLES[forms.BUSY][0], _LATER) if busy else (error.message, error.remedy)
        values = {"message": message, "remedy": remedy, "target": "", "style": LOOK}
        values["brand"] = self._house.workspace.settings.name
        return render(self._house, "campaigns/link_visitor.html", language, values).encode()

    def _page(
        self,
        form: forms.LeadForm,
        language: str,
        outcome: str,
        texts: Mapping[str, str],
        problems: Mapping[str, Message],
        traces: Mapping[str, str],
        *,
        part: bool,
        token: str = "",
    ) -> bytes:
        title = _TITLES.get(outcome)
        values = {
            "form": form, "design": form.design, "texts": texts, "problems": problems, "title": title, "look": LOOK,
            "sent": outcome == forms.KEPT, "brand": self._house.workspace.settings.name, "labels": FIELD_WORDS,
            "token": token or forms.new_token(self._house, form.key), "trap": TRAP, "part": part, "locale": language,
            "traces": {field: traces.get(name, "") for name, field in TRACES.items()},
        }  # fmt: skip
        return render(self._house, "campaigns/lead_form_page.html", language, values).encode()

    def _html(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"vary", b"accept-language"),
            (b"content-security-policy", self._policy.encode()),
        ]

    def _address(self, scope: Any, headers: Mapping[bytes, bytes]) -> str:
        peer = scope["client"][0] if scope.get("client") else ""
        if peer in self._proxies and b"x-forwarded-for" in headers:
            # The last one is what the proxy itself saw; those before it are the visitor's own claim.
            return headers[b"x-forwarded-for"].decode("latin-1").rpartition(",")[2].strip()
        return str(peer)


def _first(encoded: bytes) -> dict[str, str]:
    """Return the first value of each field of a form."""
    try:
        given: Mapping[str, Sequence[str]] = parse_qs(
            encoded.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise Refused("", msg("The form is not written as forms are.")) from error
    return {name: values[0] for name, values in given.items()}


def _language(wished: str, headers: Mapping[bytes, bytes], default: str) -> str:
    listed = headers.get(b"accept-language", b"").decode("latin-1").split(",")
    codes = [wished, *(part.split(";")[0].strip()[:2].lower() for part in listed)]
    return next((code for code in codes if code in LANGUAGES), default)
