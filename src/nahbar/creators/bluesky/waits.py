"""How long to wait between requests and after a refusal: the service's own words first, then longer each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

# Five requests a second at most; the public service allows about ten.
LEAST_SECONDS_BETWEEN = 0.2
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60.0
# Bluesky counts requests by five minutes; a service that asks for more is left until somebody starts again.
MOST_PATIENCE_SECONDS = 310.0
TRIES = 6
# Without any answer the network is gone rather than the service busy: no use in waiting long.
TRIES_WITHOUT_ANSWER = 3
TOO_MANY = 429
Headers = Mapping[str, str]


def wait_after_refusal(status: int | None, headers: Headers, attempt: int, now: float) -> float | None:
    """Return the seconds to wait before the next try, None to give up.

    `status` is None when no answer came, `attempt` counts from 1, `now` is in seconds since 1970-01-01T00:00Z.
    Only 429 and 5xx are worth another try. What `retry-after`, or at 429 `ratelimit-reset`, asks for is kept.
    """
    if attempt >= (TRIES_WITHOUT_ANSWER if status is None else TRIES):
        return None
    if status is not None and status != TOO_MANY and status < 500:
        return None
    doubling = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * float(2 ** (attempt - 1)))
    asked = _retry_after(headers, now)
    if asked is None and status == TOO_MANY:
        asked = _until_reset(headers, now)
    if asked is not None and asked > MOST_PATIENCE_SECONDS:
        return None
    return max(doubling, asked or 0.0)


def wait_after_answer(headers: Headers, now: float) -> float:
    """Return the seconds to wait before the next request: until the window resets when nothing is left of it."""
    remaining = _number(headers.get("ratelimit-remaining"))
    if remaining is None or remaining > 0:
        return 0.0
    return min(MOST_PATIENCE_SECONDS, _until_reset(headers, now) or 0.0)


def _retry_after(headers: Headers, now: float) -> float | None:
    text = headers.get("retry-after")
    seconds = _number(text)
    if seconds is not None or not text:
        return seconds
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max(0.0, aware.timestamp() - now)


def _until_reset(headers: Headers, now: float) -> float | None:
    reset = _number(headers.get("ratelimit-reset"))
    return None if reset is None else max(0.0, reset - now)


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value < 1e12 else None
