"""What the score knows of a lead: only what stood fast when it came, and nothing of who somebody is. Pure.

Used, because it says how somebody got here and what they asked: channel, creator, campaign, what decided where it came
from, the way in, the answer to "how did you find us?", whether the e-mail address is a company's or a free provider's,
whether a company and a phone number were given, how long the message is, and how many contacts were recorded before.

Not used: name, the address itself, the words of the message, time and weekday. Value, qualified, stage and deals are
left out too: they are changed on the way to a deal, so that they would tell the score what it is to foretell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nahbar.campaigns.leads.qualify.judging import FREE_PROVIDERS
from nahbar.kernel.messages import Message, msg

UNKNOWN = ""
YES, NO = "yes", "no"
COMPANY, FREE = "company", "free"
# Longer answers are sentences; hardly two are alike, and what is alike would be one person's words.
LONGEST_SOURCE = 60
OWN_WORDS = "own words"
FEATURES: Mapping[str, Message] = {
    "channel": msg("Channel"),
    "creator": msg("Sent by"),
    "campaign": msg("Campaign"),
    "by": msg("Origin known"),
    "via": msg("Way in"),
    "source": msg("Found us by"),
    "mail": msg("E-mail address"),
    "company": msg("Company given"),
    "phone": msg("Phone number given"),
    "message": msg("Message"),
    "touches": msg("Contacts before"),
}
MAIL_WORDS = {COMPANY: msg("of a company"), FREE: msg("of a free provider")}
YES_NO = {YES: msg("yes"), NO: msg("no")}
# Words of a message, and contacts before a lead: (from, name).
MESSAGE_BANDS = ((1, "1-10"), (11, "11-50"), (51, "51+"))
TOUCH_BANDS = ((1, "1"), (2, "2-4"), (5, "5+"))
NONE = "0"
BAND_WORDS = {
    "message": {
        NONE: msg("none"),
        "1-10": msg("up to 10 words"),
        "11-50": msg("11 to 50 words"),
        "51+": msg("more than 50 words"),
    },
    "touches": {NONE: msg("none recorded"), "2-4": msg("2 to 4"), "5+": msg("5 or more")},
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What was known when a lead came; "" and None are unknown. `touches` is None where nobody is recognised.

    Texts that mean the same are spelled the same.
    """

    channel: str = ""
    creator_id: int | None = None
    campaign: str = ""
    by: str = ""
    via: str = ""
    source_said: str = ""
    email: str = ""
    answers: Mapping[str, str] | None = None
    touches: int | None = None


def values_of(facts: Facts) -> tuple[str, ...]:
    """Return one value for each of FEATURES, "" where it is unknown."""
    answers = facts.answers or {}
    return (
        facts.channel,
        UNKNOWN if facts.creator_id is None else str(facts.creator_id),
        facts.campaign,
        facts.by,
        facts.via,
        _source(facts.source_said),
        _mail(facts.email),
        YES if answers.get("company") else NO,
        YES if answers.get("phone") else NO,
        _band(len(str(answers.get("message", "")).split()), MESSAGE_BANDS),
        UNKNOWN if facts.touches is None else _band(facts.touches, TOUCH_BANDS),
    )


def as_spelled(text: str, spellings: dict[str, str]) -> str:
    """Return a text as it was spelled first, so that "podcast" and "Podcast " are one value."""
    plain = " ".join(text.split())
    return spellings.setdefault(plain.casefold(), plain)


def _source(said: str) -> str:
    return said if len(said) <= LONGEST_SOURCE else OWN_WORDS


def _mail(email: str) -> str:
    domain = email.rpartition("@")[2].strip().casefold() if "@" in email else ""
    return UNKNOWN if not domain else FREE if domain in FREE_PROVIDERS else COMPANY


def _band(count: int, bands: tuple[tuple[int, str], ...]) -> str:
    return next((name for least, name in reversed(bands) if count >= least), NONE)
