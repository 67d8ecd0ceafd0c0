"""Whether a rule holds for a lead: yes, no, or it cannot be told. Pure; nothing that somebody wrote is ever run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from nahbar.campaigns.leads.qualify.contracts import ALL, Condition, Facts, Rule
from nahbar.campaigns.links.tagging import tag

# Providers where anybody gets an address; a shop's own customers mostly write from them, companies rarely.
FREE_PROVIDERS = frozenset(
    (
        "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de",
        "freenet.de", "arcor.de", "outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "hotmail.co.uk", "live.com",
        "live.de", "live.at", "msn.com", "yahoo.com", "yahoo.de", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com",
        "mac.com", "aol.com", "aol.de", "mail.de", "mail.com", "posteo.de", "posteo.net", "mailbox.org", "proton.me",
        "protonmail.com", "pm.me", "tutanota.com", "tutanota.de", "tuta.io", "bluewin.ch", "aon.at", "chello.at",
        "btinternet.com", "online.de", "1und1.de", "vodafone.de", "vodafonemail.de", "kabelmail.de", "email.de",
    )
)  # fmt: skip


def judge(rule: Rule, facts: Facts, currency: str) -> bool | None:
    """Return whether a lead is qualified under the rule; None where that cannot be told, or there is no rule.

    The strong three-valued logic of Kleene (1938): all of several hold when each does, and fail as soon as one fails;
    what is unknown leaves the answer open only where it could change it. `currency` is that of values in the rule.
    """
    if not rule.conditions:
        return None
    found = [holds(one, facts, currency) for one in rule.conditions]
    decides = rule.joined != ALL
    if any(one is decides for one in found):
        return decides
    return None if None in found else not decides


def holds(one: Condition, facts: Facts, currency: str) -> bool | None:
    """Return whether a condition holds; None where the lead does not say. Raises KeyError for an unknown kind."""
    if one.kind == "value_at_least":
        if facts.value_cents is None or facts.currency != currency:
            return None
        return facts.value_cents >= int(one.value)
    return _TESTS[one.kind](one.value, facts)


def _source(value: str, facts: Facts) -> bool | None:
    return says(facts.source_said, value) if facts.source_said else None


def _answer(value: str, facts: Facts) -> bool | None:
    return any(says(text, value) for text in facts.answers.values()) if facts.answers else None


def _campaign(value: str, facts: Facts) -> bool | None:
    return tag(facts.campaign) == tag(value) if facts.campaign else None


def _domain(facts: Facts) -> str:
    return facts.email.rpartition("@")[2].strip().casefold() if "@" in facts.email else ""


def _free(value: str, facts: Facts) -> bool | None:
    del value
    domain = _domain(facts)
    return domain in FREE_PROVIDERS if domain else None


def _company(value: str, facts: Facts) -> bool | None:
    free = _free(value, facts)
    return None if free is None else not free


def _ends(value: str, facts: Facts) -> bool | None:
    domain, wanted = _domain(facts), value.strip().removeprefix("@").casefold()
    return domain == wanted or domain.endswith(f".{wanted}") if domain else None


_TESTS: Mapping[str, Callable[[str, Facts], bool | None]] = {
    "source_contains": _source,
    "answer_contains": _answer,
    "campaign_is": _campaign,
    "creator_known": lambda value, facts: facts.creator,
    "link_known": lambda value, facts: facts.link,
    "code_known": lambda value, facts: facts.code,
    "email_company": _company,
    "email_free": _free,
    "email_domain": _ends,
    "stage_is": lambda value, facts: facts.stage == value,
}


def says(text: str, word: str) -> bool:
    """Whether a text holds a word or several in a row, as whole words; capitals make no difference."""
    wanted = _plain(word)
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", _plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
