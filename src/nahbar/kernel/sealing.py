"""Secrets of others (passwords of mail servers, secrets of webhooks) in the store, sealed with a workspace's key."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nahbar.kernel.errors import Unavailable
from nahbar.kernel.messages import msg
from nahbar.kernel.workspace import Workspace

NONCE_BYTES = 12
AES_BYTES = 32


def seal(workspace: Workspace, key: str, owner: str, secret: str) -> bytes:
    """Return a secret as AES-256-GCM keeps it; `owner` must be said again to open it, so that none is swapped."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(workspace, key).encrypt(nonce, secret.encode(), owner.encode())


def unseal(workspace: Workspace, key: str, owner: str, sealed: bytes) -> str:
    """Return a sealed secret; raises Unavailable when the workspace's key is another one."""
    try:
        return _cipher(workspace, key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.encode()).decode()
    except InvalidTag as error:
        raise Unavailable(
            msg("The secret of {owner} cannot be opened with the key of this workspace.", owner=owner),
            msg("Bring keys/{name:raw}.key back from a backup, or give the secret again.", name=key),
            kind="damaged-key",
        ) from error


def _cipher(workspace: Workspace, key: str) -> AESGCM:
    return AESGCM(workspace.key(key)[:AES_BYTES])
