"""Handles and services of the AT Protocol, checked before anything is asked."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from nahbar.creators.intake import normal_handle
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular.values import Unreadable

PLATFORM = "bluesky"
PUBLIC_SERVICE = "https://public.api.bsky.app"
# The syntax of handles in the AT Protocol's specification ("Handle"), at most 253 characters in all.
LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HANDLE = re.compile(rf"(?:{LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
MOST_HANDLE_CHARS = 253
USUAL_ENDING = ".bsky.social"


def bluesky_handle(text: str) -> str:
    """Return the handle in "bluesky/HANDLE", "@HANDLE", "HANDLE" or the address of a profile, in lower case.

    A name without a dot is taken as one of bsky.social. Raises BadInput when it cannot be a handle.
    """
    platform, sign, rest = text.strip().partition("/")
    try:
        plain = normal_handle(rest if sign and platform.casefold() in (PLATFORM, "bsky") else text.strip()).casefold()
    except Unreadable:
        plain = ""
    handle = plain + USUAL_ENDING if plain and "." not in plain else plain
    if len(handle) > MOST_HANDLE_CHARS or not HANDLE.fullmatch(handle):
        raise BadInput(
            msg("“{text}” is not a handle of Bluesky.", text=text[:200]),
            msg("Write it as bluesky/name.bsky.social, or with the creator's own domain."),
            kind="handle",
        )
    return handle


def service_address(text: str) -> str:
    """Return the address of a service without a trailing slash; raises BadInput for any but a bare https address.

    Plain http is for this machine only.
    """
    try:
        split = urlsplit(text.strip())
        host, port = split.hostname or "", split.port
    except ValueError:
        host, port, split = "", None, urlsplit("")
    bare = split.path in ("", "/") and not split.query and not split.fragment and split.username is None
    if not host or not bare or not (split.scheme == "https" or (split.scheme == "http" and _this_machine(host))):
        raise BadInput(
            msg("“{text}” is not the address of a service.", text=text[:200]),
            msg("Write it as https://host; http is for this machine only."),
            kind="service",
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{split.scheme}://{shown}" + (f":{port}" if port else "")


def _this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
