"""Errors that say what happened, what is safe and what to do.

    NahbarError
    ├── BadInput     wrong use or bad data            exit 2, HTTP 400
    ├── NotFound     nothing by that name             exit 3, HTTP 404
    ├── Conflict     somebody else was first          exit 4, HTTP 409
    ├── Unavailable  a part is missing or busy        exit 5, HTTP 503
    └── NotAllowed   the role or scope does not reach exit 2, HTTP 403

Every error carries two sentences for the reader: `message` (what happened) and `remedy` (what to do).
"""

from __future__ import annotations

import errno
from typing import ClassVar

from nahbar.kernel.messages import Message, msg

STOPS = (".", "?", "!", ":")


class NahbarError(Exception):
    """Base of all errors that a user may see; `kind` is a kebab-case id that scripts can rely on."""

    exit_code: ClassVar[int] = 2
    status: ClassVar[int] = 400
    default_kind: ClassVar[str] = "error"

    def __init__(self, message: Message, remedy: Message, kind: str | None = None) -> None:
        super().__init__(f"{message.render()} {remedy.render()}")
        self.message = message
        self.remedy = remedy
        self.kind = kind or self.default_kind

    def one_line(self) -> str:
        """Return both sentences on one line, each with its stop, also where a system's or a file's own words are in."""
        parts = [" ".join(one.render().split()) for one in (self.message, self.remedy)]
        return " ".join(part if part.endswith(STOPS) else f"{part}." for part in parts if part)


class BadInput(NahbarError):
    """Wrong use, or data that cannot be read as what it claims to be."""

    default_kind = "bad-input"


class NotFound(NahbarError):
    """There is nothing by that name; the remedy names near matches where there are any."""

    exit_code = 3
    status = 404
    default_kind = "not-found"


class Conflict(NahbarError):
    """Something else holds or already has what was asked for."""

    exit_code = 4
    status = 409
    default_kind = "conflict"


class Unavailable(NahbarError):
    """A part that the work needs is missing, busy or full."""

    exit_code = 5
    status = 503
    default_kind = "unavailable"


class NotAllowed(NahbarError):
    """The signed-in role, or the token's scope, does not reach this far."""

    status = 403
    default_kind = "not-allowed"


def disk_trouble(error: BaseException) -> Unavailable | None:
    """Return what to say of an error of the system that means a full disk or quota, None for any other."""
    # numpy names no number: "65536 requested and 35808 written".
    cut_short = isinstance(error, OSError) and "requested and" in str(error) and "written" in str(error)
    if not cut_short and getattr(error, "errno", None) not in (errno.ENOSPC, errno.EDQUOT):
        return None
    return Unavailable(
        msg("The disk is full. Nothing of this step was kept."),
        msg("Free some space, then try again."),
        kind="disk-full",
    )
