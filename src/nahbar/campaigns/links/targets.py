"""Where a link may lead: http or https, to the open internet, never back to our own links. Pure."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection, Sequence
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from nahbar.campaigns.links.contracts import Target
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

# Browsers and platforms cut longer addresses.
LONGEST_URL = 2_000
MOST_TARGETS = 8
MOST_WEIGHT = 10_000
# Names that only a machine's own network knows (RFC 6761, RFC 8375, and what routers commonly use).
INNER_NAMES = ("localhost", "local", "internal", "lan", "home", "corp", "intranet", "home.arpa", "test", "invalid")
# Left as they are in a path, a query or a fragment; all else becomes %XX (RFC 3986).
SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Space, control characters, and the backslash that browsers read as a slash.
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\<>\"`{}|^]")


def read_targets(text: str, own: Collection[str] = (), prefix: str = "/l/") -> tuple[Target, ...]:
    """Return the targets of a text with one address a line (or between " | "), each with its weight behind a blank.

    `own` are the hosts whose `prefix` (or, for a domain of links alone, any path) leads back to us. Raises BadInput,
    kind "target".
    """
    parts = [part.strip() for line in text.splitlines() for part in line.split(" | ")]
    targets = tuple(_target(part, own, prefix) for part in parts if part)
    if not targets:
        raise _refused(msg("A link needs a target."), msg("Write the address that it leads to, with https://."))
    if len(targets) > MOST_TARGETS:
        raise _refused(msg("{n} targets are too many.", n=len(targets)), msg("Use at most {n}.", n=MOST_TARGETS))
    if len({one.url for one in targets}) < len(targets):
        raise _refused(msg("Two targets are the same."), msg("Give one of them the weight of both."))
    return targets


def targets_text(targets: Sequence[Target]) -> str:
    """Return targets as `read_targets` reads them."""
    if len(targets) == 1:
        return targets[0].url
    return "\n".join(f"{one.url} {one.weight}" for one in targets)


def _target(text: str, own: Collection[str], prefix: str) -> Target:
    url, _, weight = text.partition(" ")
    weight = weight.strip()
    if weight and not (weight.isascii() and weight.isdigit() and 1 <= int(weight[:9]) <= MOST_WEIGHT):
        raise _refused(
            msg("“{weight}” is no weight.", weight=weight[:20]),
            msg("Write a whole number from 1 to {n} behind the address; addresses hold no blanks.", n=MOST_WEIGHT),
        )
    return Target(check_url(url, own, prefix), int(weight or 1))


def check_url(text: str, own: Collection[str] = (), prefix: str = "/l/") -> str:
    """Return the address as a Location header may hold it; raises BadInput (kind "target") for one that may not be."""
    if len(text) > LONGEST_URL or _FORBIDDEN.search(text):
        raise _refused(
            msg("The target has characters that an address cannot hold, or more than {n}.", n=LONGEST_URL),
            msg("Copy the address from the browser's address line."),
        )
    parts = _split(text)
    host = _host(parts)
    _refuse_inner(host)
    _refuse_loop(host, parts, own, prefix)
    shown = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    rest = (quote(part, safe=SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, shown + port, *rest))


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        raise _no_address(text) from None
    if parts.scheme not in ("http", "https"):
        raise _refused(
            msg("“{start}” does not begin with http:// or https://.", start=text[:40]),
            msg("Links lead to web pages only; write the whole address."),
        )
    if not parts.hostname or not port_is_right:
        raise _no_address(text)
    if parts.username is not None or parts.password is not None:
        raise _refused(
            msg("The target holds a user name or a password before the @."),
            msg("Leave it out: everybody who clicks would see it."),
        )
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        return host if ":" in host else host.encode("idna").decode().lower()
    except UnicodeError:
        raise _no_address(host) from None


def _refuse_inner(host: str) -> None:
    address = _address(host)
    if address is not None:
        if not address.is_global or address.is_multicast:
            raise _refused(
                msg("{host:raw} is an address of an inner network.", host=host),
                msg("Name a page that everybody can open."),
            )
        return
    if any(host == name or host.endswith("." + name) for name in INNER_NAMES):
        raise _refused(
            msg("{host:raw} is a name that only an inner network knows.", host=host),
            msg("Name a page that everybody can open."),
        )
    if not _HOST.fullmatch(host):
        raise _no_address(host)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that a host is, also where it is written as browsers accept it: 127.1, 0x7f000001."""
    if ":" in host:
        try:
            six = ipaddress.IPv6Address(host)
        except ValueError:
            raise _no_address(host) from None
        inner = six.ipv4_mapped or six.sixtofour
        return inner if inner is not None and not inner.is_global else six
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _refuse_loop(host: str, parts: SplitResult, own: Collection[str], prefix: str) -> None:
    if host not in {one.lower().rstrip(".") for one in own}:
        return
    path = "/" + parts.path.lstrip("/")
    if (path + "/").startswith(prefix):
        raise _refused(
            msg("The target leads back to a link of ours, and so would never arrive."),
            msg("Name the page where the way ends."),
        )


def _no_address(text: str) -> BadInput:
    return _refused(
        msg("“{text}” is no web address.", text=text[:60]), msg("Write it like https://shop.example.org/spring.")
    )


def _refused(message: Message, remedy: Message) -> BadInput:
    return BadInput(message, remedy, kind="target")
