"""Where tokens come from, as somebody wrote it, checked. Pure; raises BadInput whose kind names the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from nahbar.campaigns.leads.mailbox.oauth.contracts import (
    GOOGLE,
    GOOGLE_SCOPE,
    GOOGLE_TOKENS,
    MICROSOFT,
    MICROSOFT_LOGIN,
    MICROSOFT_PROGRAM_SCOPE,
    MICROSOFT_SCOPE,
    PASSWORD,
    SIGN_INS,
    Secrets,
    Source,
)
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

LONGEST_ADDRESS = 500
LONGEST_ID = 300
LONGEST_SECRET = 1_000
LONGEST_SCOPE = 1_000
# Refresh tokens of Microsoft have some two thousand characters.
LONGEST_TOKEN = 16_384
# VSCHAR of RFC 6749, appendix A: what ids, secrets and tokens are made of. A control character in a token would end
# its field in the talk with the mail server.
_WRITTEN = re.compile(r"[\x21-\x7e]+")
_SCOPE = re.compile(r"[\x20-\x7e]*")
_TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")
# "Tenants" of Microsoft that stand for anybody's account; a program of its own belongs to one tenant.
_SHARED_TENANTS = ("common", "organizations", "consumers")


def read_sign_in(given: Mapping[str, str]) -> str:
    """Return how a mailbox is signed in to: password, or the name of a provider."""
    wished = given.get("sign_in", "").strip() or PASSWORD
    if wished not in SIGN_INS:
        raise _wrong(
            "sign_in",
            msg("There is no way to sign in “{text}”.", text=wished[:40]),
            msg("Choose one of: {choices}.", choices=", ".join(SIGN_INS)),
        )
    return wished


def read_secrets(given: Mapping[str, str]) -> Secrets:
    """Return the secrets that were given; both may be empty."""
    client, refresh = (given.get(name, "").strip() for name in ("client_secret", "refresh_token"))
    if client and (len(client) > LONGEST_SECRET or not client.isprintable() or not client.isascii()):
        raise _wrong("client_secret", *_not_copied())
    if refresh and not is_token(refresh):
        raise _wrong("refresh_token", *_not_copied())
    return Secrets(client, refresh)


def _not_copied() -> tuple[Message, Message]:
    return (
        msg("It is too long, or has characters that such a secret never has."),
        msg("Copy it again, without line breaks and blanks in it."),
    )


def is_token(text: str) -> bool:
    """Whether a text can be a token."""
    return len(text) <= LONGEST_TOKEN and _WRITTEN.fullmatch(text) is not None


def read_source(given: Mapping[str, str], provider: str, secrets: Secrets) -> Source:
    """Return where tokens of a mailbox come from."""
    client_id = given.get("client_id", "").strip()
    if len(client_id) > LONGEST_ID or not _WRITTEN.fullmatch(client_id):
        raise _wrong(
            "client_id",
            msg("There is no client id, or it has characters that none has."),
            msg("Copy it from where nahbar was registered with the provider."),
        )
    if provider == GOOGLE:
        return Source(GOOGLE_TOKENS, "", client_id, _scope(given, GOOGLE_SCOPE))
    if provider == MICROSOFT:
        return _microsoft(given, client_id, secrets)
    token_url = read_address("token_url", given.get("token_url", ""))
    device_url = given.get("device_url", "").strip()
    return Source(token_url, read_address("device_url", device_url) if device_url else "", client_id, _scope(given, ""))


def _microsoft(given: Mapping[str, str], client_id: str, secrets: Secrets) -> Source:
    tenant = given.get("tenant", "").strip()
    unattended = bool(secrets.client) and not secrets.refresh
    if not _TENANT.fullmatch(tenant) or (unattended and tenant.lower() in _SHARED_TENANTS):
        raise _wrong(
            "tenant",
            msg("“{text}” is no tenant.", text=tenant[:60]),
            msg("Write the directory (tenant) id from Microsoft Entra, or your domain, as in example.org."),
        )
    base = f"{MICROSOFT_LOGIN}{tenant}/oauth2/v2.0/"
    scope = _scope(given, MICROSOFT_PROGRAM_SCOPE if unattended else MICROSOFT_SCOPE)
    return Source(f"{base}token", f"{base}devicecode", client_id, scope)


def _scope(given: Mapping[str, str], usual: str) -> str:
    scope = " ".join(given.get("scope", "").split(" ")).strip() or usual
    if len(scope) > LONGEST_SCOPE or not _SCOPE.fullmatch(scope):
        raise _wrong(
            "scope",
            msg("The scope is too long, or has characters that none has."),
            msg("Write it as your provider does, with blanks between its parts; empty: the usual one."),
        )
    return scope


def read_address(name: str, text: str) -> str:
    """Return the address of an endpoint: https, a host, no user, no fragment (RFC 6749, 3.2)."""
    plain = text.strip()
    try:
        parts = urlsplit(plain)
        fine = parts.scheme == "https" and bool(parts.hostname) and not parts.fragment and "@" not in parts.netloc
        fine = fine and (parts.port is None or parts.port > 0)
    except ValueError:
        fine = False
    if not fine or len(plain) > LONGEST_ADDRESS or not _WRITTEN.fullmatch(plain) or "#" in plain:
        raise _wrong(
            name,
            msg("“{text}” is no https address of an endpoint.", text=plain[:100]),
            msg("Write it as https://auth.example.org/token; secrets are sent by https only."),
        )
    return plain


def _wrong(name: str, message: Message, remedy: Message) -> BadInput:
    return BadInput(message, remedy, kind=name)
