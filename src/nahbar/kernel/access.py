"""People and programs that may come in: accounts with a role, API tokens with scopes, and the log of what they did."""

from __future__ import annotations

import functools
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.messages import msg
from nahbar.kernel.passwords import check_password
from nahbar.kernel.roles import ROLES as ROLES
from nahbar.kernel.roles import SCOPES as SCOPES
from nahbar.kernel.tables import account, audit, token

STAMP_CHARS = 16
TOKEN_PREFIX = "nahbar_"  # noqa: S105 -- a mark that secret scanners can recognise, not a secret
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")


@dataclass(frozen=True, slots=True)
class Account:
    """A person with access to the workspace."""

    id: int
    email: str
    name: str
    role: str
    language: str
    # Another one with each password: a session notes it, and ends when it changes.
    stamp: str = ""

    def may(self, role: str) -> bool:
        """Whether this account's role reaches `role` (viewer below editor below owner)."""
        return ROLES.index(self.role) >= ROLES.index(role)


@functools.cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def has_owner(connection: sa.Connection) -> bool:
    """Whether the workspace has an owner already."""
    return connection.execute(sa.select(account.c.id).where(account.c.role == "owner").limit(1)).first() is not None


def add_account(
    connection: sa.Connection, email: str, password: str, role: str, now: int, *, name: str = "", language: str = "de"
) -> Account:
    """Add an account, also for somebody whose access was taken away before.

    Raises BadInput for an unusable address, password or role, Conflict for an address that may sign in.
    """
    email, password = email.strip().lower(), password.strip()
    check_account(email, password, role)
    known = connection.execute(sa.select(account).where(account.c.email == email)).first()
    if known is not None and known.disabled_at is None:
        raise Conflict(
            msg("{email} has an account already.", email=email),
            msg("Sign in with it, or use another address."),
            kind="account-exists",
        )
    values = {"email": email, "name": name.strip(), "role": role, "language": language, "created_at": now}
    values["password_hash"] = _hasher().hash(password)
    row = account.insert() if known is None else account.update().where(account.c.id == known.id)
    done = connection.execute(row.values(**values, disabled_at=None).returning(account))
    return _account(done.one())


def check_account(email: str, password: str, role: str) -> None:
    """Raise BadInput when one of the three cannot be used; `kind` names the field."""
    if not _EMAIL.fullmatch(email) or len(email) > 320:
        raise BadInput(
            msg("“{email}” is not an e-mail address.", email=email), msg("Write it as name@example.org."), kind="email"
        )
    check_password(password, email)
    _check_role(role)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise BadInput(
            msg("There is no role “{role}”.", role=role),
            msg("Choose one of: {roles}.", roles=", ".join(ROLES)),
            kind="role",
        )


def sign_in(connection: sa.Connection, email: str, password: str) -> Account | None:
    """Return the account when the password is right; takes as long for an unknown address as for a known one."""
    row = connection.execute(
        sa.select(account).where(account.c.email == email.strip().lower(), account.c.disabled_at.is_(None))
    ).first()
    known = row.password_hash if row else _decoy_hash()
    try:
        _hasher().verify(known, password.strip())
    except (VerifyMismatchError, InvalidHashError):
        return None
    return _account(row) if row else None


@functools.cache
def _decoy_hash() -> str:
    return _hasher().hash(secrets.token_hex())


def account_by_id(connection: sa.Connection, identity: int) -> Account | None:
    """Return the account unless it was removed."""
    row = connection.execute(sa.select(account).where(*_is(identity))).first()
    return _account(row) if row else None


def change_password(connection: sa.Connection, email: str, password: str) -> Account:
    """Set a new password, which ends all sessions; raises BadInput for a weak one, NotFound for an unknown address."""
    of_email = (account.c.email == email.strip().lower(), account.c.disabled_at.is_(None))
    row = connection.execute(sa.select(account).where(*of_email)).first()
    if row is None:
        raise _nobody()
    check_password(password.strip(), row.email)
    changed = account.update().where(*of_email).values(password_hash=_hasher().hash(password.strip()))
    return _account(connection.execute(changed.returning(account)).one())


def change_role(connection: sa.Connection, identity: int, role: str) -> None:
    """Give an account another role; raises Conflict for the last owner, NotFound where there is no such account."""
    _check_role(role)
    if role != "owner":
        _keep_an_owner(connection, identity)
    if not connection.execute(account.update().where(*_is(identity)).values(role=role)).rowcount:
        raise _nobody()


