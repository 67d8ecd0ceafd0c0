"""How a mailbox shall be read, as somebody wrote it, checked. Pure; raises BadInput whose kind names the field."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping

from nahbar.campaigns.leads.mailbox.contracts import AFTERS, LEAVE, MOVE, PLAIN, PORTS, TLS, Plan
from nahbar.campaigns.links.slugs import read_slug
from nahbar.kernel.clock import read_day
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

LONGEST_FOLDER = 200
LONGEST_USER = 320
MOST_OWN = 50
_HOST = re.compile(r"(?!-)[A-Za-z0-9._:-]{1,253}")
_OWN = re.compile(r"(?:[^\s@]{1,64}@)?[a-z0-9.-]{1,253}")


def read_plan(given: Mapping[str, str], today: int) -> Plan:
    """Return the plan in texts by their name; `today` is the day number from which on messages are read by default."""
    host = given.get("host", "").strip().lower()
    if not _HOST.fullmatch(host):
        raise _wrong("host", msg("“{text}” is no mail server.", text=host[:60]), msg("Write it as imap.example.org."))
    security = given.get("security", "").strip() or TLS
    if security not in PORTS:
        raise _wrong(
            "security", msg("There is no security “{text}”.", text=security[:40]), msg("Choose tls or starttls.")
        )
    if security == PLAIN and not is_loopback(host):
        raise _wrong(
            "security",
            msg("Without TLS the password would be readable on the way."),
            msg("Choose tls or starttls; none is for servers on this machine only."),
        )
    user = given.get("user", "").strip()
    after, target = _after(given)
    return Plan(
        name=read_slug(given.get("name", "")),
        host=host,
        port=_port(given.get("port", ""), PORTS[security]),
        security=security,
        user=_line("user", user, LONGEST_USER),
        folder=_line("folder", given.get("folder", "").strip() or "INBOX", LONGEST_FOLDER),
        after=after,
        target=target,
        own=_own(given.get("own", ""), user),
        campaign=" ".join(given.get("campaign", "").split())[:100],
        since_day=_since(given.get("since", "").strip(), today),
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _after(given: Mapping[str, str]) -> tuple[str, str]:
    after = given.get("after", "").strip() or LEAVE
    if after not in AFTERS:
        raise _wrong(
            "after",
            msg("“{text}” is not what can become of a message.", text=after[:40]),
            msg("Choose one of: {choices}.", choices=", ".join(AFTERS)),
        )
    target = given.get("target", "").strip()
    return after, _line("target", target, LONGEST_FOLDER) if after == MOVE else ""


def _port(text: str, usual: int) -> int:
    plain = text.strip()
    if plain and not (plain.isascii() and plain.isdigit() and 0 < int(plain[:9]) < 65_536):
        raise _wrong("port", msg("“{text}” is no port.", text=plain[:20]), msg("Leave it empty for the usual one."))
    return int(plain) if plain else usual


def _line(name: str, text: str, longest: int) -> str:
    if not text or len(text) > longest or not text.isprintable():
        raise _wrong(
            name,
            msg("It is empty, too long, or has characters that cannot be shown."),
            msg("Write it as your mail program does."),
        )
    return text


def _own(text: str, user: str) -> frozenset[str]:
    """Return the brand's addresses and domains; the address of the mailbox is always one of them."""
    named = [one.strip("@").lower() for one in re.split(r"[\s,;]+", text) if one.strip("@")]
    wrong = next((one for one in named if not _OWN.fullmatch(one)), None)
    if wrong is not None or len(named) > MOST_OWN:
        raise _wrong(
            "own",
            msg("“{text}” is neither an address nor a domain.", text=(wrong or "")[:60]),
            msg("Write them with blanks between them, as in: example.org jo@example.net"),
        )
    return frozenset([*named, *([user.lower()] if "@" in user else [])])


def _since(text: str, today: int) -> int:
    if not text:
        return today
    try:
        return read_day(text)
    except ValueError as error:
        raise _wrong("since", msg("“{text}” is no day.", text=text[:20]), msg("Write it as 2026-11-22.")) from error


def _wrong(name: str, message: Message, remedy: Message) -> BadInput:
    return BadInput(message, remedy, kind=name)
