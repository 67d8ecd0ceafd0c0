"""Who is visiting and what they may do: sessions for people, bearer tokens for programs, nothing without a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from nahbar.kernel.access import Account, account_by_id, has_owner, token_scopes
from nahbar.kernel.errors import NahbarError, NotAllowed
from nahbar.kernel.house import House
from nahbar.kernel.i18n import DEFAULT_LANGUAGE, LANGUAGES
from nahbar.kernel.messages import msg

LANGUAGE_COOKIE = "language"
API_PREFIX = "/api"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person or program behind a request."""

    account: Account | None
    token: str | None
    scopes: Sequence[str]
    language: str

    @property
    def name(self) -> str:
        """How the audit log calls this visitor."""
        if self.account:
            return self.account.email
        return f"token {self.token}" if self.token else "nobody"

    def may(self, role: str) -> bool:
        """Whether a signed-in person's role reaches `role`."""
        return self.account is not None and self.account.may(role)


class SignInFirst(NahbarError):
    """Raised for a page that needs a person who has signed in; the handler sends them to the sign-in page."""

    status = 401
    default_kind = "sign-in-first"


class NobodyYet(NahbarError):
    """Raised while the workspace has no owner; the handler sends the visitor to the welcome page."""

    status = 401
    default_kind = "no-owner-yet"


class VisitorMiddleware(AbstractAuthenticationMiddleware):
    """Puts a `Visitor` behind every request; it refuses nobody, the guard `authorise` does."""

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        """Return who is behind this request."""
        house: House = connection.app.state.house
        secret = _bearer(connection)
        identity = connection.session.get("account") if secret is None else None
        visitor = Visitor(None, None, (), preferred_language(connection, house))
        if secret is not None:
            found = await to_thread.run_sync(_token, house, secret)
            visitor = replace(visitor, token=found[0], scopes=found[1]) if found else visitor
        elif identity is not None:
            account = await to_thread.run_sync(_account, house, identity, connection.session.get("stamp"))
            visitor = replace(visitor, account=account, language=account.language) if account else visitor
        return AuthenticationResult(user=visitor, auth=secret)


def authorise(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let a request through only when its handler says for whom it is: `open`, `role` or `scope` in its `opt`."""
    rule = handler.opt
    if rule.get("open"):
        return
    visitor: Visitor = connection.user
    if "scope" in rule:
        _authorise_program(rule["scope"], visitor)
        return
    role = rule.get("role")
    if visitor.account is None:
        _send_to_sign_in(connection)
    if role is None or not visitor.may(role):
        raise NotAllowed(
            msg("Your role does not reach this page."), msg("Ask an owner of this workspace for the role you need.")
        )


def _authorise_program(scope: str, visitor: Visitor) -> None:
    if visitor.token is None:
        raise NotAuthorizedException(headers={"WWW-Authenticate": "Bearer"})
    if scope not in visitor.scopes:
        raise NotAllowed(
            msg("This token lacks the scope {scope}.", scope=scope),
            msg("Make a token with that scope under Settings, or with: nahbar token add NAME --scope {s}", s=scope),
            kind="scope",
        )


def _send_to_sign_in(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    house: House = connection.app.state.house
    with house.store.read() as database:
        known = has_owner(database)
    kind = SignInFirst if known else NobodyYet
    raise kind(msg("This page is for people who have signed in."), msg("Sign in, then open it again."))


def speaking(connection: ASGIConnection[Any, Any, Any, Any], language: str) -> None:
    """Answer this request in `language`, as for a guest whose language is known."""
    connection.scope["user"] = replace(connection.user, language=language)


def preferred_language(connection: ASGIConnection[Any, Any, Any, Any], house: House) -> str:
    """Return the language by cookie, else by the browser's first wish that we have, else the workspace's."""
    wished = [connection.cookies.get(LANGUAGE_COOKIE, "")]
    wished += [
        part.split(";")[0].strip()[:2].lower() for part in connection.headers.get("accept-language", "").split(",")
    ]
    fallback = house.workspace.settings.language
    wished.append(fallback if fallback in LANGUAGES else DEFAULT_LANGUAGE)
    return next(code for code in wished if code in LANGUAGES)


def _bearer(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    kind, _, secret = connection.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" and secret.strip() else None


def _token(house: House, secret: str) -> tuple[str, Sequence[str]] | None:
    with house.store.read() as connection:
        return token_scopes(connection, secret)


def _account(house: House, identity: int, stamp: object) -> Account | None:
    with house.store.read() as connection:
        account = account_by_id(connection, identity)
    # A session of an older password, or of one who was removed and came back, is over.
    return account if account is not None and account.stamp == stamp else None
