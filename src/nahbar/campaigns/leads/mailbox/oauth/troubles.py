"""Why there is no token, in sentences that say what to do. Pure."""

from __future__ import annotations

from nahbar.campaigns.leads.mailbox.oauth.answers import (
    AWAY,
    BUSY,
    CERTIFICATE,
    ELSEWHERE,
    NO_JSON,
    NO_REFRESH,
    RefusalError,
)
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.messages import Message, msg

SECONDS_A_MINUTE = 60
# Consent that was taken back or has lapsed; the last three are Microsoft's words for "sign in again".
_CONSENT = ("invalid_grant", "interaction_required", "consent_required", "login_required")
_CLIENT = ("invalid_client", "unauthorized_client")
_DENIED = ("access_denied", "authorization_declined")
_DEVICE_OVER = ("expired_token", "code_expired")


class NoTokenError(Unavailable):
    """There is no token; before `wait_seconds` are over it is no use to ask again."""

    default_kind = "mailbox-no-token"

    def __init__(self, message: Message, remedy: Message, kind: str, wait_seconds: int = 0) -> None:
        super().__init__(message, remedy, kind)
        self.wait_seconds = wait_seconds


def no_token(refusal: RefusalError, name: str, host: str) -> NoTokenError:
    """Return what to say of a refusal, for the mailbox `name` and the endpoint's `host`."""
    if refusal.code in _CONSENT:
        message = msg(
            "{host} no longer gives access to “{name}”: consent was taken back or lapsed.", host=host, name=name
        )
        return NoTokenError(message, sign_in_again(name), "mailbox-consent")
    if refusal.code in _CLIENT:
        message = msg(
            "{host} does not know nahbar by this client id and secret ({detail:raw}).", **_said(refusal, host)
        )
        remedy = msg("Check both with the provider. For a secret that has lapsed give a new one where you sign in.")
        return NoTokenError(message, remedy, "mailbox-client")
    if refusal.code == "invalid_scope":
        message = msg("{host} does not know the scope ({detail:raw}).", **_said(refusal, host))
        return NoTokenError(message, msg("Check it with the provider; then add the mailbox again."), "mailbox-scope")
    return _of_sign_in(refusal, name, host) or _of_endpoint(refusal, host)


def _said(refusal: RefusalError, host: str) -> dict[str, str]:
    return {"host": host, "detail": f"{refusal.code}, {refusal.detail}" if refusal.detail else refusal.code}


def _of_sign_in(refusal: RefusalError, name: str, host: str) -> NoTokenError | None:
    if refusal.code in _DENIED:
        message = msg("Whoever signed in at {host} did not allow nahbar to read the mailbox.", host=host)
        return NoTokenError(message, msg("Begin again if that was not meant."), "mailbox-denied")
    if refusal.code in _DEVICE_OVER:
        message = msg("The code for “{name}” has lapsed: nobody typed it in time.", name=name)
        return NoTokenError(message, msg("Begin again; a new code is shown."), "mailbox-code-lapsed")
    if refusal.code == NO_REFRESH:
        message = msg("{host} let us in once, but handed out no refresh token.", host=host)
        remedy = msg("Add what asks for one to the scope (mostly offline_access); then begin again.")
        return NoTokenError(message, remedy, "mailbox-no-refresh-token")
    return None


def _of_endpoint(refusal: RefusalError, host: str) -> NoTokenError:
    if refusal.code == BUSY:
        return busy(host, refusal.wait_seconds)
    if refusal.code == CERTIFICATE:
        message = msg("The certificate of {host} is not to be trusted: {why:raw}.", host=host, why=refusal.detail)
        remedy = msg("Check the host's name. Name a certificate of your own in the environment as SSL_CERT_FILE.")
        return NoTokenError(message, remedy, "mailbox-certificate")
    if refusal.code == AWAY:
        message = msg("{host}, where tokens come from, does not answer: {why:raw}.", host=host, why=refusal.detail)
        return NoTokenError(message, _by_itself(), "mailbox-away")
    if refusal.code == ELSEWHERE:
        message = msg("{host} sends us to another address (status {status:raw}).", host=host, status=refusal.detail)
        remedy = msg("Name the token endpoint itself; secrets are never taken to where an answer points.")
        return NoTokenError(message, remedy, "mailbox-elsewhere")
    if refusal.code == NO_JSON:
        message = msg(
            "{host} answers as no token endpoint does (status {status:raw}).", host=host, status=refusal.detail
        )
        return NoTokenError(message, msg("Check the address of the token endpoint."), "mailbox-no-endpoint")
    message = msg("{host} gives no token ({detail:raw}).", **_said(refusal, host))
    return NoTokenError(message, msg("Look the code up with the provider."), "mailbox-no-token")


def busy(host: str, wait_seconds: int) -> NoTokenError:
    """Return what to say while an endpoint wants to be left alone."""
    minutes = max(1, -(-wait_seconds // SECONDS_A_MINUTE))
    message = msg("{host} is busy and wants to be asked again in {n} {n|minute|minutes}.", host=host, n=minutes)
    return NoTokenError(message, _by_itself(), "mailbox-busy-tokens", wait_seconds)


def not_signed_in(name: str) -> NoTokenError:
    """Return what to say of a mailbox that nobody has signed in to yet."""
    message = msg("Nobody has signed in to the mailbox “{name}” yet.", name=name)
    how = msg("Sign in on the page of mailboxes, or by: nahbar leads mailbox sign-in {name:raw}", name=name)
    return NoTokenError(message, how, "mailbox-not-signed-in")


def sign_in_again(name: str) -> Message:
    """Return how a person signs in."""
    return msg(
        "Sign in again on the page of mailboxes, or by: nahbar leads mailbox sign-in {name:raw}. Nothing is lost.",
        name=name,
    )


def _by_itself() -> Message:
    return msg("It is asked again by itself; nothing is lost.")