def _is(identity: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (account.c.id == identity, account.c.disabled_at.is_(None))


def _nobody() -> NotFound:
    return NotFound(
        msg("There is no such person."), msg("Look at the list of people under Settings."), kind="no-account"
    )


def list_accounts(connection: sa.Connection) -> Sequence[Account]:
    """Return all accounts that may sign in, owners first."""
    rows = connection.execute(sa.select(account).where(account.c.disabled_at.is_(None)).order_by(account.c.email))
    return sorted((_account(row) for row in rows), key=lambda one: -ROLES.index(one.role))


def disable_account(connection: sa.Connection, identity: int, now: int) -> None:
    """Take an account's access away; raises Conflict for the last owner, NotFound where there is no such account."""
    _keep_an_owner(connection, identity)
    if not connection.execute(account.update().where(*_is(identity)).values(disabled_at=now)).rowcount:
        raise _nobody()


def _keep_an_owner(connection: sa.Connection, identity: int) -> None:
    owners = [one for one in list_accounts(connection) if one.role == "owner"]
    if [one.id for one in owners] == [identity]:
        raise Conflict(
            msg("The last owner cannot be removed or get another role."),
            msg("Make somebody else an owner first."),
            kind="last-owner",
        )


def set_language(connection: sa.Connection, identity: int, language: str) -> None:
    """Remember the language that a person reads nahbar in."""
    connection.execute(account.update().where(account.c.id == identity).values(language=language))


def _account(row: sa.Row[tuple[object, ...]]) -> Account:
    stamp = hashlib.sha256(row.password_hash.encode()).hexdigest()[:STAMP_CHARS]
    return Account(row.id, row.email, row.name, row.role, row.language, stamp)


@dataclass(frozen=True, slots=True)
class Token:
    """An API token as it is listed; the secret itself is shown once, when it is made."""

    id: int
    name: str
    scopes: Sequence[str]
    created_at: int


def add_token(connection: sa.Connection, name: str, scopes: Sequence[str], now: int) -> str:
    """Make a token and return its secret; raises BadInput for an unknown scope, Conflict for a name in use."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes or not name.strip():
        raise BadInput(
            msg("A token needs a name and known scopes; “{scope}” is none.", scope=", ".join(unknown)),
            msg("Choose from: {scopes}.", scopes=", ".join(SCOPES)),
            kind="scope",
        )
    known = connection.execute(sa.select(token).where(token.c.name == name.strip())).first()
    if known is not None and known.revoked_at is None:
        raise Conflict(msg("There is a token “{name}” already.", name=name), msg("Choose another name."), kind="name")
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    values = {"name": name.strip(), "hash": _token_hash(secret), "scopes": " ".join(scopes), "created_at": now}
    row = token.insert() if known is None else token.update().where(token.c.id == known.id)
    connection.execute(row.values(**values, revoked_at=None))
    return secret


def token_scopes(connection: sa.Connection, secret: str) -> tuple[str, Sequence[str]] | None:
    """Return the name and scopes of a token that is valid, else None."""
    row = connection.execute(
        sa.select(token.c.name, token.c.scopes).where(token.c.hash == _token_hash(secret), token.c.revoked_at.is_(None))
    ).first()
    return (row.name, row.scopes.split()) if row else None


def list_tokens(connection: sa.Connection) -> Sequence[Token]:
    """Return the tokens that are valid, newest first."""
    rows = connection.execute(sa.select(token).where(token.c.revoked_at.is_(None)).order_by(token.c.id.desc()))
    return [Token(row.id, row.name, row.scopes.split(), row.created_at) for row in rows]


def revoke_token(connection: sa.Connection, identity: int, now: int) -> None:
    """Make a token useless from now on; raises NotFound when there is none."""
    done = connection.execute(
        token.update().where(token.c.id == identity, token.c.revoked_at.is_(None)).values(revoked_at=now)
    )
    if not done.rowcount:
        raise NotFound(msg("There is no such token."), msg("Reload the list of tokens."), kind="no-token")


def _token_hash(secret: str) -> str:
    # The secret is 256 random bits: a plain hash is enough, a slow one would only slow every request.
    return hashlib.sha256(secret.encode()).hexdigest()


def record(connection: sa.Connection, who: str, action: str, subject: str, now: int) -> None:
    """Add a line to the audit log."""
    connection.execute(audit.insert().values(at=now, who=who[:320], action=action, subject=subject[:400]))
