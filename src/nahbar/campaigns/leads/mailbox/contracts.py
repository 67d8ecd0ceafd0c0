"""Frozen values of mailboxes. Times are seconds since 1970-01-01."""

from __future__ import annotations

from dataclasses import dataclass

from nahbar.kernel.errors import NahbarError
from nahbar.kernel.messages import Message, msg

TLS, STARTTLS, PLAIN = "tls", "starttls", "none"
PORTS = {TLS: 993, STARTTLS: 143, PLAIN: 143}
LEAVE, FLAG, MOVE = "leave", "flag", "move"
AFTERS = (LEAVE, FLAG, MOVE)
# What became of a message.
LEAD, REPLY, REPEATED = "lead", "reply", "repeated"
AUTOMATIC, BOUNCE, OWN, REFUSED = "automatic", "bounce", "own", "refused"
OUTCOMES = (LEAD, REPLY, REPEATED, AUTOMATIC, BOUNCE, OWN, REFUSED)
OUTCOME_WORDS: dict[str, Message] = {
    LEAD: msg("leads"),
    REPLY: msg("answers to leads that were known"),
    REPEATED: msg("came twice"),
    AUTOMATIC: msg("written by programs"),
    BOUNCE: msg("not delivered"),
    OWN: msg("our own"),
    REFUSED: msg("refused"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How a mailbox is read, without its password; `own` are the brand's addresses and domains in lower case."""

    name: str
    host: str
    port: int
    security: str
    user: str
    folder: str
    after: str
    target: str
    own: frozenset[str]
    campaign: str
    since_day: int


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox as it is kept, with how far it is read and why the last reading failed (a sentence and its remedy)."""

    id: int
    plan: Plan
    uid_validity: int | None
    last_uid: int
    read_at: int | None
    failures: int
    next_at: int
    problem: tuple[Message, Message] | None


@dataclass(frozen=True, slots=True)
class Raw:
    """A message as the server hands it out: `body` is its beginning, all of it when `whole`; `size` is in bytes."""

    uid: int
    came_at: int
    size: int
    body: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message says. `text` is without quoted history; `answers` is whether it answers another message.

    `kind` is lead, automatic, bounce, own or refused (then `reason` says why). `identity` is the same wherever the same
    message turns up.
    """

    kind: str
    identity: bytes
    reason: Message | None = None
    email: str = ""
    name: str = ""
    phone: str = ""
    company: str = ""
    source_said: str = ""
    subject: str = ""
    text: str = ""
    attachments: int = 0
    answers: bool = False


@dataclass(frozen=True, slots=True)
class ReadCount:
    """What one reading did: messages by outcome."""

    by_outcome: dict[str, int]

    @property
    def total(self) -> int:
        """How many messages were read."""
        return sum(self.by_outcome.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """How the reading of one of several mailboxes ended: with its count, or with the error that ended it."""

    name: str
    count: ReadCount | None
    error: NahbarError | None
