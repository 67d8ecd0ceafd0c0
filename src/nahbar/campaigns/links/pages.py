"""Pages for visitors whom a link leads nowhere: unknown, paused or ended, or not to be counted just now."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from nahbar.kernel.house import House
from nahbar.kernel.i18n import LANGUAGES
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.web.answers import Answer
from nahbar.kernel.web.pages import render

UNKNOWN, OVER, BUSY = "unknown", "over", "busy"
STATUS = {UNKNOWN: 404, OVER: 410, BUSY: 503}
RETRY_SECONDS = 10
STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;color:#2b2622;"
    "background:#faf7f2}h1{font:560 2rem/1.2 Georgia,serif}a{color:#8a3d20}"
    "@media(prefers-color-scheme:dark){body{color:#ece5dc;background:#1d1a17}a{color:#eaa183}}"
)
_TEXTS: Mapping[str, tuple[Message, Message]] = {
    UNKNOWN: (
        msg("This link leads nowhere."),
        msg("Perhaps a letter is missing. Look at it again, or ask whoever gave it to you."),
    ),
    OVER: (
        msg("This link is not in use any more."),
        msg("What it led to is over, or takes a break. Ask whoever gave it to you for a new one."),
    ),
    BUSY: (msg("One moment, please."), msg("We cannot note your visit just now. Try again, or go on without that.")),
}


class VisitorPages:
    """The pages in each language, written once."""

    def __init__(self, house: House) -> None:
        self._house = house
        style = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
        self._policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; frame-ancestors 'none'"
        self._default = house.workspace.settings.language
        self._known = {(kind, code): self._written(kind, code, "") for kind in _TEXTS for code in LANGUAGES}

    def answer(self, kind: str, wished: bytes, target: str = "") -> Answer:
        """Return one of the pages.

        `wished` is the Accept-Language header, `target` where the visitor may go on to.
        """
        code = _language(wished.decode("latin-1"), self._default)
        body = self._written(kind, code, target) if target else self._known[kind, code]
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-language", code.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
            (b"x-robots-tag", b"noindex"),
            (b"vary", b"accept-language"),
            (b"content-security-policy", self._policy.encode()),
        ]
        if kind == BUSY:
            headers.append((b"retry-after", str(RETRY_SECONDS).encode()))
        return Answer(STATUS[kind], headers, body)

    def _written(self, kind: str, code: str, target: str) -> bytes:
        message, remedy = _TEXTS[kind]
        values = {"message": message, "remedy": remedy, "target": target, "style": STYLE}
        values["brand"] = self._house.workspace.settings.name
        return render(self._house, "campaigns/link_visitor.html", code, values).encode()


def _language(wished: str, default: str) -> str:
    for part in wished.split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return default
