"""What keeps programs out of a form without asking anybody else: a signed token, time, a trap, addresses. Pure.

A token is the moment at which the form was made, a random part, and an HMAC over both and the form's key. A sending
that lacks one, or comes faster than a person types, is asked to be sent once more: a program stops there, a person does
not. Nobody's words are thrown away.
"""

from __future__ import annotations

import hmac
import re

# Nobody fills a form sooner.
QUICKEST_SECONDS = 2
# A form that was left open overnight still works.
LONGEST_SECONDS = 24 * 3_600
# Within an hour, from one address: an office may send a few, a program sends hundreds.
MOST_AN_HOUR = 10
MOST_ADDRESSES = 2
# People do not see this field; programs fill whatever is called so.
TRAP = "website"
_TOKEN = re.compile(r"(\d{10})-([0-9a-f]{32})-([0-9a-f]{32})")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S|\[/?url|<a\s", re.IGNORECASE)
DIGEST_CHARS = 32


def make_token(key: bytes, form: str, moment: int, spare: str) -> str:
    """Return the token of a form that is shown at `moment`; `spare` are 32 random hexadecimal digits."""
    return f"{moment}-{spare}-{_sign(key, form, f'{moment}-{spare}')}"


def read_token(key: bytes, form: str, token: str, now: int) -> str | None:
    """Return what recognises the sending, None for a token that is forged, of another form, too young or too old."""
    match = _TOKEN.fullmatch(token)
    if match is None or not hmac.compare_digest(match[3], _sign(key, form, f"{match[1]}-{match[2]}")):
        return None
    age = now - int(match[1])
    return match[2] if QUICKEST_SECONDS <= age <= LONGEST_SECONDS else None


def _sign(key: bytes, form: str, text: str) -> str:
    return hmac.new(key, f"form {form} {text}".encode(), "sha256").hexdigest()[:DIGEST_CHARS]


def advertises(texts: dict[str, str]) -> str | None:
    """Return the field in which somebody advertises: an address of a page in a short field, or more than two of them in
    the message.
    """
    for name, text in texts.items():
        allowed = MOST_ADDRESSES if name == "message" else 0
        if len(_ADDRESS.findall(text)) > allowed:
            return name
    return None
