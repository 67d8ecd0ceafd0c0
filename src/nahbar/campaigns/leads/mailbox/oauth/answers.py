"""What a token endpoint and a device endpoint answer (RFC 6749, 5; RFC 8628, 3.2 and 3.5), read strictly. Pure.

Of what an endpoint says only codes get any further: its own words might repeat a secret that it was sent.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from nahbar.campaigns.leads.mailbox.oauth.contracts import DeviceCode, Token
from nahbar.campaigns.leads.mailbox.oauth.planning import is_token, read_address
from nahbar.kernel.errors import BadInput

# A token is given up this long before it lapses, or at the half of its time if that is sooner.
MARGIN_SECONDS = 120
# For an endpoint that does not say how long (RFC 6749 recommends that it does).
USUAL_LIFE_SECONDS = 300
LONGEST_LIFE_SECONDS = 86_400
# An endpoint that names no time is left alone for so long; one that names years, for a day.
USUAL_WAIT_SECONDS = 60
LONGEST_WAIT_SECONDS = 86_400
# RFC 8628, 3.2 and 3.5.
USUAL_INTERVAL_SECONDS = 5
LONGEST_INTERVAL_SECONDS = 300
LONGEST_USER_CODE = 100
# Our own codes, beside those of the RFCs.
AWAY, BUSY, CERTIFICATE, ELSEWHERE, NO_JSON, NO_REFRESH = (
    "away",
    "busy",
    "certificate",
    "elsewhere",
    "no-json",
    "no-refresh-token",
)
_CODE = re.compile(r"[a-z_]{1,60}")
# The number under which Microsoft explains a refusal.
_NUMBER = re.compile(r"AADSTS\d{4,8}")
_TOO_MANY, _REDIRECTS, _TROUBLE = 429, range(300, 400), range(500, 600)
_BUSY_CODES = ("temporarily_unavailable", "server_error")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint answered; `retry_after` is that header, empty without one."""

    status: int
    retry_after: str
    body: bytes


class RefusalError(Exception):
    """No token: a code of the RFCs or one of ours, what the provider numbers it as, and how long to leave it alone."""

    def __init__(self, code: str, detail: str = "", wait_seconds: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.wait_seconds = wait_seconds


def read_token(answer: Answer, now: int) -> Token:
    """Return the token that was answered; raises RefusalError."""
    said = _said(answer, now)
    access, refresh = said.get("access_token"), said.get("refresh_token", "")
    bearer = str(said.get("token_type", "")).lower() == "bearer"
    # A kind of token that is not understood must not be used (RFC 6749, 7.1).
    if not isinstance(access, str) or not is_token(access) or not bearer:
        raise RefusalError(NO_JSON, str(answer.status))
    life = _seconds(said.get("expires_in"), USUAL_LIFE_SECONDS, LONGEST_LIFE_SECONDS)
    until = now + max(life - MARGIN_SECONDS, life // 2)
    return Token(access, until, refresh if isinstance(refresh, str) and is_token(refresh) else "")


def read_device_code(answer: Answer, now: int) -> DeviceCode:
    """Return the code that a person shall type; raises RefusalError."""
    said = _said(answer, now)
    code, user_code = said.get("device_code"), said.get("user_code")
    address = said.get("verification_uri", said.get("verification_url"))
    if not isinstance(code, str) or not is_token(code) or not isinstance(user_code, str):
        raise RefusalError(NO_JSON, str(answer.status))
    if not user_code.isprintable() or not 0 < len(user_code) <= LONGEST_USER_CODE:
        raise RefusalError(NO_JSON, str(answer.status))
    life = _seconds(said.get("expires_in"), USUAL_LIFE_SECONDS, LONGEST_LIFE_SECONDS)
    interval = _seconds(said.get("interval"), USUAL_INTERVAL_SECONDS, LONGEST_INTERVAL_SECONDS)
    return DeviceCode(code, user_code, _page(address, answer), interval, now + life)


def _page(address: object, answer: Answer) -> str:
    # A person is sent there with a code in hand.
    try:
        return read_address("", address if isinstance(address, str) else "")
    except BadInput as error:
        raise RefusalError(NO_JSON, str(answer.status)) from error


def _said(answer: Answer, now: int) -> Mapping[str, Any]:
    """Return the object of a success."""
    if answer.status in _REDIRECTS:
        raise RefusalError(ELSEWHERE, str(answer.status))
    said = _object(answer.body)
    code = said.get("error") if said is not None else None
    if answer.status == _TOO_MANY or answer.status in _TROUBLE or code in _BUSY_CODES:
        raise RefusalError(BUSY, str(answer.status), _wait(answer.retry_after, now))
    if said is None:
        raise RefusalError(NO_JSON, str(answer.status))
    if code is not None or answer.status != 200:
        number = _NUMBER.search(str(said.get("error_description", "")))
        known = isinstance(code, str) and _CODE.fullmatch(code)
        raise RefusalError(str(code) if known else NO_JSON, number[0] if number else str(answer.status))
    return said


def _object(body: bytes) -> Mapping[str, Any] | None:
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if isinstance(found, dict) else None


def _wait(retry_after: str, now: int) -> int:
    """Return the seconds of a Retry-After header: a number, or a date (RFC 9110, 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(max(int(text[:9]), 1), LONGEST_WAIT_SECONDS)
    parts = email.utils.parsedate_tz(text)
    try:
        wait = int(email.utils.mktime_tz(parts)) - now if parts else USUAL_WAIT_SECONDS
    except (ValueError, OverflowError):
        wait = USUAL_WAIT_SECONDS
    return min(max(wait, 1), LONGEST_WAIT_SECONDS)


def _seconds(value: object, usual: int, longest: int) -> int:
    # Some endpoints write the number as a text.
    text = str(value)
    number = int(text[:12]) if text.isascii() and text.isdigit() else 0
    return min(number, longest) if number else usual
