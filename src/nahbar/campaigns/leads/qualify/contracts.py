"""Frozen values of the qualification rule: conditions, the rule, the facts of a lead that it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nahbar.kernel.messages import Message, msg

ALL, ANY = "all", "any"
JOINED = {ALL: msg("all of these hold"), ANY: msg("one of these holds")}
NUMBER, TEXT, STAGE, NOTHING = "number", "text", "stage", ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of condition: its name for people, with {value}, and what it needs."""

    said: Message
    needs: str


# Everything that a rule can ask of a lead.
KINDS: Mapping[str, Kind] = {
    "value_at_least": Kind(msg("Its value is at least …"), NUMBER),
    "source_contains": Kind(msg("“How did you find us?” holds the word …"), TEXT),
    "answer_contains": Kind(msg("An answer holds the word …"), TEXT),
    "campaign_is": Kind(msg("It came by the campaign …"), TEXT),
    "creator_known": Kind(msg("A creator sent it"), NOTHING),
    "link_known": Kind(msg("It came by a link"), NOTHING),
    "code_known": Kind(msg("It came with a code"), NOTHING),
    "email_company": Kind(msg("The e-mail address is none of a free provider"), NOTHING),
    "email_free": Kind(msg("The e-mail address is one of a free provider"), NOTHING),
    "email_domain": Kind(msg("The e-mail address ends with …"), TEXT),
    "stage_is": Kind(msg("Its stage is …"), STAGE),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a kind of KINDS and what it needs, "" where it needs nothing; a value is in hundredths."""

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions joined by ALL or ANY; without conditions there is no rule. Version 0 is not kept yet."""

    joined: str = ALL
    conditions: Sequence[Condition] = ()
    version: int = 0
    at: int = 0
    who: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may read of a lead; None and "" are unknown."""

    stage: str
    value_cents: int | None = None
    currency: str | None = None
    source_said: str = ""
    campaign: str | None = None
    creator: bool = False
    link: bool = False
    code: bool = False
    email: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would say of the leads that are there, and of those that somebody judged how often it agrees."""

    total: int
    qualified: int
    unqualified: int
    open: int
    judged: int
    agreed: int
