"""What creators did, in words: for the start page and for notices by e-mail. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate

from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import Message, msg

ERASURE = "erasure"
# What creators do in this room; `name_happenings` adds what they do in others.
HAPPENED: dict[str, Message] = {
    "answer": msg("answered the report"),
    "data": msg("handed in a file"),
    ERASURE: msg("asked for erasure"),
}
# More are said as a number: the start page shows them all.
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Happening:
    """What a creator ("platform/handle") did, when, and the page on which a person looks at it."""

    id: int
    kind: str
    creator: str
    path: str
    at: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """From which brand and sender to whom, and when; `name` is the message's id, the same when it is sent again."""

    brand: str
    sender: str
    to: str
    name: str
    at: int


def name_happenings(words: Mapping[str, Message]) -> None:
    """Take the words for what creators do in another room, by kind; called when the rooms are put together."""
    HAPPENED.update(words)


def did(kind: str) -> Message:
    """Return what a creator did, also where the room that noted it is not mounted any more."""
    return HAPPENED.get(kind) or msg("did something")


def line_of(one: Happening) -> Message:
    """Return a happening as a sentence."""
    return msg("{creator:raw} {did}", creator=_plain(one.creator), did=did(one.kind))


def _plain(text: str) -> str:
    return " ".join("".join(char for char in text if char.isprintable()).split())


def notice(happened: Sequence[Happening], language: Language, address: str, envelope: Envelope) -> EmailMessage:
    """Return one message on all that happened; `address` is where nahbar is reached ("" for no links)."""
    said = language.message
    first = said(line_of(happened[0]))
    more = len(happened) - 1
    subject = first if not more else said(msg("{first:raw}, and {n} more", first=first, n=more))
    lines = []
    for one in happened[:MOST_LINES]:
        lines.append(said(line_of(one)) + ".")
        if address:
            lines.append(address.rstrip("/") + one.path)
        lines.append("")
    if more >= MOST_LINES:
        lines += [said(msg("The start page shows all {n}.", n=more + 1)), ""]
    lines.append(said(msg("You get this because you switched notices on, under Settings, Notices.")))
    message = EmailMessage()
    message["Subject"] = f"{_plain(envelope.brand)}: {subject}"
    message["From"], message["To"] = envelope.sender, envelope.to
    message["Date"] = formatdate(envelope.at)
    message["Message-ID"] = f"<{envelope.name}@{envelope.sender.rpartition('@')[2]}>"
    # So that no absence answers it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(lines) + "\n")
    return message
