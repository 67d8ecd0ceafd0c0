"""Secrets of webhooks and mailboxes in the store, sealed with one key of the workspace."""

from __future__ import annotations

from nahbar.kernel.sealing import seal, unseal
from nahbar.kernel.workspace import Workspace

KEY_NAME = "leads"


def seal_secret(workspace: Workspace, owner: str, secret: str) -> bytes:
    """Return a secret as it is kept; `owner` must be said again to open it."""
    return seal(workspace, KEY_NAME, owner, secret)


def open_secret(workspace: Workspace, owner: str, sealed: bytes) -> str:
    """Return a sealed secret; raises Unavailable when the workspace's key is another one."""
    return unseal(workspace, KEY_NAME, owner, sealed)
