"""Signing in to a mail server, by a password or by a token."""

from __future__ import annotations

import imaplib
import re
from dataclasses import dataclass, field

from nahbar.campaigns.leads.mailbox.contracts import Plan
from nahbar.campaigns.leads.mailbox.oauth.sasl import mechanism, responses

# What a server says that cannot sign anybody in just now (RFC 5530, sections 3 and 4): it is not the password.
_NOT_NOW = re.compile(r"\[(UNAVAILABLE|LIMIT|INUSE|SERVERBUG)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credential:
    """A password, or an access token; `kept` is whether the token was fetched for an earlier reading."""

    secret: str = field(repr=False)
    is_token: bool = False
    kept: bool = False


class NotAllowedError(Exception):
    """The server does not know this user and password."""


class TokenRefusedError(Exception):
    """The server does not take this token."""


class NotOfferedError(Exception):
    """The server has no way to sign in with a token."""


def enter(connection: imaplib.IMAP4, plan: Plan, credential: Credential) -> None:
    """Sign in; raises the errors above, and what the library raises when the connection breaks off."""
    try:
        if credential.is_token:
            _by_token(connection, plan, credential.secret)
        elif "AUTH=PLAIN" in connection.capabilities:
            connection.authenticate("PLAIN", lambda _: f"\0{plan.user}\0{credential.secret}".encode())
        else:
            connection.login(plan.user, credential.secret)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError) as error:
        if _NOT_NOW.search(str(error)):
            raise
        raise (TokenRefusedError if credential.is_token else NotAllowedError) from error


def _by_token(connection: imaplib.IMAP4, plan: Plan, token: str) -> None:
    name = mechanism(connection.capabilities)
    if name is None:
        raise NotOfferedError
    connection.authenticate(name, responses(name, plan.user, token, plan.host, plan.port))
