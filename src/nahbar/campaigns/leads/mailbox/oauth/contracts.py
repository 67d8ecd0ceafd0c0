"""Frozen values of OAuth 2 for mailboxes. Times are seconds since 1970-01-01; what is secret is in no `repr`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nahbar.kernel.messages import Message, msg

PASSWORD, GOOGLE, MICROSOFT, OTHER = "password", "google", "microsoft", "other"
SIGN_INS: Mapping[str, Message] = {
    PASSWORD: msg("with a password"),
    GOOGLE: msg("Google Workspace, by OAuth 2"),
    MICROSOFT: msg("Microsoft 365, by OAuth 2"),
    OTHER: msg("another provider, by OAuth 2"),
}
# Where a provider's mailboxes are read, when nobody names a server.
HOSTS = {GOOGLE: "imap.gmail.com", MICROSOFT: "outlook.office365.com"}
GOOGLE_TOKENS = "https://oauth2.googleapis.com/token"
GOOGLE_SCOPE = "https://mail.google.com/"
MICROSOFT_LOGIN = "https://login.microsoftonline.com/"
MICROSOFT_SCOPE = "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"
# What a program asks for that reads mailboxes without anybody signed in.
MICROSOFT_PROGRAM_SCOPE = "https://outlook.office365.com/.default"


@dataclass(frozen=True, slots=True)
class Source:
    """Where access tokens of a mailbox come from, without its secrets; `device_url` is empty where there is none."""

    token_url: str
    device_url: str
    client_id: str
    scope: str

    @property
    def host(self) -> str:
        """The host of the token endpoint."""
        return self.token_url.split("/")[2]

    @property
    def is_preset(self) -> bool:
        """Whether it is a provider that takes the client's secret in the body, as its documentation has it."""
        return self.token_url == GOOGLE_TOKENS or self.token_url.startswith(MICROSOFT_LOGIN)


@dataclass(frozen=True, slots=True)
class Secrets:
    """The client's secret and the refresh token; either may be empty."""

    client: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """An access token that is used until `until`; `refresh` is the new refresh token, empty when there is none."""

    access: str = field(repr=False)
    until: int
    refresh: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What a person types at `address`, until when, and after how many seconds may be asked whether they did."""

    code: str = field(repr=False)
    user_code: str
    address: str
    interval: int
    until: int


@dataclass(frozen=True, slots=True)
class SignIn:
    """How far signing in is, as pages show it; `waiting` is the code that a person is expected to type."""

    source: Source
    has_refresh: bool
    has_client_secret: bool
    waiting: DeviceCode | None
    problem: tuple[Message, Message] | None

    @property
    def unattended(self) -> bool:
        """Whether the program signs in by itself, for nobody's account (client credentials)."""
        return self.has_client_secret and not self.has_refresh

    @property
    def ready(self) -> bool:
        """Whether there is anything to ask for tokens with."""
        return self.has_refresh or self.has_client_secret
