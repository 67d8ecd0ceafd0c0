"""The errors of nahbar: each says what happened, what to do, and how it ends a command or a request.

NahbarError                 exit  HTTP
├── BadInput                   2   400   a file, an option or a value cannot be used
├── NotAllowed                 2   403   the role or the token does not allow this
├── NotFound                   3   404   the named thing does not exist
├── Conflict                   4   409   it contradicts what is already recorded
└── Unavailable                5   503   a part (an engine, a server, a model) does not answer
"""

from __future__ import annotations

from typing import ClassVar

from nahbar.kernel.messages import Message


class NahbarError(Exception):
    """What went wrong (`message`) and what helps (`remedy`), with a stable kebab-case `kind` for programs.

    `exit_code` ends a command, `status` answers an HTTP request.
    """

    default_kind: ClassVar[str] = "error"
    exit_code: int = 1
    status: int = 500

    def __init__(self, message: Message, remedy: Message, kind: str | None = None) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy
        self.kind: str = kind or self.default_kind

    def __str__(self) -> str:
        return f"{self.message.render()} {self.remedy.render()}"


class BadInput(NahbarError):  # noqa: N818  # the name that all rooms use
    """A file, an option or a value cannot be used as it is."""

    default_kind = "bad-input"
    exit_code = 2
    status = 400


class NotAllowed(NahbarError):  # noqa: N818  # the name that all rooms use
    """The role or the token does not allow this."""

    default_kind = "not-allowed"
    exit_code = 2
    status = 403


class NotFound(NahbarError):  # noqa: N818  # the name that all rooms use
    """The named thing does not exist."""

    default_kind = "not-found"
    exit_code = 3
    status = 404


class Conflict(NahbarError):  # noqa: N818  # the name that all rooms use
    """The request contradicts what is already recorded."""

    default_kind = "conflict"
    exit_code = 4
    status = 409


class Unavailable(NahbarError):  # noqa: N818  # the name that all rooms use
    """A part of the installation does not answer."""

    default_kind = "unavailable"
    exit_code = 5
    status = 503
